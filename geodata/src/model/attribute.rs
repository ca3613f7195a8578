//! What a patch is worth: the attribute a_i of the indices.

use serde::{Deserialize, Serialize};

/// Where the attribute a_i comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Attribute {
    /// Area in hectares, in the working system.
    #[default]
    Area,
    /// A numeric column, taken as hectares (or hectares times a quality).
    Column(String),
}

impl Attribute {
    /// Name in files and reports: `area_ha` or the column's own.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Area => "area_ha",
            Self::Column(column) => column,
        }
    }
}

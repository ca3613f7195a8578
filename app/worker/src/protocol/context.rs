//! What lies round the patches.

use geodata::landscape::LandClass;
use serde::{Deserialize, Serialize};

use super::{DrawnAs, LonLatBounds};

/// What the page needs to know of all that is on the map but is no patch.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ContextInfo {
    /// Number of features.
    pub others: usize,
    /// What surveys, plans and what nobody knows are drawn as, each once.
    pub looks: Vec<DrawnAs>,
    /// Classes of land that there are.
    pub land: Vec<LandClass>,
    /// Where layers without patches lie.
    pub bounds: Option<LonLatBounds>,
}

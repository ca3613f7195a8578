//! What a layer is used as.

use serde::{Deserialize, Serialize};

/// What a layer is used as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum LayerRole {
    /// Its polygons are habitat patches.
    #[default]
    Habitat,
    /// Trees: areas, rows or single ones.
    TreeCover,
    /// Classes of land.
    LandCover,
    /// What animals do not cross.
    Barrier,
    /// Where an animal or its traces were seen. Sensitive.
    Observation,
    /// Connections that a surveyor judged in the field.
    SurveyedConnection,
    /// What is planned.
    Plan,
    /// Drawn, and nothing more.
    Background,
}

impl LayerRole {
    /// Every role.
    pub const ALL: [Self; 8] = [
        Self::Habitat,
        Self::TreeCover,
        Self::LandCover,
        Self::Barrier,
        Self::Observation,
        Self::SurveyedConnection,
        Self::Plan,
        Self::Background,
    ];
}

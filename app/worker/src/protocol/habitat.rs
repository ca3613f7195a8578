//! The habitat: what the page needs to know of it, and what is no part of it.

use geodata::WorkingCrs;
use geodata::model::LeftOutReason;
use serde::{Deserialize, Serialize};

use super::LonLatBounds;

/// What the page needs to know of the habitat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HabitatInfo {
    /// Number of patches.
    pub patches: usize,
    /// Where they lie; `None` without any.
    pub bounds: Option<LonLatBounds>,
    /// Their area, hectares.
    pub area_ha: f64,
    /// The system that is worked in.
    pub crs: WorkingCrs,
    /// Its name.
    pub working_crs: String,
    /// True where lengths are measured only roughly.
    pub is_equal_area: bool,
    /// Columns that hold a number for every patch.
    pub numeric_columns: Vec<String>,
    /// What became of areas that nest, repeat or are small.
    pub areas: AreaInfo,
}

/// What became of areas that nest, repeat or are small.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AreaInfo {
    /// Areas that were joined with others.
    pub joined: usize,
    /// Patches that those became.
    pub joined_into: usize,
    /// Patches that show no sign of use.
    pub unoccupied: usize,
    /// Areas that are no patches.
    pub left_out: usize,
    /// Those of them that are told one by one.
    pub listed: Vec<LeftOutArea>,
}

/// An area that is no patch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeftOutArea {
    /// What to call it.
    pub label: String,
    /// Name of its layer.
    pub layer: String,
    /// Area, hectares.
    pub area_ha: f64,
    /// Why.
    pub reason: LeftOutReason,
}

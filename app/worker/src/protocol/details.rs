//! Everything about one patch.

use geodata::connectivity::importance::PatchImportance;
use geodata::model::Attribute;
use serde::{Deserialize, Serialize};

use super::LonLatBounds;

/// A patch's neighbour.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Neighbour {
    /// Its number.
    pub number: u32,
    /// What to call it.
    pub label: String,
    /// From edge to edge, metres.
    pub length_m: f64,
}

/// Everything about a patch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PatchDetails {
    /// Its number, from 0.
    pub number: u32,
    /// What to call it.
    pub label: String,
    /// Name of its layer.
    pub layer: String,
    /// The survey layer of Luoti that its layer is, by name.
    pub survey: Option<String>,
    /// Names of the areas it was joined of; empty where it is one as it was.
    pub joined: Vec<String>,
    /// It comes from a survey of flying squirrels.
    pub is_surveyed: bool,
    /// Whether animals live there, where that survey says.
    pub is_occupied: Option<bool>,
    /// Where it lies.
    pub bounds: LonLatBounds,
    /// Area, hectares.
    pub area_ha: f64,
    /// What it is worth, with the name of that.
    pub attribute: (Attribute, f64),
    /// Its component, from 1; with how many patches and hectares are in it.
    pub component: Option<(u32, usize, f64)>,
    /// Neighbours up to the threshold, nearest first.
    pub neighbours: Vec<Neighbour>,
    /// Threshold that the neighbours are counted by, metres.
    pub threshold_m: f64,
    /// Its importance; none before it is known.
    pub importance: Option<PatchImportance>,
    /// Columns and values as in the file.
    pub facts: Vec<(String, String)>,
}

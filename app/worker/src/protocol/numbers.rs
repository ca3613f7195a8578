//! The numbers of a run that charts are drawn of.

use serde::{Deserialize, Serialize};

/// What charts are drawn of: lists in the order of the patches, and of the links.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct NetworkNumbers {
    /// What each patch is called.
    pub labels: Vec<String>,
    /// Its area, hectares.
    pub areas_ha: Vec<f64>,
    /// What it is worth, hectares.
    pub attributes_ha: Vec<f64>,
    /// Which part of the network it belongs to, from 0.
    pub components: Vec<u32>,
    /// True where it lies near the edge of the data and is left unranked; empty where nobody
    /// knows.
    pub near_edge: Vec<bool>,
    /// The intra, flux and connector part of its dPC, per cent; empty before they are computed.
    pub d_pc: Vec<[f64; 3]>,
    /// Length of each link up to the threshold, metres.
    pub lengths_m: Vec<f64>,
    /// The widest gap of each way that was found, cut ones too, metres; empty where links know no
    /// land.
    pub widest_gaps_m: Vec<f64>,
}

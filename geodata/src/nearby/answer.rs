//! What nature is near a place: the nearest of each kind, how many, and how green it is.

use serde::{Deserialize, Serialize};

use super::Nature;

/// A feature, by the places of its layer and of itself there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Place of the layer.
    pub layer: u32,
    /// Place of the feature in its layer.
    pub feature: u32,
}

/// Distances within which nature is counted, metres.
pub const RADII_M: [f64; 3] = [300.0, 1000.0, 3000.0];

/// So much green within the first of the distances is what people are advised to have near
/// them, square metres: half a hectare (WHO Regional Office for Europe 2017, Urban green
/// spaces: a brief for action).
pub const HALF_HECTARE_M2: f64 = 5000.0;

/// What is near a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NearMe {
    /// Each kind of [`Nature::TOLD`].
    pub kinds: Vec<KindNear>,
    /// How green it is.
    pub green: GreenNear,
}

/// Nature of one kind near a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KindNear {
    /// The kind.
    pub nature: Nature,
    /// How many lie within each of [`RADII_M`].
    pub within: [usize; 3],
    /// The nearest within the last of them, nearest first.
    pub nearest: Vec<FeatureNear>,
}

/// A feature near a place.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FeatureNear {
    /// Which.
    pub place: Place,
    /// How far its nearest point is, metres; 0 inside it.
    pub distance_m: f64,
    /// Where to go for that, degrees from north by east; None inside.
    pub bearing_deg: Option<f64>,
}

/// How green it is within the first of [`RADII_M`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GreenNear {
    /// Share of the disc that trees cover.
    pub trees: f64,
    /// Share that is green: trees, parks, reserves, habitat and valuable nature.
    pub green: f64,
    /// One green area of half a hectare or more comes into the disc.
    pub has_half_hectare: bool,
}

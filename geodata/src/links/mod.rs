//! Links between habitat patches.

mod crossings;
mod euclidean;
mod gap;
mod glide;
mod kind;
mod least_cost;
mod over_land;
mod planar;
mod route;
mod touching;

use geo::Coord;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use crossings::{Crossing, KnownCrossings, PLACE_M, crossings};
pub use euclidean::{PATCHES_WITHOUT_CUT, check_cut, euclidean_links, euclidean_links_from};
pub use gap::{Gap, GapLimits, GapPart, Grade, gaps_along, grade_of, length_m, position_at};
pub use glide::{
    Glide, GlideChange, GlideMemory, GlidesBefore, MOST_GLIDE_M, glide_change, glide_links,
    glide_links_again,
};
pub use kind::LinkKind;
pub use least_cost::{Corridor, LeastCost, corridors, least_cost_links};
pub use over_land::OverLand;
pub use planar::planar_links;
pub use route::Route;
use touching::touching;

use crate::model::Habitat;
use crate::progress::Progress;

/// Which pairs of patches are linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Topology {
    /// All pairs, up to the cut.
    #[default]
    Complete,
    /// Neighbours, up to the cut.
    Planar,
}

impl Topology {
    /// Name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Planar => "planar",
        }
    }
}

/// Euclidean links of either topology, see [`euclidean_links`] and [`planar_links`].
///
/// # Errors
/// [`LinkError::NeedsCut`], see [`check_cut`]; never for planar links.
pub fn links(
    habitat: &Habitat,
    topology: Topology,
    max_link_m: Option<f64>,
    progress: &mut impl Progress,
) -> Result<Vec<Link>, LinkError> {
    match topology {
        Topology::Complete => euclidean_links(habitat, max_link_m, progress),
        Topology::Planar => Ok(planar_links(habitat, max_link_m, progress)),
    }
}

/// A link between two patches.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The patch with the lower number.
    pub a: u32,
    /// The patch with the higher number.
    pub b: u32,
    /// Length in metres, a multiple of 2^-30 m.
    pub length_m: f64,
    /// What is left of its probability by its grade: 1 for a link that has none.
    pub factor: f64,
    /// Where it leaves patch `a`, in the working system.
    pub from: Coord,
    /// Where it reaches patch `b`, in the working system.
    pub to: Coord,
}

/// Why links cannot be computed.
#[derive(Debug, Clone, PartialEq, Error, Serialize, Deserialize)]
pub enum LinkError {
    /// So many patches that all pairs should be asked for with open eyes.
    #[error("{patches} patches make {pairs} pairs: give a greatest link length")]
    NeedsCut {
        /// Number of patches.
        patches: usize,
        /// Number of pairs that all links would be.
        pairs: u64,
    },
}

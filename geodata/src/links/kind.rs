//! The kinds of links.

use serde::{Deserialize, Serialize};

/// How patches are linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum LinkKind {
    /// Straight from edge to edge, blind to what lies between.
    #[default]
    Euclidean,
    /// The cheapest way over a grid of resistance.
    LeastCost,
    /// The shortest way through trees, over gaps of the best grade.
    Glide,
}

impl LinkKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Euclidean, Self::LeastCost, Self::Glide];

    /// Name in files, in addresses and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Euclidean => "euclidean",
            Self::LeastCost => "least-cost",
            Self::Glide => "glide",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether its links know the land, and so have grades.
    #[must_use]
    pub fn is_over_land(self) -> bool {
        self != Self::Euclidean
    }
}

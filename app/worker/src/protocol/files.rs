//! Files: results to save, what came of writing them, a delivery that was checked.

use geodata::io::Loss;
use geodata::luoti::Finding;
use serde::{Deserialize, Serialize};

use super::LonLatBounds;

/// Results that can be saved, a layer each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ExportKind {
    /// Patches with their figures, and their importance where that is known.
    Patches,
    /// Links, and what the network loses without them where that is known.
    Links,
    /// The parts that the network falls into.
    Components,
    /// Gaps of links that know the land.
    Gaps,
    /// Where such links fail, and what mending that would give.
    Crossings,
    /// The best path between every two patches, a table.
    Pairs,
}

impl ExportKind {
    /// All, in the order they are offered.
    pub const ALL: [Self; 6] =
        [Self::Patches, Self::Links, Self::Components, Self::Gaps, Self::Crossings, Self::Pairs];

    /// Name in the names of files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Patches => "patches",
            Self::Links => "links",
            Self::Components => "components",
            Self::Gaps => "gaps",
            Self::Crossings => "crossings",
            Self::Pairs => "pairs",
        }
    }

    /// Only links that know the land have it, and the worker that found them.
    #[must_use]
    pub fn is_of_land(self) -> bool {
        matches!(self, Self::Gaps | Self::Crossings)
    }
}

/// A layer of a file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayerPreview {
    /// What it is called.
    pub name: String,
    /// How many features it has.
    pub features: usize,
    /// Its columns, each with a value of the first feature that has one.
    pub fields: Vec<(String, String)>,
}

/// What came of checking a delivery.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// The survey layer it was checked against; `None` where it is none.
    pub schema: Option<String>,
    /// Number of features, those among them that could not be read.
    pub features: usize,
    /// What is not as it should be.
    pub findings: Vec<Finding>,
    /// Where the features lie that something is wrong with, by rising number.
    pub places: Vec<(u32, LonLatBounds)>,
}

/// What there is to say of a file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenFile {
    /// Ending of its name, without the dot.
    pub ending: String,
    /// Its media type.
    pub media_type: String,
    /// What each layer lost.
    pub losses: Vec<Vec<Loss>>,
    /// What is in each.
    pub layers: Vec<LayerPreview>,
}

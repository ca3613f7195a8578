//! Areas that nest, repeat or lie over each other, and areas too small to count.
//!
//! Surveys of flying squirrels draw a core area within an occupied one, and draw
//! both again some years later. Taken as they are, the same wood would count
//! twice. So where a later area of the same type, or of forest that shows no sign
//! of use, covers more than half of an earlier one, the later stays; what is left
//! and joined becomes one patch; and forest that is suitable but unused is a
//! patch of its own, less what is occupied.

use serde::{Deserialize, Serialize};

/// What becomes of areas that lie over each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overlaps {
    /// Areas of flying-squirrel surveys: the latest, joined to one. All others stay as they are.
    #[default]
    Surveys,
    /// The same, and the areas of all other layers are joined to one too.
    Dissolved,
    /// Every polygon is a patch, as it is.
    Kept,
}

impl Overlaps {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Surveys, Self::Dissolved, Self::Kept];

    /// Name in addresses, on the command line and in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Surveys => "surveys",
            Self::Dissolved => "dissolved",
            Self::Kept => "kept",
        }
    }
}

/// An area that a patch was made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PatchPart {
    /// Layer and place of the feature in it, both from 0.
    pub source: (u32, u32),
    /// What to call it.
    pub label: String,
    /// Its area, square metres.
    pub area_m2: f64,
    /// How much of it is in the patch and in no larger part of it, from 0 to 1.
    pub share: f64,
}

/// An area that is no patch, or not alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Layer and place of the feature in it, both from 0.
    pub source: (u32, u32),
    /// What to call it.
    pub label: String,
    /// Its area, square metres.
    pub area_m2: f64,
    /// Why.
    pub reason: LeftOutReason,
}

/// Why an area is no patch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOutReason {
    /// A later survey drew it again.
    Superseded {
        /// What the later one is called.
        by: String,
    },
    /// All of it is occupied: it is part of other patches.
    Covered,
    /// It is smaller than the smallest that counts.
    TooSmall,
}

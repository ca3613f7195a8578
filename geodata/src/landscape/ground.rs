//! What an animal meets underfoot: the classes that resistance and gaps go by.
//!
//! Map features overlap: a street under canopy, a building in a yard, a power line
//! drawn through a forest. [`Ground`] is ordered by what counts where several lie over
//! each other, the last of them on top:
//!
//! 1. open land and yards, by what they are; water; streams;
//! 2. the cleared strip of a way, then streets, paths and main roads;
//! 3. **trees**, which close over streets;
//! 4. power lines, railways, trunk roads and motorways, which trees do not close over;
//! 5. buildings, habitat patches, barriers.

use serde::{Deserialize, Serialize};

use super::{LandClass, TreeHeight};

/// What lies on top at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Ground {
    /// Nothing is known to be there: taken for open land.
    Unknown,
    /// Fields, meadows and lawns.
    Field,
    /// Open mires.
    Mire,
    /// Bare rock, sand, gravel.
    Rock,
    /// Built-up land with its yards.
    BuiltUp,
    /// Sealed or bare ground: car parks, quarries.
    HardSurface,
    /// Seas, lakes, broad rivers.
    Water,
    /// Brooks and ditches.
    Stream,
    /// The strip along a way that is kept clear of trees.
    Verge,
    /// Paths and tracks.
    Path,
    /// Streets and local roads.
    Street,
    /// Main roads.
    MainRoad,
    /// Trees lower than 10 m.
    LowTrees,
    /// Trees of a height that nobody says.
    Trees,
    /// Trees of 10 to 15 m.
    MiddleTrees,
    /// Trees of 15 to 20 m.
    TallTrees,
    /// Trees of 20 m and more.
    TallestTrees,
    /// The strip that a power line is kept clear over.
    PowerLine,
    /// Railways.
    Rail,
    /// Ring roads and trunk roads.
    TrunkRoad,
    /// Motorways.
    Motorway,
    /// Buildings.
    Building,
    /// A habitat patch.
    Habitat,
    /// What animals do not cross.
    Barrier,
}

impl Ground {
    /// Every class, the lowest first.
    pub const ALL: [Self; 24] = [
        Self::Unknown,
        Self::Field,
        Self::Mire,
        Self::Rock,
        Self::BuiltUp,
        Self::HardSurface,
        Self::Water,
        Self::Stream,
        Self::Verge,
        Self::Path,
        Self::Street,
        Self::MainRoad,
        Self::LowTrees,
        Self::Trees,
        Self::MiddleTrees,
        Self::TallTrees,
        Self::TallestTrees,
        Self::PowerLine,
        Self::Rail,
        Self::TrunkRoad,
        Self::Motorway,
        Self::Building,
        Self::Habitat,
        Self::Barrier,
    ];

    /// Its place in [`Self::ALL`]: what cells of a grid hold.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }

    /// The class of a code; `None` above the last.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code)).copied()
    }

    /// Its name in tables of resistance and in files.
    ///
    /// ```
    /// use geodata::landscape::Ground;
    /// assert_eq!(Ground::MainRoad.name(), "main_road");
    /// assert_eq!(Ground::from_name("main_road"), Some(Ground::MainRoad));
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Field => "field",
            Self::Mire => "mire",
            Self::Rock => "rock",
            Self::BuiltUp => "built_up",
            Self::HardSurface => "hard_surface",
            Self::Water => "water",
            Self::Stream => "stream",
            Self::Verge => "verge",
            Self::Path => "path",
            Self::Street => "street",
            Self::MainRoad => "main_road",
            Self::LowTrees => "trees_below_10",
            Self::Trees => "trees",
            Self::MiddleTrees => "trees_10_15",
            Self::TallTrees => "trees_15_20",
            Self::TallestTrees => "trees_over_20",
            Self::PowerLine => "power_line",
            Self::Rail => "rail",
            Self::TrunkRoad => "trunk_road",
            Self::Motorway => "motorway",
            Self::Building => "building",
            Self::Habitat => "habitat",
            Self::Barrier => "barrier",
        }
    }

    /// The class of a name, whatever its case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim();
        Self::ALL.into_iter().find(|ground| ground.name().eq_ignore_ascii_case(name))
    }

    /// What a map's class is underfoot; `None` for what is only a name or a border.
    #[must_use]
    pub fn of(class: LandClass) -> Option<Self> {
        Some(match class {
            // A park is lawn where no trees are drawn.
            LandClass::Field | LandClass::Park => Self::Field,
            LandClass::Mire => Self::Mire,
            LandClass::Rock => Self::Rock,
            LandClass::BuiltUp => Self::BuiltUp,
            LandClass::HardSurface => Self::HardSurface,
            LandClass::Trees(height) => Self::of_trees(height),
            LandClass::Water => Self::Water,
            LandClass::Building => Self::Building,
            LandClass::Stream => Self::Stream,
            LandClass::PowerLine => Self::PowerLine,
            LandClass::Path => Self::Path,
            LandClass::Street => Self::Street,
            LandClass::MainRoad => Self::MainRoad,
            LandClass::TrunkRoad => Self::TrunkRoad,
            LandClass::Motorway => Self::Motorway,
            LandClass::Rail => Self::Rail,
            LandClass::Reserve | LandClass::Place(_) => return None,
        })
    }

    /// Trees of a class of height.
    #[must_use]
    pub fn of_trees(height: TreeHeight) -> Self {
        match height {
            TreeHeight::Unknown => Self::Trees,
            TreeHeight::From2 => Self::LowTrees,
            TreeHeight::From10 => Self::MiddleTrees,
            TreeHeight::From15 => Self::TallTrees,
            TreeHeight::From20 => Self::TallestTrees,
        }
    }

    /// Whether trees stand there, of whatever height.
    #[must_use]
    pub fn is_trees(self) -> bool {
        (Self::LowTrees..=Self::TallestTrees).contains(&self)
    }

    /// Whether an animal finds trees there that it can move in: 10 m and taller, of
    /// unknown height, or those of a habitat patch.
    #[must_use]
    pub fn is_canopy(self) -> bool {
        (Self::Trees..=Self::TallestTrees).contains(&self) || self == Self::Habitat
    }

    /// Least height of the trees in metres, where that is known.
    #[must_use]
    pub fn tree_height_m(self) -> Option<f64> {
        match self {
            Self::LowTrees => Some(2.0),
            Self::MiddleTrees => Some(10.0),
            Self::TallTrees => Some(15.0),
            Self::TallestTrees => Some(20.0),
            _ => None,
        }
    }

    /// Whether it is a strip so narrow that a grid must not lose it between two cells:
    /// every cell it touches is of it.
    #[must_use]
    pub fn is_thin(self) -> bool {
        matches!(
            self,
            Self::Path
                | Self::Street
                | Self::MainRoad
                | Self::PowerLine
                | Self::Rail
                | Self::TrunkRoad
                | Self::Motorway
                | Self::Barrier
                | Self::Stream
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_lead_back() {
        for (code, ground) in (0u8..).zip(Ground::ALL) {
            assert_eq!(ground.code(), code);
            assert_eq!(Ground::from_code(code), Some(ground));
            assert_eq!(Ground::from_name(ground.name()), Some(ground));
        }
        assert_eq!(Ground::from_code(24), None);
    }

    #[test]
    fn trees_lie_over_streets_and_under_motorways() {
        for height in TreeHeight::ALL {
            let trees = Ground::of_trees(height);
            assert!(trees.is_trees());
            assert!(trees > Ground::Street && trees > Ground::MainRoad);
            assert!(trees < Ground::Motorway && trees < Ground::PowerLine);
        }
        assert!(!Ground::LowTrees.is_canopy() && Ground::Habitat.is_canopy());
    }
}

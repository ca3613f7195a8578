//! Classes of land, of ways over it and of what stands on it.

use serde::{Deserialize, Serialize};

/// What a feature of a map is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LandClass {
    /// Fields, meadows and lawns.
    Field,
    /// Open mires and wetlands.
    Mire,
    /// Bare rock, sand and gravel.
    Rock,
    /// Built-up land with its yards.
    BuiltUp,
    /// Car parks, squares, quarries: sealed or bare ground.
    HardSurface,
    /// Parks.
    Park,
    /// Trees.
    Trees(TreeHeight),
    /// Seas, lakes, ponds and broad rivers.
    Water,
    /// Nature reserves.
    Reserve,
    /// Buildings.
    Building,
    /// Brooks and ditches.
    Stream,
    /// Power lines.
    PowerLine,
    /// Paths and tracks.
    Path,
    /// Streets and local roads.
    Street,
    /// Main roads.
    MainRoad,
    /// Ring roads and trunk roads.
    TrunkRoad,
    /// Motorways.
    Motorway,
    /// Railways.
    Rail,
    /// A place with a name.
    Place(PlaceKind),
}

/// Heights of trees, as regional data tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TreeHeight {
    /// Nobody says.
    Unknown,
    /// 2 to 10 m.
    From2,
    /// 10 to 15 m.
    From10,
    /// 15 to 20 m.
    From15,
    /// 20 m and more.
    From20,
}

impl TreeHeight {
    /// Every one of them.
    pub const ALL: [Self; 5] =
        [Self::Unknown, Self::From2, Self::From10, Self::From15, Self::From20];

    /// The class of trees of at least this height, metres.
    #[must_use]
    pub fn from_metres(least_m: f64) -> Self {
        match least_m {
            height if height >= 20.0 => Self::From20,
            height if height >= 15.0 => Self::From15,
            height if height >= 10.0 => Self::From10,
            height if height >= 0.0 => Self::From2,
            _ => Self::Unknown,
        }
    }
}

/// What a name on the map belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PlaceKind {
    /// The middle of a city or of a part of it.
    Centre,
    /// A suburb, a village.
    Suburb,
    /// A lake, a bay, a sea.
    Water,
    /// An island, a cape, a hill.
    Land,
}

impl LandClass {
    /// Every class, in the order in which they lie over each other: the lowest first.
    pub const ALL: [Self; 26] = [
        Self::Field,
        Self::Mire,
        Self::Rock,
        Self::BuiltUp,
        Self::HardSurface,
        Self::Park,
        Self::Trees(TreeHeight::Unknown),
        Self::Trees(TreeHeight::From2),
        Self::Trees(TreeHeight::From10),
        Self::Trees(TreeHeight::From15),
        Self::Trees(TreeHeight::From20),
        Self::Water,
        Self::Reserve,
        Self::Building,
        Self::Stream,
        Self::PowerLine,
        Self::Path,
        Self::Street,
        Self::MainRoad,
        Self::TrunkRoad,
        Self::Motorway,
        Self::Rail,
        Self::Place(PlaceKind::Land),
        Self::Place(PlaceKind::Water),
        Self::Place(PlaceKind::Suburb),
        Self::Place(PlaceKind::Centre),
    ];

    /// Its place in [`Self::ALL`]: what tiles call it.
    ///
    /// ```
    /// use geodata::landscape::LandClass;
    /// assert!(LandClass::Water.code() > LandClass::Field.code());
    /// ```
    #[must_use]
    pub fn code(self) -> u8 {
        let place = Self::ALL.iter().position(|class| *class == self);
        u8::try_from(place.unwrap_or(0)).unwrap_or(0)
    }
}

//! What residents ask: what is called so, what is near, what is this.

use geodata::landscape::LandClass;
use geodata::model::LayerRole;
use geodata::nearby::{GreenNear, Nature, Place};
use serde::{Deserialize, Serialize};

use super::{Degrees, LonLatBounds};

/// A question of Explore to the data worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ExploreAsk {
    /// What is called so?
    Search {
        /// What the reader typed.
        text: String,
        /// Where distances are told from.
        from: Option<Degrees>,
        /// How many to tell.
        most: usize,
    },
    /// What nature is near?
    Near {
        /// Where.
        at: Degrees,
        /// How many of each kind to tell.
        most: usize,
    },
    /// What is here?
    At {
        /// Where.
        at: Degrees,
        /// Points and lines so near count too, metres.
        tolerance_m: f64,
    },
    /// Tell all about a feature.
    Feature(Place),
    /// How many observations lie in each square?
    Squares,
    /// What has a part in what the map shows?
    InView {
        /// What it shows.
        bounds: LonLatBounds,
        /// The kinds of nature that are meant.
        natures: Vec<Nature>,
        /// Only what was surveyed in these years and those between.
        years: Option<(u16, u16)>,
        /// Only what has all these words in what is said of it.
        text: String,
        /// How many to tell.
        most: usize,
    },
    /// How many features of these kinds were surveyed in each year?
    Years(Vec<Nature>),
    /// How long is the way over these positions, and how large what it goes round?
    Measure(Vec<Degrees>),
}

/// An answer to a question of Explore.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ExploreReply {
    /// What is called so.
    Found {
        /// The best, best first.
        lines: Vec<FeatureLine>,
        /// All there are.
        total: usize,
    },
    /// The text was coordinates: of here.
    Position(Degrees),
    /// What is near; None where the place lies outside the system that is worked in.
    Near(Option<NearInfo>),
    /// All about a feature; None where there is none.
    Feature(Option<Box<FeatureInfo>>),
    /// Squares with observations in them.
    Squares(Vec<SquareInfo>),
    /// What has a part in what the map shows.
    Listed {
        /// The nearest to the middle, nearest first.
        lines: Vec<FeatureLine>,
        /// Their outlines.
        outlines: Vec<Vec<Degrees>>,
        /// All there are.
        total: usize,
    },
    /// Years with how many features were surveyed in them, the first year first.
    Years(Vec<(u16, usize)>),
    /// What was measured.
    Measured(Measured),
}

/// The length of a way over positions, and the size of what it goes round.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// Metres, one position after the other.
    pub length_m: f64,
    /// Hectares inside, where there are three positions or more.
    pub area_ha: Option<f64>,
}

/// What a feature is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kind {
    /// In the words of everyone.
    pub nature: Option<Nature>,
    /// What land it is, where it says.
    pub class: Option<LandClass>,
    /// The survey layer of Luoti it is of, by name.
    pub survey: Option<String>,
    /// Its class there.
    pub survey_class: Option<String>,
    /// Name of its layer.
    pub layer: String,
    /// What that is used as.
    pub role: LayerRole,
}

/// A feature as a list tells of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FeatureLine {
    /// Which.
    pub place: Place,
    /// Its names: for everyone, and `name_fi`, `name_sv`, `name_en`.
    pub names: Vec<(String, String)>,
    /// What it is.
    pub kind: Kind,
    /// What was found in it, where that is no name.
    pub matched: Option<String>,
    /// How far it is, metres.
    pub distance_m: Option<f64>,
    /// Which way, degrees from north by east.
    pub bearing_deg: Option<f64>,
    /// The year in which it was surveyed, where it says.
    pub year: Option<u16>,
    /// Where it lies.
    pub bounds: LonLatBounds,
}

/// What nature is near a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NearInfo {
    /// The place.
    pub at: Degrees,
    /// How green it is.
    pub green: GreenNear,
    /// Each kind: how many within 300 m, 1 km and 3 km, and the nearest.
    pub kinds: Vec<(Nature, [usize; 3], Vec<FeatureLine>)>,
}

/// All about a feature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FeatureInfo {
    /// What a list tells of it.
    pub line: FeatureLine,
    /// A position in it.
    pub inside: Degrees,
    /// Its outlines and lines; a point is a line of one.
    pub outline: Vec<Vec<Degrees>>,
    /// Area, hectares.
    pub area_ha: Option<f64>,
    /// Length, metres.
    pub length_m: Option<f64>,
    /// When it was last looked at, as the file says.
    pub surveyed: Option<String>,
    /// Columns and values that everyone may read.
    pub facts: Vec<(String, String)>,
    /// What else is there or touches it: the first few.
    pub touches: Vec<FeatureLine>,
    /// How it is connected, where it is a patch of the network.
    pub connected: Option<Connected>,
}

/// How a patch is connected in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connected {
    /// The patch.
    pub patch: u32,
    /// Patches that it has links to.
    pub linked: usize,
    /// Patches that hang together with it, itself among them.
    pub together: usize,
    /// How many of those would be cut off from the largest part that is left without it.
    pub cut_off: usize,
}

/// A square with observations in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SquareInfo {
    /// Its corners.
    pub corners: [Degrees; 4],
    /// Observations in it.
    pub count: usize,
}

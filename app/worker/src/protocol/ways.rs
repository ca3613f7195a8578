//! Questions about ways over the land: links that know it, crossings, profiles.

use std::ops::Range;

use geo::MultiPolygon;
use geodata::Parameters;
use geodata::connectivity::sensitivity::RankInterval;

use geodata::landscape::{Ground, RasterKind, Resistance};
use geodata::links::{GapLimits, Grade, LinkKind};
use geodata::report::Block;
use geodata::{Layer, WorkingCrs};
use serde::{Deserialize, Serialize};

use super::{Ask, ExportKind, LonLatBounds, Packed, Reply};

/// Width of the cells of the grid that least-cost links go over, metres.
pub const WAY_CELL_M: f64 = 5.0;

/// A question to the worker that knows the land.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum WaysAsk {
    /// This is the land. With its bytes attached.
    LoadLand,
    /// This may be the grid. With the file's bytes attached.
    LoadRaster,
    /// Find links over the land, and tell how far it is.
    Ways(WayWish),
    /// Where do the links that were found last fail?
    Crossings {
        /// What is asked of the run.
        parameters: Parameters,
        /// What the patches are worth, hectares.
        attributes_ha: Vec<f64>,
        /// How many to list.
        count: usize,
    },
    /// The links that were found last, as layers to save. With their bytes attached to the
    /// answer.
    Export {
        /// Gaps, crossings, or both.
        what: Vec<ExportKind>,
        /// What is asked of the run.
        parameters: Parameters,
        /// What the patches are worth, hectares.
        attributes_ha: Vec<f64>,
    },
    /// The grid that least-cost links go over, as a GeoTIFF. With its bytes attached to the
    /// answer.
    Grid,
    /// What lies along the link between two patches?
    Profile {
        /// One patch.
        a: u32,
        /// The other.
        b: u32,
    },
    /// Where else could one go between two patches, at little more cost?
    Band {
        /// One patch.
        a: u32,
        /// The other.
        b: u32,
        /// Share by which ways may be dearer than the cheapest: 0.1 for a tenth.
        allowance: f64,
    },
    /// Compute the network with other assumptions. Run 0 has them as they are.
    FirmnessRuns {
        /// What is varied.
        wish: FirmnessWish,
        /// Which runs.
        runs: Range<u32>,
    },
    /// These are some of the runs, in order. With their bytes attached.
    AddRuns {
        /// True for the first of them: forget those there were.
        is_first: bool,
    },
    /// All runs are there; how firm are the ranks?
    Firmness {
        /// What was varied.
        wish: FirmnessWish,
        /// So many patches and crossings.
        count: usize,
    },
    /// What do surveys say of the ways that were found last? With a [`FieldWork`] in bytes
    /// attached.
    Field(FieldWish),
    /// A question of its own, see [`PlanAsk`](super::PlanAsk).
    Plan(Packed),
}

/// How the network is held against surveys.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldWish {
    /// What is asked of the run.
    pub parameters: Parameters,
    /// What the patches are worth, hectares.
    pub attributes_ha: Vec<f64>,
    /// The code of the language to tell it in.
    pub language: String,
    /// Nobody surveyed anything: the data are made up.
    pub is_made_up: bool,
}

/// What surveys say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldWork {
    /// Whether animals live in each patch, where a survey says.
    pub is_occupied: Vec<Option<bool>>,
    /// Layers of surveyed connections.
    pub layers: Vec<Layer>,
}

impl WaysAsk {
    /// The question as workers are asked.
    #[must_use]
    pub fn packed(&self) -> Ask {
        Ask::OverLand(Packed::of(self))
    }
}

/// An answer of the worker that knows the land, where it has one of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum WaysReply {
    /// Where links fail.
    Crossings(Crossings),
    /// What lies along a link; `None` where there is none.
    Profile(Option<Profile>),
    /// The band of a link; `None` where there is none.
    Band(Option<Band>),
    /// How firm the ranks are.
    Firmness(Firmness),
    /// What surveys say, as a report.
    Field(Vec<Block>),
    /// An answer of its own, see [`PlanReply`](super::PlanReply).
    Plan(Packed),
}

impl WaysReply {
    /// The answer as workers give them.
    #[must_use]
    pub fn packed(&self) -> Reply {
        Reply::OverLand(Packed::of(self))
    }

    /// The answer in a worker's, if it is such.
    #[must_use]
    pub fn of(reply: &Reply) -> Option<Self> {
        match reply {
            Reply::OverLand(packed) => packed.unpack(),
            _ => None,
        }
    }
}

/// What a worker needs to know of the land, the bytes that go with [`WaysAsk::LoadLand`].
#[derive(Debug, Serialize, Deserialize)]
pub struct LandWork {
    /// Shapes of the patches.
    pub shapes: Vec<MultiPolygon>,
    /// What to call them.
    pub labels: Vec<String>,
    /// The system that they are in.
    pub working_crs: WorkingCrs,
    /// Layers of trees, land cover and barriers.
    pub layers: Vec<Layer>,
}

/// Which ways are wanted: between neighbours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WayWish {
    /// Of which kind; not Euclidean.
    pub kind: LinkKind,
    /// Longest link, metres.
    pub max_link_m: Option<f64>,
    /// Up to where gaps are good, weak or critical.
    pub limits: GapLimits,
    /// What a metre of ground costs.
    pub resistance: Resistance,
    /// The raster that was loaded is the grid, and its numbers are such.
    pub raster: Option<RasterKind>,
}

/// What a way is like.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WayDetails {
    /// By its widest gap.
    pub grade: Grade,
    /// Metres times resistance; that of a glide is its length.
    pub cost: f64,
    /// Its gaps along it.
    pub gaps: Vec<GapDetails>,
}

/// A treeless stretch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GapDetails {
    /// Where it begins, metres along the way.
    pub at_m: f64,
    /// Its width, metres.
    pub width_m: f64,
    /// Its own grade.
    pub grade: Grade,
    /// What lies in it with the length of each, the most first.
    pub parts: Vec<(Ground, f64)>,
    /// Where it lies.
    pub bounds: LonLatBounds,
}

/// What lies along a way, stretch by stretch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// The patches at its ends.
    pub ends: (u32, u32),
    /// Its length, metres.
    pub length_m: f64,
    /// Stretches: from, to, and what lies on top.
    pub stretches: Vec<(f64, f64, Ground)>,
}

/// A place where links have gaps wider than a glide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CrossingRow {
    /// The middle of its widest gap: longitude and latitude.
    pub middle: (f64, f64),
    /// The ends of that gap.
    pub ends: [(f64, f64); 2],
    /// Its width, metres.
    pub width_m: f64,
    /// Its grade.
    pub grade: Grade,
    /// What lies in it with the length of each, the most first.
    pub parts: Vec<(Ground, f64)>,
    /// Mended, so much would be added to EC(PC): hectares.
    pub gain_ha: f64,
    /// The same in per cent.
    pub gain_percent: f64,
    /// Links that meet it.
    pub links: usize,
    /// Patches that these join, by their labels.
    pub patches: Vec<String>,
}

/// Where one can go between two patches at little more cost than by the cheapest way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// The two patches, the lower first.
    pub ends: (u32, u32),
    /// Its polygons, their rings in degrees, the shell first.
    pub polygons: Vec<Vec<Vec<(f64, f64)>>>,
    /// Its area without the patches, hectares.
    pub area_ha: f64,
}

/// Who reaches whom over gaps of a grade or better.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReachInfo {
    /// The grade.
    pub grade: Grade,
    /// Metapatches that there are.
    pub metapatches: usize,
    /// The largest, hectares.
    pub largest_ha: f64,
    /// Groups that short links join and that hold a territory in town.
    pub territories: usize,
    /// Share of the habitat in them, 0 to 1.
    pub share_in_territories: f64,
}

/// What comes of ways: where they fail, and whom they join.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Crossings {
    /// Those first that give the most.
    pub rows: Vec<CrossingRow>,
    /// How many there are, listed or not.
    pub all: usize,
    /// At good, weak and critical gaps.
    pub reach: Vec<ReachInfo>,
    /// For each patch, whether it lies nearer to the edge of the data than the kernel's
    /// distance.
    pub near_edge: Vec<bool>,
    /// Links of each grade, cut ones last.
    pub grades: [usize; 4],
}

/// How firm are the ranks?
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FirmnessWish {
    /// The ways as they are assumed.
    pub ways: WayWish,
    /// What is asked of the run.
    pub parameters: Parameters,
    /// What the patches are worth, hectares.
    pub attributes_ha: Vec<f64>,
    /// How often the network is computed with other assumptions.
    pub draws: u32,
    /// Seed of the draws.
    pub seed: u64,
}

/// How firm the ranks are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Firmness {
    /// So many draws.
    pub draws: u32,
    /// EC(PC) with the assumptions as they are, hectares.
    pub ec_pc_ha: f64,
    /// The least and the most of all draws.
    pub ec_pc_ha_range: (f64, f64),
    /// The patches that matter most: number, label, ranks.
    pub patches: Vec<(u32, String, RankInterval)>,
    /// The crossings whose mending gives the most.
    pub crossings: Vec<FirmCrossing>,
}

/// How firm the rank of a crossing is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FirmCrossing {
    /// The ends of its widest gap, degrees.
    pub ends: [(f64, f64); 2],
    /// The width of that gap, metres.
    pub width_m: f64,
    /// Its ranks.
    pub ranks: RankInterval,
}

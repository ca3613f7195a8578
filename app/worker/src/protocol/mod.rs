//! Questions and answers.
//!
//! Where an attachment goes with a message, its line says so.

mod context;
mod details;
mod drawn_as;
mod explore;
mod files;
mod habitat;
mod importance;
mod numbers;
mod packed;
mod plan;
mod table;
mod ways;

use std::ops::Range;

use geodata::connectivity::SourceSums;
use geodata::connectivity::importance::{Carried, Piece};
use geodata::io::{About, FileFormat, LayerInfo, WriteError, WriteOptions};
use geodata::luoti::{ConnectionError, Judgement};
use geodata::model::{Date, HabitatOptions, LayerRole};
use geodata::project::ProjectError;
use geodata::{Crs, Error, ImportReport, Indices, Parameters, ReadOptions};
use serde::{Deserialize, Serialize};

pub use context::ContextInfo;
pub use details::{Neighbour, PatchDetails};
pub use drawn_as::DrawnAs;
pub use explore::{
    Connected, ExploreAsk, ExploreReply, FeatureInfo, FeatureLine, Kind, Measured, NearInfo,
    SquareInfo,
};
pub use files::{Checked, ExportKind, LayerPreview, WrittenFile};
pub use habitat::{AreaInfo, HabitatInfo, LeftOutArea};
pub use importance::{
    CLASSES, Colouring, Explained, ExplainedPair, LinkDetails, LinkIndex, PatchIndex, Ranked,
    Ranking, Scale, Scales,
};
pub use numbers::NetworkNumbers;
pub use packed::Packed;
pub use plan::{
    AnnexWish, Assessed, Degrees, DrawnEdit, EditInfo, EditKind, Fate, LiveFigures, LiveInfo,
    PlanAsk, PlanLink, PlanReply, PlanShape, PlanState, PlanStep, PlanWish, PlanWork, Suggestion,
    Suggestions, Tone, Touched, WorthInfo,
};
pub use table::{PatchRow, RowPage, RowQuery, SortBy};
pub use ways::{
    Band, CrossingRow, Crossings, FieldWish, FieldWork, FirmCrossing, Firmness, FirmnessWish,
    GapDetails, LandWork, Profile, ReachInfo, WAY_CELL_M, WayDetails, WayWish, WaysAsk, WaysReply,
};

/// Number of an opened layer, never used twice.
pub type LayerKey = u32;

/// A question to a worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// Files: which layers are in a file? With the file attached.
    Layers {
        /// What to call it.
        name: String,
    },
    /// Files: read a layer of a file. With the file attached.
    Read {
        /// What to call it.
        name: String,
        /// What the reader says of it.
        options: ReadOptions,
    },
    /// Files: is a delivery as Luoti wants it? With the file attached.
    Check {
        /// What to call it.
        name: String,
        /// What the reader says of it.
        options: ReadOptions,
        /// Against which survey layer; by name and columns where `None`.
        schema: Option<String>,
        /// No date may be later.
        today: Option<Date>,
    },
    /// Files: write layers. With their bytes attached, lists of layers one after the other.
    Write {
        /// In which format.
        format: FileFormat,
        /// How.
        options: WriteOptions,
    },
    /// Files: all pairs of patches, as a layer to save. With the graphs of the run attached.
    Pairs {
        /// What the patches are called.
        labels: Vec<String>,
    },
    /// Projects and packages: pack files into one, each of a name and a length. With them attached, one after
    /// the other.
    Pack(Vec<(String, usize)>),
    /// Projects: unpack a project. With it attached.
    Unpack,
    /// Data: keep a layer. With the layer's bytes attached.
    AddLayer {
        /// Its number.
        key: LayerKey,
        /// What it is used as.
        role: LayerRole,
        /// How many of its features were put right.
        repaired: usize,
        /// How many of its features were left out.
        skipped: usize,
    },
    /// Data: use a layer so.
    SetRole {
        /// Its number.
        key: LayerKey,
        /// As what.
        role: LayerRole,
    },
    /// Data: forget a layer.
    RemoveLayer {
        /// Its number.
        key: LayerKey,
    },
    /// Data: make patches so, from now on.
    Making(HabitatOptions),
    /// Data: make shapes for the map of the patches.
    Draw,
    /// Data: make shapes for the map of all that is no patch.
    DrawContext,
    /// Data: project and index the patches of all layers.
    Habitat,
    /// Data: these are some of the links, in order. With their bytes attached.
    AddLinks {
        /// True for the first of them: forget those there were.
        is_first: bool,
    },
    /// Data: what is the land that the patches lie in?
    Land,
    /// Data: what is the present that plans change? With its bytes attached to the answer.
    Present,
    /// Data: what do surveys say? With a [`FieldWork`] in bytes attached to the answer.
    Surveyed,
    /// Data: these are the ways that links take. With their bytes attached.
    AddWays {
        /// What is asked of the run.
        parameters: Parameters,
    },
    /// Data: these patches lie near the edge of the data, and are to be left unranked.
    NearEdge(Vec<bool>),
    /// Data: what are the patches of the run worth?
    Attributes,
    /// Data: build the graphs to search.
    Graphs {
        /// What is asked of the run.
        parameters: Parameters,
    },
    /// Data: the searches are done; add them up.
    Finish {
        /// What is asked of the run.
        parameters: Parameters,
        /// What the searches from each patch gave, in their order.
        sums: Vec<SourceSums>,
    },
    /// Data: a vector tile.
    Tile {
        /// Which layer of the map.
        kind: LayerKind,
        /// Zoom level.
        zoom: u8,
        /// Column.
        x: u32,
        /// Row.
        y: u32,
    },
    /// Data: prepare the network for taking every piece of it away.
    Removals,
    /// Data: sums of the next share. With their bytes attached.
    AddSums {
        /// True for the first of them: forget those there were.
        is_first: bool,
    },
    /// Data: gains of the next links up to the threshold, % of PC.
    AddGains {
        /// One a link.
        gains: Vec<f64>,
    },
    /// Data: all shares are there; say what matters.
    FinishImportance,
    /// Data: colour by these.
    Colour(Colouring),
    /// Data: those that matter most.
    Ranking {
        /// How many.
        count: usize,
    },
    /// Data: a link between two patches.
    Link {
        /// One patch.
        a: u32,
        /// The other.
        b: u32,
    },
    /// Data: put this in words and lines.
    Explain {
        /// What was asked about.
        piece: Piece,
        /// What it carries.
        carried: Carried,
    },
    /// Data: which patch or link is at a position?
    At {
        /// Degrees.
        longitude: f64,
        /// Degrees.
        latitude: f64,
        /// Links so near count too, metres.
        tolerance_m: f64,
    },
    /// Data: everything about a patch.
    Patch {
        /// Its number, from 0.
        number: u32,
    },
    /// Data: a page of the table of patches.
    Rows(RowQuery),
    /// Data: the graphs of the run, for others to search.
    RunGraphs,
    /// Data: the numbers that charts are drawn of.
    Numbers,
    /// Data: results to save, those that it has.
    Export {
        /// Which, in their order.
        what: Vec<ExportKind>,
    },
    /// Data: a link as a surveyed connection.
    Connection {
        /// One patch.
        a: u32,
        /// The other.
        b: u32,
        /// What a person says of it.
        judgement: Judgement,
    },
    /// Data: a question of Explore, see [`ExploreAsk`].
    Explore(Packed),
    /// Compute: these are the shapes. With their bytes attached.
    LoadHabitat,
    /// Compute: find the links of some patches.
    Links {
        /// The patches, by number.
        sources: Range<u32>,
        /// Longest link, metres.
        max_link_m: Option<f64>,
    },
    /// Compute: these are the graphs. With their bytes attached.
    LoadGraphs,
    /// Compute: this is the network. With its bytes attached.
    LoadRemovals,
    /// Compute: how long does it take to take every patch and link away?
    Cost,
    /// Compute: one share of taking every patch and link away.
    Share {
        /// Its number.
        share: usize,
    },
    /// Compute: what would these links gain the network if they had no length?
    Gains {
        /// Pairs of patches, each with the length of the link there is.
        links: Vec<(u32, u32, f64)>,
    },
    /// Compute: which pairs does a piece carry?
    Carried {
        /// Which.
        piece: Piece,
        /// How many of the pairs to tell one by one.
        most: usize,
    },
    /// Compute: find planar links. Planar only as a whole.
    PlanarLinks {
        /// Longest link, metres.
        max_link_m: Option<f64>,
    },
    /// Ways: a question of its own, see [`WaysAsk`].
    OverLand(Packed),
    /// Compute: what do the patches of some shares add to `PCnum` at each distance?
    Curve {
        /// What is asked of the run.
        parameters: Parameters,
        /// The distances, metres.
        distances_m: Vec<f64>,
        /// The shares, by number.
        shares: Range<u32>,
    },
    /// Compute: search from some patches.
    Sums {
        /// The patches, by number.
        sources: Range<u32>,
    },
}

/// An answer of a worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The worker is there; the first thing it says.
    Ready,
    /// So far it is: the answer is yet to come.
    Progress {
        /// Steps that are done.
        done: u32,
        /// All steps.
        total: u32,
    },
    /// The land. With its bytes attached.
    Land {
        /// Layers of trees, land cover and barriers.
        layers: usize,
    },
    /// What the patches are worth, hectares.
    Attributes(Vec<f64>),
    /// Ways: an answer of its own, see [`WaysReply`].
    OverLand(Packed),
    /// Done, and nothing to say of it.
    Done,
    /// The layers in a file, where it can hold several.
    Layers(Option<Vec<LayerInfo>>),
    /// A layer was read. With its bytes attached.
    Read(ImportReport),
    /// A delivery was checked.
    Checked(Box<Checked>),
    /// Layers to write. With their bytes attached.
    Results {
        /// Where they come from.
        about: About,
        /// The system of the first layer that was opened.
        own_crs: Crs,
    },
    /// A link cannot be put down as a connection.
    NoConnection(ConnectionError),
    /// A file was written. With its bytes attached.
    Written(WrittenFile),
    /// A file could not be written.
    NotWritten(WriteError),
    /// What was packed, each file's name and length. With them attached, one after the other.
    Unpacked(Vec<(String, usize)>),
    /// It is no project, or none that can be opened.
    NotUnpacked(ProjectError),
    /// The layers can be drawn: where they lie.
    Drawn(Option<LonLatBounds>),
    /// All but the patches can be drawn.
    Context(ContextInfo),
    /// The patches are ready. With the shapes' bytes attached.
    Habitat(HabitatInfo),
    /// The graphs are ready. With their bytes attached.
    Graphs {
        /// Number of patches to search from.
        nodes: u32,
    },
    /// The figures of a run.
    Indices(Indices),
    /// A tile, an export, links: what was asked for is attached.
    Bytes,
    /// The network is ready to be taken apart. With its bytes attached.
    Removals {
        /// Number of shares.
        shares: usize,
        /// Links to compute gains of; none where they are too many.
        links: Vec<(u32, u32, f64)>,
    },
    /// What taking everything away takes one worker, seconds.
    Cost {
        /// As far as some of the work can tell.
        seconds: f64,
    },
    /// Gains, one a link.
    Gains(Vec<f64>),
    /// How patches and links are coloured.
    Scales(Scales),
    /// Those that matter most.
    Ranking(Ranking),
    /// Everything about a link; `None` where it is gone.
    Link(Option<Box<LinkDetails>>),
    /// What a piece carries.
    Carried(Carried),
    /// Why a piece matters.
    Explained(Option<Box<Explained>>),
    /// The patch or link at a position.
    At(Option<Piece>),
    /// Everything about a patch; `None` where it is gone.
    Patch(Option<Box<PatchDetails>>),
    /// A page of the table.
    Rows(RowPage),
    /// What the searches from each patch gave.
    Sums(Vec<SourceSums>),
    /// The numbers of the run, as [`NetworkNumbers`].
    Numbers(Packed),
    /// What each share adds to `PCnum` at each distance.
    Curve(Vec<Vec<f64>>),
    /// An answer to a question of Explore, see [`ExploreReply`].
    Explored(Packed),
    /// It could not be done.
    Failed(Error),
    /// The question was not understood: the page is of another version.
    OtherVersion,
}

/// Layers that the map asks tiles of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LayerKind {
    /// Habitat patches.
    Patches,
    /// Links up to the threshold.
    Links,
    /// Areas that are no patches: small, or drawn again by a later survey.
    LeftOut,
    /// The land: water, fields, trees, buildings, roads.
    Land,
    /// Names of places, parks and streets.
    Names,
    /// What surveys and plans say, and what nobody knows.
    Others,
}

impl LayerKind {
    /// Those that change with the patches and what is computed of them.
    pub const NETWORK: [Self; 3] = [Self::Patches, Self::Links, Self::LeftOut];
    /// All others.
    pub const CONTEXT: [Self; 3] = [Self::Land, Self::Names, Self::Others];

    /// Name in tiles and addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Patches => "patches",
            Self::Links => "links",
            Self::LeftOut => "left-out",
            Self::Land => "land",
            Self::Names => "names",
            Self::Others => "others",
        }
    }

    /// The layer with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NETWORK.into_iter().chain(Self::CONTEXT).find(|kind| kind.name() == name)
    }
}

/// A box in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LonLatBounds {
    /// Least longitude.
    pub west: f64,
    /// Least latitude.
    pub south: f64,
    /// Greatest longitude.
    pub east: f64,
    /// Greatest latitude.
    pub north: f64,
}

//! What the page and its workers say to each other.
//!
//! One binary serves three roles, told by the worker's name: the *data* worker
//! keeps the layers and answers short questions, an *import* worker reads one
//! file and is thrown away with its memory and its panics, *compute* workers
//! get shapes or graphs as bytes and take a share of the work. More binaries are
//! fetched when first needed: two read, check and write files, one finds ways over the
//! land.
//!
//! A question is an [`Ask`], an answer a [`Reply`]; each travels in an
//! [`Envelope`] as bytes, with at most one attachment beside it: a file, a
//! buffer, nothing. Synchronous WebAssembly hears nothing while it works, so a
//! question cannot be taken back: the worker is ended instead.
#![deny(missing_docs)]

#[cfg(feature = "files")]
pub mod files;
mod protocol;
mod role;
#[cfg(feature = "serve")]
mod serve;
mod wire;

pub use protocol::{
    AnnexWish, AreaInfo, Ask, Assessed, Band, CLASSES, Checked, Colouring, Connected, ContextInfo,
    CrossingRow, Crossings, Degrees, DrawnAs, DrawnEdit, EditInfo, EditKind, Explained,
    ExplainedPair, ExploreAsk, ExploreReply, ExportKind, Fate, FeatureInfo, FeatureLine, FieldWish,
    FieldWork, FirmCrossing, Firmness, FirmnessWish, GapDetails, HabitatInfo, Kind, LandWork,
    LayerKey, LayerKind, LayerPreview, LeftOutArea, LinkDetails, LinkIndex, LiveFigures, LiveInfo,
    LonLatBounds, Measured, NearInfo, Neighbour, NetworkNumbers, Packed, PatchDetails, PatchIndex,
    PatchRow, PlanAsk, PlanLink, PlanReply, PlanShape, PlanState, PlanStep, PlanWish, PlanWork,
    Profile, Ranked, Ranking, ReachInfo, Reply, RowPage, RowQuery, Scale, Scales, SortBy,
    SquareInfo, Suggestion, Suggestions, Tone, Touched, WAY_CELL_M, WayDetails, WayWish, WaysAsk,
    WaysReply, WorthInfo, WrittenFile,
};
pub use role::Role;
#[cfg(feature = "serve")]
pub use serve::{own_role, serve, tell_progress};
pub use wire::{Envelope, WireError, decode, encode};

/// An answer, and the bytes that go with it.
pub type Answer = (Reply, Option<Vec<u8>>);

/// Raised whenever the messages change, so that a page and a worker of
/// different versions notice before they misunderstand each other.
pub const PROTOCOL: u32 = 18;

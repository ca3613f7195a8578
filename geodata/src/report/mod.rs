//! Results in the shapes that others read.

mod document;
#[cfg(feature = "projection")]
mod exports;
mod importance;
#[cfg(feature = "projection")]
mod pairs;
#[cfg(feature = "projection")]
mod routes;
#[cfg(feature = "projection")]
mod styles;
mod summary;
#[cfg(feature = "projection")]
mod surveyed;

pub use document::{Block, Words, markdown};
#[cfg(feature = "projection")]
pub use exports::{
    Importance, Network, STATEMENT, about, components_layer, is_private_column, links_layer,
    patches_layer,
};
pub use importance::{LinkRow, LinkRows, PatchId, PatchRow, link_rows, patch_rows};
#[cfg(feature = "projection")]
pub use pairs::pairs_layer;
#[cfg(feature = "projection")]
pub use routes::{corridors_layer, crossings_layer, gaps_layer, lon_lat, routes_layer};
#[cfg(feature = "projection")]
pub use styles::styles;
pub use summary::{
    AreaSummary, ExtentSummary, InputSummary, LeftOutRow, MetapatchRow, ParameterSummary, ReachRow,
    Summary,
};
#[cfg(feature = "projection")]
pub use surveyed::surveyed_connections_layer;

/// Pairs grow with the square of patches: of more patches than so many they are not written.
pub const MOST_PAIRED_PATCHES: usize = 700;

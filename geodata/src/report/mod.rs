//! Results in the shapes that others read.

#[cfg(feature = "projection")]
mod exports;
mod summary;

#[cfg(feature = "projection")]
pub use exports::{Network, is_private_column, links_geojson, patches_geojson};
pub use summary::{InputSummary, ParameterSummary, Summary};

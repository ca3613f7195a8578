//! Results in the shapes that others read.

mod exports;
mod summary;

pub use exports::{Network, links_geojson, patches_geojson};
pub use summary::{InputSummary, ParameterSummary, Summary};

//! GeoJSON (RFC 7946, with the `crs` member of its 2008 forerunner).
//!
//! Read here and not by the `geojson` crate for two reasons: every fault is
//! told with the path and line of its place, and features are parsed one at a
//! time from slices of the text, which needs a fraction of the memory.

mod choose_crs;
mod crs_member;
mod document;
mod geometry;
mod properties;
mod source;
#[cfg(feature = "projection")]
mod write;

pub use document::read;
#[cfg(feature = "projection")]
pub use write::FeatureCollectionWriter;

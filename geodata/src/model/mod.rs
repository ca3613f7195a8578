//! What the rest of the crate works on: layers of features as they were read,
//! and the habitat: the patches of those layers in metres, with their R-tree.

mod attribute;
mod column;
mod date;
#[cfg(feature = "projection")]
mod from_layers;
mod habitat;
mod layer;
mod overlaps;
mod patch_index;
mod role;
#[cfg(feature = "projection")]
mod selection;
#[cfg(feature = "projection")]
mod settle;
mod value;

pub use attribute::Attribute;
pub use column::{Column, ColumnKind, has_large_integers, kinds_of_columns, recognise_dates};
pub use date::{Date, NotADate, is_date_time};
pub use habitat::{Habitat, HabitatOptions, Patch};
pub use layer::{Feature, Layer, SourceCrs};
pub use overlaps::{LeftOut, LeftOutReason, Overlaps, PatchPart};
pub use patch_index::PatchIndex;
pub use role::LayerRole;
#[cfg(feature = "projection")]
pub use selection::{NoSuchColumn, clipped, filtered};
pub use value::Value;

//! What the rest of the crate works on: layers of features as they were read,
//! and the habitat: the patches of those layers in metres, with their R-tree.

mod attribute;
#[cfg(feature = "projection")]
mod from_layers;
mod habitat;
mod layer;
mod patch_index;
mod value;

pub use attribute::Attribute;
pub use habitat::{Habitat, Patch};
pub use layer::{Feature, Layer, SourceCrs};
pub use patch_index::PatchIndex;
pub use value::Value;

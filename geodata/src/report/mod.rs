//! Results in the shapes that others read.

#[cfg(feature = "projection")]
mod exports;
mod importance;
mod summary;

#[cfg(feature = "projection")]
pub use exports::{
    Importance, Network, about, components_layer, is_private_column, links_layer, patches_layer,
};
pub use importance::{LinkRow, LinkRows, PatchId, PatchRow, link_rows, patch_rows};
pub use summary::{AreaSummary, InputSummary, LeftOutRow, MetapatchRow, ParameterSummary, Summary};

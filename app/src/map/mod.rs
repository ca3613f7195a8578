//! The map: MapLibre behind one room, so that nothing else knows of it.

mod bindings;
mod controls;
mod layers;
mod protocol;
mod view;

pub use controls::{MapControls, PointerPosition, ScaleBar};
pub use layers::{LegendEntry, LegendFacts, NEAR, ScaleWords, Swatch, base_legend, legend};
pub use view::{MapView, look};

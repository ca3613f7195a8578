//! The map: MapLibre behind one room, so that nothing else knows of it.

mod bindings;
mod controls;
mod draw;
mod hover;
mod layers;
mod pace;
mod picture;
mod print;
mod protocol;
mod swipe;
mod view;

pub use controls::{MapControls, PointerPosition, ScaleBar};
pub use layers::{
    LegendEntry, LegendFacts, Look, NEAR, ScaleWords, Swatch, base_legend, legend, link_legend,
    ramp,
};
pub use picture::{BothSides, both_sides};
pub use print::MapPrint;
pub use swipe::Swipe;
pub use view::{MapView, held, look};

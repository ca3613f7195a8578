//! Vector tiles (Mapbox Vector Tile 2.1) cut from shapes kept in memory.
//!
//! A map library asks for tiles as the reader moves; cutting them here keeps
//! large layers out of its memory and off its thread.

mod cut;
mod mercator;
mod shapes;

pub use cut::{Detail, TileId, cut_tile};
pub use mercator::MercatorProjection;
pub use shapes::{TileShape, TileShapes};

//! Shapes in the plane: repair, validity, distances between edges.
//!
//! The only room that calls overlay and repair code of other crates.

mod dissolve;
mod edge_tree;
mod faults;
mod repair;
mod segment;
mod voronoi;

pub use dissolve::{are_joined, dissolved, shared_area, without};
pub use edge_tree::{EdgeTree, Nearest, nearest_patches};
pub use repair::{Repair, Repaired, RingFault, repair_polygons, tidy_ring};
pub use voronoi::voronoi_neighbours;

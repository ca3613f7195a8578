//! Shapes in the plane: repair, validity, distances between edges.
//!
//! The only room that calls overlay and repair code of other crates.

mod clip;
mod coverage;
mod dissolve;
mod edge_tree;
mod faults;
mod pinches;
mod repair;
mod segment;
mod strip;
mod voronoi;

pub use clip::{Bounds, clip_line, clip_polygons, clip_ring};
pub use coverage::{Coverage, Groups, MOST_GROUPS, SignedEdge, Stretch};
pub use dissolve::{are_joined, dissolved, shared_area, without};
pub use edge_tree::{EdgeTree, Nearest, nearest_patches};
pub use repair::{Repair, Repaired, RingFault, repair_polygons, tidy_ring};
pub use segment::{last_crossing, nearest_on_lines, segment_distance};
pub use strip::{disc, strip};
pub use voronoi::voronoi_neighbours;

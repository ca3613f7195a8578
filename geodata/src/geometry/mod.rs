//! Shapes in the plane: repair, validity, distances between edges.
//!
//! The only room that calls overlay and repair code of other crates.

mod bounds;
mod clip;
mod coverage;
mod disc_area;
mod dissolve;
mod edge_tree;
mod faults;
mod holes;
mod inside;
mod joined;
mod meets;
mod pinches;
mod repair;
mod segment;
mod strip;
mod voronoi;

pub use bounds::Bounds;
pub use clip::{clip_line, clip_polygons, clip_ring};
pub use coverage::{Coverage, Groups, MOST_GROUPS, SignedEdge, Stretch};
pub use disc_area::area_in_disc;
pub use dissolve::{dissolved, shared, shared_area, without};
pub use edge_tree::{EdgeTree, Nearest, nearest_patches};
pub use inside::{inside, position_of};
pub use joined::are_joined;
pub use meets::meets;
pub use repair::{Repair, Repaired, RingFault, repair_polygons, tidy_ring};
pub use segment::{last_crossing, nearest_on_lines, segment_distance};
pub use strip::{disc, strip};
pub use voronoi::voronoi_neighbours;

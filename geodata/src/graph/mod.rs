//! The patch graph: patches as nodes, links as weighted edges
//! (Urban and Keitt 2001, doi:10.1890/0012-9658(2001)082[1205:LCAGTP]2.0.CO;2).

mod components;
mod csr;
mod essential;
mod shortest_paths;

pub use components::Components;
pub use csr::{Edge, PatchGraph};
pub use essential::essential_links;
pub use shortest_paths::{UNREACHED, hops_from, lengths_from};

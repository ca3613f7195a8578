//! The patch graph: patches as nodes, links as weighted edges
//! (Urban and Keitt 2001, <https://doi.org/10.1890/0012-9658(2001)082%5B1205:LCAGTP%5D2.0.CO;2>).

mod blocks;
mod bypass;
mod components;
mod csr;
mod detours;
mod fragments;
mod path_shares;
mod path_tree;
mod queue;
mod removal_graph;
mod shortest_paths;
mod sweep;
mod witness;

pub use blocks::Blocks;
pub use bypass::Bypasses;
pub use components::Components;
pub use csr::{Edge, PatchGraph};
pub use detours::{Detour, Detours, Look, Removals, Removed, WayIn};
pub use fragments::Fragments;
pub use path_shares::PathShares;
pub use path_tree::PathTree;
pub use removal_graph::RemovalGraph;
pub use shortest_paths::{UNREACHED, hops_from, lengths_from};
pub use sweep::sweep_order;
pub use witness::{EssentialLinks, essential_links};

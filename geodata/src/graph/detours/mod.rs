//! What takes over when a node or a link is gone, from one source to all.

mod numbering;
mod rows;
mod spread;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::RemovalGraph;
use super::path_tree::PathTree;
use super::queue::NearestFirst;
use rows::Rows;

/// What is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removed {
    /// A node.
    Node(u32),
    /// An edge, as [`PatchGraph::iter_edges`](super::PatchGraph::iter_edges) counts.
    Edge(u32),
}

/// Which removals to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removals {
    /// Every node.
    pub nodes: bool,
    /// Every edge.
    pub edges: bool,
}

/// The nodes whose shortest paths lead through what is taken away.
#[derive(Debug)]
pub struct Detour<'a> {
    /// What is taken away.
    pub removed: Removed,
    /// Where those nodes stand in [`Detours::nodes`].
    pub places: Range<usize>,
    /// Lengths to them as it stands.
    pub before: &'a [f64],
    /// Lengths to them without it, infinite where there is no other way.
    pub after: &'a [f64],
}

/// Shortest paths from a source, and the lengths of those that would take over.
///
/// After [`Detours::search`] the nodes that the source reaches stand in an order
/// in which what a node dominates follows it in one piece.
#[derive(Debug)]
pub struct Detours<'g> {
    graph: &'g RemovalGraph,
    source: usize,
    tree: PathTree,
    /// Node at each place.
    node: Vec<u32>,
    /// Place of each node.
    place: Vec<u32>,
    length: Vec<f64>,
    dominator: Vec<u32>,
    /// End of what each place dominates.
    end: Vec<u32>,
    /// End of that part of it that is not cut off without the node.
    search_end: Vec<u32>,
    /// Whether the node at the place may need its row.
    is_searched: Vec<bool>,
    rows: Rows,
    /// Length of the way in from outside of what is being looked at.
    way_in: Vec<f64>,
    without: Vec<f64>,
    /// What is known to be reachable at most so far, while ways in spread.
    reachable: Vec<f64>,
    queue: NearestFirst,
}

impl<'g> Detours<'g> {
    /// Ready to search.
    #[must_use]
    pub fn new(graph: &'g RemovalGraph) -> Self {
        Self {
            graph,
            source: 0,
            tree: PathTree::default(),
            node: Vec::new(),
            place: Vec::new(),
            length: Vec::new(),
            dominator: Vec::new(),
            end: Vec::new(),
            search_end: Vec::new(),
            is_searched: Vec::new(),
            rows: Rows::default(),
            way_in: Vec::new(),
            without: Vec::new(),
            reachable: Vec::new(),
            queue: NearestFirst::default(),
        }
    }

    /// Nodes that the source reaches, itself first.
    #[must_use]
    pub fn nodes(&self) -> &[u32] {
        &self.node
    }

    /// The paths themselves.
    #[must_use]
    pub fn tree(&self) -> &PathTree {
        &self.tree
    }

    /// Shortest length to each of [`Detours::nodes`].
    #[must_use]
    pub fn lengths(&self) -> &[f64] {
        &self.length
    }

    /// Searches from a source. By length, what is farther than `most_m` is not reached:
    /// paths that would take over through it count as none.
    pub fn search(&mut self, source: usize, most_m: f64) {
        self.source = source;
        self.graph.search(&mut self.tree, source, most_m);
        self.number_by_dominators();
    }

    /// Sums of a value of each place over what the place dominates, itself included.
    pub fn sums_below(&self, of: &[f64], sums: &mut Vec<f64>) {
        sums.clear();
        sums.extend_from_slice(&of[..self.node.len()]);
        for p in (1..sums.len()).rev() {
            sums[self.dominator[p] as usize] += sums[p];
        }
    }

    /// Nodes that cut others off, each with a sum below a place that it cuts off.
    ///
    /// `sums` are those of [`Detours::sums_below`]. A node may come up often.
    pub fn cut_off<'a>(&'a self, sums: &'a [f64]) -> impl Iterator<Item = (u32, f64)> + 'a {
        (1..self.node.len()).filter_map(move |p| {
            let up = self.dominator[p];
            // The source does not cut itself off.
            let is_cut_off = up > 0 && number(p) >= self.search_end[up as usize];
            is_cut_off.then(|| (self.node[up as usize], sums[p]))
        })
    }

    /// Edges that are the only way to what lies beyond, with the sum over that.
    ///
    /// `sums` are those of [`Detours::sums_below`].
    pub fn bridges<'a>(&'a self, sums: &'a [f64]) -> impl Iterator<Item = (u32, f64)> + 'a {
        (1..self.node.len())
            .filter(|p| self.has_one_way_in(*p) && self.is_bridge_into(*p))
            .map(move |p| (self.graph.edge_of_slot(self.slot_into(p)), sums[p]))
    }

    /// Slot by which shortest paths come into a place.
    fn slot_into(&self, place: usize) -> u32 {
        self.tree.came_by[self.node[place] as usize]
    }

    /// Whether nothing but this link leads to the node at a place.
    fn is_bridge_into(&self, place: usize) -> bool {
        self.graph.is_bridge(self.slot_into(place))
    }

    /// Whether all shortest paths to a place come in by one link.
    fn has_one_way_in(&self, place: usize) -> bool {
        self.tree.has_one_way_in[self.node[place] as usize]
    }

    /// Looks at every node, every edge or both, one after the other as if it
    /// were gone, and tells whose shortest paths change.
    ///
    /// `below` says what hangs on each place ([`Detours::sums_below`]): where that is not
    /// more than `little`, nobody looks. What is cut off whole is not told: by a node, see
    /// [`Detours::cut_off`]; by an edge, see [`Detours::bridges`].
    pub fn visit(
        &mut self,
        removals: Removals,
        below: &[f64],
        little: f64,
        mut visit: impl FnMut(Detour<'_>),
    ) {
        self.fill_rows(below, little);
        for (p, below) in below.iter().enumerate().skip(1) {
            if *below <= little {
                continue;
            }
            let end = self.end[p] as usize;
            let search_end = self.search_end[p] as usize;
            let edge = removals.edges && self.has_one_way_in(p) && !self.is_bridge_into(p);
            let node = removals.nodes && search_end > p + 1;
            if edge || node {
                self.narrow(p, end);
            }
            if edge {
                self.solve_edge(p, end);
                let edge = self.graph.edge_of_slot(self.slot_into(p));
                visit(self.detour(Removed::Edge(edge), p..end));
            }
            if node {
                self.solve_node(p, search_end);
                visit(self.detour(Removed::Node(self.node[p]), p + 1..search_end));
            }
        }
    }

    fn detour(&self, removed: Removed, places: Range<usize>) -> Detour<'_> {
        Detour {
            removed,
            before: &self.length[places.clone()],
            after: &self.without[places.clone()],
            places,
        }
    }
}

pub(super) fn resize<T: Copy + Default>(values: &mut Vec<T>, count: usize) {
    values.resize(count, T::default());
}

#[expect(clippy::cast_possible_truncation, reason = "nodes and slots are numbered in u32")]
pub(super) fn number(place: usize) -> u32 {
    place as u32
}

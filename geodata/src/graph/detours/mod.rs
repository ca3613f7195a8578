//! What takes over when a node or a link is gone, from one source to all.

mod numbering;
mod rows;
mod spread;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::path_tree::PathTree;
use super::queue::Waiting;
use super::{Bypasses, RemovalGraph};
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

/// Which removals to look at, at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// Without the node there.
    pub node: bool,
    /// Without the edge that leads there.
    pub edge: bool,
}

impl Look {
    /// Whether there is anything to look at.
    #[must_use]
    pub fn any(self) -> bool {
        self.node || self.edge
    }
}

/// An edge by which all shortest paths come to a node.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WayIn {
    /// The edge.
    pub edge: u32,
    /// Whether there is no other way at all.
    pub is_bridge: bool,
    /// How much longer another is at most, metres; infinite where none is known.
    pub longer_m: f64,
}

/// The nodes whose shortest paths lead through what is taken away.
#[derive(Debug)]
pub struct Detour<'a> {
    /// What is taken away.
    pub removed: Removed,
    /// The node that is, or that the edge leads to.
    pub node: u32,
    /// Its place.
    pub at: usize,
    /// Where those nodes stand in [`Detours::nodes`].
    pub places: Range<usize>,
    /// Lengths to them as it stands.
    pub before: &'a [f64],
    /// Lengths to them without it, infinite where there is no other way.
    pub after: &'a [f64],
}

/// Shortest paths from a source, and the lengths of those that would take over.
///
/// After [`Detours::search`] and [`Detours::keep`] the nodes that are kept stand in an
/// order in which what a node dominates follows it in one piece.
#[derive(Debug)]
pub struct Detours<'g> {
    graph: &'g RemovalGraph,
    /// Ways around that are known before.
    bypasses: Option<&'g Bypasses>,
    source: usize,
    tree: PathTree,
    /// Ways no longer than this lead over nodes that are kept.
    kept_m: f64,
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
    queue: Waiting,
}

impl<'g> Detours<'g> {
    /// Ready to search.
    #[must_use]
    pub fn new(graph: &'g RemovalGraph) -> Self {
        Self {
            graph,
            source: 0,
            tree: PathTree::default(),
            kept_m: f64::INFINITY,
            bypasses: None,
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
            queue: Waiting::default(),
        }
    }

    /// Ready to search where ways around nodes and edges are known.
    #[must_use]
    pub fn with_bypasses(graph: &'g RemovalGraph, bypasses: &'g Bypasses) -> Self {
        Self { bypasses: Some(bypasses), ..Self::new(graph) }
    }

    /// Nodes that are kept, the source first.
    #[must_use]
    pub fn nodes(&self) -> &[u32] {
        &self.node
    }

    /// Ways no longer than this are found, metres: they lead over nodes that are kept.
    #[must_use]
    pub fn kept_m(&self) -> f64 {
        self.kept_m
    }

    /// The place of a node that is kept.
    #[must_use]
    pub fn place_of(&self, node: u32) -> usize {
        self.place[node as usize] as usize
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

    /// Searches from a source.
    pub fn search(&mut self, source: usize) {
        self.source = source;
        self.graph.search(&mut self.tree, source);
    }

    /// Keeps as many of the nodes that the source reaches, the nearest: the others are not
    /// looked at, nor led over.
    pub fn keep(&mut self, count: usize) {
        let count = count.max(1);
        let next = self.tree.order.get(count);
        self.kept_m = next.map_or(f64::INFINITY, |node| self.tree.length[*node as usize]);
        self.number_by_dominators(count.min(self.tree.order.len()));
    }

    /// The place of a node's nearest dominator among all that the source reaches, as
    /// [`PathTree::order`] has them, and the node itself.
    #[must_use]
    pub fn dominator(&self, node: u32) -> (usize, u32) {
        let dominator = self.tree.dominator[node as usize];
        (self.tree.place[dominator as usize] as usize, dominator)
    }

    /// Whether a node is lost whole without its dominator, which is not the source.
    #[must_use]
    pub fn falls_with_dominator(&self, node: u32) -> bool {
        self.is_cut_at_dominator(node as usize)
    }

    /// How much longer it is at most to a node without its dominator, metres.
    #[must_use]
    pub fn longer_without_dominator(&self, node: u32) -> f64 {
        let v = node as usize;
        let dominator = self.tree.dominator[v];
        let Some(bypasses) = self.bypasses else { return f64::INFINITY };
        if self.tree.came_from[v] != dominator {
            return f64::INFINITY;
        }
        let (graph, up) = (self.graph.graph(), dominator as usize);
        bypasses.around_node(graph, up, self.tree.came_by[up], self.tree.came_by[v])
    }

    /// The edge that alone leads to a node on shortest paths, and how much longer it is at
    /// most without, metres; `None` where there are several.
    #[must_use]
    pub fn only_edge_into(&self, node: u32) -> Option<WayIn> {
        let slot = self.tree.came_by[node as usize];
        self.tree.has_one_way_in[node as usize].then(|| {
            let edge = self.graph.edge_of_slot(slot);
            let longer = self.bypasses.map_or(f64::INFINITY, |around| around.around_edge(edge));
            WayIn { edge, is_bridge: self.graph.is_bridge(slot), longer_m: longer }
        })
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

    /// What there is to look at where something hangs below: every node and every edge that
    /// something is known to lead past.
    ///
    /// `below` says what hangs on each place ([`Detours::sums_below`]). What is cut off whole
    /// is not looked at: by a node, see [`Detours::cut_off`]; by an edge, see
    /// [`Detours::bridges`].
    pub fn looks(&self, removals: Removals, below: &[f64], looks: &mut Vec<Look>) {
        looks.clear();
        looks.extend(below.iter().enumerate().map(|(p, below)| {
            let is_there = p > 0 && *below > 0.0;
            let edge = is_there && removals.edges && self.has_one_way_in(p);
            Look {
                node: is_there && removals.nodes && self.search_end[p] as usize > p + 1,
                edge: edge && !self.is_bridge_into(p),
            }
        }));
    }

    /// Looks at these nodes and edges, by place, one after the other as if it were gone, and
    /// tells whose shortest paths change.
    pub fn visit(&mut self, looks: &[Look], mut visit: impl FnMut(Detour<'_>)) {
        self.fill_rows(looks);
        for (p, look) in looks.iter().enumerate().skip(1) {
            let end = self.end[p] as usize;
            let search_end = self.search_end[p] as usize;
            if look.any() {
                self.narrow(p, end);
            }
            if look.edge {
                self.solve_edge(p, end);
                let edge = self.graph.edge_of_slot(self.slot_into(p));
                visit(self.detour(Removed::Edge(edge), p, p..end));
            }
            if look.node {
                self.solve_node(p, search_end);
                visit(self.detour(Removed::Node(self.node[p]), p, p + 1..search_end));
            }
        }
    }

    fn detour(&self, removed: Removed, at: usize, places: Range<usize>) -> Detour<'_> {
        Detour {
            removed,
            node: self.node[at],
            at,
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

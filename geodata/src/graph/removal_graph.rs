//! A graph prepared for looking at what each node and link holds together.

use serde::{Deserialize, Serialize};

use super::path_tree::{NONE, PathTree};
use super::{Blocks, Edge, PatchGraph, Removed, essential_links};

/// A graph, its blocks, and the links that come back with a removal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RemovalGraph {
    graph: PatchGraph,
    /// True where every link counts as one.
    by_hops: bool,
    block_of_slot: Vec<u32>,
    is_bridge: Vec<bool>,
    edge_of_slot: Vec<u32>,
    by_node: Revived,
    by_edge: Revived,
}

/// Lists of links that come back, one list a removal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Revived {
    offsets: Vec<u32>,
    links: Vec<(u32, u32, f64)>,
}

impl RemovalGraph {
    /// Paths by length: useless links are set aside until they count.
    #[must_use]
    pub fn by_length(all: &PatchGraph) -> Self {
        let essential = essential_links(all);
        let graph = essential.graph;
        let blocks = Blocks::of(all);
        let slots = |a: usize, b: usize| all.slot_of(a, b).unwrap_or(0);
        let mut block_of_slot = Vec::with_capacity(graph.slots());
        let mut is_bridge = Vec::with_capacity(graph.slots());
        for a in 0..graph.nodes() {
            for (b, _) in graph.neighbours(a) {
                block_of_slot.push(blocks.of_slot(slots(a, b)));
                is_bridge.push(blocks.is_bridge(slots(a, b)));
            }
        }
        let edge_of_slot = edges_of_slots(&graph);
        let by_node = Revived::new(
            graph.nodes(),
            essential.single_witness.iter().map(|(witness, edge)| (*witness, *edge)),
        );
        let by_edge = Revived::new(
            graph.edges(),
            essential.single_witness.iter().flat_map(|(witness, edge)| {
                [edge.a, edge.b]
                    .into_iter()
                    .filter_map(|end| graph.slot_of(end as usize, *witness as usize))
                    .map(|slot| (edge_of_slot[slot], *edge))
                    .collect::<Vec<_>>()
            }),
        );
        Self { graph, by_hops: false, block_of_slot, is_bridge, edge_of_slot, by_node, by_edge }
    }

    /// Paths by number of links.
    #[must_use]
    pub fn by_hops(all: &PatchGraph) -> Self {
        let edges = all.iter_edges().map(|edge| Edge { length_m: 1.0, ..edge });
        let graph = PatchGraph::new(all.nodes(), edges);
        let blocks = Blocks::of(&graph);
        let slots = 0..graph.slots();
        Self {
            by_hops: true,
            block_of_slot: slots.clone().map(|slot| blocks.of_slot(slot)).collect(),
            is_bridge: slots.map(|slot| blocks.is_bridge(slot)).collect(),
            edge_of_slot: edges_of_slots(&graph),
            by_node: Revived::new(graph.nodes(), []),
            by_edge: Revived::new(graph.edges(), []),
            graph,
        }
    }

    /// The links that paths use.
    #[must_use]
    pub fn graph(&self) -> &PatchGraph {
        &self.graph
    }

    /// Number of nodes.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.graph.nodes()
    }

    /// Number of the edge between two nodes, as [`PatchGraph::iter_edges`] counts.
    #[must_use]
    pub fn edge_between(&self, a: u32, b: u32) -> Option<u32> {
        self.graph.slot_of(a as usize, b as usize).map(|slot| self.edge_of_slot[slot])
    }

    /// The links that paths use without a node or an edge; the node stays, alone.
    #[must_use]
    pub fn without(&self, removed: Removed) -> PatchGraph {
        let revived = match removed {
            Removed::Node(node) => self.revived_without_node(node),
            Removed::Edge(edge) => self.revived_without_edge(edge),
        };
        let stays = |(number, edge): &(u32, Edge)| match removed {
            Removed::Node(node) => edge.a != node && edge.b != node,
            Removed::Edge(gone) => *number != gone,
        };
        let edges = (0..).zip(self.graph.iter_edges()).filter(stays).map(|(_, edge)| edge);
        let revived = revived.iter().map(|&(a, b, length_m)| Edge { a, b, length_m });
        PatchGraph::new(self.nodes(), edges.chain(revived))
    }

    /// Searches by hops or by length.
    pub(super) fn search(&self, tree: &mut PathTree, source: usize) {
        if self.by_hops {
            tree.search_hops(&self.graph, source);
        } else {
            tree.search_lengths(&self.graph, source);
        }
    }

    pub(super) fn block(&self, slot: u32) -> u32 {
        self.block_of_slot[slot as usize]
    }

    pub(super) fn is_bridge(&self, slot: u32) -> bool {
        self.is_bridge[slot as usize]
    }

    pub(super) fn edge_of_slot(&self, slot: u32) -> u32 {
        self.edge_of_slot[slot as usize]
    }

    pub(super) fn revived_without_node(&self, node: u32) -> &[(u32, u32, f64)] {
        self.by_node.of(node)
    }

    pub(super) fn revived_without_edge(&self, edge: u32) -> &[(u32, u32, f64)] {
        self.by_edge.of(edge)
    }
}

impl Revived {
    fn new(lists: usize, links: impl IntoIterator<Item = (u32, Edge)>) -> Self {
        let mut links: Vec<(u32, Edge)> = links.into_iter().collect();
        crate::order::sort_by_key(&mut links, |(list, edge)| (*list, edge.a, edge.b));
        let mut offsets = vec![0; lists + 1];
        for (list, _) in &links {
            offsets[*list as usize + 1] += 1;
        }
        for list in 0..lists {
            offsets[list + 1] += offsets[list];
        }
        Self { offsets, links: links.iter().map(|(_, e)| (e.a, e.b, e.length_m)).collect() }
    }

    fn of(&self, list: u32) -> &[(u32, u32, f64)] {
        let list = list as usize;
        &self.links[self.offsets[list] as usize..self.offsets[list + 1] as usize]
    }
}

/// The number of each slot's edge, as [`PatchGraph::iter_edges`] counts.
fn edges_of_slots(graph: &PatchGraph) -> Vec<u32> {
    let mut numbers = vec![NONE; graph.slots()];
    for (number, edge) in (0..).zip(graph.iter_edges()) {
        for (from, to) in [(edge.a, edge.b), (edge.b, edge.a)] {
            if let Some(slot) = graph.slot_of(from as usize, to as usize) {
                numbers[slot] = number;
            }
        }
    }
    numbers
}

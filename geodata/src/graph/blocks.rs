//! Blocks: the parts of a network that no single node holds together
//! (Hopcroft and Tarjan 1973, doi:10.1145/362248.362272).

use super::PatchGraph;

/// Which block each edge is in.
///
/// Two edges are in one block where a ring leads through both. A node with
/// edges in several blocks is a cut vertex: without it the network falls apart
/// there. A block of one edge is a bridge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocks {
    of_slot: Vec<u32>,
    /// Number of edges of each block.
    edges: Vec<u32>,
    /// Nodes in the order the search entered them, each with where from
    /// (the first of a component from itself).
    pub(super) entered_from: Vec<(u32, u32)>,
    /// Node and the child of it below which nothing leads past the node.
    pub(super) cut_offs: Vec<(u32, u32)>,
}

/// A node that the search has entered and not left.
struct Open {
    node: usize,
    /// The node it was entered from; itself for the first.
    parent: usize,
    next_slot: usize,
}

const NONE: u32 = u32::MAX;

impl Blocks {
    /// Finds the blocks of a graph.
    #[must_use]
    pub fn of(graph: &PatchGraph) -> Self {
        let mut search = Search {
            graph,
            entered: vec![NONE; graph.nodes()],
            low: vec![0; graph.nodes()],
            trail: Vec::new(),
            blocks: Self {
                of_slot: vec![NONE; graph.slots()],
                edges: Vec::new(),
                entered_from: Vec::with_capacity(graph.nodes()),
                cut_offs: Vec::new(),
            },
        };
        for root in 0..graph.nodes() {
            if search.entered[root] == NONE {
                search.search_from(root);
            }
        }
        search.blocks
    }

    /// Block of the edge that stands at a slot of the graph's rows.
    #[must_use]
    pub fn of_slot(&self, slot: usize) -> u32 {
        self.of_slot[slot]
    }

    /// Whether the edge at a slot is the only one that joins its two sides.
    #[must_use]
    pub fn is_bridge(&self, slot: usize) -> bool {
        self.edges[self.of_slot[slot] as usize] == 1
    }
}

struct Search<'g> {
    graph: &'g PatchGraph,
    entered: Vec<u32>,
    low: Vec<u32>,
    /// Edges that are in no block yet: their slots, as from where to where they were met.
    trail: Vec<(usize, usize, usize)>,
    blocks: Blocks,
}

impl Search<'_> {
    fn search_from(&mut self, root: usize) {
        let mut open = vec![self.enter(root, root)];
        while let Some(top) = open.last_mut() {
            let Open { node, parent, next_slot: slot } = *top;
            if slot == self.graph.slot_range(node).end {
                open.pop();
                if node != root {
                    self.leave(node, parent);
                }
                continue;
            }
            top.next_slot += 1;
            let neighbour = self.graph.slot_node(slot);
            if self.entered[neighbour] == NONE {
                self.trail.push((slot, node, neighbour));
                open.push(self.enter(neighbour, node));
            } else if self.entered[neighbour] < self.entered[node] && neighbour != parent {
                self.trail.push((slot, node, neighbour));
                self.low[node] = self.low[node].min(self.entered[neighbour]);
            }
        }
    }

    fn enter(&mut self, node: usize, parent: usize) -> Open {
        let clock = number(self.blocks.entered_from.len());
        self.entered[node] = clock;
        self.low[node] = clock;
        self.blocks.entered_from.push((number(node), number(parent)));
        Open { node, parent, next_slot: self.graph.slot_range(node).start }
    }

    /// Closes a block where nothing below `node` leads past `parent`.
    fn leave(&mut self, node: usize, parent: usize) {
        self.low[parent] = self.low[parent].min(self.low[node]);
        if self.low[node] < self.entered[parent] {
            return;
        }
        self.blocks.cut_offs.push((number(parent), number(node)));
        let block = number(self.blocks.edges.len());
        let mut edges = 0;
        while let Some((slot, from, to)) = self.trail.pop() {
            self.blocks.of_slot[slot] = block;
            if let Some(back) = self.graph.slot_of(to, from) {
                self.blocks.of_slot[back] = block;
            }
            edges += 1;
            if (from, to) == (parent, node) {
                break;
            }
        }
        self.blocks.edges.push(edges);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "nodes and edges are numbered in u32")]
fn number(place: usize) -> u32 {
    place as u32
}

//! Shortest paths from one node with what they depend on.
//!
//! A node k dominates a node v, seen from a source, when every shortest path
//! to v leads through k. Without k the length to v can change; to a node that k
//! does not dominate it cannot. Dominators form a tree (Lengauer and Tarjan 1979,
//! doi:10.1145/357062.357071), and where no two shortest paths are equally long
//! it is the tree of shortest paths itself. On grids full of ties it is far
//! shallower.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::PatchGraph;

/// No node.
pub(super) const NONE: u32 = u32::MAX;

/// Shortest paths from a source. Made once and searched again for each source,
/// so that memory is asked for once.
#[derive(Debug, Clone, Default)]
pub struct PathTree {
    /// Nodes reached, in the order they were settled; the source first.
    pub(super) order: Vec<u32>,
    /// Place of each node in `order`.
    pub(super) place: Vec<u32>,
    /// Shortest length to each node, infinite where there is no path.
    pub(super) length: Vec<f64>,
    /// Nearest dominator of each node reached; the source for itself.
    pub(super) dominator: Vec<u32>,
    /// Slot, in the row of the node, of an edge by which a shortest path comes in.
    pub(super) in_slot: Vec<u32>,
    /// Whether that is the only one.
    pub(super) has_one_way_in: Vec<bool>,
    /// Whether every link counted as one.
    pub(super) by_hops: bool,
    queue: BinaryHeap<Reverse<(u64, u32)>>,
}

impl PathTree {
    /// Searches from `source` by length.
    pub fn search_lengths(&mut self, graph: &PatchGraph, source: usize) {
        self.clear(graph.nodes());
        self.by_hops = false;
        self.length[source] = 0.0;
        self.queue.push(Reverse((0, number(source))));
        while let Some(Reverse((bits, node))) = self.queue.pop() {
            let v = node as usize;
            let length = f64::from_bits(bits);
            if self.place[v] != NONE || length > self.length[v] {
                continue;
            }
            let mut ways = WaysIn::default();
            let first_slot = graph.slot_range(v).start;
            let (neighbours, steps) = graph.row(v);
            for (i, (&neighbour, &step)) in neighbours.iter().zip(steps).enumerate() {
                let u = neighbour as usize;
                let through = length + step;
                if through < self.length[u] {
                    self.length[u] = through;
                    // Lengths are not negative, so their bits sort as they do.
                    self.queue.push(Reverse((through.to_bits(), neighbour)));
                } else if self.length[u] <= length
                    && self.place[u] != NONE
                    && self.length[u] + step == length
                {
                    ways.add(self, u, first_slot + i);
                }
            }
            self.settle(node, &ways);
        }
    }

    /// Searches from `source` by number of links: every link is 1 long.
    pub fn search_hops(&mut self, graph: &PatchGraph, source: usize) {
        self.clear(graph.nodes());
        self.by_hops = true;
        self.length[source] = 0.0;
        // The order of settling is the queue as well.
        self.order.push(number(source));
        let mut next = 0;
        while next < self.order.len() {
            let node = self.order[next];
            let v = node as usize;
            let length = self.length[v];
            let mut ways = WaysIn::default();
            let first_slot = graph.slot_range(v).start;
            for (i, &neighbour) in graph.row(v).0.iter().enumerate() {
                let u = neighbour as usize;
                if self.length[u] == f64::INFINITY {
                    self.length[u] = length + 1.0;
                    self.order.push(neighbour);
                } else if self.length[u] < length {
                    ways.add(self, u, first_slot + i);
                }
            }
            self.place[v] = number(next);
            self.set_ways(node, &ways);
            next += 1;
        }
    }

    /// Shortest length to each node, infinite where there is no path.
    #[must_use]
    pub fn lengths(&self) -> &[f64] {
        &self.length
    }

    /// A shortest path from the source, both ends included; empty where there
    /// is none. Of several, always the same. `graph` is the one searched.
    #[must_use]
    pub fn path_to(&self, graph: &PatchGraph, target: usize) -> Vec<u32> {
        if self.place[target] == NONE {
            return Vec::new();
        }
        let mut path = vec![number(target)];
        let mut node = target;
        while self.place[node] > 0 {
            node = graph.slot_node(self.in_slot[node] as usize);
            path.push(number(node));
        }
        path.reverse();
        path
    }

    fn clear(&mut self, nodes: usize) {
        self.order.clear();
        self.queue.clear();
        reset(&mut self.place, nodes, NONE);
        reset(&mut self.length, nodes, f64::INFINITY);
        self.dominator.resize(nodes, NONE);
        self.in_slot.resize(nodes, NONE);
        self.has_one_way_in.resize(nodes, true);
    }

    fn settle(&mut self, node: u32, ways: &WaysIn) {
        self.place[node as usize] = number(self.order.len());
        self.order.push(node);
        self.set_ways(node, ways);
    }

    fn set_ways(&mut self, node: u32, ways: &WaysIn) {
        let v = node as usize;
        self.dominator[v] = ways.dominator.unwrap_or(node);
        self.in_slot[v] = ways.slot;
        self.has_one_way_in[v] = ways.count < 2;
    }

    /// The nearest node that dominates both, of two that are settled.
    fn meet(&self, mut a: u32, mut b: u32) -> u32 {
        while a != b {
            if self.place[a as usize] > self.place[b as usize] {
                a = self.dominator[a as usize];
            } else {
                b = self.dominator[b as usize];
            }
        }
        a
    }
}

/// By which edges shortest paths come into a node.
#[derive(Default)]
struct WaysIn {
    dominator: Option<u32>,
    slot: u32,
    count: u32,
}

impl WaysIn {
    fn add(&mut self, tree: &PathTree, from: usize, slot: usize) {
        let from = number(from);
        self.dominator = Some(match self.dominator {
            None => {
                self.slot = number(slot);
                from
            }
            Some(other) => tree.meet(other, from),
        });
        self.count += 1;
    }
}

fn reset<T: Copy>(values: &mut Vec<T>, count: usize, to: T) {
    values.clear();
    values.resize(count, to);
}

#[expect(clippy::cast_possible_truncation, reason = "nodes and slots are numbered in u32")]
fn number(place: usize) -> u32 {
    place as u32
}

//! Shortest paths from one node (Dijkstra 1959, doi:10.1007/BF01386390) with
//! what they depend on.
//!
//! A node k dominates a node v, seen from a source, when every shortest path
//! to v leads through k. Without k the length to v can change; to a node that k
//! does not dominate it cannot. Dominators form a tree (Lengauer and Tarjan 1979,
//! doi:10.1145/357062.357071), and where no two shortest paths are equally long
//! it is the tree of shortest paths itself. On grids full of ties it is far
//! shallower.

use super::PatchGraph;
use super::queue::NearestFirst;

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
    /// Shortest length to each node, infinite where it is not reached.
    pub(super) length: Vec<f64>,
    /// Nearest dominator of each node reached; the source for itself.
    pub(super) dominator: Vec<u32>,
    /// Node before each on a shortest path to it; the source for itself.
    pub(super) came_from: Vec<u32>,
    /// Slot of the edge between them, in the row of the node before.
    pub(super) came_by: Vec<u32>,
    /// Whether no other edge leads there on a shortest path.
    pub(super) has_one_way_in: Vec<bool>,
    /// Whether every link counted as one.
    pub(super) by_hops: bool,
    queue: NearestFirst,
}

impl PathTree {
    /// Searches from `source` by length.
    pub fn search_lengths(&mut self, graph: &PatchGraph, source: usize) {
        self.search::<true>(graph, source);
    }

    /// The same without dominators, for lengths and paths alone: quicker where
    /// many paths are equally long.
    pub fn measure_lengths(&mut self, graph: &PatchGraph, source: usize) {
        self.search::<false>(graph, source);
    }

    fn search<const DOMINATORS: bool>(&mut self, graph: &PatchGraph, source: usize) {
        self.clear(graph.nodes());
        self.by_hops = false;
        self.reached_first(number(source), source, 0, 0.0);
        self.queue.push(0.0, number(source));
        while let Some((length, node)) = self.queue.pop() {
            let v = node as usize;
            self.place[v] = number(self.order.len());
            self.order.push(node);
            let first_slot = graph.slot_range(v).start;
            let (neighbours, steps) = graph.row(v);
            for (i, (&neighbour, &step)) in neighbours.iter().zip(steps).enumerate() {
                let u = neighbour as usize;
                let through = length + step;
                let known = self.length[u];
                if through > known {
                    continue;
                }
                if through < known {
                    self.reached_first(node, u, first_slot + i, through);
                    self.queue.push(through, neighbour);
                } else if DOMINATORS && self.place[u] == NONE {
                    self.reached_again(node, u);
                }
            }
        }
    }

    /// Searches from `source` by number of links: every link is 1 long.
    pub fn search_hops(&mut self, graph: &PatchGraph, source: usize) {
        self.clear(graph.nodes());
        self.by_hops = true;
        self.reached_first(number(source), source, 0, 0.0);
        // The order of settling is the queue as well.
        self.order.push(number(source));
        let mut next = 0;
        while next < self.order.len() {
            let node = self.order[next];
            let v = node as usize;
            self.place[v] = number(next);
            let through = self.length[v] + 1.0;
            let first_slot = graph.slot_range(v).start;
            for (i, &neighbour) in graph.row(v).0.iter().enumerate() {
                let u = neighbour as usize;
                let known = self.length[u];
                if through > known {
                    continue;
                }
                if through < known {
                    self.reached_first(node, u, first_slot + i, through);
                    self.order.push(neighbour);
                } else {
                    self.reached_again(node, u);
                }
            }
            next += 1;
        }
    }

    /// Shortest length to each node, infinite where there is no path.
    #[must_use]
    pub fn lengths(&self) -> &[f64] {
        &self.length
    }

    /// Nodes reached, the nearest first.
    #[must_use]
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// Where each node stands in [`PathTree::order`]; those not reached nowhere.
    #[must_use]
    pub fn ranks(&self) -> &[u32] {
        &self.place
    }

    /// A shortest path from the source, both ends included; empty where there
    /// is none. Of several, always the same.
    #[must_use]
    pub fn path_to(&self, target: usize) -> Vec<u32> {
        if self.place.get(target).is_none_or(|place| *place == NONE) {
            return Vec::new();
        }
        let mut path = vec![number(target)];
        let mut node = target;
        while self.place[node] > 0 {
            path.push(self.came_from[node]);
            node = self.came_from[node] as usize;
        }
        path.reverse();
        path
    }

    fn clear(&mut self, nodes: usize) {
        if self.place.len() == nodes {
            // Only what was reached has to be forgotten.
            for node in self.order.drain(..) {
                self.place[node as usize] = NONE;
                self.length[node as usize] = f64::INFINITY;
            }
            return;
        }
        self.order.clear();
        self.queue.reserve(nodes);
        reset(&mut self.place, nodes, NONE);
        reset(&mut self.length, nodes, f64::INFINITY);
        self.dominator.resize(nodes, NONE);
        self.came_from.resize(nodes, NONE);
        self.came_by.resize(nodes, 0);
        self.has_one_way_in.resize(nodes, true);
    }

    /// A shorter path than any before leads from `from` to `u`.
    fn reached_first(&mut self, from: u32, u: usize, slot: usize, length: f64) {
        self.length[u] = length;
        self.came_from[u] = from;
        self.came_by[u] = number(slot);
        self.dominator[u] = from;
        self.has_one_way_in[u] = true;
    }

    /// Another path as short as the shortest leads from `from` to `u`.
    fn reached_again(&mut self, from: u32, u: usize) {
        self.dominator[u] = self.meet(self.dominator[u], from);
        self.has_one_way_in[u] = false;
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

fn reset<T: Copy>(values: &mut Vec<T>, count: usize, to: T) {
    values.clear();
    values.resize(count, to);
}

#[expect(clippy::cast_possible_truncation, reason = "nodes and slots are numbered in u32")]
fn number(place: usize) -> u32 {
    place as u32
}

//! The way around one node or one edge, looked for close by.

use serde::{Deserialize, Serialize};

use super::queue::NearestFirst;
use super::{RemovalGraph, Removed};

/// A table has the square of so many entries. Nodes with more neighbours have none, nor have
/// edges between two of them a way around: networks where all is joined with all would take
/// for ever, and hardly depend on any piece.
const MOST_NEIGHBOURS: usize = 32;

/// A search gives up after so many links: a way around that is farther is seldom worth more
/// than none.
const MOST_LINKS: usize = 3000;

/// How much longer than by a node, or by an edge, a way around it is.
///
/// What a path loses without the node is at most that, wherever it comes from and goes to:
/// it can leave it where it came in and come back where it left. Infinite where no way was
/// found.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Bypasses {
    /// The same edge in the row of its other end, by slot.
    other_slot: Vec<u32>,
    /// Where the table of each node begins; those with too many neighbours have none.
    tables: Vec<Option<u32>>,
    /// From each neighbour of a node, a row, to each, a column; metres.
    around_node: Vec<f64>,
    /// By edge, metres.
    around_edge: Vec<f64>,
}

impl Bypasses {
    /// Searches around every node and every edge, no farther than `most_m`.
    #[must_use]
    pub fn of(removal_graph: &RemovalGraph, most_m: f64) -> Self {
        let graph = removal_graph.graph();
        let mut search = Around::new(removal_graph, most_m);
        let mut bypasses = Self::default();
        for node in 0..graph.nodes() {
            bypasses.add_node(removal_graph, node, &mut search);
        }
        for (edge, ends) in (0..).zip(graph.iter_edges()) {
            let (a, b) = (ends.a as usize, ends.b as usize);
            let is_small = graph.degree(a).min(graph.degree(b)) <= MOST_NEIGHBOURS;
            let is_bridge = graph.slot_of(a, b).is_some_and(|s| removal_graph.is_bridge(number(s)));
            let mut longer = f64::INFINITY;
            if is_small && !is_bridge {
                // From the end with fewer links, so that the other may have any number.
                let from_b = graph.degree(b) < graph.degree(a);
                let (from, to) = if from_b { (ends.b, ends.a) } else { (ends.a, ends.b) };
                search.run(Removed::Edge(edge), from, &[to], ends.length_m);
                longer = (search.length[to as usize] - ends.length_m).max(0.0);
                search.forget();
            }
            bypasses.around_edge.push(longer);
        }
        bypasses
    }

    fn add_node(&mut self, removal_graph: &RemovalGraph, node: usize, search: &mut Around<'_>) {
        let graph = removal_graph.graph();
        let (neighbours, steps) = graph.row(node);
        for other in neighbours {
            let slot = graph.slot_of(*other as usize, node).unwrap_or_default();
            self.other_slot.push(number(slot));
        }
        let has_table = neighbours.len() <= MOST_NEIGHBOURS;
        let start = u32::try_from(self.around_node.len()).ok();
        self.tables.push(start.filter(|_| has_table));
        if !has_table || start.is_none() {
            return;
        }
        let first = graph.slot_range(node).start;
        let block = |i: usize| removal_graph.block(number(first + i));
        let longest = steps.iter().fold(0.0, |longest: f64, step| longest.max(*step));
        let mut sought = Vec::new();
        for (i, (&from, &step)) in neighbours.iter().zip(steps).enumerate() {
            // No way leads from block to block but by the node itself.
            sought.clear();
            let same = (0..neighbours.len()).filter(|other| block(*other) == block(i));
            sought.extend(same.map(|other| neighbours[other]));
            if sought.len() > 1 {
                search.run(Removed::Node(number(node)), from, &sought, step + longest);
            }
            let through = neighbours
                .iter()
                .zip(steps)
                .map(|(other, last)| (search.length[*other as usize] - (step + last)).max(0.0));
            self.around_node.extend(through);
            search.forget();
        }
    }

    /// Around the node that `slot_in` leads into, out again by `slot_out` of its own row.
    pub(super) fn around_node(
        &self,
        graph: &super::PatchGraph,
        node: usize,
        slot_in: u32,
        slot_out: u32,
    ) -> f64 {
        let range = graph.slot_range(node);
        let Some(table) = self.tables.get(node).copied().flatten() else { return f64::INFINITY };
        let came = self.other_slot[slot_in as usize] as usize - range.start;
        let goes = slot_out as usize - range.start;
        self.around_node[table as usize + came * range.len() + goes]
    }

    /// Around an edge.
    pub(super) fn around_edge(&self, edge: u32) -> f64 {
        self.around_edge.get(edge as usize).copied().unwrap_or(f64::INFINITY)
    }
}

/// A search that ends close by.
struct Around<'g> {
    graph: &'g RemovalGraph,
    most_m: f64,
    length: Vec<f64>,
    touched: Vec<u32>,
    queue: NearestFirst,
}

impl<'g> Around<'g> {
    fn new(graph: &'g RemovalGraph, most_m: f64) -> Self {
        let mut queue = NearestFirst::default();
        queue.reserve(graph.nodes());
        let length = vec![f64::INFINITY; graph.nodes()];
        Self { graph, most_m, length, touched: Vec::new(), queue }
    }

    /// Lengths from a node without what is removed, until all that are sought are found or
    /// lie farther than `most_m` beyond `at_least`.
    fn run(&mut self, removed: Removed, from: u32, sought: &[u32], at_least: f64) {
        let graph = self.graph.graph();
        let revived = match removed {
            Removed::Node(node) => self.graph.revived_without_node(node),
            Removed::Edge(edge) => self.graph.revived_without_edge(edge),
        };
        let most_m = at_least + self.most_m;
        let mut missing = sought.len();
        let mut links = 0;
        self.reach(from, 0.0);
        while let Some((length, node)) = self.queue.pop() {
            missing -= usize::from(sought.contains(&node));
            links += graph.degree(node as usize) + revived.len();
            if missing == 0 || links > MOST_LINKS {
                break;
            }
            let range = graph.slot_range(node as usize);
            let (neighbours, steps) = graph.row(node as usize);
            for ((slot, &other), &step) in range.zip(neighbours).zip(steps) {
                let is_gone = match removed {
                    Removed::Node(gone) => other == gone,
                    Removed::Edge(gone) => self.graph.edge_of_slot(number(slot)) == gone,
                };
                if !is_gone && length + step <= most_m {
                    self.reach(other, length + step);
                }
            }
            for &(a, b, step) in revived {
                if a == node {
                    self.reach(b, length + step);
                } else if b == node {
                    self.reach(a, length + step);
                }
            }
        }
    }

    fn reach(&mut self, node: u32, length: f64) {
        let known = &mut self.length[node as usize];
        if length < *known {
            if known.is_infinite() {
                self.touched.push(node);
            }
            *known = length;
            self.queue.push(length, node);
        }
    }

    fn forget(&mut self) {
        self.queue.clear();
        for node in self.touched.drain(..) {
            self.length[node as usize] = f64::INFINITY;
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "nodes and slots are numbered in u32")]
fn number(slot: usize) -> u32 {
    slot as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::graph::{Edge, PatchGraph, lengths_from};
    use crate::units::round_length_m;

    fn edges(nodes: u32) -> impl Strategy<Value = Vec<Edge>> {
        let edge = (0..nodes, 0..nodes, 0.0..20.0f64).prop_map(|(a, b, length)| {
            // Whole lengths too, so that ties and zeros come up.
            let length_m = if a % 2 == 0 { length.floor() } else { round_length_m(length) };
            Edge { a, b, length_m }
        });
        prop::collection::vec(edge, 0..60)
    }

    proptest! {
        #[test]
        fn no_way_around_is_too_short(edges in edges(12), most_m in prop::sample::select(vec![2.0, 1e9])) {
            let all = RemovalGraph::by_length(&PatchGraph::new(12, edges));
            let bypasses = Bypasses::of(&all, most_m);
            let graph = all.graph();
            for node in 0..graph.nodes() {
                let without = all.without(Removed::Node(node as u32));
                for (from, first) in graph.neighbours(node) {
                    let lengths = lengths_from(&without, from);
                    let slot_in = graph.slot_of(from, node).unwrap() as u32;
                    for (to, last) in graph.neighbours(node).filter(|(to, _)| *to != from) {
                        let slot_out = graph.slot_of(node, to).unwrap() as u32;
                        let longer = bypasses.around_node(graph, node, slot_in, slot_out);
                        let expected = (lengths[to] - (first + last)).max(0.0);
                        prop_assert!(longer == expected || most_m < 1e9 && longer > expected);
                    }
                }
            }
            for (number, edge) in (0..).zip(graph.iter_edges()) {
                let lengths = lengths_from(&all.without(Removed::Edge(number)), edge.a as usize);
                let expected = (lengths[edge.b as usize] - edge.length_m).max(0.0);
                let longer = bypasses.around_edge(number);
                prop_assert!(longer == expected || most_m < 1e9 && longer > expected);
            }
        }
    }
}

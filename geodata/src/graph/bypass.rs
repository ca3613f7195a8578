//! The way around one node or one edge, looked for close by.

use serde::{Deserialize, Serialize};

use super::queue::NearestFirst;
use super::{RemovalGraph, Removed};

/// Tables of nodes with more neighbours than this would be larger than the network.
const MOST_NEIGHBOURS: usize = 32;

/// A search gives up after so many nodes: a way around that is farther is seldom worth more
/// than none.
const MOST_SETTLED: usize = 400;

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
            let (neighbours, steps) = graph.row(node);
            for other in neighbours {
                let slot = graph.slot_of(*other as usize, node).unwrap_or_default();
                bypasses.other_slot.push(number(slot));
            }
            let has_table = neighbours.len() <= MOST_NEIGHBOURS;
            bypasses.tables.push(has_table.then_some(number(bypasses.around_node.len())));
            if !has_table {
                continue;
            }
            let longest = steps.iter().fold(0.0, |longest: f64, step| longest.max(*step));
            for (&from, &step) in neighbours.iter().zip(steps) {
                search.run(Removed::Node(number(node)), from, neighbours, step + longest);
                let through = neighbours
                    .iter()
                    .zip(steps)
                    .map(|(other, last)| (search.length[*other as usize] - (step + last)).max(0.0));
                bypasses.around_node.extend(through);
                search.forget();
            }
        }
        for (edge, ends) in (0..).zip(graph.iter_edges()) {
            search.run(Removed::Edge(edge), ends.a, &[ends.b], ends.length_m);
            let longer = search.length[ends.b as usize] - ends.length_m;
            bypasses.around_edge.push(longer.max(0.0));
            search.forget();
        }
        bypasses
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
        let mut missing = sought.len();
        let mut settled = 0;
        self.reach(from, 0.0);
        while let Some((length, node)) = self.queue.pop() {
            missing -= usize::from(sought.contains(&node));
            settled += 1;
            if missing == 0 || settled > MOST_SETTLED || length > at_least + self.most_m {
                break;
            }
            let range = graph.slot_range(node as usize);
            let (neighbours, steps) = graph.row(node as usize);
            for ((slot, &other), &step) in range.zip(neighbours).zip(steps) {
                let is_gone = match removed {
                    Removed::Node(gone) => other == gone,
                    Removed::Edge(gone) => self.graph.edge_of_slot(number(slot)) == gone,
                };
                if !is_gone {
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

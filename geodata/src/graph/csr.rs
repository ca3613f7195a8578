//! Compressed sparse rows: each node's neighbours in one slice.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::links::Link;

/// Two nodes and the length between them, metres.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Edge {
    /// One node.
    pub a: u32,
    /// The other node.
    pub b: u32,
    /// Length in metres.
    pub length_m: f64,
}

impl From<&Link> for Edge {
    fn from(link: &Link) -> Self {
        Self { a: link.a, b: link.b, length_m: link.length_m }
    }
}

/// An undirected graph with edge lengths, in compressed sparse rows.
///
/// The neighbours of node `n` stand at `offsets[n]..offsets[n + 1]` of two
/// parallel arrays, in rising order of their number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PatchGraph {
    offsets: Vec<usize>,
    neighbours: Vec<u32>,
    lengths_m: Vec<f64>,
}

impl PatchGraph {
    /// A graph of `nodes` nodes.
    ///
    /// Edges that name a node beyond `nodes`, join a node with itself or have no
    /// length of 0 or more are left out. Of parallel edges the shortest counts.
    #[must_use]
    pub fn new(nodes: usize, edges: impl IntoIterator<Item = Edge>) -> Self {
        let mut directed: Vec<(u32, u32, f64)> = Vec::new();
        for Edge { a, b, length_m } in edges {
            let is_length = length_m.is_finite() && length_m >= 0.0;
            if a != b && (a as usize) < nodes && (b as usize) < nodes && is_length {
                directed.push((a, b, length_m));
                directed.push((b, a, length_m));
            }
        }
        Self::of_directed(nodes, directed)
    }

    /// Apart, so that it is compiled once and not for every kind of iterator.
    fn of_directed(nodes: usize, mut directed: Vec<(u32, u32, f64)>) -> Self {
        directed.sort_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)).then(x.2.total_cmp(&y.2)));
        directed.dedup_by_key(|(a, b, _)| (*a, *b));
        let mut offsets = vec![0; nodes + 1];
        for (a, _, _) in &directed {
            offsets[*a as usize + 1] += 1;
        }
        for node in 0..nodes {
            offsets[node + 1] += offsets[node];
        }
        Self {
            offsets,
            neighbours: directed.iter().map(|(_, b, _)| *b).collect(),
            lengths_m: directed.iter().map(|(_, _, length)| *length).collect(),
        }
    }

    /// The graph of those links that are no longer than `threshold_m`.
    ///
    /// A link exactly at the threshold is in.
    #[must_use]
    pub fn within(nodes: usize, links: &[Link], threshold_m: f64) -> Self {
        Self::new(nodes, links.iter().filter(|link| link.length_m <= threshold_m).map(Edge::from))
    }

    /// Number of nodes.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Number of undirected edges.
    #[must_use]
    pub fn edges(&self) -> usize {
        self.neighbours.len() / 2
    }

    /// Number of neighbours of a node.
    #[must_use]
    pub fn degree(&self, node: usize) -> usize {
        self.offsets[node + 1] - self.offsets[node]
    }

    /// Neighbours of a node with the length to each in metres, by rising number.
    pub fn neighbours(&self, node: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let (numbers, lengths) = self.row(node);
        numbers.iter().zip(lengths).map(|(&neighbour, &length)| (neighbour as usize, length))
    }

    /// Number of directed edges: each edge stands in two rows.
    #[must_use]
    pub fn slots(&self) -> usize {
        self.neighbours.len()
    }

    /// Where a node's row stands among all slots.
    #[must_use]
    pub fn slot_range(&self, node: usize) -> Range<usize> {
        self.offsets[node]..self.offsets[node + 1]
    }

    /// The neighbour at a slot.
    #[must_use]
    pub fn slot_node(&self, slot: usize) -> usize {
        self.neighbours[slot] as usize
    }

    /// The slot of an edge from `a` to `b`, if there is one.
    #[must_use]
    pub fn slot_of(&self, a: usize, b: usize) -> Option<usize> {
        let (neighbours, _) = self.row(a);
        let place = neighbours.binary_search_by(|other| (*other as usize).cmp(&b)).ok()?;
        Some(self.offsets[a] + place)
    }

    /// Whether some edge has no length, as between patches that touch.
    #[must_use]
    pub fn has_zero_links(&self) -> bool {
        self.lengths_m.contains(&0.0)
    }

    /// All edges, each once, by rising `(a, b)`.
    pub fn iter_edges(&self) -> impl Iterator<Item = Edge> + '_ {
        (0..self.nodes()).flat_map(move |a| {
            let (nodes, lengths) = self.row(a);
            let a = number(a);
            let row = nodes.iter().zip(lengths).filter(move |(b, _)| **b > a);
            row.map(move |(&b, &length_m)| Edge { a, b, length_m })
        })
    }

    /// The same graph with its nodes in another order: node `order[i]` becomes `i`.
    ///
    /// Edges of nodes that `order` leaves out are left out.
    #[must_use]
    pub fn reordered(&self, order: &[u32]) -> Self {
        let mut place = vec![u32::MAX; self.nodes()];
        for (i, node) in (0..).zip(order) {
            place[*node as usize] = i;
        }
        let edges = self.iter_edges().map(|edge| Edge {
            a: place[edge.a as usize],
            b: place[edge.b as usize],
            length_m: edge.length_m,
        });
        Self::new(order.len(), edges)
    }

    /// A node's neighbours and the lengths to them as two slices.
    #[must_use]
    pub fn row(&self, node: usize) -> (&[u32], &[f64]) {
        let range = self.offsets[node]..self.offsets[node + 1];
        (&self.neighbours[range.clone()], &self.lengths_m[range])
    }
}

#[expect(clippy::cast_possible_truncation, reason = "nodes are numbered in u32")]
fn number(node: usize) -> u32 {
    node as u32
}

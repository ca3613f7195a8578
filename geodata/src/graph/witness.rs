//! Links that no chain of shorter ones makes useless, and when they count again.
//!
//! Between real patches most links are useless: going by a patch in between is
//! shorter, since crossing a patch costs nothing. Shortest paths without them
//! are the same, and far quicker to find. A useless link counts again only once
//! its last witness, the patch in between, is gone.

use super::{Edge, PatchGraph};

/// The edges that shortest paths depend on, and those that come back with a removal.
#[derive(Debug, Clone, PartialEq)]
pub struct EssentialLinks {
    /// The edges that some shortest path may use.
    pub graph: PatchGraph,
    /// Useless edges that have a single witness, each with that witness, by
    /// rising witness.
    pub single_witness: Vec<(u32, Edge)>,
}

/// Finds the edges that shortest paths depend on.
///
/// An edge is useless where two others, by a third node, are together strictly
/// shorter. No shortest path goes over it then: whatever path does can be led
/// over edges that are shorter still, and that ends among those that are kept.
/// So not only the lengths but the shortest paths themselves stay the same.
///
/// Without node k, the edges that count are those kept here and those with k as
/// their single witness. Without an edge, those whose single witness needs it.
#[must_use]
pub fn essential_links(graph: &PatchGraph) -> EssentialLinks {
    let nodes = graph.nodes();
    let by_length = rows_by_length(graph);
    let mut kept = Vec::new();
    let mut single_witness = Vec::new();
    let mut from_a = vec![f64::INFINITY; nodes];
    for a in 0..nodes {
        for (b, length) in graph.neighbours(a) {
            from_a[b] = length;
        }
        for (b, length_m) in graph.neighbours(a).filter(|(b, _)| *b > a) {
            let edge = Edge { a: number(a), b: number(b), length_m };
            let mut witnesses = by_length[graph.slot_range(b)]
                .iter()
                .take_while(|(step, _)| *step < length_m)
                .filter(|(step, by)| from_a[*by as usize] + step < length_m)
                .map(|(_, by)| *by);
            match (witnesses.next(), witnesses.next()) {
                (None, _) => kept.push(edge),
                (Some(only), None) => single_witness.push((only, edge)),
                _ => {}
            }
        }
        for (b, _) in graph.neighbours(a) {
            from_a[b] = f64::INFINITY;
        }
    }
    crate::order::sort_by_key(&mut single_witness, |(witness, edge)| (*witness, edge.a, edge.b));
    EssentialLinks { graph: PatchGraph::new(nodes, kept), single_witness }
}

/// Each row of the graph, shortest edge first.
fn rows_by_length(graph: &PatchGraph) -> Vec<(f64, u32)> {
    let mut rows = Vec::with_capacity(graph.slots());
    for node in 0..graph.nodes() {
        let start = rows.len();
        let (nodes, lengths) = graph.row(node);
        rows.extend(lengths.iter().copied().zip(nodes.iter().copied()));
        rows[start..].sort_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)));
    }
    rows
}

#[expect(clippy::cast_possible_truncation, reason = "nodes are numbered in u32")]
fn number(node: usize) -> u32 {
    node as u32
}

//! Links that no chain of shorter ones makes useless.
//!
//! Between real patches most links are useless: going by a patch in between is
//! no longer, since crossing a patch costs nothing. Shortest paths without them
//! are as short, and far quicker to find.

use super::{Edge, PatchGraph};

/// The edges of `graph` that shortest path lengths depend on, or a few more.
///
/// An edge is left out where two strictly shorter edges by a third node are
/// together no longer. Every path over it can then be led over edges that are
/// shorter still, and as lengths are finite that ends among those that are
/// kept: all shortest path lengths stay the same, to the last bit where lengths
/// are rounded by [`round_length_m`](crate::units::round_length_m).
#[must_use]
pub fn essential_links(graph: &PatchGraph) -> PatchGraph {
    let kept = (0..graph.nodes()).flat_map(|a| {
        graph
            .neighbours(a)
            .filter(move |&(b, length)| b > a && !has_witness(graph, a, b, length))
            .map(move |(b, length_m)| Edge { a: number(a), b: number(b), length_m })
    });
    PatchGraph::new(graph.nodes(), kept)
}

/// Is there a way from `a` to `b` by a third node over shorter edges, no longer than `length`?
fn has_witness(graph: &PatchGraph, a: usize, b: usize, length: f64) -> bool {
    let ((nodes_a, lengths_a), (nodes_b, lengths_b)) = (graph.row(a), graph.row(b));
    let (mut i, mut j) = (0, 0);
    while i < nodes_a.len() && j < nodes_b.len() {
        match nodes_a[i].cmp(&nodes_b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                let (x, y) = (lengths_a[i], lengths_b[j]);
                if x + y <= length && x < length && y < length {
                    return true;
                }
                i += 1;
                j += 1;
            }
        }
    }
    false
}

#[expect(clippy::cast_possible_truncation, reason = "nodes are numbered in u32")]
fn number(node: usize) -> u32 {
    node as u32
}

//! An order of the nodes from one end of the network to the other.
//!
//! Where pairs are looked at once, from the node with the lower number, numbers
//! that rise from end to end leave those with a high number little to do: what
//! lies beyond them has been looked at. And near nodes stand near in memory.

use super::{PatchGraph, lengths_from};

/// The nodes from end to end: component after component, each by its distance
/// from the node that lies farthest from its lowest-numbered one.
#[must_use]
pub fn sweep_order(graph: &PatchGraph) -> Vec<u32> {
    let mut order = Vec::with_capacity(graph.nodes());
    let mut is_placed = vec![false; graph.nodes()];
    for start in 0..graph.nodes() {
        if is_placed[start] {
            continue;
        }
        let end = reached(graph, start).last().map_or(start, |(_, node)| *node as usize);
        for (_, node) in reached(graph, end) {
            is_placed[node as usize] = true;
            order.push(node);
        }
    }
    order
}

/// What a node reaches, nearest first.
fn reached(graph: &PatchGraph, source: usize) -> Vec<(f64, u32)> {
    let mut reached: Vec<(f64, u32)> =
        lengths_from(graph, source).into_iter().zip(0..).filter(|(d, _)| d.is_finite()).collect();
    reached.sort_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)));
    reached
}

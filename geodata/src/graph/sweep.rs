//! An order of the nodes from one end of the network to the other.
//!
//! Where pairs are looked at once, from the node with the lower number, numbers
//! that rise from end to end leave those with a high number little to do: what
//! lies beyond them has been looked at. And near nodes stand near in memory.

use super::{PatchGraph, PathTree};

/// The nodes from end to end: component after component, each by its distance
/// from the node that lies farthest from its lowest-numbered one.
#[must_use]
pub fn sweep_order(graph: &PatchGraph) -> Vec<u32> {
    let mut order = Vec::with_capacity(graph.nodes());
    let mut is_placed = vec![false; graph.nodes()];
    let mut tree = PathTree::default();
    for start in 0..graph.nodes() {
        if is_placed[start] {
            continue;
        }
        // Nodes are settled nearest first, the lowest number first of equals.
        tree.measure_lengths(graph, start);
        let end = tree.order.last().map_or(start, |node| *node as usize);
        tree.measure_lengths(graph, end);
        for node in &tree.order {
            is_placed[*node as usize] = true;
        }
        order.extend_from_slice(&tree.order);
    }
    order
}

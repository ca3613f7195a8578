//! What a component falls into without one of its nodes or edges.

use super::{Blocks, Components, PatchGraph};

/// Sums of an attribute over the pieces of a component, for every removal.
#[derive(Debug, Clone, PartialEq)]
pub struct Fragments {
    /// For each node the pieces that its component leaves; none where it was alone.
    pub without_node: Vec<Vec<f64>>,
    /// Edges that hold a component together, with the sums on their two sides.
    pub without_edge: Vec<(u32, u32, [f64; 2])>,
}

impl Fragments {
    /// Finds them all in one search of the blocks.
    #[must_use]
    pub fn of(graph: &PatchGraph, components: &Components, attributes: &[f64]) -> Self {
        let blocks = Blocks::of(graph);
        let totals = components.sums(attributes);
        let total_of = |node: u32| totals[components.of_node()[node as usize] as usize];
        // Sums over everything that the search entered below each node.
        let mut below = attributes.to_vec();
        let mut is_first = vec![false; graph.nodes()];
        for &(node, from) in blocks.entered_from.iter().rev() {
            if node == from {
                is_first[node as usize] = true;
            } else {
                below[from as usize] += below[node as usize];
            }
        }
        let mut without_node: Vec<Vec<f64>> = vec![Vec::new(); graph.nodes()];
        let mut without_edge = Vec::new();
        for &(node, child) in &blocks.cut_offs {
            let piece = below[child as usize];
            without_node[node as usize].push(piece);
            let is_bridge = graph
                .slot_of(node as usize, child as usize)
                .is_some_and(|slot| blocks.is_bridge(slot));
            if is_bridge {
                let rest = (total_of(node) - piece).max(0.0);
                let (a, b) = (node.min(child), node.max(child));
                without_edge.push((a, b, [piece, rest]));
            }
        }
        for (node, pieces) in without_node.iter_mut().enumerate() {
            // The piece that the search came from; the first of all came from nowhere.
            if !is_first[node] {
                let cut_off: f64 = pieces.iter().sum();
                let rest = totals[components.of_node()[node] as usize] - attributes[node] - cut_off;
                pieces.push(rest.max(0.0));
            }
        }
        crate::order::sort_by_key(&mut without_edge, |(a, b, _)| (*a, *b));
        Self { without_node, without_edge }
    }
}

//! Clustering coefficient (Watts and Strogatz 1998, doi:10.1038/30918): how
//! many of the pairs of a patch's neighbours are neighbours themselves.

use crate::graph::PatchGraph;

/// The coefficient of one node, 0 to 1; 0 with fewer than two neighbours.
///
/// `marks` holds a value a node, whatever it is but for `node` itself; it is
/// there so that asking for node after node needs no memory each time.
///
/// ```
/// use geodata::connectivity::clustering;
/// use geodata::graph::{Edge, PatchGraph};
///
/// // A triangle with a tail: of node 0's three pairs of neighbours one is linked.
/// let edge = |a, b| Edge { a, b, length_m: 1.0 };
/// let graph = PatchGraph::new(4, [edge(0, 1), edge(0, 2), edge(1, 2), edge(0, 3)]);
/// let of = |node| clustering::coefficient(&graph, node, &mut vec![u32::MAX; 4]);
/// assert_eq!([of(0), of(1), of(3)], [1.0 / 3.0, 1.0, 0.0]);
/// ```
#[must_use]
pub fn coefficient(graph: &PatchGraph, node: usize, marks: &mut [u32]) -> f64 {
    let (neighbours, _) = graph.row(node);
    if neighbours.len() < 2 {
        return 0.0;
    }
    #[expect(clippy::cast_possible_truncation, reason = "nodes are numbered in u32")]
    let mark = node as u32;
    for neighbour in neighbours {
        marks[*neighbour as usize] = mark;
    }
    let among: usize = neighbours
        .iter()
        .map(|&neighbour| {
            let (others, _) = graph.row(neighbour as usize);
            others.iter().filter(|other| marks[**other as usize] == mark).count()
        })
        .sum();
    // Both count each pair twice.
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let (among, pairs) = (among as f64, (neighbours.len() * (neighbours.len() - 1)) as f64);
    among / pairs
}

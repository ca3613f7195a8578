//! Shortest paths from one node: by length (Dijkstra 1959,
//! doi:10.1007/BF01386390) and by number of links (breadth first).

use super::{PatchGraph, PathTree};

/// Number of hops to a node that no path reaches.
pub const UNREACHED: u32 = u32::MAX;

/// Length in metres of the shortest path from `source` to each node,
/// infinite where there is none. For many sources, search a [`PathTree`].
#[must_use]
pub fn lengths_from(graph: &PatchGraph, source: usize) -> Vec<f64> {
    let mut tree = PathTree::default();
    tree.measure_lengths(graph, source);
    tree.lengths().to_vec()
}

/// Least number of links from `source` to each node, [`UNREACHED`] where there is no path.
#[must_use]
pub fn hops_from(graph: &PatchGraph, source: usize) -> Vec<u32> {
    let mut hops = vec![UNREACHED; graph.nodes()];
    hops[source] = 0;
    let mut ring = vec![source];
    let mut next = Vec::new();
    let mut distance = 0;
    while !ring.is_empty() {
        distance += 1;
        for node in ring.drain(..) {
            for (neighbour, _) in graph.neighbours(node) {
                if hops[neighbour] == UNREACHED {
                    hops[neighbour] = distance;
                    next.push(neighbour);
                }
            }
        }
        std::mem::swap(&mut ring, &mut next);
    }
    hops
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::graph::{Edge, essential_links};
    use crate::units::round_length_m;

    fn graph() -> impl Strategy<Value = PatchGraph> {
        (2usize..14).prop_flat_map(|nodes| {
            let edge =
                (0..nodes as u32, 0..nodes as u32, 0.0..20.0f64).prop_map(|(a, b, length)| {
                    // Whole lengths too, so that ties and zeros come up.
                    let length_m = if a % 2 == 0 { length.floor() } else { round_length_m(length) };
                    Edge { a, b, length_m }
                });
            prop::collection::vec(edge, 0..60).prop_map(move |edges| PatchGraph::new(nodes, edges))
        })
    }

    /// Floyd and Warshall: slow and plain, to agree with.
    fn all_pairs(graph: &PatchGraph) -> Vec<Vec<f64>> {
        let n = graph.nodes();
        let mut d = vec![vec![f64::INFINITY; n]; n];
        for (a, row) in d.iter_mut().enumerate() {
            row[a] = 0.0;
            for (b, length) in graph.neighbours(a) {
                row[b] = length;
            }
        }
        for k in 0..n {
            for i in 0..n {
                for j in 0..n {
                    d[i][j] = d[i][j].min(d[i][k] + d[k][j]);
                }
            }
        }
        d
    }

    proptest! {
        #[test]
        fn lengths_are_those_of_floyd_and_warshall(graph in graph()) {
            let expected = all_pairs(&graph);
            for (source, lengths) in expected.iter().enumerate() {
                prop_assert_eq!(&lengths_from(&graph, source), lengths);
            }
        }

        #[test]
        fn useless_links_change_no_length(graph in graph()) {
            let essential = essential_links(&graph).graph;
            prop_assert!(essential.edges() <= graph.edges());
            for source in 0..graph.nodes() {
                prop_assert_eq!(lengths_from(&essential, source), lengths_from(&graph, source));
            }
        }

        #[test]
        fn hops_are_lengths_where_every_link_is_one_long(graph in graph()) {
            let unit = PatchGraph::new(graph.nodes(), (0..graph.nodes()).flat_map(|a| {
                graph.neighbours(a).map(move |(b, _)| Edge { a: a as u32, b: b as u32, length_m: 1.0 })
            }));
            for source in 0..unit.nodes() {
                let lengths = lengths_from(&unit, source);
                for (hops, length) in hops_from(&unit, source).into_iter().zip(lengths) {
                    prop_assert_eq!(hops == UNREACHED, length.is_infinite());
                    prop_assert!(hops == UNREACHED || f64::from(hops) == length);
                }
            }
        }
    }
}

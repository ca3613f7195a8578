//! Harary index, H (Ricotta, Stanisci, Avena and Blasi 2000,
//! doi:10.1556/comec.1.2000.1.12): sum over i < j of 1 / hops_ij,
//! 0 where there is no path.

use crate::graph::UNREACHED;

/// The share of one source in H: its pairs with nodes of a higher number.
///
/// ```
/// use geodata::connectivity::harary;
/// use geodata::graph::{Edge, PatchGraph, hops_from};
///
/// // Three patches in a row: 1 + 1 + 1/2.
/// let edge = |a, b| Edge { a, b, length_m: 10.0 };
/// let graph = PatchGraph::new(3, [edge(0, 1), edge(1, 2)]);
/// let h: f64 = (0..3).map(|i| harary::source_sum(&hops_from(&graph, i), i)).sum();
/// assert_eq!(h, 2.5);
/// ```
#[must_use]
pub fn source_sum(hops: &[u32], source: usize) -> f64 {
    hops.iter()
        .skip(source + 1)
        .filter(|hops| **hops != UNREACHED)
        .map(|hops| 1.0 / f64::from(*hops))
        // From zero, because the sum of nothing is -0.
        .fold(0.0, |sum, share| sum + share)
}

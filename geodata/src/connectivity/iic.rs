//! Integral index of connectivity, IIC (Pascual-Hortal and Saura 2006,
//! doi:10.1007/s10980-006-0013-z).
//!
//! IICnum = sum over ordered pairs i, j, i = j included, of
//! a_i a_j / (1 + hops_ij), 0 where there is no path. IIC = IICnum / A_L^2,
//! EC(IIC) = sqrt(IICnum).

use crate::graph::UNREACHED;

/// The share of one source in IICnum, from its hops to every node.
///
/// Attributes in hectares, so the share is in square hectares.
///
/// ```
/// use geodata::connectivity::iic;
/// use geodata::graph::{Edge, PatchGraph, hops_from};
///
/// // Three patches of 1 ha in a row: 3 + 2 x (1/2 + 1/3 + 1/2) = 5.666...
/// let edge = |a, b| Edge { a, b, length_m: 10.0 };
/// let graph = PatchGraph::new(3, [edge(0, 1), edge(1, 2)]);
/// let num: f64 = (0..3).map(|i| iic::source_sum(&hops_from(&graph, i), &[1.0; 3], i)).sum();
/// assert!((num - 17.0 / 3.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn source_sum(hops: &[u32], attributes: &[f64], source: usize) -> f64 {
    let reached: f64 = hops
        .iter()
        .zip(attributes)
        .filter(|(hops, _)| **hops != UNREACHED)
        .map(|(hops, attribute)| attribute / (1.0 + f64::from(*hops)))
        .sum();
    attributes[source] * reached
}

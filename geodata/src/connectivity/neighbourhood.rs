//! EC(PC) of a part of a network: pairs within it, over paths through all of it.
//!
//! The loss of one patch is a fraction of a per cent of a whole city and much of what lies
//! round it; so figures of a plan are given for a neighbourhood too.

use crate::graph::{Edge, PatchGraph, PathTree};
use crate::parallel;

use super::Kernel;

/// EC(PC) of the patches `members`, hectares: the root of the sum over their ordered pairs
/// of a_i a_j p*_ij, where best paths go through any patch (Saura, Estreguil, Mouton and
/// Rodríguez-Freire 2011, doi:10.1016/j.ecolind.2010.06.011, for EC).
///
/// # Arguments
/// `edges` as [`GradedLinks::edge`](super::GradedLinks::edge) gives them; `members` by
/// number, each once.
///
/// ```
/// use geodata::connectivity::{Kernel, ec_pc_within};
/// use geodata::graph::Edge;
///
/// let kernel = Kernel::new(100.0, 0.5)?;
/// let edges = [Edge { a: 0, b: 1, length_m: 100.0 }, Edge { a: 1, b: 2, length_m: 100.0 }];
/// // 3² + 4² + 2 · 3 · 4 · 0.25
/// let ec_ha = ec_pc_within(&[3.0, 9.0, 4.0], edges, &kernel, &[0, 2]);
/// assert!((ec_ha - 31.0f64.sqrt()).abs() < 1e-12);
/// # Ok::<(), geodata::connectivity::ParameterError>(())
/// ```
#[must_use]
pub fn ec_pc_within(
    attributes_ha: &[f64],
    edges: impl IntoIterator<Item = Edge>,
    kernel: &Kernel,
    members: &[usize],
) -> f64 {
    let graph = PatchGraph::new(attributes_ha.len(), edges);
    let worth = |member: &usize| attributes_ha.get(*member).copied().unwrap_or(0.0);
    let sums = parallel::map(members, |source| {
        let mut tree = PathTree::default();
        tree.measure_lengths(&graph, *source);
        let lengths = tree.lengths();
        let reached = members.iter().map(|target| {
            let length = lengths.get(*target).copied().unwrap_or(f64::INFINITY);
            worth(target) * kernel.probability_at(length)
        });
        worth(source) * reached.sum::<f64>()
    });
    sums.iter().sum::<f64>().sqrt()
}

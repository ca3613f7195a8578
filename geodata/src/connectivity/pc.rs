//! Probability of connectivity, PC (Saura and Pascual-Hortal 2007,
//! doi:10.1016/j.landurbplan.2007.03.005).
//!
//! PCnum = sum over ordered pairs i, j, i = j included, of a_i a_j p*_ij, where
//! p*_ij is the probability of the best path: exp(-k x its length), 1 for i = j,
//! 0 where there is no path. The length is that of the links; crossing a patch
//! costs nothing. PC = PCnum / A_L^2. The equivalent connectivity
//! EC(PC) = sqrt(PCnum) is the attribute of a single patch worth as much as the
//! network (Saura et al. 2011, doi:10.1016/j.ecolind.2010.06.011).

use super::Kernel;
use crate::graph::{PatchGraph, PathTree};
use crate::parallel;

/// Sources that are searched from one after the other.
const SHARE: usize = 64;

/// PCnum of a network, square hectares, by a search from each of its nodes.
pub(crate) fn numerator(graph: &PatchGraph, attributes: &[f64], kernel: &Kernel) -> f64 {
    let sources: Vec<usize> = (0..graph.nodes()).collect();
    let shares: Vec<&[usize]> = sources.chunks(SHARE).collect();
    let sums = parallel::map(&shares, |share| {
        let mut tree = PathTree::default();
        let of = |source: &usize| {
            tree.measure_lengths(graph, *source);
            source_sum(tree.lengths(), attributes, kernel, *source)
        };
        share.iter().map(of).sum::<f64>()
    });
    sums.into_iter().sum()
}

/// The share of one source in PCnum: a_i times the sum of a_j p*_ij over all j.
///
/// `lengths_m` are those of the shortest paths from the source, infinite where
/// there is none. Attributes in hectares, so the share is in square hectares.
///
/// ```
/// use geodata::connectivity::{Kernel, pc};
/// use geodata::graph::{Edge, PatchGraph, lengths_from};
///
/// // Two patches of 1 and 2 ha, 1 000 m apart, p(1 000 m) = 0.5:
/// // PCnum = 1 + 4 + 2 x 0.5 x 1 x 2 = 7.
/// let graph = PatchGraph::new(2, [Edge { a: 0, b: 1, length_m: 1000.0 }]);
/// let kernel = Kernel::new(1000.0, 0.5)?;
/// let share = |i| pc::source_sum(&lengths_from(&graph, i), &[1.0, 2.0], &kernel, i);
/// let pc_num: f64 = (0..2).map(share).sum();
/// assert!((pc_num - 7.0).abs() < 1e-12);
/// # Ok::<(), geodata::connectivity::ParameterError>(())
/// ```
#[must_use]
pub fn source_sum(lengths_m: &[f64], attributes: &[f64], kernel: &Kernel, source: usize) -> f64 {
    let reached: f64 = lengths_m
        .iter()
        .zip(attributes)
        .filter(|(length_m, _)| length_m.is_finite())
        .map(|(length_m, attribute)| attribute * kernel.probability_at(*length_m))
        .sum();
    attributes[source] * reached
}

//! Graph diameter, GD (Bunn, Urban and Keitt 2000, doi:10.1006/jema.2000.0373):
//! the length of the longest of all shortest paths, by links up to the
//! threshold, between patches of the same component. Lengths are those of links;
//! crossing a patch costs nothing.

/// The share of one source: the greatest of its lengths, metres, whatever it
/// does not reach left aside.
///
/// ```
/// use geodata::connectivity::diameter;
/// use geodata::graph::{Edge, PatchGraph, lengths_from};
///
/// let edge = |a, b, length_m| Edge { a, b, length_m };
/// let graph = PatchGraph::new(4, [edge(0, 1, 100.0), edge(1, 2, 50.0)]);
/// assert_eq!(diameter::farthest(&lengths_from(&graph, 0)), 150.0);
/// ```
#[must_use]
pub fn farthest(lengths_m: &[f64]) -> f64 {
    lengths_m.iter().copied().filter(|length| length.is_finite()).fold(0.0, f64::max)
}

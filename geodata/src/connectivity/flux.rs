//! Dispersal flux: three indices under two letters.
//!
//! * F and AWF as Conefor prints them (Saura and Torne 2009,
//!   doi:10.1016/j.envsoft.2008.05.005; Bunn, Urban and Keitt 2000,
//!   doi:10.1006/jema.2000.0373): sums over ordered pairs with a link, F of
//!   p_ij and AWF of a_i a_j p_ij. Direct links only.
//! * F_i as Graphab means it (Foltete, Clauzel and Vuidel 2012,
//!   doi:10.1016/j.envsoft.2012.07.002): for one patch, sum over the others of
//!   a_j p*_ij, along shortest paths.

use super::Kernel;
use crate::graph::{Edge, PatchGraph, lengths_from};

/// F and AWF of a network, by direct links.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Flux {
    /// F.
    pub f: f64,
    /// AWF, square hectares.
    pub awf: f64,
}

/// Adds up F and AWF over links.
///
/// ```
/// use geodata::connectivity::{Kernel, flux};
/// use geodata::graph::Edge;
///
/// // p = 0.5 both ways: F = 1, AWF = 2 x 0.5 x 2 x 3 = 6.
/// let kernel = Kernel::new(100.0, 0.5)?;
/// let flux = flux::of_links([Edge { a: 0, b: 1, length_m: 100.0 }], &[2.0, 3.0], &kernel);
/// assert!((flux.f - 1.0).abs() < 1e-12 && (flux.awf - 6.0).abs() < 1e-12);
/// # Ok::<(), geodata::connectivity::ParameterError>(())
/// ```
#[must_use]
pub fn of_links(
    links: impl IntoIterator<Item = Edge>,
    attributes_ha: &[f64],
    kernel: &Kernel,
) -> Flux {
    let mut flux = Flux::default();
    for Edge { a, b, length_m } in links {
        let p = kernel.probability_at(length_m);
        flux.f += 2.0 * p;
        flux.awf += 2.0 * attributes_ha[a as usize] * attributes_ha[b as usize] * p;
    }
    flux
}

/// Graphab's F_i of one patch, hectares.
///
/// ```
/// use geodata::connectivity::{Kernel, flux};
/// use geodata::graph::{Edge, PatchGraph};
///
/// // Three in a row, 100 m each: 0.5 x 1 + 0.25 x 1 from the end.
/// let edge = |a, b| Edge { a, b, length_m: 100.0 };
/// let graph = PatchGraph::new(3, [edge(0, 1), edge(1, 2)]);
/// let kernel = Kernel::new(100.0, 0.5)?;
/// assert!((flux::of_patch(&graph, &[1.0; 3], &kernel, 0) - 0.75).abs() < 1e-12);
/// # Ok::<(), geodata::connectivity::ParameterError>(())
/// ```
#[must_use]
pub fn of_patch(graph: &PatchGraph, attributes_ha: &[f64], kernel: &Kernel, patch: usize) -> f64 {
    lengths_from(graph, patch)
        .into_iter()
        .zip(attributes_ha)
        .enumerate()
        .filter(|(other, _)| *other != patch)
        .map(|(_, (length, attribute))| attribute * kernel.probability_at(length))
        .fold(0.0, |sum, share| sum + share)
}

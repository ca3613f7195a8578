//! The probabilities of the best paths between all pairs, and what better links make of
//! them.
//!
//! A link from a to b that gets the probability q changes the best path from i to j only
//! to the one over it: p'_ij = max(p_ij, p_ia q p_bj, p_ib q p_aj). Several links are
//! taken in one after the other. n^2 numbers, and n^2 steps at the most a link. What has to
//! follow a hand asks for PCnum alone ([`KnownPaths`], [`ValuedPaths`]).

mod after;
mod better;

pub use after::{ChangedNetwork, KnownPaths};
pub use better::ValuedPaths;

use super::Kernel;
use crate::graph::{Edge, PatchGraph, PathTree};
use crate::parallel;

/// Probabilities between all pairs of patches.
#[derive(Debug, Clone, PartialEq)]
pub struct PairProbabilities {
    nodes: usize,
    /// Row by row; 1 from a patch to itself, 0 where no path leads.
    rows: Vec<f64>,
}

impl PairProbabilities {
    /// Those over links of these lengths: edges that name a patch beyond `nodes` are
    /// left out.
    #[must_use]
    pub fn new(nodes: usize, edges: impl IntoIterator<Item = Edge>, kernel: &Kernel) -> Self {
        let graph = PatchGraph::new(nodes, edges);
        let sources: Vec<usize> = (0..nodes).collect();
        let rows = parallel::map(&sources, |source| {
            let mut tree = PathTree::default();
            tree.measure_lengths(&graph, *source);
            let lengths = tree.lengths().iter();
            lengths.map(|length| kernel.probability_at(*length)).collect::<Vec<f64>>()
        });
        Self { nodes, rows: rows.concat() }
    }

    fn row(&self, patch: usize) -> &[f64] {
        &self.rows[patch * self.nodes..(patch + 1) * self.nodes]
    }

    /// The probability of the best path between two patches.
    #[must_use]
    pub fn between(&self, a: usize, b: usize) -> f64 {
        self.rows[a * self.nodes + b]
    }

    /// Takes in a link between two patches, of a probability.
    pub fn add_link(&mut self, a: usize, b: usize, q: f64) {
        if a >= self.nodes || b >= self.nodes || a == b || q <= self.between(a, b) {
            return;
        }
        let (from_a, from_b) = (self.row(a).to_vec(), self.row(b).to_vec());
        for (i, row) in self.rows.chunks_exact_mut(self.nodes).enumerate() {
            // Who does not come nearer to one end over the link gains nothing by it.
            let (by_a, by_b) = (from_a[i] * q, from_b[i] * q);
            let (beyond, reach) = if by_a > from_b[i] {
                (&from_b, by_a)
            } else if by_b > from_a[i] {
                (&from_a, by_b)
            } else {
                continue;
            };
            for (p, far) in row.iter_mut().zip(beyond) {
                *p = p.max(reach * far);
            }
        }
    }

    /// PCnum: the sum over ordered pairs of a_i a_j p*_ij, square hectares (Saura and
    /// Pascual-Hortal 2007, doi:10.1016/j.landurbplan.2007.03.005).
    ///
    /// Attributes that are missing count as nothing.
    #[must_use]
    pub fn pc_num(&self, attributes_ha: &[f64]) -> f64 {
        let rows = self.rows.chunks_exact(self.nodes.max(1));
        rows.zip(attributes_ha).fold(0.0, |sum, (row, own)| {
            let reach = row.iter().zip(attributes_ha).fold(0.0, |sum, (p, other)| sum + p * other);
            sum + own * reach
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edges(links: &[(u32, u32, f64)]) -> impl Iterator<Item = Edge> + '_ {
        links.iter().map(|&(a, b, length_m)| Edge { a, b, length_m })
    }

    proptest! {
        #[test]
        fn links_taken_in_one_by_one_give_what_a_new_run_gives(
            links in prop::collection::vec((0u32..12, 0u32..12, 1.0..900.0f64), 0..30),
            more in prop::collection::vec((0u32..12, 0u32..12, 1.0..900.0f64), 1..6),
            attributes in prop::collection::vec(0.0..20.0f64, 12),
        ) {
            let kernel = Kernel::new(300.0, 0.5).unwrap();
            let mut ours = PairProbabilities::new(12, edges(&links), &kernel);
            for (a, b, length_m) in &more {
                let (a, b, q) = (*a as usize, *b as usize, kernel.probability_at(*length_m));
                let told = ValuedPaths::new(ours.clone(), attributes.clone());
                let told = told.pc_num_with(&[(a as u32, b as u32, q)]);
                ours.add_link(a, b, q);
                let after = ours.pc_num(&attributes);
                prop_assert!((told - after).abs() <= 1e-9 * after.max(1.0));
            }
            let all: Vec<_> = links.iter().chain(&more).copied().collect();
            let anew = PairProbabilities::new(12, edges(&all), &kernel);
            for (p, q) in ours.rows.iter().zip(&anew.rows) {
                prop_assert!((p - q).abs() <= 1e-12, "{} {}", p, q);
            }
            let (p, q) = (ours.pc_num(&attributes), anew.pc_num(&attributes));
            prop_assert!((p - q).abs() <= 1e-9 * q.max(1.0));
        }
    }
}

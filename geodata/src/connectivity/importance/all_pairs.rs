//! The matrix of all pairs: best-path probabilities and hops, or some rows of it.

use super::RemovalNetwork;
use crate::graph::PathTree;
use crate::parallel;

/// No path, in hops.
pub(super) const NO_PATH: u16 = u16::MAX;

/// Rows of the matrix of all pairs.
pub(super) struct Rows {
    first: usize,
    nodes: usize,
    pub(super) p: Vec<f64>,
    pub(super) hops: Vec<u16>,
}

impl Rows {
    pub(super) fn search(network: &RemovalNetwork, range: std::ops::Range<usize>) -> Self {
        let nodes = network.nodes();
        let mut all = Self {
            first: range.start,
            nodes,
            p: vec![0.0; nodes * range.len()],
            hops: vec![NO_PATH; nodes * range.len()],
        };
        let mut rows: Vec<(usize, &mut [f64], &mut [u16])> = range
            .zip(all.p.chunks_mut(nodes))
            .zip(all.hops.chunks_mut(nodes))
            .map(|((source, p), hops)| (source, p, hops))
            .collect();
        parallel::for_each(&mut rows, |(source, p, hops)| {
            let mut tree = PathTree::default();
            tree.measure_lengths(network.lengths.graph(), *source);
            for (p, length) in p.iter_mut().zip(tree.lengths()) {
                *p = network.kernel().probability_at(*length);
            }
            tree.search_hops(network.hops.graph(), *source);
            for (own, hops) in hops.iter_mut().zip(tree.lengths()) {
                *own = as_hops(*hops);
            }
        });
        all
    }

    pub(super) fn copy(&self, node: usize) -> Self {
        let (p, hops) = self.row(node);
        Self { first: node, nodes: self.nodes, p: p.to_vec(), hops: hops.to_vec() }
    }

    pub(super) fn row(&self, node: usize) -> (&[f64], &[u16]) {
        let start = (node - self.first) * self.nodes;
        (&self.p[start..start + self.nodes], &self.hops[start..start + self.nodes])
    }

    pub(super) fn range(&self) -> std::ops::Range<usize> {
        self.first..self.first + self.p.len() / self.nodes
    }
}

/// Paths of 65 535 links and more count as none: they are worth nothing.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and bounded")]
fn as_hops(hops: f64) -> u16 {
    if hops < f64::from(NO_PATH) { hops as u16 } else { NO_PATH }
}

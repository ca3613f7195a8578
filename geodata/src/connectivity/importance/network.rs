//! What is needed to take every patch and every link away in turn.

use serde::{Deserialize, Serialize};

use super::bound::{Bound, EXACT_UP_TO, OF_LARGE_NETWORKS};
use super::by_hops::HopSearch;
use super::by_length::LengthSearch;
use super::{RemovalSums, Wanted};
use crate::connectivity::{Flux, Kernel, ParameterError, Parameters};
use crate::graph::{Bypasses, Edge, PatchGraph, RemovalGraph, sweep_order};
use crate::links::Link;
use crate::parallel::in_order;

/// Shares that the work is cut into, whatever the number of threads, so that
/// sums are added in the same order.
const SHARES: usize = 64;

/// Ways around that are longer by so much that less than this is left are not looked for.
const WORTH_A_BYPASS: f64 = 0.05;

/// A network ready for [`RemovalNetwork::share`]: what a worker gets.
///
/// Nodes have numbers of their own here, from one end of the network to the other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RemovalNetwork {
    /// Patch of each node.
    pub(super) patch: Vec<u32>,
    /// Links that shortest paths use.
    pub(super) lengths: RemovalGraph,
    /// Links up to the threshold.
    pub(super) hops: RemovalGraph,
    attributes_ha: Vec<f64>,
    kernel: Kernel,
    threshold_m: f64,
    /// F and AWF of each node: by direct links, both ways.
    flux: Vec<(f64, f64)>,
    pub(super) bound: Bound,
    /// Known where something may be missed.
    pub(super) bypasses: Bypasses,
}

impl RemovalNetwork {
    /// Prepares a network of these links and attributes (hectares).
    ///
    /// # Errors
    /// As [`Parameters::check`].
    pub fn new(
        links: &[Link],
        attributes_ha: &[f64],
        parameters: &Parameters,
    ) -> Result<Self, ParameterError> {
        parameters.check()?;
        let kernel = parameters.kernel()?;
        let nodes = attributes_ha.len();
        let effective =
            |link: &Link| Edge { a: link.a, b: link.b, length_m: kernel.effective_m(link) };
        let all = PatchGraph::new(nodes, links.iter().map(effective));
        let patch = sweep_order(&all);
        let all = all.reordered(&patch);
        let threshold_m = parameters.threshold_m();
        let binary = PatchGraph::within(nodes, links, threshold_m).reordered(&patch);
        let attributes_ha: Vec<f64> =
            patch.iter().map(|patch| attributes_ha[*patch as usize]).collect();
        let flux = (0..all.nodes()).map(|node| {
            let own = all.neighbours(node).map(|(other, length_m)| {
                let p = 2.0 * kernel.probability_at(length_m);
                (p, p * attributes_ha[node] * attributes_ha[other])
            });
            own.fold((0.0, 0.0), |sum, share| (sum.0 + share.0, sum.1 + share.1))
        });
        Ok(Self {
            flux: flux.collect(),
            lengths: RemovalGraph::by_length(&all),
            hops: RemovalGraph::by_hops(&binary),
            attributes_ha,
            patch,
            kernel,
            threshold_m,
            bound: Bound::EXACT,
            bypasses: Bypasses::default(),
        })
    }

    /// The same network with leave to miss something, so that large ones take less long: no
    /// dPC, nor the connector part of one, is farther from exact than so many percentage
    /// points. Its other parts, IIC, H and betweenness stay exact.
    #[must_use]
    pub fn within(mut self, percentage_points: f64) -> Self {
        self.bound = Bound::new(percentage_points);
        self.bypasses = if self.bound.is_exact() {
            Bypasses::default()
        } else {
            Bypasses::of(&self.lengths, self.kernel.length_of(WORTH_A_BYPASS))
        };
        self
    }

    /// The same network, exact up to [`EXACT_UP_TO`] patches and within
    /// [`OF_LARGE_NETWORKS`] beyond.
    #[must_use]
    pub fn within_reason(self) -> Self {
        if self.nodes() > EXACT_UP_TO { self.within(OF_LARGE_NETWORKS) } else { self }
    }

    /// No dPC is farther from exact than this, percentage points; 0 where all is exact.
    #[must_use]
    pub fn bound_percentage_points(&self) -> f64 {
        self.bound.percentage_points
    }

    /// Number of patches.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.patch.len()
    }

    pub(super) fn attributes_ha(&self) -> &[f64] {
        &self.attributes_ha
    }

    /// The dispersal kernel.
    #[must_use]
    pub fn kernel(&self) -> &Kernel {
        &self.kernel
    }

    pub(super) fn threshold_m(&self) -> f64 {
        self.threshold_m
    }

    /// F and AWF of the pairs that a node is in.
    pub(super) fn flux_of(&self, node: usize) -> Flux {
        let (f, awf) = self.flux[node];
        Flux { f, awf }
    }

    /// F and AWF of all pairs.
    pub(super) fn flux(&self) -> Flux {
        // Each pair stands with both of its nodes.
        let sum = |of: fn(&(f64, f64)) -> f64| self.flux.iter().map(of).fold(0.0, |s, v| s + v);
        Flux { f: sum(|flux| flux.0) / 2.0, awf: sum(|flux| flux.1) / 2.0 }
    }

    /// Node of each patch.
    pub(super) fn nodes_of_patches(&self) -> Vec<u32> {
        let mut nodes = vec![0; self.nodes()];
        for (node, patch) in (0..).zip(&self.patch) {
            nodes[*patch as usize] = node;
        }
        nodes
    }

    /// Number of shares that the work is cut into.
    #[must_use]
    pub fn shares(&self) -> usize {
        SHARES.min(self.nodes())
    }

    /// Number of links that sums are kept for: by length, and by hops.
    #[must_use]
    pub fn edges(&self) -> (usize, usize) {
        (self.lengths.graph().edges(), self.hops.graph().edges())
    }

    /// One share of the work.
    #[must_use]
    pub fn share(&self, share: usize, wanted: Wanted) -> RemovalSums {
        let step = self.shares().max(1);
        let own = (self.nodes().saturating_sub(share)).div_ceil(step);
        self.sums_of(spread(own).map(|at| share + at * step), wanted, 0)
    }

    /// The work of some sources, spread over the network: all of them take as long for each
    /// on the average. `goes_on` is asked after each; gives how many were done.
    pub fn sample(&self, wanted: Wanted, mut goes_on: impl FnMut(usize) -> bool) -> usize {
        let mut done = 0;
        let counted = spread(self.nodes()).take_while(|_| {
            let goes = done == 0 || goes_on(done);
            done += usize::from(goes);
            goes
        });
        // As amid a share, for half of its sources take longer, and half less long.
        let _ = self.sums_of(counted, wanted, self.nodes() / SHARES / 2);
        done
    }

    /// `after` so many sources that are not counted.
    fn sums_of(
        &self,
        sources: impl Iterator<Item = usize>,
        wanted: Wanted,
        after: usize,
    ) -> RemovalSums {
        let mut sums = RemovalSums::new(self, wanted);
        let search = || LengthSearch::new(self, wanted.removals).after(after);
        let mut by_length = wanted.by_length.then(search);
        let mut by_hops = wanted.by_hops.then(|| HopSearch::new(self, wanted.removals));
        for source in sources {
            if let Some(search) = &mut by_length {
                search.add(source, &mut sums);
            }
            if let Some(search) = &mut by_hops {
                search.add(source, &mut sums);
            }
        }
        sums
    }

    /// All shares, on all threads.
    #[must_use]
    pub fn all_shares(&self, wanted: Wanted) -> RemovalSums {
        let mut sums = RemovalSums::new(self, wanted);
        in_order(self.shares(), |share| self.share(share, wanted), |share| sums.add(&share));
        sums
    }
}

/// All numbers below `count`, no corner left out for long.
fn spread(count: usize) -> impl Iterator<Item = usize> {
    // About the golden section of a circle, so that it does not come back too soon.
    let shares_none = |step: &usize| greatest_common_divisor(*step, count) == 1;
    let step = (count * 618 / 1000..).find(shares_none).unwrap_or(1);
    (0..count).scan(0, move |at, _| {
        let now = *at;
        *at = (*at + step) % count;
        Some(now)
    })
}

fn greatest_common_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use geo::Coord;
    use proptest::prelude::*;

    use super::*;

    /// Ladders of a few rows, with chords: long enough for much to lie beyond, and sources
    /// enough to use up what may be missed.
    fn ladder() -> impl Strategy<Value = (Vec<Link>, Vec<f64>)> {
        let lengths =
            prop::collection::vec(prop::sample::select(vec![0.0, 150.0, 400.0, 900.5]), 400);
        let chords = prop::collection::vec((0u32..90, 0u32..90, 500.0..9000.0f64), 0..12);
        let hub = 0..2u32;
        let areas = prop::collection::vec(0.0..9.0f64, 90);
        (2..5u32, lengths, chords, hub, areas).prop_map(|(rows, lengths, chords, hub, areas)| {
            let mut length = lengths.into_iter().cycle();
            let mut links = Vec::new();
            let mut link = |a: u32, b: u32, length_m: f64| {
                let at = Coord { x: 0.0, y: 0.0 };
                let (a, b) = (a.min(b), a.max(b));
                links.push(Link { a, b, length_m, factor: 1.0, from: at, to: at });
            };
            for node in 0..90 {
                for other in [node + 1, node + rows] {
                    let is_rung = other != node + 1 || other % rows != 0;
                    if other < 90 && is_rung {
                        link(node, other, length.next().unwrap_or(1.0));
                    }
                }
                if hub == 1 && node > 45 && node < 90 {
                    link(45, node, 700.0);
                }
            }
            for (a, b, length_m) in chords.into_iter().filter(|(a, b, _)| a != b) {
                link(a, b, length_m.floor());
            }
            (links, areas)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_bound_is_kept_from_source_to_source(
            network in ladder(),
            points in prop::sample::select(vec![0.001, 0.05, 1.0, 5.0]),
        ) {
            let (links, attributes) = network;
            let exact = RemovalNetwork::new(&links, &attributes, &Parameters::default()).unwrap();
            let bounded = exact.clone().within(points);
            let wanted = Wanted { by_hops: false, ..Wanted::ALL };
            // All sources by one search, as in a share of a network of thousands.
            let sums = |network: &RemovalNetwork| network.sums_of(spread(90), wanted, 0);
            let (sums, near) = (sums(&exact), sums(&bounded));
            let slack = points * (1.0 + 1e-9) + 1e-9;
            for (ours, exact) in bounded.patches(&near).iter().zip(exact.patches(&sums)) {
                prop_assert!((ours.d_pc.total - exact.d_pc.total).abs() <= slack);
            }
            for (ours, exact) in bounded.links(&links, &near).iter().zip(exact.links(&links, &sums)) {
                prop_assert!((ours.d_pc - exact.d_pc).abs() <= slack);
            }
        }
    }
}

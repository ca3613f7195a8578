//! What is needed to take every patch and every link away in turn.

use serde::{Deserialize, Serialize};

use super::bound::{Bound, EXACT_UP_TO, OF_LARGE_NETWORKS};
use super::{RemovalSums, Wanted};
use crate::connectivity::{Flux, Kernel, ParameterError, Parameters};
use crate::graph::{
    Detour, Detours, Edge, PatchGraph, PathShares, RemovalGraph, Removals, Removed, sweep_order,
};
use crate::links::Link;
use crate::parallel::in_order;

/// Shares that the work is cut into, whatever the number of threads, so that
/// sums are added in the same order.
const SHARES: usize = 64;

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
    bound: Bound,
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
        })
    }

    /// The same network with leave to miss something, so that large ones take less long: no
    /// dPC, nor any part of it, is farther from exact than so many percentage points, and
    /// what hangs on what is missed is counted as not lost. IIC and H stay exact.
    #[must_use]
    pub fn within(mut self, percentage_points: f64) -> Self {
        let sum = |of: &dyn Fn(f64) -> f64| {
            self.attributes_ha.iter().map(|a| of(*a)).fold(0.0, |sum, value| sum + value)
        };
        let (habitat_ha, own) = (sum(&|a| a), sum(&|a| a * a));
        // AWF is of each pair once and both ways.
        let least_pc = own + self.flux().awf;
        self.bound = Bound::new(percentage_points, &self.kernel, habitat_ha, least_pc);
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
        self.sums_of((share..self.nodes()).step_by(self.shares().max(1)), wanted)
    }

    /// The work of some sources, spread over the network: all of them take as long for each
    /// on the average. `goes_on` is asked after each; gives how many were done.
    pub fn sample(&self, wanted: Wanted, mut goes_on: impl FnMut(usize) -> bool) -> usize {
        // The golden section of a circle leaves no corner out for long.
        let step = (self.nodes() as u64 * 618 / 1000).max(1);
        let mut done = 0;
        let spread = (0..self.nodes() as u64).map(|i| (i * step % self.nodes() as u64) as usize);
        let counted = spread.take_while(|_| {
            let goes = done == 0 || goes_on(done);
            done += usize::from(goes);
            goes
        });
        let _ = self.sums_of(counted, wanted);
        done
    }

    fn sums_of(&self, sources: impl Iterator<Item = usize>, wanted: Wanted) -> RemovalSums {
        let mut sums = RemovalSums::new(self, wanted);
        let mut by_length = Search::new(&self.lengths);
        let mut by_hops = Search::new(&self.hops);
        for source in sources {
            if wanted.by_length {
                self.add_lengths(source, wanted.removals, &mut by_length, &mut sums);
            }
            if wanted.by_hops {
                self.add_hops(source, wanted.removals, &mut by_hops, &mut sums);
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

    fn add_lengths(
        &self,
        source: usize,
        removals: Removals,
        search: &mut Search<'_>,
        sums: &mut RemovalSums,
    ) {
        let Search { detours, shares, worth, passing, of_node, below } = search;
        detours.search(source, self.bound.most_m);
        let twice = 2.0 * self.attributes_ha[source];
        worth.clear();
        for (&node, &length) in detours.nodes().iter().zip(detours.lengths()) {
            let node = node as usize;
            let reach = self.attributes_ha[node] * self.kernel.probability_at(length);
            of_node[node] = reach;
            // Each pair from its lower end only.
            worth.push(if node > source { reach } else { 0.0 });
        }
        sums.pc.flux[source] = others(detours.nodes(), of_node);
        if removals.nodes {
            shares.count(self.lengths.graph(), detours.tree());
            shares.passing(of_node, passing);
            for node in detours.nodes() {
                sums.bc_pc[*node as usize] += self.attributes_ha[source] * passing[*node as usize];
            }
        }
        detours.sums_below(worth, below);
        add_whole(detours, below, twice, removals, &mut sums.pc);
        detours.visit(removals, below, self.bound.little_ha, |detour| {
            let lost = exponential_loss(&detour, worth, &self.kernel);
            sums.pc.add(detour.removed, twice * lost);
        });
        forget(detours.nodes(), of_node);
    }

    fn add_hops(
        &self,
        source: usize,
        removals: Removals,
        search: &mut Search<'_>,
        sums: &mut RemovalSums,
    ) {
        let Search { detours, shares, worth, passing, of_node, below } = search;
        detours.search(source, f64::INFINITY);
        let own = self.attributes_ha[source];
        let twice = 2.0 * own;
        // Classic betweenness and H first, where every patch is worth the same.
        let mut near = 0.0;
        worth.clear();
        for (&node, &hops) in detours.nodes().iter().zip(detours.lengths()) {
            of_node[node as usize] = 1.0;
            let closeness = if hops > 0.0 { 1.0 / hops } else { 0.0 };
            near += closeness;
            worth.push(if node as usize > source { closeness } else { 0.0 });
        }
        sums.h.flux[source] = near;
        let is_node = removals.nodes;
        if is_node {
            shares.count(self.hops.graph(), detours.tree());
            shares.passing(of_node, passing);
            for node in detours.nodes() {
                sums.bc[*node as usize] += passing[*node as usize];
            }
        }
        detours.sums_below(worth, below);
        add_whole(detours, below, 1.0, removals, &mut sums.h);
        let mut iic_worth = Vec::with_capacity(worth.len());
        for (&node, &hops) in detours.nodes().iter().zip(detours.lengths()) {
            let reach = self.attributes_ha[node as usize] / (1.0 + hops);
            of_node[node as usize] = reach;
            iic_worth.push(if node as usize > source { reach } else { 0.0 });
        }
        sums.iic.flux[source] = others(detours.nodes(), of_node);
        if is_node {
            shares.passing(of_node, passing);
            for node in detours.nodes() {
                sums.bc_iic[*node as usize] += own * passing[*node as usize];
            }
        }
        let mut iic_below = Vec::new();
        detours.sums_below(&iic_worth, &mut iic_below);
        add_whole(detours, &iic_below, twice, removals, &mut sums.iic);
        // Every node that is reached is worth something in H.
        detours.visit(removals, below, 0.0, |detour| {
            let lost = hop_loss(&detour, worth, |before, after| 1.0 - before / after);
            sums.h.add(detour.removed, lost);
            let share = |before: f64, after: f64| 1.0 - (1.0 + before) / (1.0 + after);
            sums.iic.add(detour.removed, twice * hop_loss(&detour, &iic_worth, share));
        });
        forget(detours.nodes(), of_node);
    }
}

/// What is used again from source to source.
struct Search<'g> {
    detours: Detours<'g>,
    shares: PathShares,
    /// By place.
    worth: Vec<f64>,
    below: Vec<f64>,
    /// By node; 0 for those not reached.
    of_node: Vec<f64>,
    passing: Vec<f64>,
}

impl<'g> Search<'g> {
    fn new(graph: &'g RemovalGraph) -> Self {
        Self {
            detours: Detours::new(graph),
            shares: PathShares::new(graph.graph()),
            worth: Vec::new(),
            below: Vec::new(),
            of_node: vec![0.0; graph.nodes()],
            passing: Vec::new(),
        }
    }
}

/// Sum over all nodes reached but the first, which is the source.
fn others(nodes: &[u32], of_node: &[f64]) -> f64 {
    nodes.iter().skip(1).map(|node| of_node[*node as usize]).fold(0.0, |sum, value| sum + value)
}

fn forget(nodes: &[u32], of_node: &mut [f64]) {
    for node in nodes {
        of_node[*node as usize] = 0.0;
    }
}

/// What is lost whole with a node or an edge.
fn add_whole(
    detours: &Detours<'_>,
    below: &[f64],
    times: f64,
    removals: Removals,
    sums: &mut super::IndexSums,
) {
    if removals.nodes {
        for (node, lost) in detours.cut_off(below) {
            sums.add(Removed::Node(node), times * lost);
        }
    }
    if removals.edges {
        for (edge, lost) in detours.bridges(below) {
            sums.add(Removed::Edge(edge), times * lost);
        }
    }
}

/// What pairs lose by a longer way when worth falls off exponentially.
fn exponential_loss(detour: &Detour<'_>, worth: &[f64], kernel: &Kernel) -> f64 {
    let mut lost = 0.0;
    let (mut last, mut share) = (0.0, 0.0);
    for ((&worth, before), after) in
        worth[detour.places.clone()].iter().zip(detour.before).zip(detour.after)
    {
        let longer = after - before;
        if worth == 0.0 || longer == 0.0 {
            continue;
        }
        // What hangs on one node has as much farther to go: an exponential less.
        if longer != last {
            (last, share) = (longer, kernel.loss_by(longer));
        }
        lost += worth * share;
    }
    lost
}

/// What pairs lose by more hops, as a share of their worth that follows from
/// the hops before and after.
fn hop_loss(detour: &Detour<'_>, worth: &[f64], share: impl Fn(f64, f64) -> f64) -> f64 {
    let worth = &worth[detour.places.clone()];
    let mut lost = 0.0;
    for ((worth, before), after) in worth.iter().zip(detour.before).zip(detour.after) {
        lost += worth * share(*before, *after);
    }
    lost
}

//! What IIC and H lose without each patch and each link, from one source after the other.

use super::{RemovalNetwork, RemovalSums};
use crate::graph::{Detour, Detours, Look, PathShares, Removals};

/// Searches by hops of one share of the work.
pub(super) struct HopSearch<'n> {
    network: &'n RemovalNetwork,
    removals: Removals,
    detours: Detours<'n>,
    shares: PathShares,
    /// By node; 0 for those not reached.
    of_node: Vec<f64>,
    passing: Vec<f64>,
    /// What each is worth to the source, by place; each pair counts from its lower end only.
    h: Vec<f64>,
    iic: Vec<f64>,
    /// The same with all that it dominates.
    h_below: Vec<f64>,
    iic_below: Vec<f64>,
    looks: Vec<Look>,
}

impl<'n> HopSearch<'n> {
    pub fn new(network: &'n RemovalNetwork, removals: Removals) -> Self {
        let graph = &network.hops;
        Self {
            network,
            removals,
            detours: Detours::new(graph),
            shares: PathShares::new(graph.graph()),
            of_node: vec![0.0; graph.nodes()],
            passing: Vec::new(),
            h: Vec::new(),
            iic: Vec::new(),
            h_below: Vec::new(),
            iic_below: Vec::new(),
            looks: Vec::new(),
        }
    }

    pub fn add(&mut self, source: usize, sums: &mut RemovalSums) {
        self.detours.search(source);
        self.detours.keep(self.detours.tree().order().len());
        self.pairs(source, sums);
        let twice = 2.0 * self.network.attributes_ha()[source];
        self.detours.sums_below(&self.h, &mut self.h_below);
        sums.h.add_whole(&self.detours, self.removals, &self.h_below, 1.0);
        self.detours.sums_below(&self.iic, &mut self.iic_below);
        sums.iic.add_whole(&self.detours, self.removals, &self.iic_below, twice);
        // Every node that is reached is worth something in H.
        self.detours.looks(self.removals, &self.h_below, &mut self.looks);
        let (h, iic) = (&self.h, &self.iic);
        self.detours.visit(&self.looks, |detour| {
            let lost = loss(&detour, h, |before, after| 1.0 - before / after);
            sums.h.add(detour.removed, lost);
            let share = |before: f64, after: f64| 1.0 - (1.0 + before) / (1.0 + after);
            sums.iic.add(detour.removed, twice * loss(&detour, iic, share));
        });
    }

    /// What the source shares with all others, and what passes each.
    fn pairs(&mut self, source: usize, sums: &mut RemovalSums) {
        let Self { network, detours, of_node, .. } = self;
        let attributes = network.attributes_ha();
        let is_node = self.removals.nodes;
        // Classic betweenness and H first, where every patch is worth the same.
        let mut near = 0.0;
        self.h.clear();
        self.iic.clear();
        for (&node, &hops) in detours.nodes().iter().zip(detours.lengths()) {
            of_node[node as usize] = 1.0;
            let closeness = if hops > 0.0 { 1.0 / hops } else { 0.0 };
            near += closeness;
            self.h.push(if node as usize > source { closeness } else { 0.0 });
        }
        sums.h.flux[source] = near;
        if is_node {
            self.shares.count(network.hops.graph(), detours.tree());
            self.shares.passing(of_node, &mut self.passing);
            for node in detours.nodes() {
                sums.bc[*node as usize] += self.passing[*node as usize];
            }
        }
        for (&node, &hops) in detours.nodes().iter().zip(detours.lengths()) {
            let reach = attributes[node as usize] / (1.0 + hops);
            of_node[node as usize] = reach;
            self.iic.push(if node as usize > source { reach } else { 0.0 });
        }
        let others = detours.nodes().iter().skip(1).map(|node| of_node[*node as usize]);
        sums.iic.flux[source] = others.fold(0.0, |sum, value| sum + value);
        if is_node {
            self.shares.passing(of_node, &mut self.passing);
            for node in detours.nodes() {
                sums.bc_iic[*node as usize] += attributes[source] * self.passing[*node as usize];
            }
        }
        for node in detours.nodes() {
            of_node[*node as usize] = 0.0;
        }
    }
}

/// What pairs lose by more hops, as a share of their worth that follows from
/// the hops before and after.
fn loss(detour: &Detour<'_>, worth: &[f64], share: impl Fn(f64, f64) -> f64) -> f64 {
    let worth = &worth[detour.places.clone()];
    let mut lost = 0.0;
    for ((worth, before), after) in worth.iter().zip(detour.before).zip(detour.after) {
        lost += worth * share(*before, *after);
    }
    lost
}

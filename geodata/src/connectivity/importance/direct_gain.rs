//! What a candidate would add to the indices that need no search.

use serde::{Deserialize, Serialize};

use super::patches::{count, percent};
use super::{Candidate, RemovalNetwork};
use crate::connectivity::{Flux, coincidence};
use crate::graph::Components;

/// Gains in per cent of each index as it is.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct DirectGain {
    /// To NL.
    pub nl: f64,
    /// To NC; negative where components are joined.
    pub nc: f64,
    /// To the numerator of LCP and CCP.
    pub lcp: f64,
    /// To F.
    pub f: f64,
    /// To AWF.
    pub awf: f64,
}

/// What the network is before anything is added.
pub(super) struct DirectGains<'n> {
    network: &'n RemovalNetwork,
    node_of_patch: Vec<u32>,
    components: Components,
    sizes: Vec<f64>,
    coincidence: f64,
    flux: Flux,
}

impl RemovalNetwork {
    pub(super) fn direct_gains(&self) -> DirectGains<'_> {
        let components = Components::of(self.hops.graph());
        let sizes = components.sums(self.attributes_ha());
        DirectGains {
            network: self,
            node_of_patch: self.nodes_of_patches(),
            coincidence: coincidence::numerator(&sizes),
            sizes,
            components,
            flux: self.flux(),
        }
    }
}

impl DirectGains<'_> {
    pub(super) fn of(&self, candidate: &Candidate) -> DirectGain {
        match candidate {
            Candidate::Link { a, b, length_m, now_m } => {
                let (a, b) = (self.node(*a), self.node(*b));
                let is_new = |length: f64| length <= self.network.threshold_m();
                let is_joined = self.network.hops.graph().slot_of(a, b).is_some();
                let joins = is_new(*length_m) && !is_joined;
                let p = self.probability(Some(*length_m)) - self.probability(*now_m);
                let worth = self.attribute(a) * self.attribute(b);
                let parts = if joins { vec![self.component(a), self.component(b)] } else { vec![] };
                self.gain(usize::from(joins), 0.0, false, parts, (p, worth * p))
            }
            Candidate::Patch { attribute_ha, links } => {
                let within = links.iter().filter(|(_, m)| *m <= self.network.threshold_m());
                let parts: Vec<usize> =
                    within.map(|(patch, _)| self.component(self.node(*patch))).collect();
                let flux = links.iter().fold((0.0, 0.0), |(f, awf), (patch, length_m)| {
                    let p = self.probability(Some(*length_m));
                    (f + p, awf + p * attribute_ha * self.attribute(self.node(*patch)))
                });
                self.gain(parts.len(), *attribute_ha, true, parts, flux)
            }
        }
    }

    /// With so many new links, which join `parts` and something of a size of its own.
    fn gain(
        &self,
        links: usize,
        size: f64,
        is_patch: bool,
        mut parts: Vec<usize>,
        (f, awf): (f64, f64),
    ) -> DirectGain {
        parts.sort_unstable();
        parts.dedup();
        let whole: f64 = parts.iter().fold(size, |sum, part| sum + self.sizes[*part]);
        let before: f64 = parts.iter().fold(0.0, |sum, part| sum + self.sizes[*part].powi(2));
        let joined = count(parts.len());
        let nc = if is_patch { 1.0 - joined } else { (1.0 - joined).min(0.0) };
        DirectGain {
            nl: percent(count(links), count(self.network.hops.graph().edges())),
            nc: percent(nc, count(self.components.count())),
            lcp: percent(whole * whole - before, self.coincidence),
            f: percent(2.0 * f, self.flux.f),
            awf: percent(2.0 * awf, self.flux.awf),
        }
    }

    fn node(&self, patch: u32) -> usize {
        self.node_of_patch[patch as usize] as usize
    }

    fn component(&self, node: usize) -> usize {
        self.components.of_node()[node] as usize
    }

    fn attribute(&self, node: usize) -> f64 {
        self.network.attributes_ha()[node]
    }

    fn probability(&self, length_m: Option<f64>) -> f64 {
        length_m.map_or(0.0, |length| self.network.kernel().probability_at(length))
    }
}

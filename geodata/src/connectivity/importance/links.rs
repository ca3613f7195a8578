//! Importance of each link: what is lost without it.

use serde::{Deserialize, Serialize};

use super::patches::{count, percent};
use super::{RemovalNetwork, RemovalSums};
use crate::connectivity::coincidence;
use crate::graph::{Components, Fragments, RemovalGraph};
use crate::links::Link;

/// What the network loses without a link, in per cent of each index.
///
/// dPC is 0 where no shortest path by length needs the link, dIIC and dH where
/// none by hops does; NL, F and AWF count links whether paths need them or not.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct LinkImportance {
    /// dPC.
    pub d_pc: f64,
    /// dIIC; 0 for links longer than the threshold, as the next four.
    pub d_iic: f64,
    /// dNL.
    pub d_nl: f64,
    /// dNC; negative where the network falls apart.
    pub d_nc: f64,
    /// dH.
    pub d_h: f64,
    /// dLCP, and dCCP, which is the same where no habitat is lost.
    pub d_lcp: f64,
    /// dF.
    pub d_f: f64,
    /// dAWF.
    pub d_awf: f64,
}

impl RemovalNetwork {
    /// The importance of links, in their order.
    ///
    /// `sums` are those of all shares, added in order.
    #[must_use]
    pub fn links(&self, links: &[Link], sums: &RemovalSums) -> Vec<LinkImportance> {
        let graph = self.hops.graph();
        let components = Components::of(graph);
        let fragments = Fragments::of(graph, &components, self.attributes_ha());
        let totals = self.totals(sums, &components);
        let node = self.nodes_of_patches();
        links
            .iter()
            .map(|link| {
                let ends = (node.get(link.a as usize), node.get(link.b as usize));
                let (Some(&a), Some(&b)) = ends else { return LinkImportance::default() };
                let (a, b) = (a.min(b), a.max(b));
                let p = self.kernel().probability_at(self.kernel().effective_m(link));
                let worth = self.attributes_ha()[a as usize] * self.attributes_ha()[b as usize];
                let mut importance = LinkImportance {
                    d_pc: percent(lost(&self.lengths, &sums.pc.edges, a, b), totals.pc),
                    d_f: percent(2.0 * p, totals.flux.f),
                    d_awf: percent(2.0 * worth * p, totals.flux.awf),
                    ..LinkImportance::default()
                };
                if let Some(edge) = self.hops.edge_between(a, b) {
                    let of = |edges: &[f64]| edges.get(edge as usize).copied().unwrap_or(0.0);
                    importance.d_iic = percent(of(&sums.iic.edges), totals.iic);
                    importance.d_h = percent(of(&sums.h.edges), totals.h);
                    importance.d_nl = percent(1.0, count(graph.edges()));
                }
                let bridge = fragments.without_edge.binary_search_by_key(&(a, b), |e| (e.0, e.1));
                if let Ok(place) = bridge {
                    let (.., sides) = fragments.without_edge[place];
                    let whole = sides[0] + sides[1];
                    let lost = whole * whole - coincidence::numerator(&sides);
                    importance.d_nc = percent(-1.0, count(totals.components));
                    importance.d_lcp = percent(lost, totals.coincidence);
                }
                importance
            })
            .collect()
    }
}

fn lost(graph: &RemovalGraph, of_edge: &[f64], a: u32, b: u32) -> f64 {
    let edge = graph.edge_between(a, b);
    edge.and_then(|edge| of_edge.get(edge as usize)).copied().unwrap_or(0.0)
}

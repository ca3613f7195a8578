//! Importance of each patch.

use serde::{Deserialize, Serialize};

use super::{RemovalNetwork, RemovalSums};
use crate::connectivity::{Flux, coincidence};
use crate::graph::{Components, Fragments};

/// What an index loses without a patch, in per cent of the index.
///
/// d = intra + flux + connector (Saura and Rubio 2010,
/// doi:10.1111/j.1600-0587.2009.05760.x).
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct ImportanceParts {
    /// All of it.
    pub total: f64,
    /// The patch with itself, a_k^2.
    pub intra: f64,
    /// The patch with all others, 2 a_k sum of a_j p*_kj.
    pub flux: f64,
    /// What pairs of other patches owe to it.
    pub connector: f64,
}

/// Importance of one patch. d in per cent of the index, by Conefor's conventions.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct PatchImportance {
    /// Share in the habitat, dA.
    pub d_a: f64,
    /// Links up to the threshold.
    pub degree: usize,
    /// dPC and its parts.
    pub d_pc: ImportanceParts,
    /// dIIC and its parts.
    pub d_iic: ImportanceParts,
    /// dNL.
    pub d_nl: f64,
    /// dNC; negative where the network falls into more components without it.
    pub d_nc: f64,
    /// dH.
    pub d_h: f64,
    /// dCCP; negative where what is left is better joined.
    pub d_ccp: f64,
    /// dLCP.
    pub d_lcp: f64,
    /// dF.
    pub d_f: f64,
    /// dAWF.
    pub d_awf: f64,
    /// Graphab's F_i, hectares.
    pub flux_ha: f64,
    /// BC: share of the (n-1)(n-2) ordered pairs of other patches whose shortest
    /// path by hops leads through it, ties shared (Freeman 1977, doi:10.2307/3033543).
    pub bc: f64,
    /// BC(IIC): the same pairs weighted as in IIC, % of IICnum (Bodin and Saura
    /// 2010, doi:10.1016/j.ecolmodel.2010.06.017).
    pub bc_iic: f64,
    /// BC(PC): the pairs' a_i a_j p*_ij by best paths, % of PCnum with i = j
    /// included (the same).
    pub bc_pc: f64,
}

/// Numerators that the sums of all shares give.
#[derive(Debug, Clone, Copy)]
pub(super) struct Totals {
    pub pc: f64,
    pub iic: f64,
    pub h: f64,
    pub flux: Flux,
    pub components: usize,
    pub habitat: f64,
    pub coincidence: f64,
}

impl RemovalNetwork {
    pub(super) fn totals(&self, sums: &RemovalSums, components: &Components) -> Totals {
        let attributes = self.attributes_ha();
        let both = |flux: &[f64]| {
            attributes.iter().zip(flux).map(|(a, flux)| a * (a + flux)).fold(0.0, |s, v| s + v)
        };
        Totals {
            pc: both(&sums.pc.flux),
            iic: both(&sums.iic.flux),
            h: sums.h.flux.iter().fold(0.0, |sum, near| sum + near) / 2.0,
            flux: self.flux(),
            components: components.count(),
            habitat: attributes.iter().fold(0.0, |sum, a| sum + a),
            coincidence: coincidence::numerator(&components.sums(attributes)),
        }
    }

    /// The importance of every patch, by number of patch.
    ///
    /// `sums` are those of all shares, added in order.
    #[must_use]
    pub fn patches(&self, sums: &RemovalSums) -> Vec<PatchImportance> {
        let graph = self.hops.graph();
        let components = Components::of(graph);
        let fragments = Fragments::of(graph, &components, self.attributes_ha());
        let totals = self.totals(sums, &components);
        let component_sums = components.sums(self.attributes_ha());
        let mut patches = vec![PatchImportance::default(); self.nodes()];
        for node in 0..self.nodes() {
            let pieces = &fragments.without_node[node];
            let whole = component_sums[components.of_node()[node] as usize];
            patches[self.patch[node] as usize] = self.patch(node, sums, &totals, whole, pieces);
        }
        patches
    }

    fn patch(
        &self,
        node: usize,
        sums: &RemovalSums,
        totals: &Totals,
        whole: f64,
        pieces: &[f64],
    ) -> PatchImportance {
        let own = self.attributes_ha()[node];
        let flux = self.flux_of(node);
        let edges = self.hops.graph().edges();
        let degree = self.hops.graph().degree(node);
        let coincidence_left = totals.coincidence - whole * whole + coincidence::numerator(pieces);
        let habitat_left = totals.habitat - own;
        let ccp = |numerator: f64, habitat: f64| {
            if habitat > 0.0 { numerator / (habitat * habitat) } else { 0.0 }
        };
        let ccp_now = ccp(totals.coincidence, totals.habitat);
        let others = self.nodes().max(3) - 1;
        let ordered_pairs = count(others) * count(others - 1);
        PatchImportance {
            d_a: percent(own, totals.habitat),
            degree,
            d_pc: parts(own, sums.pc.flux[node], sums.pc.nodes[node], totals.pc),
            d_iic: parts(own, sums.iic.flux[node], sums.iic.nodes[node], totals.iic),
            d_nl: percent(count(degree), count(edges)),
            d_nc: percent(1.0 - count(pieces.len()), count(totals.components)),
            d_h: percent(sums.h.flux[node] + sums.h.nodes[node], totals.h),
            d_ccp: percent(ccp_now - ccp(coincidence_left, habitat_left), ccp_now),
            d_lcp: percent(totals.coincidence - coincidence_left, totals.coincidence),
            d_f: percent(flux.f, totals.flux.f),
            d_awf: percent(flux.awf, totals.flux.awf),
            flux_ha: sums.pc.flux[node],
            bc: sums.bc[node] / ordered_pairs,
            bc_iic: percent(sums.bc_iic[node], totals.iic),
            bc_pc: percent(sums.bc_pc[node], totals.pc),
        }
    }
}

fn parts(own: f64, flux: f64, connector: f64, total: f64) -> ImportanceParts {
    let (intra, flux) = (own * own, 2.0 * own * flux);
    ImportanceParts {
        total: percent(intra + flux + connector, total),
        intra: percent(intra, total),
        flux: percent(flux, total),
        connector: percent(connector, total),
    }
}

/// A part of a whole in per cent; 0 of nothing.
pub(super) fn percent(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { 100.0 * part / whole } else { 0.0 }
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
pub(super) fn count(number: usize) -> f64 {
    number as f64
}

//! The numbers that charts are drawn of.

use geodata::links::Route;
use geodata::units::hectares;
use liito_worker::{Answer, NetworkNumbers, Packed, Reply};

use super::Data;

impl Data {
    /// All of them; none without a run.
    pub(super) fn numbers(&self) -> Answer {
        let numbers = self.network_numbers().unwrap_or_default();
        (Reply::Numbers(Packed::of(&numbers)), None)
    }

    fn network_numbers(&self) -> Option<NetworkNumbers> {
        let (habitat, run) = (self.habitat.as_ref()?, self.run.as_ref()?);
        let patches = habitat.patches();
        let importance = run.importance.as_ref().map_or(&[][..], |of| &of.patches);
        Some(NetworkNumbers {
            labels: patches.iter().map(|patch| patch.label.clone()).collect(),
            areas_ha: patches.iter().map(|patch| hectares(patch.area_m2)).collect(),
            attributes_ha: run.graphs.attributes_ha().to_vec(),
            components: run.components.of_node().to_vec(),
            near_edge: self.near_edge.clone(),
            d_pc: importance
                .iter()
                .map(|of| [of.d_pc.intra, of.d_pc.flux, of.d_pc.connector])
                .collect(),
            lengths_m: self.short_links().map(|link| link.length_m).collect(),
            widest_gaps_m: self.routes.iter().map(Route::widest_gap_m).collect(),
        })
    }
}

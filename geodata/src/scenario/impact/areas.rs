//! Habitat and trees that are lost, and what patches become.

use std::collections::BTreeMap;

use geo::{Area, BooleanOps, MultiPolygon};
use serde::{Deserialize, Serialize};

use super::Sides;
use crate::connectivity::{TERRITORY_IN_TOWN_HA, reach};
use crate::geometry::dissolved;
use crate::landscape::Ground;
use crate::scenario::{Network, PatchId, Scene, SiteKind};
use crate::units::hectares;

/// A patch so much smaller is told, hectares.
const LEAST_LOSS_HA: f64 = 0.001;

/// An area lost, of a kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AreaLoss<K> {
    /// Of which kind.
    pub kind: K,
    /// How much, hectares.
    pub lost_ha: f64,
}

/// What becomes of a patch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PatchLoss {
    /// What it is called.
    pub label: String,
    /// Its area as it is, hectares.
    pub before_ha: f64,
    /// What is left of it, hectares; 0 where it is lost.
    pub after_ha: f64,
    /// Into how many pieces it falls.
    pub pieces: usize,
    /// It held a territory by itself and no longer does, nor does any piece of it.
    pub falls_below_territory: bool,
}

/// Habitat and trees that are lost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HabitatLoss {
    /// Habitat as the network has it: as it is and as it would be, hectares.
    pub habitat_ha: (f64, f64),
    /// Surveyed areas that are cleared, by their kind; they may lie over each other.
    pub by_kind: Vec<AreaLoss<SiteKind>>,
    /// Trees that are cleared, by their height.
    pub trees: Vec<AreaLoss<Ground>>,
    /// Patches that are not as they were, those that lose most first.
    pub patches: Vec<PatchLoss>,
    /// Area that a territory needs, hectares.
    pub territory_ha: f64,
    /// Groups of patches that hold a territory, at good, weak and critical gaps: before and
    /// after.
    pub territories: [(usize, usize); 3],
}

impl Sides<'_> {
    pub(super) fn habitat_loss(&self) -> HabitatLoss {
        let sum = |scene: &Scene| -> f64 {
            scene.habitat.patches().iter().map(|patch| hectares(patch.area_m2)).sum()
        };
        let territories = |(scene, network): (&Scene, &Network)| {
            let limits = self.question.rule.parameters.grading.limits;
            let areas_ha: Vec<f64> =
                scene.habitat.patches().iter().map(|patch| hectares(patch.area_m2)).collect();
            reach(&network.routes, &areas_ha, &limits)
                .map(|reach| reach.territories(TERRITORY_IN_TOWN_HA))
        };
        let (before, after) = (territories(self.before), territories(self.after));
        HabitatLoss {
            habitat_ha: (sum(self.before.0), sum(self.after.0)),
            by_kind: self.lost_by_kind(),
            trees: self.lost_trees(),
            patches: self.patch_losses(),
            territory_ha: TERRITORY_IN_TOWN_HA,
            territories: std::array::from_fn(|grade| (before[grade], after[grade])),
        }
    }

    /// How much of areas is cleared, each place once.
    fn lost_ha<'b>(&self, areas: impl Iterator<Item = &'b MultiPolygon>) -> f64 {
        let parts: Vec<MultiPolygon> = areas
            .filter(|area| self.touches(area))
            .map(|area| area.intersection(&self.cleared))
            .collect();
        hectares(dissolved(&parts.iter().collect::<Vec<_>>()).unsigned_area())
    }

    fn lost_by_kind(&self) -> Vec<AreaLoss<SiteKind>> {
        let sites = &self.question.surveyed.sites;
        SiteKind::ALL
            .into_iter()
            .map(|kind| {
                let own = sites.iter().filter(|site| site.kind == kind);
                AreaLoss { kind, lost_ha: self.lost_ha(own.map(|site| &site.polygons)) }
            })
            .filter(|loss| loss.lost_ha > 0.0)
            .collect()
    }

    fn lost_trees(&self) -> Vec<AreaLoss<Ground>> {
        let pieces = self.question.present.pieces();
        Ground::ALL
            .into_iter()
            .filter(|ground| ground.is_trees())
            .map(|kind| {
                let own = pieces.iter().filter(|piece| piece.ground == kind);
                AreaLoss { kind, lost_ha: self.lost_ha(own.map(|piece| &*piece.polygons)) }
            })
            .filter(|loss| loss.lost_ha > 0.0)
            .collect()
    }

    fn patch_losses(&self) -> Vec<PatchLoss> {
        let mut pieces: BTreeMap<PatchId, Vec<f64>> = BTreeMap::new();
        let (after, _) = self.after;
        for (origin, patch) in after.origins.iter().zip(after.habitat.patches()) {
            pieces.entry(*origin).or_default().push(hectares(patch.area_m2));
        }
        let present = self.question.present.habitat().patches();
        let loss = |(number, patch): (u32, &crate::model::Patch)| {
            let own = pieces.get(&PatchId::Present(number)).map_or(&[][..], Vec::as_slice);
            let before_ha = hectares(patch.area_m2);
            let after_ha: f64 = own.iter().sum();
            let holds = |area_ha: f64| area_ha >= TERRITORY_IN_TOWN_HA;
            let is_changed = before_ha - after_ha > LEAST_LOSS_HA || own.len() > 1;
            is_changed.then(|| PatchLoss {
                label: patch.label.clone(),
                before_ha,
                after_ha,
                pieces: own.len(),
                falls_below_territory: holds(before_ha) && !own.iter().any(|area| holds(*area)),
            })
        };
        let mut losses: Vec<PatchLoss> = (0u32..).zip(present).filter_map(loss).collect();
        let lost = |loss: &PatchLoss| loss.before_ha - loss.after_ha;
        losses.sort_by(|p, q| lost(q).total_cmp(&lost(p)).then(p.label.cmp(&q.label)));
        losses
    }
}

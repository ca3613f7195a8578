//! Breeding or resting places and core areas, as surveyed.

use geo::{Area, BooleanOps, Intersects};
use serde::{Deserialize, Serialize};

use super::{LinkChange, Sides};
use crate::scenario::{PatchId, SiteKind};
use crate::units::hectares;

/// A surveyed site that the plan touches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SiteTouched {
    /// What it is called.
    pub label: String,
    /// What its surveyor calls it.
    pub kind: SiteKind,
    /// Its area, hectares.
    pub area_ha: f64,
    /// What of it is cleared, hectares.
    pub lost_ha: f64,
    /// The links of the patches that it lies in, before and after.
    pub links: Vec<LinkChange>,
}

impl Sides<'_> {
    /// Sites that what is cleared touches, breeding or resting places first.
    pub(super) fn sites(&self, changes: &[LinkChange]) -> Vec<SiteTouched> {
        let sites = &self.question.surveyed.sites;
        let is_strict = |kind: SiteKind| matches!(kind, SiteKind::Breeding | SiteKind::Core);
        let mut found: Vec<SiteTouched> = sites
            .iter()
            .filter(|site| is_strict(site.kind) && self.touches(&site.polygons))
            .map(|site| {
                let own: Vec<PatchId> = (0u32..)
                    .zip(self.question.present.habitat().patches())
                    .filter(|(_, patch)| patch.polygons.intersects(&site.polygons))
                    .map(|(number, _)| PatchId::Present(number))
                    .collect();
                let is_own = |change: &&LinkChange| {
                    own.contains(&change.patches.0) || own.contains(&change.patches.1)
                };
                SiteTouched {
                    label: site.label.clone(),
                    kind: site.kind,
                    area_ha: hectares(site.polygons.unsigned_area()),
                    lost_ha: hectares(site.polygons.intersection(&self.cleared).unsigned_area()),
                    links: changes.iter().filter(is_own).cloned().collect(),
                }
            })
            .collect();
        found.sort_by(|p, q| p.kind.cmp(&q.kind).then(p.label.cmp(&q.label)));
        found
    }
}

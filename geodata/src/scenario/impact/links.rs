//! Links before and after, pair by pair.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Sides;
use crate::landscape::Ground;
use crate::links::{GapLimits, Grade, Route};
use crate::scenario::{Network, PatchId, Scene};

/// A gap that is so much wider is told, metres.
const WIDER_M: f64 = 0.5;

/// What a link is like.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LinkState {
    /// By its widest gap.
    pub grade: Grade,
    /// Its length, metres.
    pub length_m: f64,
    /// Its widest gap, metres; 0 where it has none.
    pub widest_gap_m: f64,
    /// What lies in that gap with the length of each, the most first.
    pub parts: Vec<(Ground, f64)>,
}

/// The link between two patches before and after; `None` where there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LinkChange {
    /// The two patches.
    pub patches: (PatchId, PatchId),
    /// What they are called.
    pub labels: (String, String),
    /// As it is.
    pub before: Option<LinkState>,
    /// As it would be.
    pub after: Option<LinkState>,
}

/// A link whose widest gap becomes wider, or that is no more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GapChange {
    /// What its patches are called.
    pub labels: (String, String),
    /// As it is.
    pub before: LinkState,
    /// As it would be; `None` where it is no more while both patches are there.
    pub after: Option<LinkState>,
}

fn state(route: &Route, limits: &GapLimits) -> LinkState {
    let widest = route.gaps.iter().max_by(|p, q| p.width_m.total_cmp(&q.width_m));
    LinkState {
        grade: route.grade(limits),
        length_m: route.length_m,
        widest_gap_m: route.widest_gap_m(),
        parts: widest.map_or_else(Vec::new, |gap| {
            gap.parts.iter().map(|part| (part.ground, part.length_m)).collect()
        }),
    }
}

/// True where a link is worse than it was: of a worse grade, or with a gap that is wider by
/// more than half a metre. Both by grade and widest gap in metres.
#[must_use]
pub fn is_worse(before: (Grade, f64), after: (Grade, f64)) -> bool {
    after.0 > before.0 || after.1 > before.1 + WIDER_M
}

/// Of the links between what two patches have become the best, by grade, then by length;
/// under the patches that they come from, the lower first.
#[must_use]
pub fn best_links<'a>(
    scene: &Scene,
    network: &'a Network,
    limits: &GapLimits,
) -> BTreeMap<(PatchId, PatchId), &'a Route> {
    let mut found: BTreeMap<(PatchId, PatchId), &Route> = BTreeMap::new();
    let rank = |route: &Route| (route.grade(limits), route.length_m);
    for route in &network.routes {
        let origin = |patch: u32| scene.origins.get(patch as usize).copied();
        let (Some(a), Some(b)) = (origin(route.a), origin(route.b)) else { continue };
        if a == b {
            continue;
        }
        let known = found.entry((a.min(b), a.max(b))).or_insert(route);
        let (own, best) = (rank(route), rank(known));
        if own.0.cmp(&best.0).then(own.1.total_cmp(&best.1)).is_lt() {
            *known = route;
        }
    }
    found
}

impl Sides<'_> {
    /// Every pair that is linked before or after and is not as it was.
    pub(super) fn link_changes(&self) -> Vec<LinkChange> {
        let limits = self.question.rule.parameters.grading.limits;
        let before = best_links(self.before.0, self.before.1, &limits);
        let after = best_links(self.after.0, self.after.1, &limits);
        let mut pairs: Vec<(PatchId, PatchId)> =
            before.keys().chain(after.keys()).copied().collect();
        pairs.sort_unstable();
        pairs.dedup();
        let change = |patches: (PatchId, PatchId)| LinkChange {
            patches,
            labels: (self.label(patches.0), self.label(patches.1)),
            before: before.get(&patches).map(|route| state(route, &limits)),
            after: after.get(&patches).map(|route| state(route, &limits)),
        };
        pairs.into_iter().map(change).collect()
    }

    /// Links that are worse, the widest gap first; those that are no more before them.
    pub(super) fn gap_changes(&self, changes: &[LinkChange]) -> Vec<GapChange> {
        let is_left = |patch: PatchId| self.after.0.origins.contains(&patch);
        let mut found: Vec<GapChange> = changes
            .iter()
            .filter(|change| is_left(change.patches.0) && is_left(change.patches.1))
            .filter_map(|change| {
                let before = change.before.clone()?;
                let of = |link: &LinkState| (link.grade, link.widest_gap_m);
                let after = change.after.as_ref();
                let is_worse = after.is_none_or(|after| is_worse(of(&before), of(after)));
                is_worse.then(|| GapChange {
                    labels: change.labels.clone(),
                    before,
                    after: change.after.clone(),
                })
            })
            .collect();
        let width = |change: &GapChange| {
            change.after.as_ref().map_or(f64::INFINITY, |after| after.widest_gap_m)
        };
        found.sort_by(|p, q| width(q).total_cmp(&width(p)).then(p.labels.cmp(&q.labels)));
        found
    }
}

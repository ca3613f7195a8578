//! EC(PC) beside area, before and after.

use geo::{BoundingRect, Rect};
use serde::{Deserialize, Serialize};

use super::Sides;
use crate::Error;
use crate::connectivity::ec_pc_within;
use crate::scenario::{Network, PatchId, Scene};

/// What a network is worth before and after.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Worth {
    /// Patches before and after.
    pub patches: (usize, usize),
    /// What they are worth by themselves, hectares: before and after.
    pub habitat_ha: (f64, f64),
    /// EC(PC), hectares: before and after.
    pub ec_pc_ha: (f64, f64),
}

impl Worth {
    /// Change of the area, %.
    #[must_use]
    pub fn habitat_percent(&self) -> f64 {
        percent(self.habitat_ha.0, self.habitat_ha.1)
    }

    /// Change of EC(PC), %.
    #[must_use]
    pub fn ec_percent(&self) -> f64 {
        percent(self.ec_pc_ha.0, self.ec_pc_ha.1)
    }
}

/// A change in per cent; 0 from nothing.
pub(super) fn percent(before: f64, after: f64) -> f64 {
    if before > 0.0 { 100.0 * (after / before - 1.0) } else { 0.0 }
}

/// The range of an effect over runs with other assumptions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct EffectRange {
    /// So many runs.
    pub runs: usize,
    /// The least of all, % of EC(PC).
    pub least_percent: f64,
    /// The middle one.
    pub median_percent: f64,
    /// The most of all.
    pub most_percent: f64,
    /// Runs in which EC(PC) falls.
    pub falls: usize,
    /// Runs in which it rises.
    pub rises: usize,
}

impl EffectRange {
    /// The range of some effects, %.
    ///
    /// ```
    /// use geodata::scenario::EffectRange;
    /// let range = EffectRange::of(&[-3.0, 1.0, -2.0]);
    /// assert_eq!((range.least_percent, range.median_percent, range.most_percent), (-3.0, -2.0, 1.0));
    /// assert_eq!((range.falls, range.rises), (2, 1));
    /// ```
    #[must_use]
    pub fn of(effects_percent: &[f64]) -> Self {
        let mut sorted = effects_percent.to_vec();
        sorted.sort_by(f64::total_cmp);
        let at = |place: usize| sorted.get(place).copied().unwrap_or(0.0);
        // Rounding is neither.
        let count = |is: fn(f64) -> bool| sorted.iter().filter(|effect| is(**effect)).count();
        Self {
            runs: sorted.len(),
            least_percent: at(0),
            median_percent: at(sorted.len() / 2),
            most_percent: at(sorted.len().saturating_sub(1)),
            falls: count(|effect| effect < -1e-9),
            rises: count(|effect| effect > 1e-9),
        }
    }
}

impl Sides<'_> {
    /// The whole, and the neighbourhood of the edits.
    pub(super) fn worths(&self) -> Result<(Worth, Worth), Error> {
        let whole = Worth {
            patches: (self.before.0.origins.len(), self.after.0.origins.len()),
            habitat_ha: (
                self.before.0.attributes_ha.iter().sum(),
                self.after.0.attributes_ha.iter().sum(),
            ),
            ec_pc_ha: (self.before.1.ec_pc_ha(), self.after.1.ec_pc_ha()),
        };
        let near = self.near();
        let own = |(scene, network): (&Scene, &Network)| {
            let members: Vec<usize> =
                (0..scene.origins.len()).filter(|n| near.contains(&scene.origins[*n])).collect();
            let graded = self.question.rule.parameters.graded()?;
            let edges = network.routes.iter().filter_map(|route| graded.edge(route));
            let habitat_ha: f64 = members.iter().map(|n| scene.attributes_ha[*n]).sum();
            let ec_ha = ec_pc_within(&scene.attributes_ha, edges, &graded.kernel, &members);
            Ok::<_, Error>((members.len(), habitat_ha, ec_ha))
        };
        let (before, after) = (own(self.before)?, own(self.after)?);
        let neighbourhood = Worth {
            patches: (before.0, after.0),
            habitat_ha: (before.1, after.1),
            ec_pc_ha: (before.2, after.2),
        };
        Ok((whole, neighbourhood))
    }

    /// Patches of the neighbourhood, the same before and after: those of the present whose box
    /// comes near to that of any edit, and all that is added.
    fn near(&self) -> Vec<PatchId> {
        let reach_m = self.question.neighbourhood_m;
        let present = self.question.present.habitat();
        let places: Vec<Rect> =
            self.question.entries.iter().filter_map(|entry| entry.edit.bounds(present)).collect();
        let is_near = |own: Option<Rect>| {
            own.is_some_and(|own| places.iter().any(|place| distance_m(&own, place) <= reach_m))
        };
        let mut near: Vec<PatchId> = (0u32..)
            .zip(self.question.present.habitat().patches())
            .filter(|(_, patch)| is_near(patch.polygons.bounding_rect()))
            .map(|(number, _)| PatchId::Present(number))
            .collect();
        let added = |of: &&PatchId| matches!(of, PatchId::Added(_));
        near.extend(self.after.0.origins.iter().filter(added));
        near
    }
}

/// How far two boxes lie apart, metres.
fn distance_m(p: &Rect, q: &Rect) -> f64 {
    let x = (q.min().x - p.max().x).max(p.min().x - q.max().x).max(0.0);
    let y = (q.min().y - p.max().y).max(p.min().y - q.max().y).max(0.0);
    (x * x + y * y).sqrt()
}

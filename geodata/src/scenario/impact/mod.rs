//! What a plan does, in the order in which the law looks at it: sites as surveyed before
//! anything that is computed, areas beside connectivity, and how firm it all is.

mod areas;
mod links;
mod objects;
mod sites;
mod worth;

use geo::{BoundingRect, Distance, Euclidean, Intersects, MultiPolygon};
use serde::{Deserialize, Serialize};

use super::{Edit, Entry, Network, PatchId, Present, Rule, Scene, Surveyed};
use crate::Error;
use crate::connectivity::sensitivity::Draw;
use crate::geometry::dissolved;
use crate::progress::Progress;
pub use areas::{AreaLoss, HabitatLoss, PatchLoss};
pub use links::{GapChange, LinkChange, LinkState, best_links, is_worse};
pub use objects::{ConnectionTouched, ObjectTouched};
pub use sites::SiteTouched;
pub use worth::{EffectRange, Worth};

/// So far round a plan its neighbourhood reaches unless said otherwise, metres.
pub const NEIGHBOURHOOD_M: f64 = 1000.0;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// Habitat and land as they are.
    pub present: &'a Present,
    /// What surveys say.
    pub surveyed: &'a Surveyed,
    /// How links are found.
    pub rule: &'a Rule,
    /// The plan, and what mends it.
    pub entries: &'a [Entry],
    /// After so many years.
    pub years: f64,
    /// The neighbourhood reaches so far from where the edits are, metres.
    pub neighbourhood_m: f64,
}

/// What the plan does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Impact {
    /// After so many years.
    pub years: f64,
    /// Area that is cleared or built on, hectares.
    pub plan_ha: f64,
    /// Where the plan lies with regard to the data.
    pub place: PlanPlace,
    /// Breeding or resting places and core areas that it touches, as surveyed, with every
    /// link of theirs before and after.
    pub sites: Vec<SiteTouched>,
    /// Surveyed connections that it crosses; those that nothing can take the place of first.
    pub connections: Vec<ConnectionTouched>,
    /// Habitat and trees that are lost.
    pub habitat: HabitatLoss,
    /// Links whose widest gap becomes wider, and those that are no more.
    pub gaps: Vec<GapChange>,
    /// The whole network before and after.
    pub whole: Worth,
    /// The patches of the neighbourhood before and after.
    pub neighbourhood: Worth,
    /// How far that reaches, metres.
    pub neighbourhood_m: f64,
    /// Protected areas and other things that surveys tell of.
    pub objects: Vec<ObjectTouched>,
    /// How firm the effect on EC(PC) is, where it was asked for.
    pub firm: Option<EffectRange>,
}

impl Impact {
    /// The same for the public: which sites, patches and links it is about is left out.
    #[must_use]
    pub fn without_names(&self) -> Self {
        let mut public = self.clone();
        for site in &mut public.sites {
            site.label.clear();
            site.links.clear();
        }
        public.habitat.patches.clear();
        for gap in &mut public.gaps {
            gap.labels = Default::default();
        }
        public
    }
}

/// Where a plan lies with regard to the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlanPlace {
    /// Well within what was mapped.
    Within,
    /// So near to the edge of the data that links out of them are not seen.
    NearEdge,
    /// It does not touch what was mapped: nothing can be said.
    Outside,
    /// The edits clear nothing.
    Nowhere,
}

/// A scene with its network.
#[derive(Debug)]
pub struct Side {
    /// Habitat and land.
    pub scene: Scene,
    /// The links, and what they are worth.
    pub network: Network,
}

impl Side {
    /// The present by a rule: the same for every plan.
    ///
    /// # Errors
    /// [`Error`] as [`Rule::network`].
    pub fn before(
        present: &Present,
        rule: &Rule,
        progress: &mut impl Progress,
    ) -> Result<Self, Error> {
        let scene = Scene::new(present, &[], 0.0);
        let network = rule.network(&scene, progress)?;
        Ok(Self { scene, network })
    }
}

/// Computes the network after the edits, and puts down what differs.
///
/// # Errors
/// [`Error`] as [`Rule::network`].
pub fn assess(
    question: &Question<'_>,
    before: &Side,
    progress: &mut impl Progress,
) -> Result<(Side, Impact), Error> {
    let Question { present, rule, entries, years, .. } = *question;
    let scene = Scene::new(present, entries, years);
    let network = rule.network_after(&scene, Some(before), progress)?.without_memory();
    let after = Side { scene, network };
    let sides = Sides {
        before: (&before.scene, &before.network),
        after: (&after.scene, &after.network),
        cleared: cleared(entries),
        question,
    };
    let impact = sides.impact()?;
    Ok((after, impact))
}

/// The range of the plan's effect when the assumptions vary: the network before and after
/// with each draw.
///
/// # Errors
/// [`Error`] as [`Rule::network`].
pub fn effect_range(
    question: &Question<'_>,
    draws: &[Draw],
    progress: &mut impl Progress,
) -> Result<EffectRange, Error> {
    let Question { present, rule, entries, years, .. } = *question;
    let scenes = [Scene::new(present, &[], years), Scene::new(present, entries, years)];
    let mut effects = Vec::with_capacity(draws.len());
    for (done, draw) in draws.iter().enumerate() {
        progress.report(done, draws.len());
        let rule = rule.with(draw);
        let [before, after] = [&scenes[0], &scenes[1]]
            .map(|scene| rule.network(scene, &mut ()).map(|network| network.ec_pc_ha()));
        effects.push(worth::percent(before?, after?));
    }
    progress.report(draws.len(), draws.len());
    Ok(EffectRange::of(&effects))
}

/// All that is cleared or built on, as one area.
#[must_use]
pub fn cleared(entries: &[Entry]) -> MultiPolygon {
    let areas: Vec<&MultiPolygon> = entries
        .iter()
        .filter_map(|entry| match &entry.edit {
            Edit::Clear(area, _) => Some(area),
            _ => None,
        })
        .collect();
    dissolved(&areas)
}

/// Before and after, and what is asked of them.
pub(super) struct Sides<'a> {
    before: (&'a Scene, &'a Network),
    after: (&'a Scene, &'a Network),
    cleared: MultiPolygon,
    question: &'a Question<'a>,
}

impl Sides<'_> {
    fn impact(&self) -> Result<Impact, Error> {
        let Question { years, neighbourhood_m, .. } = *self.question;
        let changes = self.link_changes();
        let (whole, neighbourhood) = self.worths()?;
        Ok(Impact {
            years,
            plan_ha: crate::units::hectares(geo::Area::unsigned_area(&self.cleared)),
            place: self.place(),
            sites: self.sites(&changes),
            connections: self.connections(),
            habitat: self.habitat_loss(),
            gaps: self.gap_changes(&changes),
            whole,
            neighbourhood,
            neighbourhood_m,
            objects: self.objects(),
            firm: None,
        })
    }

    fn place(&self) -> PlanPlace {
        if self.cleared.0.is_empty() {
            return PlanPlace::Nowhere;
        }
        let (scene, _) = self.before;
        let Some(outline) = scene.land.outline() else { return PlanPlace::Outside };
        if !outline.intersects(&self.cleared) {
            return PlanPlace::Outside;
        }
        let distance_m = self.question.rule.parameters.distance_m;
        let is_near = self.cleared.iter().any(|part| {
            part.exterior().0.iter().any(|corner| {
                let edge = outline.exterior();
                Euclidean.distance(&geo::Point::from(*corner), edge) < distance_m
                    || !outline.intersects(&geo::Point::from(*corner))
            })
        });
        if is_near { PlanPlace::NearEdge } else { PlanPlace::Within }
    }

    /// What to call a patch.
    fn label(&self, patch: PatchId) -> String {
        match patch {
            PatchId::Present(number) => self
                .question
                .present
                .habitat()
                .patches()
                .get(number as usize)
                .map_or_else(|| number.to_string(), |patch| patch.label.clone()),
            PatchId::Added(number) => format!("+{}", number + 1),
        }
    }

    /// True for shapes that what is cleared touches.
    fn touches(&self, polygons: &MultiPolygon) -> bool {
        let meets = match (polygons.bounding_rect(), self.cleared.bounding_rect()) {
            (Some(own), Some(cleared)) => own.intersects(&cleared),
            _ => false,
        };
        meets && self.cleared.intersects(polygons)
    }
}

//! Links found again where something has changed: what lies far from every change is as it was.
//!
//! A step between two positions is what it was where nothing has changed in the box of both
//! and of the edges about them. A way is what it was where it takes no step that is gone and
//! no way over new steps is as short: how far both patches are from these tells. A line is drawn as
//! it was where nothing has changed in the hull of what was tried for it. What decides between
//! ways as good as each other (the order of positions, of steps, of patches) keeps its order.
//! So the links are those of a run from nothing, to the last bit.
//!
//! Positions and steps lie over those of the earlier run, which stay where they are: they are
//! not gone through again for a change that lies elsewhere.

mod changes;
mod followed;
mod memory;
mod neighbours;
mod pairs;
mod positions;
mod steps;
mod ways;

use std::collections::HashSet;
use std::sync::Arc;

use geo::{Coord, Intersects, Rect};

use super::graph::SiteGraph;
use super::sites::Sites;
use super::{Glide, Route};
use crate::geometry::nearest_patches;
use crate::landscape::Land;
use crate::links::touching::touching_of;
use crate::model::Habitat;
use changes::changed;
use followed::{Followed, NONE};
pub(super) use memory::{FoundOver, Known, KnownWay};
pub use memory::{GlideMemory, GlidesBefore};
use neighbours::Neighbours;
use positions::positions;
use steps::Remeasured;
pub(super) use ways::FoundAgain;

/// Lines are followed so far into the patches at their ends, metres, and a little.
const BEYOND_M: f64 = 1.1;

/// What of an earlier run still holds, and what lies over it.
pub(super) struct Again<'a> {
    before: GlidesBefore<'a>,
    pub known: Arc<Known>,
    pub sites: Sites,
    pub graph: SiteGraph,
    pub neighbours: Neighbours,
    pub patches: Followed,
    /// Where land or patches differ.
    boxes: Vec<Rect>,
    /// Positions by which every way goes that takes a step which was not there, or that ends
    /// where no patch was or another; in their order.
    touched: Vec<u32>,
    gone_steps: HashSet<(u32, u32)>,
}

impl<'a> Again<'a> {
    /// What differs from an earlier run; `None` where other links were wanted.
    pub fn new(
        before: GlidesBefore<'a>,
        (habitat, land): (&Habitat, &Land),
        wanted: &Glide,
    ) -> Option<Self> {
        let known = Arc::clone(before.memory.known(wanted)?);
        let boxes = changed(before.land.pieces(), land.pieces());
        let (sites, patches) = positions(&known, (habitat, land), &boxes);
        let neighbours = Neighbours::new(&known, &sites);
        let by = (land, &wanted.limits);
        let measured = Remeasured::new(&known, (&sites, &neighbours), &boxes, by);
        let graph = SiteGraph::over(&known.graph, &sites.order, &measured.changed);
        let Remeasured { gone: gone_steps, touched, .. } = measured;
        Some(Self { before, known, sites, graph, neighbours, patches, boxes, touched, gone_steps })
    }

    /// Links between patches that touch or overlap: those between patches that are the same,
    /// as places among the links of before, and others.
    pub fn joined(&self, habitat: &Habitat, land: &Land) -> (Vec<(usize, Route)>, Vec<Route>) {
        let Followed { is_same, new_of, .. } = &self.patches;
        let now = |patch: u32| new_of[patch as usize];
        let stay = self.known.joined.iter().filter_map(|&(a, b)| {
            let ends = (now(a), now(b));
            let are_same =
                [ends.0, ends.1].iter().all(|patch| *patch != NONE && is_same[*patch as usize]);
            let routes = self.before.routes;
            let place = routes.binary_search_by_key(&(a, b), |route| (route.a, route.b));
            let place = place.ok().filter(|_| are_same)?;
            Some((place, Route { a: ends.0, b: ends.1, ..routes[place].clone() }))
        });
        let stay: Vec<(usize, Route)> = stay.collect();
        let others = (0u32..).zip(is_same).filter(|(_, is_same)| !**is_same).map(|(n, _)| n);
        let shape = |number: u32| habitat.patches()[number as usize].shape();
        let route = |(a, b)| {
            let nearest = nearest_patches(shape(a), shape(b), 0.0)?;
            Some(Route::new((a, b), 0.0, vec![nearest.from, nearest.to], land))
        };
        (stay, touching_of(habitat, others).into_iter().filter_map(route).collect())
    }

    /// A way of the earlier run takes a step that is gone, or leads to where its patch is not.
    fn is_broken(&self, way: &KnownWay) -> bool {
        way.sites.iter().any(|site| self.sites.is_gone(*site))
            || way.sites.windows(2).any(|step| {
                let ends = (step[0].min(step[1]), step[0].max(step[1]));
                self.gone_steps.contains(&ends)
            })
    }

    /// The ways of the earlier run that are broken, by their places.
    fn broken(&self) -> Vec<u32> {
        let gone = self.sites.over.as_ref().map_or(&[][..], |over| &over.gone_sites);
        let near = gone.iter().chain(self.gone_steps.iter().map(|(a, _)| a));
        let ways: HashSet<u32> = near.flat_map(|site| self.known.through(*site)).copied().collect();
        let is_broken = |place: &u32| self.is_broken(&self.known.ways[*place as usize]);
        ways.into_iter().filter(is_broken).collect()
    }

    /// Something differs where a way was drawn.
    fn is_drawn_anew(&self, way: &KnownWay) -> bool {
        let Some((bounds, hull)) = &way.hull else { return true };
        self.boxes.iter().any(|of| {
            let by = Coord { x: BEYOND_M, y: BEYOND_M };
            let wider = Rect::new(of.min() - by, of.max() + by);
            wider.intersects(bounds) && hull.intersects(&wider)
        })
    }
}

//! Links found again where something has changed: what lies far from every change is as it was.
//!
//! A step between two positions is what it was where nothing has changed in the box of both
//! and of the edges about them. The ways from a patch are what they were where nothing has
//! changed as near to it as the longest way: a search goes no farther, and what decides
//! between ways as good as each other (the order of positions, of steps, of patches) keeps
//! its order. So the links are those of a run from nothing, to the last bit.

use std::cmp::Ordering;

use geo::{BoundingRect, Coord, Intersects, Rect};

use super::changes::changed;
use super::followed::{Followed, NONE};
use super::graph::{Steps, between};
use super::sites::{NO_PATCH, Sites};
use super::{Glide, Route};
use crate::landscape::Land;
use crate::links::GapLimits;
use crate::model::Habitat;
use crate::parallel;

/// What a run has found on its way, for another over land that differs a little.
#[derive(Debug)]
pub struct GlideMemory {
    wanted: Glide,
    sites: Sites,
    pairs: Vec<(u32, u32)>,
    steps: Vec<Steps>,
}

/// An earlier run, and what it was over.
#[derive(Debug, Clone, Copy)]
pub struct GlidesBefore<'a> {
    /// What it has found on its way.
    pub memory: &'a GlideMemory,
    /// Its patches.
    pub habitat: &'a Habitat,
    /// Its land.
    pub land: &'a Land,
    /// Its links, sorted by their patches.
    pub routes: &'a [Route],
}

impl GlideMemory {
    pub(super) fn new(
        wanted: Glide,
        sites: Sites,
        pairs: Vec<(u32, u32)>,
        steps: Vec<Steps>,
    ) -> Self {
        Self { wanted, sites, pairs, steps }
    }
}

/// What of an earlier run still holds.
pub(super) struct Again<'a> {
    before: GlidesBefore<'a>,
    /// What each position was before.
    old_sites: Vec<u32>,
    /// The edges about each position are as they were.
    same_edges: Vec<bool>,
    /// Each patch is as it was.
    is_same: Vec<bool>,
    /// What each patch was before, and what each has become: what is left of a changed one is
    /// the part that has most of its positions.
    old_patches: Vec<u32>,
    new_patches: Vec<u32>,
    /// Where land or patches differ.
    boxes: Vec<Rect>,
    /// The box of all of them.
    whole: Option<Rect>,
    /// Positions that came or went, or whose steps differ.
    touched: Vec<Coord>,
}

impl<'a> Again<'a> {
    /// Compares; `None` where other links were wanted then.
    pub fn new(
        before: GlidesBefore<'a>,
        wanted: &Glide,
        (habitat, land): (&Habitat, &Land),
        sites: &Sites,
    ) -> Option<Self> {
        if before.memory.wanted != *wanted {
            return None;
        }
        let boxes = changed(before.land.pieces(), land.pieces());
        let whole = boxes.iter().copied().reduce(|a, b| {
            Rect::new(
                (a.min().x.min(b.min().x), a.min().y.min(b.min().y)),
                (a.max().x.max(b.max().x), a.max().y.max(b.max().y)),
            )
        });
        let old = &before.memory.sites;
        let old_sites = sites.among(old);
        let Followed { is_same, old_of: old_patches, new_of: new_patches } =
            Followed::new((before.habitat, habitat), (old, sites), &old_sites);
        let mut is_there = vec![false; old.at.len()];
        let mut touched = Vec::new();
        let mut same_edges = vec![false; sites.at.len()];
        for (site, &was) in old_sites.iter().enumerate() {
            if was == NONE {
                touched.push(sites.at[site]);
                continue;
            }
            is_there[was as usize] = true;
            let (own, before) = (sites.patch[site], old.patch[was as usize]);
            same_edges[site] = sites.stretch(site) == old.stretch(was as usize);
            let own = if own == NO_PATCH { NO_PATCH } else { old_patches[own as usize] };
            if own != before {
                touched.push(sites.at[site]);
            }
        }
        let gone = old.at.iter().zip(is_there).filter(|(_, is_there)| !is_there);
        touched.extend(gone.map(|(at, _)| *at));
        Some(Self {
            before,
            old_sites,
            is_same,
            old_patches,
            new_patches,
            same_edges,
            boxes,
            whole,
            touched,
        })
    }

    /// The steps between neighbours, those that hold taken over.
    pub fn steps(
        &mut self,
        sites: &Sites,
        pairs: &[(u32, u32)],
        (land, limits): (&Land, &GapLimits),
    ) -> Vec<Steps> {
        let GlideMemory { sites: old, pairs: known, steps, .. } = self.before.memory;
        let mut steps_of: Vec<Option<Steps>> = Vec::with_capacity(pairs.len());
        let mut place = 0;
        // Both lists are sorted, and positions keep their order.
        for &(a, b) in pairs {
            let was = (self.old_sites[a as usize], self.old_sites[b as usize]);
            if was.0 == NONE || was.1 == NONE {
                steps_of.push(None);
                continue;
            }
            while let Some(&(p, q)) = known.get(place).filter(|pair| **pair < was) {
                self.touched.extend([old.at[p as usize], old.at[q as usize]]);
                place += 1;
            }
            let is_known = known.get(place) == Some(&was);
            let are_same = self.same_edges[a as usize] && self.same_edges[b as usize];
            let holds = is_known && are_same && !self.is_changed(sites, (a, b));
            steps_of.push(holds.then(|| steps[place]));
            place += usize::from(is_known);
        }
        for &(p, q) in &known[place.min(known.len())..] {
            self.touched.extend([old.at[p as usize], old.at[q as usize]]);
        }
        let numbered = steps_of.iter().zip(pairs).enumerate();
        let anew: Vec<(usize, (u32, u32))> = numbered
            .filter(|(_, (steps, _))| steps.is_none())
            .map(|(number, (_, pair))| (number, *pair))
            .collect();
        let found = parallel::map(&anew, |(_, pair)| between(sites, land, limits, *pair));
        for ((number, (a, b)), steps) in anew.into_iter().zip(found) {
            self.touched.extend([sites.at[a as usize], sites.at[b as usize]]);
            steps_of[number] = Some(steps);
        }
        steps_of.into_iter().map(Option::unwrap_or_default).collect()
    }

    /// Something differs where a step was measured.
    fn is_changed(&self, sites: &Sites, (a, b): (u32, u32)) -> bool {
        let Some(whole) = self.whole else { return false };
        let ends = [sites.at[a as usize], sites.at[b as usize]];
        let stretches = sites.stretch(a as usize).iter().chain(sites.stretch(b as usize));
        let (mut low, mut high) = (ends[0], ends[0]);
        for at in stretches.chain(&ends[1..]) {
            low = Coord { x: low.x.min(at.x), y: low.y.min(at.y) };
            high = Coord { x: high.x.max(at.x), y: high.y.max(at.y) };
        }
        let own = Rect::new(low, high);
        own.intersects(&whole) && self.boxes.iter().any(|of| own.intersects(of))
    }

    /// The links from each patch to those with higher numbers, where they are as they were.
    pub fn routes(&self, habitat: &Habitat) -> Vec<Option<Vec<Route>>> {
        let most_m = self.before.memory.wanted.most_m;
        let of = |(number, patch): (u32, &crate::model::Patch)| {
            let was = self.old_patches[number as usize];
            let is_same = self.is_same[number as usize];
            let own = patch.polygons.bounding_rect().filter(|_| is_same)?;
            let is_near = |low: Coord, high: Coord| {
                let x = (low.x - own.max().x).max(own.min().x - high.x).max(0.0);
                let y = (low.y - own.max().y).max(own.min().y - high.y).max(0.0);
                // What is no number is near.
                (x * x + y * y).partial_cmp(&(most_m * most_m)) != Some(Ordering::Greater)
            };
            let is_far = !self.boxes.iter().any(|of| is_near(of.min(), of.max()))
                && !self.touched.iter().any(|at| is_near(*at, *at));
            if !is_far {
                return None;
            }
            let routes = self.before.routes;
            let from = routes.partition_point(|route| route.a < was);
            let own = routes[from..].iter().take_while(|route| route.a == was);
            own.map(|route| {
                let b = self.new_patches[route.b as usize];
                (b != NONE && b > number).then(|| Route { a: number, b, ..route.clone() })
            })
            .collect()
        };
        (0u32..).zip(habitat.patches()).map(of).collect()
    }
}

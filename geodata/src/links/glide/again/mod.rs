//! Links found again where something has changed: what lies far from every change is as it was.
//!
//! A step between two positions is what it was where nothing has changed in the box of both
//! and of the edges about them. A way is what it was where it takes no step that is gone and
//! no way over new steps is as short: how far both patches are from these tells. A line is drawn as
//! it was where nothing has changed in the hull of what was tried for it. What decides between
//! ways as good as each other (the order of positions, of steps, of patches) keeps its order.
//! So the links are those of a run from nothing, to the last bit.

mod changes;
mod followed;
mod neighbours;
mod pairs;
mod ways;

use std::collections::HashSet;

use geo::{BoundingRect, ConvexHull, Coord, Intersects, MultiPoint, Polygon, Rect};

use super::graph::{SiteGraph, Steps, between};
use super::sites::{Edges, NO_PATCH, Sites};
use super::{Glide, Route};
use crate::landscape::Land;
use crate::links::{GapLimits, Grade};
use crate::model::Habitat;
use crate::parallel;
use changes::changed;
pub(super) use changes::mark_of;
use followed::{Followed, NONE};
pub(super) use ways::FoundAgain;

/// Lines are followed so far into the patches at their ends, metres, and a little.
const BEYOND_M: f64 = 1.1;

/// What a run has found on its way, for another over land that differs a little.
#[derive(Debug)]
pub struct GlideMemory {
    wanted: Glide,
    sites: Sites,
    pairs: Vec<(u32, u32)>,
    graph: SiteGraph,
    /// Patches that touch: `(lower, higher)`, sorted.
    joined: Vec<(u32, u32)>,
    /// Sorted by their patches; those among neighbours alone are not taken over.
    ways: Vec<KnownWay>,
}

/// A way before it is drawn taut.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct KnownWay {
    /// The patch with the lower number, and the other.
    pub patches: (u32, u32),
    /// The grade that it was sought for.
    pub grade: Grade,
    /// Length over the graph, metres.
    pub length_m: f64,
    /// The numbers of its positions.
    pub sites: Vec<u32>,
    /// Its line by these.
    pub line: Vec<Coord>,
    /// What it depends on as it is drawn: nothing has changed in it, it is drawn as it was.
    pub hull: Option<Polygon>,
}

impl KnownWay {
    /// The same, and what was tried to draw it.
    pub fn with_hull(mut self, drawn: &[Coord], tried: &[Coord]) -> Self {
        let all = self.line.iter().chain(drawn).chain(tried);
        let points: MultiPoint = all.copied().collect::<Vec<Coord>>().into();
        self.hull = Some(points.convex_hull());
        self
    }
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

impl GlidesBefore<'_> {
    /// Where its land or its patches differ from others; `None` where other links were wanted.
    pub(super) fn differs(&self, wanted: &Glide, land: &Land) -> Option<Vec<Rect>> {
        let is_same = self.memory.wanted == *wanted;
        is_same.then(|| changed(self.land.pieces(), land.pieces()))
    }

    /// The edges that positions were found on.
    pub(super) fn edges(&self) -> &Edges {
        self.memory.sites.edges()
    }
}

impl GlideMemory {
    pub(super) fn new(
        wanted: Glide,
        (sites, pairs, graph): (Sites, Vec<(u32, u32)>, SiteGraph),
        joined: Vec<(u32, u32)>,
        ways: Vec<KnownWay>,
    ) -> Self {
        Self { wanted, sites, pairs, graph, joined, ways }
    }

    /// The way between two patches.
    fn way(&self, patches: (u32, u32)) -> Option<&KnownWay> {
        let place = self.ways.binary_search_by_key(&patches, |way| way.patches);
        place.ok().map(|place| &self.ways[place])
    }
}

/// What of an earlier run still holds.
pub(super) struct Again<'a> {
    before: GlidesBefore<'a>,
    /// What each position was before, and what each of before is.
    old_sites: Vec<u32>,
    new_sites: Vec<u32>,
    /// The edges about each position are as they were.
    same_edges: Vec<bool>,
    patches: Followed,
    /// Where land or patches differ.
    boxes: Vec<Rect>,
    /// The box of all of them.
    whole: Option<Rect>,
    /// Positions by which every way goes that takes a step which was not there, or that ends
    /// where no patch was or another; sorted.
    touched: Vec<u32>,
    /// Of the earlier run, the positions that went or are no longer of their patch, and the
    /// steps that are there no more, by their ends.
    gone: Vec<bool>,
    gone_steps: HashSet<(u32, u32)>,
}

impl<'a> Again<'a> {
    /// Compares positions and patches, where land or patches differ in `boxes`.
    pub fn new(
        before: GlidesBefore<'a>,
        boxes: Vec<Rect>,
        habitat: &Habitat,
        sites: &Sites,
    ) -> Self {
        let whole = boxes.iter().copied().reduce(|a, b| {
            Rect::new(
                (a.min().x.min(b.min().x), a.min().y.min(b.min().y)),
                (a.max().x.max(b.max().x), a.max().y.max(b.max().y)),
            )
        });
        let old = &before.memory.sites;
        let old_sites = sites.among(old);
        let patches = Followed::new((before.habitat, habitat), (old, sites), &old_sites);
        let mut new_sites = vec![NONE; old.at.len()];
        let mut gone = vec![true; old.at.len()];
        let mut touched = Vec::new();
        let mut same_edges = vec![false; sites.at.len()];
        for (site, &was) in (0u32..).zip(&old_sites) {
            let (number, before) = (site as usize, was as usize);
            if was == NONE {
                touched.push(site);
                continue;
            }
            new_sites[before] = site;
            same_edges[number] = sites.stretch(number) == old.stretch(before);
            let own = match sites.patch[number] {
                NO_PATCH => Some(NO_PATCH),
                patch => Some(patches.old_of[patch as usize]).filter(|was| *was != NONE),
            };
            gone[before] = own != Some(old.patch[before]);
            if gone[before] {
                touched.push(site);
            }
        }
        let gone_steps = HashSet::new();
        Self {
            before,
            old_sites,
            new_sites,
            same_edges,
            patches,
            boxes,
            whole,
            touched,
            gone,
            gone_steps,
        }
    }

    /// The steps between neighbours, those that hold taken over.
    pub fn steps(
        &mut self,
        sites: &Sites,
        pairs: &[(u32, u32)],
        (land, limits): (&Land, &GapLimits),
    ) -> Vec<Steps> {
        let GlideMemory { pairs: known, graph, .. } = self.before.memory;
        let mut steps_of: Vec<Option<Steps>> = Vec::with_capacity(pairs.len());
        let mut gone: Vec<(u32, u32)> = Vec::new();
        // Those to be measured, and what they were.
        let mut anew: Vec<(usize, (u32, u32), Option<Steps>)> = Vec::new();
        let mut place = 0;
        // Both lists are sorted, and positions keep their order.
        for (number, &(a, b)) in pairs.iter().enumerate() {
            let was = (self.old_sites[a as usize], self.old_sites[b as usize]);
            if was.0 == NONE || was.1 == NONE {
                anew.push((number, (a, b), None));
                steps_of.push(None);
                continue;
            }
            while let Some(pair) = known.get(place).filter(|pair| **pair < was) {
                gone.push(*pair);
                place += 1;
            }
            let is_known = known.get(place) == Some(&was);
            place += usize::from(is_known);
            let are_same = self.same_edges[a as usize] && self.same_edges[b as usize];
            let old = is_known.then(|| graph.steps_between(was.0, was.1));
            let holds = are_same && !self.is_changed(sites, (a, b));
            if !holds || old.is_none() {
                anew.push((number, (a, b), old));
            }
            steps_of.push(old.filter(|_| holds));
        }
        gone.extend(&known[place.min(known.len())..]);
        self.gone_steps.extend(gone);
        let found = parallel::map(&anew, |(_, pair, _)| between(sites, land, limits, *pair));
        let mut is_touched = vec![false; sites.at.len()];
        self.touched.iter().for_each(|site| is_touched[*site as usize] = true);
        for ((number, (a, b), old), steps) in anew.into_iter().zip(found) {
            let old = old.unwrap_or_default();
            if steps != old {
                let was = [a, b].map(|site| self.old_sites[site as usize]);
                self.gone_steps.insert((was[0], was[1]));
                if steps != [None; 2] && !is_touched[a as usize] && !is_touched[b as usize] {
                    is_touched[a as usize] = true;
                    self.touched.push(a);
                }
            }
            steps_of[number] = Some(steps);
        }
        self.touched.sort_unstable();
        steps_of.into_iter().map(Option::unwrap_or_default).collect()
    }

    /// A way of the earlier run takes a step that is gone, or leads to where its patch is not.
    fn is_broken(&self, way: &KnownWay) -> bool {
        let ends = [way.sites.first(), way.sites.last()];
        ends.into_iter().flatten().any(|site| self.gone[*site as usize])
            || way.sites.windows(2).any(|step| {
                let ends = (step[0].min(step[1]), step[0].max(step[1]));
                self.gone_steps.contains(&ends)
            })
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

    /// Something differs where a way was drawn.
    fn is_drawn_anew(&self, way: &KnownWay) -> bool {
        let Some(hull) = &way.hull else { return true };
        let Some(bounds) = hull.bounding_rect() else { return true };
        self.boxes.iter().any(|of| {
            let by = Coord { x: BEYOND_M, y: BEYOND_M };
            let wider = Rect::new(of.min() - by, of.max() + by);
            wider.intersects(&bounds) && hull.intersects(&wider)
        })
    }
}

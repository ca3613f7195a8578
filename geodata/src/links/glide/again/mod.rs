//! Links found again where something has changed: what lies far from every change is as it was.
//!
//! A step between two positions is what it was where nothing has changed in the box of both
//! and of the edges about them. A way is what it was where it takes no step that is gone and
//! no way over new steps is as short: how far patches are from both tells. A line is drawn as
//! it was where nothing has changed in the hull of what was tried for it. What decides between
//! ways as good as each other (the order of positions, of steps, of patches) keeps its order.
//! So the links are those of a run from nothing, to the last bit.

mod changes;
mod followed;
mod pairs;

use geo::{BoundingRect, ConvexHull, Coord, Intersects, MultiPoint, Polygon, Rect};

use super::graph::{SiteGraph, Steps, between};
use super::sites::{NO_PATCH, Sites};
use super::{Glide, Route};
use crate::landscape::Land;
use crate::links::{GapLimits, Grade};
use crate::model::Habitat;
use crate::parallel;
use changes::changed;
use followed::{Followed, NONE};
pub(super) use pairs::FoundAgain;

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
    /// Sorted by their patches; none where links are among neighbours alone.
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
    /// Its positions.
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
    /// What each position was before.
    old_sites: Vec<u32>,
    /// The edges about each position are as they were.
    same_edges: Vec<bool>,
    patches: Followed,
    /// Where land or patches differ.
    boxes: Vec<Rect>,
    /// The box of all of them.
    whole: Option<Rect>,
    /// Positions that came or are of another patch, or whose steps are others; and those of
    /// the earlier run that went or were so.
    touched: Vec<u32>,
    old_touched: Vec<u32>,
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
        let patches = Followed::new((before.habitat, habitat), (old, sites), &old_sites);
        let mut is_gone = vec![true; old.at.len()];
        let (mut touched, mut old_touched) = (Vec::new(), Vec::new());
        let mut same_edges = vec![false; sites.at.len()];
        for (site, &was) in (0u32..).zip(&old_sites) {
            if was == NONE {
                touched.push(site);
                continue;
            }
            is_gone[was as usize] = false;
            let (own, before) = (sites.patch[site as usize], old.patch[was as usize]);
            same_edges[site as usize] = sites.stretch(site as usize) == old.stretch(was as usize);
            let own = if own == NO_PATCH { NO_PATCH } else { patches.old_of[own as usize] };
            if own != before || (own == NONE) != (sites.patch[site as usize] == NO_PATCH) {
                touched.push(site);
                old_touched.push(was);
            }
        }
        old_touched.extend((0u32..).zip(is_gone).filter(|(_, is)| *is).map(|(was, _)| was));
        Some(Self { before, old_sites, same_edges, patches, boxes, whole, touched, old_touched })
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
        for (p, q) in gone {
            if graph.steps_between(p, q) != [None; 2] {
                self.old_touched.extend([p, q]);
            }
        }
        let found = parallel::map(&anew, |(_, pair, _)| between(sites, land, limits, *pair));
        for ((number, (a, b), old), steps) in anew.into_iter().zip(found) {
            let old = old.unwrap_or_default();
            if steps != old {
                if steps != [None; 2] {
                    self.touched.extend([a, b]);
                }
                if old != [None; 2] {
                    let was = [a, b].map(|site| self.old_sites[site as usize]);
                    self.old_touched.extend(was);
                }
            }
            steps_of[number] = Some(steps);
        }
        for touched in [&mut self.touched, &mut self.old_touched] {
            touched.sort_unstable();
            touched.dedup();
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

//! Glide links: ways through trees, over gaps that an animal can glide.
//!
//! Of two patches' ways the shortest counts among those of the best grade that the two can
//! reach, up to a greatest length; then the one with the fewest gaps. (A way of the least
//! widest gap would go kilometres to save a metre.) A link's length is that along its way.
//!
//! Ways go over a graph of positions on the edges of trees and patches, joined to their
//! neighbours in the Delaunay triangulation; over a gap also by the narrowest place of the
//! two stretches of edge that face each other there. Gaps along these are measured on the
//! polygons themselves, as those of every link. The way found is then drawn taut, as far
//! as its grade stays what it is. What a way can be is so bounded by the spacing of the
//! positions, `SPACING_M`; how it is graded is not.
//!
//! *Planar* links come from one search a grade, from all patches at once: for each two
//! basins that touch, the shortest way within the two. Which patches reach each other at a
//! grade is told by them exactly, as for [least-cost links](super::least_cost_links).
//! *Complete* links take a search from each patch, through other patches too.

mod again;
mod edge;
mod graph;
mod order;
mod search;
mod sites;
mod taut;

use std::collections::HashSet;

use super::{GapLimits, Grade, Route, Topology, touching};
use crate::geometry::nearest_patches;
use crate::landscape::Land;
use crate::model::Habitat;
use crate::parallel;
use crate::progress::Progress;
use again::{Again, FoundAgain, FoundOver, Known, KnownWay};
pub use again::{GlideMemory, GlidesBefore};
use graph::{SiteGraph, measured, neighbours};
use search::{Search, Sought, Way, basin_ways, ways_from};
use sites::Sites;

/// Glides are no longer unless someone says so, metres: about as far as young animals
/// disperse (the project's greatest distance to study).
pub const MOST_GLIDE_M: f64 = 2000.0;

/// Positions, their graph, a search for each grade, and the lines.
const STEPS: usize = 6;

/// Patches whose searches share their memory.
const PATCHES_A_SEARCH: usize = 64;

/// Which glide links are made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glide {
    /// Neighbours, or all pairs.
    pub topology: Topology,
    /// Longer ways are none, metres.
    pub most_m: f64,
    /// Up to where gaps are good, weak or critical.
    pub limits: GapLimits,
}

/// Glide links, sorted by `(a, b)`, `a < b`, with their lines and gaps. Their cost is their
/// length. Cut ways are no links.
///
/// Work is shared among threads, and the result does not depend on how.
#[must_use]
pub fn glide_links(
    habitat: &Habitat,
    land: &Land,
    wanted: &Glide,
    progress: &mut impl Progress,
) -> Vec<Route> {
    glide_links_again(habitat, land, wanted, None, progress).0
}

/// [`glide_links`], and what another run can take over; with that of an earlier run, where
/// the land was much the same, only what lies near to a change is sought again.
#[must_use]
pub fn glide_links_again(
    habitat: &Habitat,
    land: &Land,
    wanted: &Glide,
    before: Option<GlidesBefore<'_>>,
    progress: &mut impl Progress,
) -> (Vec<Route>, GlideMemory) {
    let again = before.and_then(|of| Again::new(of, (habitat, land), wanted));
    match (again, before) {
        (Some(again), Some(before)) => over_before(again, (habitat, land), wanted, before),
        _ => from_nothing(habitat, land, wanted, progress),
    }
}

fn from_nothing(
    habitat: &Habitat,
    land: &Land,
    wanted: &Glide,
    progress: &mut impl Progress,
) -> (Vec<Route>, GlideMemory) {
    let sites = Sites::new(habitat, land);
    progress.report(1, STEPS);
    let pairs = neighbours(&sites);
    let steps = measured(&sites, &pairs, (land, &wanted.limits));
    let graph = SiteGraph::new(sites.order.len(), &pairs, &steps);
    progress.report(2, STEPS);
    let mut routes = joined(habitat, land);
    let joined: Vec<(u32, u32)> = routes.iter().map(|route| (route.a, route.b)).collect();
    let sought = every_way((&graph, &sites), habitat, wanted, &joined, progress);
    progress.report(STEPS - 1, STEPS);
    let (drawn, mut ways) = drawn(undrawn(&sites, &graph, &sought), (habitat, land), wanted);
    routes.extend(drawn);
    routes.sort_by_key(|route| (route.a, route.b));
    ways.sort_by_key(|way| way.patches);
    progress.report(STEPS, STEPS);
    (routes, GlideMemory::new(*wanted, Known::new((sites, pairs, graph), joined, ways)))
}

fn over_before(
    again: Again<'_>,
    (habitat, land): (&Habitat, &Land),
    wanted: &Glide,
    before: GlidesBefore<'_>,
) -> (Vec<Route>, GlideMemory) {
    let (still, touching) = again.joined(habitat, land);
    let mut routes: Vec<Route> = still.into_iter().map(|(_, route)| route).collect();
    routes.extend(touching);
    routes.sort_by_key(|route| (route.a, route.b));
    let joined: Vec<(u32, u32)> = routes.iter().map(|route| (route.a, route.b)).collect();
    let FoundAgain { kept, redrawn, sought } = again.found(habitat, wanted, &joined);
    let undrawn = undrawn(&again.sites, &again.graph, &sought).chain(redrawn);
    let (drawn, mut ways) = drawn(undrawn, (habitat, land), wanted);
    routes.extend(drawn);
    for (way, route, patches) in kept {
        let (a, b) = patches;
        routes.push(Route { a, b, ..before.routes[route].clone() });
        ways.push(KnownWay { patches, ..again.known.ways[way].clone() });
    }
    routes.sort_by_key(|route| (route.a, route.b));
    ways.sort_by_key(|way| way.patches);
    let Again { known, sites, graph, neighbours, .. } = again;
    let found = FoundOver { known, sites, graph, neighbours, joined, ways };
    (routes, GlideMemory::over(*wanted, found))
}

/// What differs from the links of an earlier run.
#[derive(Debug)]
pub struct GlideChange {
    /// Links that stay: their places among those of before, and their patches now.
    pub stay: Vec<(usize, (u32, u32))>,
    /// Others.
    pub others: Vec<Route>,
    /// What each patch was before; `u32::MAX` where it was none of them.
    pub old_of: Vec<u32>,
}

/// What differs from the links of an earlier run over much the same land; `None` where other
/// links were wanted, or those among neighbours alone.
#[must_use]
pub fn glide_change(
    habitat: &Habitat,
    land: &Land,
    wanted: &Glide,
    before: GlidesBefore<'_>,
) -> Option<GlideChange> {
    if wanted.topology == Topology::Planar {
        return None;
    }
    let again = Again::new(before, (habitat, land), wanted)?;
    let (still, mut others) = again.joined(habitat, land);
    let mut stay: Vec<(usize, (u32, u32))> =
        still.into_iter().map(|(place, route)| (place, (route.a, route.b))).collect();
    let touching = others.iter().map(|route| (route.a, route.b));
    let joined: Vec<(u32, u32)> = stay.iter().map(|(_, pair)| *pair).chain(touching).collect();
    let FoundAgain { kept, redrawn, sought } = again.found(habitat, wanted, &joined);
    stay.extend(kept.into_iter().map(|(_, route, patches)| (route, patches)));
    let undrawn = undrawn(&again.sites, &again.graph, &sought).chain(redrawn);
    others.extend(drawn(undrawn, (habitat, land), wanted).0);
    Some(GlideChange { stay, others, old_of: again.patches.old_of })
}

impl Again<'_> {
    /// The ways of now, but for those between patches that touch.
    fn found(&self, habitat: &Habitat, wanted: &Glide, joined: &[(u32, u32)]) -> FoundAgain {
        match wanted.topology {
            Topology::Complete => {
                self.ways(habitat, &joined.iter().copied().collect(), wanted.most_m)
            }
            // Among neighbours a far one counts too.
            Topology::Planar => {
                let of = (&self.graph, &self.sites);
                let sought = every_way(of, habitat, wanted, joined, &mut ());
                FoundAgain { sought, ..FoundAgain::default() }
            }
        }
    }
}

/// Ways to be drawn.
fn undrawn<'a>(
    sites: &'a Sites,
    graph: &'a SiteGraph,
    sought: &'a [(Grade, Way)],
) -> impl Iterator<Item = KnownWay> + 'a {
    sought.iter().map(|(grade, way)| KnownWay {
        patches: (way.a, way.b),
        grade: *grade,
        length_m: way.length_m,
        line: sites.line(graph, way),
        sites: way.sites.clone(),
        hull: None,
    })
}

/// Draws ways taut.
fn drawn(
    undrawn: impl Iterator<Item = KnownWay>,
    (habitat, land): (&Habitat, &Land),
    wanted: &Glide,
) -> (Vec<Route>, Vec<KnownWay>) {
    let undrawn: Vec<KnownWay> = undrawn.collect();
    let drawn = parallel::map(&undrawn, |way| {
        let (a, b) = way.patches;
        let ends = [a, b].map(|number| &habitat.patches()[number as usize]);
        let by = (way.grade, &wanted.limits);
        let taut = taut::drawn((ends[0], ends[1]), &way.line, land, by);
        let known = way.clone().with_hull(&taut.line, &taut.tried);
        let route = Route::new((a, b), 0.0, taut.line, land);
        (Route { cost: route.length_m, ..route }, known)
    });
    drawn.into_iter().unzip()
}

/// The ways between patches of the best grade that each two can reach, but for those that are
/// known.
fn every_way(
    (graph, sites): (&SiteGraph, &Sites),
    habitat: &Habitat,
    wanted: &Glide,
    joined: &[(u32, u32)],
    progress: &mut impl Progress,
) -> Vec<(Grade, Way)> {
    let mut known: HashSet<(u32, u32)> = joined.iter().copied().collect();
    let by_patch = sites.by_patch(habitat.patches().len());
    let patch = |site| sites.patch(site);
    let mut ways: Vec<(Grade, Way)> = Vec::new();
    for (done, grade) in (3..).zip([Grade::Good, Grade::Weak, Grade::Critical]) {
        let found = match wanted.topology {
            Topology::Planar => basin_ways(graph, patch, grade),
            Topology::Complete => {
                let shares: Vec<&[Vec<u32>]> = by_patch.chunks(PATCHES_A_SEARCH).collect();
                let found = parallel::map(&shares, |share| {
                    let mut search = Search::new(graph, grade, wanted.most_m);
                    let is_new = |a: u32, b: u32| !known.contains(&(a, b));
                    let from = |sources: &Vec<u32>| {
                        let sought = Sought::all(sources, wanted.most_m);
                        ways_from(&mut search, patch, sought, is_new)
                    };
                    share.iter().flat_map(from).collect::<Vec<_>>()
                });
                found.into_iter().flatten().collect()
            }
        };
        let is_new = |way: &Way| way.length_m <= wanted.most_m && known.insert((way.a, way.b));
        ways.extend(found.into_iter().filter(is_new).map(|way| (grade, way)));
        progress.report(done, STEPS);
    }
    ways
}

/// Links between patches that touch or overlap.
fn joined(habitat: &Habitat, land: &Land) -> Vec<Route> {
    let shape = |number: u32| {
        let patch = &habitat.patches()[number as usize];
        patch.shape()
    };
    let route = |(a, b)| {
        let nearest = nearest_patches(shape(a), shape(b), 0.0)?;
        Some(Route::new((a, b), 0.0, vec![nearest.from, nearest.to], land))
    };
    touching(habitat).into_iter().filter_map(route).collect()
}

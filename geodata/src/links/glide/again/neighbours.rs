//! Neighbours again: only about positions that came or went are they others.
//!
//! A cell of the Voronoi diagram that neither touched one that went nor touches one that came
//! is what it was, and so are its neighbours.

use std::collections::{BTreeSet, HashSet};

use geo::{Coord, Intersects, Rect};

use super::super::graph::neighbours;
use super::super::sites::Sites;
use super::Known;
use super::memory::both_boxes;
use crate::geometry::Voronoi;

/// Regions begin so far beyond the positions that came or went, metres.
const MARGIN_M: f64 = 100.0;

/// With more clusters of changes than this all is done again.
const MOST_CLUSTERS: usize = 32;

/// Pairs that are neighbours no more, and those that were not; the one that stands first first.
#[derive(Debug, Default)]
pub(in super::super) struct Neighbours {
    pub gone: Vec<(u32, u32)>,
    pub came: Vec<(u32, u32)>,
}

impl Neighbours {
    /// What differs from the neighbours of an earlier run.
    pub fn new(known: &Known, sites: &Sites) -> Self {
        about_changes(known, sites).unwrap_or_else(|| {
            let was: HashSet<(u32, u32)> = known.pairs.iter().copied().collect();
            let pairs = neighbours(sites).into_iter().map(|(a, b)| sites.order.pair(a, b));
            let is: HashSet<(u32, u32)> = pairs.collect();
            Self {
                gone: was.difference(&is).copied().collect(),
                came: is.difference(&was).copied().collect(),
            }
            .sorted()
        })
    }

    fn sorted(mut self) -> Self {
        self.gone.sort_unstable();
        self.came.sort_unstable();
        self
    }
}

fn about_changes(known: &Known, sites: &Sites) -> Option<Neighbours> {
    let gone = sites.over.as_ref().map_or(&[][..], |over| &over.gone_sites);
    // Who came, and who was a neighbour of one that went.
    let mut dirty: BTreeSet<u32> = sites.own().collect();
    for site in gone {
        dirty.extend(known.around(*site).iter().filter(|other| !sites.is_gone(**other)));
    }
    let clusters = clusters(gone.iter().chain(&dirty).map(|site| sites.at(*site)))?;
    let mut pairs: BTreeSet<(u32, u32)> = BTreeSet::new();
    for cluster in clusters {
        pairs.extend(local(sites, &cluster, &mut dirty)?);
    }
    pairs.retain(|(a, b)| dirty.contains(a) || dirty.contains(b));
    let of_old = dirty.iter().filter(|site| **site < sites.own().start).chain(gone);
    let was = of_old.flat_map(|site| {
        known.around(*site).iter().map(|other| (*site.min(other), *site.max(other)))
    });
    let was: BTreeSet<(u32, u32)> = was.collect();
    Some(Neighbours {
        gone: was.difference(&pairs).copied().collect(),
        came: pairs.difference(&was).copied().collect(),
    })
}

/// The neighbours of those in a cluster that are `dirty` or become so, being neighbours of who
/// came. `None` where that takes too much.
fn local(sites: &Sites, cluster: &Rect, dirty: &mut BTreeSet<u32>) -> Option<Vec<(u32, u32)>> {
    let came = sites.own();
    let mut margin_m = MARGIN_M;
    loop {
        let region = wider(cluster, margin_m);
        let all = (0u32..).zip(&sites.flat.at).filter(|(site, _)| !sites.is_gone(*site));
        let all = all.map(|(site, at)| (*at, site));
        let all = all.chain(came.clone().map(|site| (sites.at(site), site)));
        let near: Vec<(Coord, u32)> = all.clone().filter(|(at, _)| region.intersects(at)).collect();
        if near.len() * 2 > sites.order.len() {
            return None;
        }
        let diagram = Voronoi::new(&near)?;
        let pairs = diagram.neighbours();
        let beside = pairs
            .iter()
            .flat_map(|&(a, b)| [(a, b), (b, a)].into_iter().filter(|(own, _)| came.contains(own)));
        let beside: Vec<u32> = beside.map(|(_, other)| other).collect();
        let core = near.iter().filter(|(at, site)| cluster.intersects(at) && dirty.contains(site));
        let mut wanted: HashSet<u32> = core.map(|(_, site)| *site).collect();
        wanted.extend(&beside);
        let far = all.filter(|(at, _)| !region.intersects(at)).map(|(at, _)| at);
        if diagram.hold(&wanted, &region, far) {
            dirty.extend(beside);
            let is_wanted = |(a, b): &(u32, u32)| wanted.contains(a) || wanted.contains(b);
            let pairs = pairs.into_iter().filter(is_wanted);
            return Some(pairs.map(|(a, b)| sites.order.pair(a, b)).collect());
        }
        margin_m *= 2.0;
    }
}

fn wider(of: &Rect, by_m: f64) -> Rect {
    let by = Coord { x: by_m, y: by_m };
    Rect::new(of.min() - by, of.max() + by)
}

/// The boxes of positions that lie near each other; `None` where there are too many.
fn clusters(positions: impl Iterator<Item = Coord>) -> Option<Vec<Rect>> {
    let mut clusters: Vec<Rect> = Vec::new();
    for at in positions {
        let mut own = Rect::new(at, at);
        // What joins may bring others near.
        while let Some(place) = clusters.iter().position(|of| wider(of, MARGIN_M).intersects(&own))
        {
            own = both_boxes(own, clusters.swap_remove(place));
        }
        clusters.push(own);
        if clusters.len() > MOST_CLUSTERS {
            return None;
        }
    }
    Some(clusters)
}

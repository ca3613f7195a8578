//! Neighbours again: only about positions that came or went are they others.
//!
//! A cell of the Voronoi diagram that neither touched one that went nor touches one that came
//! is what it was, and so are its neighbours.

use std::collections::HashSet;

use geo::{Coord, Intersects, Rect};

use super::super::graph::neighbours;
use super::{Again, NONE, Sites};
use crate::geometry::Voronoi;

/// Regions begin so far beyond the positions that came or went, metres.
const MARGIN_M: f64 = 200.0;

/// With more clusters of changes than this all is done again.
const MOST_CLUSTERS: usize = 32;

impl Again<'_> {
    /// Pairs of positions that are neighbours, sorted.
    pub fn neighbours(&self, sites: &Sites) -> Vec<(u32, u32)> {
        self.about_changes(sites).unwrap_or_else(|| neighbours(sites))
    }

    fn about_changes(&self, sites: &Sites) -> Option<Vec<(u32, u32)>> {
        let memory = self.before.memory;
        let came = (0u32..).zip(&self.old_sites).filter(|(_, was)| **was == NONE);
        let came: Vec<u32> = came.map(|(site, _)| site).collect();
        let went = self.new_sites.iter().zip(&memory.sites.at).filter(|(now, _)| **now == NONE);
        let gone: Vec<Coord> = went.map(|(_, at)| *at).collect();
        // Who was a neighbour of one that went.
        let mut is_dirty = vec![false; sites.at.len()];
        let now = |site: u32| self.new_sites[site as usize];
        for &(a, b) in &memory.pairs {
            match (now(a), now(b)) {
                (NONE, NONE) => {}
                (NONE, site) | (site, NONE) => is_dirty[site as usize] = true,
                _ => {}
            }
        }
        let mut is_new = vec![false; sites.at.len()];
        for site in came {
            (is_new[site as usize], is_dirty[site as usize]) = (true, true);
        }
        let dirty = sites.at.iter().zip(&is_dirty).filter(|(_, is_dirty)| **is_dirty);
        let clusters = clusters(gone.into_iter().chain(dirty.map(|(at, _)| *at)))?;
        let mut others: Vec<(u32, u32)> = Vec::new();
        for cluster in clusters {
            others.extend(local(sites, &cluster, (&is_new, &mut is_dirty))?);
        }
        others.retain(|(a, b)| is_dirty[*a as usize] || is_dirty[*b as usize]);
        others.sort_unstable();
        others.dedup();
        let mut others = others.into_iter().peekable();
        let mut pairs = Vec::with_capacity(memory.pairs.len() + 64);
        for &(a, b) in &memory.pairs {
            let pair = (now(a), now(b));
            if pair.0 == NONE || pair.1 == NONE {
                continue;
            }
            if !is_dirty[pair.0 as usize] && !is_dirty[pair.1 as usize] {
                while let Some(other) = others.next_if(|other| *other < pair) {
                    pairs.push(other);
                }
                pairs.push(pair);
            }
        }
        pairs.extend(others);
        Some(pairs)
    }
}

/// The neighbours of those in a cluster that are `is_dirty` or become so, being neighbours of
/// who `is_new`. `None` where that takes too much.
fn local(
    sites: &Sites,
    cluster: &Rect,
    (is_new, is_dirty): (&[bool], &mut [bool]),
) -> Option<Vec<(u32, u32)>> {
    let mut margin_m = MARGIN_M;
    loop {
        let region = wider(cluster, margin_m);
        let numbered = sites.at.iter().copied().zip(0..);
        let (near, far): (Vec<_>, Vec<_>) = numbered.partition(|(at, _)| region.intersects(at));
        if near.len() * 2 > sites.at.len() {
            return None;
        }
        let diagram = Voronoi::new(&near)?;
        let pairs = diagram.neighbours();
        let beside = pairs.iter().flat_map(|&(a, b)| {
            [(a, b), (b, a)].into_iter().filter(|(own, _)| is_new[*own as usize])
        });
        let beside: Vec<u32> = beside.map(|(_, other)| other).collect();
        let core =
            near.iter().filter(|(at, site)| is_dirty[*site as usize] && cluster.intersects(at));
        let mut wanted: HashSet<u32> = core.map(|(_, site)| *site).collect();
        wanted.extend(&beside);
        let far: Vec<Coord> = far.into_iter().map(|(at, _)| at).collect();
        if diagram.hold(&wanted, &region, &far) {
            beside.into_iter().for_each(|site| is_dirty[site as usize] = true);
            let is_wanted = |(a, b): &(u32, u32)| wanted.contains(a) || wanted.contains(b);
            return Some(pairs.into_iter().filter(is_wanted).collect());
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
            let of = clusters.swap_remove(place);
            own = Rect::new(
                (own.min().x.min(of.min().x), own.min().y.min(of.min().y)),
                (own.max().x.max(of.max().x), own.max().y.max(of.max().y)),
            );
        }
        clusters.push(own);
        if clusters.len() > MOST_CLUSTERS {
            return None;
        }
    }
    Some(clusters)
}

//! Neighbours again: only about positions that came or went are they others.
//!
//! Where positions go, their cells fall to those round them: to the neighbours of who went,
//! or of those who went beside them. Where positions come, they take from cells that hang
//! together, beginning with that in which they lie. So the cells that change, their
//! neighbours and who came are all that has to be looked at, and they tell their neighbours
//! exactly.

use std::collections::{BTreeMap, BTreeSet};

use super::super::sites::Sites;
use super::Known;
use crate::geometry::voronoi_neighbours;

/// Pairs that are neighbours no more, and those that were not; the one that stands first first.
#[derive(Debug)]
pub(in super::super) struct Neighbours {
    pub gone: Vec<(u32, u32)>,
    pub came: Vec<(u32, u32)>,
}

impl Neighbours {
    /// What differs from the neighbours of an earlier run.
    pub fn new(known: &Known, sites: &Sites) -> Self {
        let gone = sites.over.as_ref().map_or(&[][..], |over| &over.gone_sites);
        let holes = Holes::new(known, sites, gone);
        let came = sites.own();
        // Those whose cells change.
        let mut changed: BTreeSet<u32> = holes.beside.keys().copied().collect();
        changed.extend(came.clone().filter_map(|site| {
            known.nearest_to(sites.at(site)).find(|site| !sites.is_gone(*site))
        }));
        let pairs = loop {
            let mut all: BTreeSet<u32> = came.clone().chain(changed.iter().copied()).collect();
            all.extend(changed.iter().flat_map(|site| holes.around(known, sites, *site)));
            let all: Vec<_> = all.into_iter().map(|site| (sites.at(site), site)).collect();
            let pairs = voronoi_neighbours(&all);
            let before = changed.len();
            for &(a, b) in &pairs {
                match (came.contains(&a), came.contains(&b)) {
                    (true, false) => changed.insert(b),
                    (false, true) => changed.insert(a),
                    _ => false,
                };
            }
            if changed.len() == before {
                break pairs;
            }
        };
        let is_told = |site: &u32| came.contains(site) || changed.contains(site);
        let told = pairs.into_iter().filter(|(a, b)| is_told(a) || is_told(b));
        let is: BTreeSet<(u32, u32)> = told.map(|(a, b)| sites.order.pair(a, b)).collect();
        let was = changed.iter().chain(gone).flat_map(|site| {
            known.around(*site).iter().map(|other| (*site.min(other), *site.max(other)))
        });
        let was: BTreeSet<(u32, u32)> = was.collect();
        Self {
            gone: was.difference(&is).copied().collect(),
            came: is.difference(&was).copied().collect(),
        }
    }
}

/// What positions leave behind that went: those that went side by side leave one hole.
struct Holes {
    /// Those that are left round each hole.
    edges: Vec<Vec<u32>>,
    /// The holes beside each that is left.
    beside: BTreeMap<u32, Vec<usize>>,
}

impl Holes {
    fn new(known: &Known, sites: &Sites, gone: &[u32]) -> Self {
        let mut holes = Self { edges: Vec::new(), beside: BTreeMap::new() };
        let mut seen: BTreeSet<u32> = BTreeSet::new();
        for first in gone {
            if !seen.insert(*first) {
                continue;
            }
            let mut open = vec![*first];
            let mut edge: BTreeSet<u32> = BTreeSet::new();
            while let Some(site) = open.pop() {
                for other in known.around(site) {
                    if !sites.is_gone(*other) {
                        edge.insert(*other);
                    } else if seen.insert(*other) {
                        open.push(*other);
                    }
                }
            }
            for site in &edge {
                holes.beside.entry(*site).or_default().push(holes.edges.len());
            }
            holes.edges.push(edge.into_iter().collect());
        }
        holes
    }

    /// All that can be neighbours of one that is left, where none has come.
    fn around<'a>(
        &'a self,
        known: &'a Known,
        sites: &'a Sites,
        site: u32,
    ) -> impl Iterator<Item = u32> + 'a {
        let left = known.around(site).iter().copied().filter(|site| !sites.is_gone(*site));
        let holes = self.beside.get(&site).into_iter().flatten();
        left.chain(holes.flat_map(|hole| self.edges[*hole].iter().copied()))
    }
}

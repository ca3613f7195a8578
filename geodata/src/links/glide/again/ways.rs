//! The ways of now: those that stay, and those that are sought.

use std::collections::{BTreeMap, HashSet};

use geo::Rect;

use super::super::PATCHES_A_SEARCH;
use super::super::search::{Search, Sought, Way, ways_about, ways_from};
use super::pairs::Next;
use super::{Again, KnownWay, NONE};
use crate::links::Grade;
use crate::model::Habitat;
use crate::parallel;

/// What becomes of the ways of an earlier run.
#[derive(Default)]
pub(in super::super) struct FoundAgain {
    /// Those that are drawn as they were: their places among the ways and the links of before,
    /// and their patches.
    pub kept: Vec<(usize, usize, (u32, u32))>,
    /// Those that are what they were, to be drawn again.
    pub redrawn: Vec<KnownWay>,
    /// Others.
    pub sought: Vec<(Grade, Way)>,
}

/// From a patch, ways no longer than this to these others.
type Wanted = (u32, (f64, Vec<u32>));

impl Again<'_> {
    /// The ways between all patches that are no further apart than wanted, but for those that
    /// touch.
    pub fn ways(&self, habitat: &Habitat, joined: &HashSet<(u32, u32)>, most_m: f64) -> FoundAgain {
        let grades = [Grade::Good, Grade::Weak, Grade::Critical];
        let reaches = grades.map(|grade| self.reach(grade, most_m));
        let mut open = self.open(&reaches[2], joined, most_m);
        // Pairs whose way is not taken over, and those that have one.
        let mut replaced: HashSet<(u32, u32)> = HashSet::new();
        let mut known = joined.clone();
        let mut sought: Vec<(Grade, Way)> = Vec::new();
        for (grade, reach) in grades.into_iter().zip(&reaches) {
            let mut wanted: BTreeMap<u32, (f64, Vec<u32>)> = BTreeMap::new();
            open.retain(|pair| match pair.next(grade, reach, most_m) {
                Next::Kept => false,
                Next::Passed => true,
                Next::Sought(longest_m) => {
                    let (a, b) = pair.patches;
                    let own = wanted.entry(a).or_default();
                    own.0 = own.0.max(longest_m);
                    own.1.push(b);
                    if pair.was_of(grade) {
                        replaced.insert(pair.patches);
                    }
                    true
                }
            });
            let wanted: Vec<Wanted> = wanted.into_iter().collect();
            let mut ways = self.between(habitat, grade, &wanted, most_m);
            ways.extend(self.about_new(grade, &known, most_m));
            known.extend(ways.iter().map(|way| (way.a, way.b)));
            sought.extend(ways.into_iter().map(|way| (grade, way)));
            open.retain(|pair| !known.contains(&pair.patches));
        }
        // Most of what was sought is what there was.
        sought.retain(|(grade, way)| {
            let is_as_before = self.is_as_before(*grade, way);
            if is_as_before {
                replaced.remove(&(way.a, way.b));
                known.remove(&(way.a, way.b));
            }
            !is_as_before
        });
        replaced.extend(known);
        FoundAgain { sought, ..self.kept(&replaced) }
    }

    /// The positions of a patch, in their order.
    fn sources(&self, patch: u32) -> Vec<u32> {
        let was = self.patches.old_of[patch as usize];
        let known = if was == NONE { &[] } else { self.known.of_patch(was) };
        let own = self.sites.own().filter(|site| self.sites.patch(*site) == patch);
        let left = known.iter().copied().filter(|site| self.sites.patch(*site) == patch);
        let mut sources: Vec<u32> = left.chain(own).collect();
        sources.sort_unstable_by_key(|site| self.sites.order.of(*site));
        sources
    }

    /// Ways to and from patches that were not there.
    fn about_new(&self, grade: Grade, known: &HashSet<(u32, u32)>, most_m: f64) -> Vec<Way> {
        let is_new = |patch: u32| self.patches.old_of[patch as usize] == NONE;
        let patches = (0u32..).zip(&self.patches.old_of);
        let new: Vec<u32> = patches
            .filter(|(patch, was)| **was == NONE && !self.sources(*patch).is_empty())
            .map(|(patch, _)| patch)
            .collect();
        let shares: Vec<&[u32]> = new.chunks(PATCHES_A_SEARCH).collect();
        let found = parallel::map(&shares, |share| {
            let mut searches = [(); 2].map(|()| Search::new(&self.graph, grade, most_m));
            let about = |own: &u32| {
                // Between two new ones the way from the lower one counts.
                let is_wanted =
                    |a: u32, b: u32| !known.contains(&(a, b)) && (a == *own || !is_new(a));
                let [search, back] = &mut searches;
                let sources = |patch| self.sources(patch);
                let patch = |site| self.sites.patch(site);
                ways_about([search, back], patch, sources, (*own, most_m), is_wanted)
            };
            share.iter().flat_map(about).collect::<Vec<_>>()
        });
        found.into_iter().flatten().collect()
    }

    /// A way is that of before.
    fn is_as_before(&self, grade: Grade, way: &Way) -> bool {
        let was = |patch: u32| self.patches.old_of[patch as usize];
        let known = self.known.way((was(way.a), was(way.b)));
        known.is_some_and(|known| {
            known.grade == grade && known.sites == way.sites && !self.is_broken(known)
        })
    }

    /// Has all ways stay but those that were replaced.
    fn kept(&self, replaced: &HashSet<(u32, u32)>) -> FoundAgain {
        let routes = self.before.routes;
        let mut found = FoundAgain::default();
        for (number, way) in self.known.ways.iter().enumerate() {
            let now = |patch: u32| self.patches.new_of[patch as usize];
            let patches = (now(way.patches.0), now(way.patches.1));
            let is_there = patches.0 != NONE && patches.1 != NONE;
            if !is_there || replaced.contains(&patches) {
                continue;
            }
            let are_same = [patches.0, patches.1].map(|p| self.patches.is_same[p as usize]);
            let place = routes.binary_search_by_key(&way.patches, |route| (route.a, route.b));
            match place {
                Ok(place) if are_same == [true; 2] && !self.is_drawn_anew(way) => {
                    found.kept.push((number, place, patches));
                }
                _ => found.redrawn.push(KnownWay { patches, ..way.clone() }),
            }
        }
        found
    }

    /// The ways from patches to those that are wanted of each.
    fn between(&self, habitat: &Habitat, grade: Grade, wanted: &[Wanted], most_m: f64) -> Vec<Way> {
        let box_of = |patch: &u32| {
            let [west, south, east, north] = habitat.patches()[*patch as usize].edges.bounds()?;
            Some(Rect::new((west, south), (east, north)))
        };
        let shares: Vec<&[Wanted]> = wanted.chunks(PATCHES_A_SEARCH).collect();
        let found = parallel::map(&shares, |share| {
            let mut search = Search::new(&self.graph, grade, most_m);
            let from = |(a, (longest_m, others)): &Wanted| {
                let towards: Vec<Rect> = others.iter().filter_map(box_of).collect();
                let sought = Sought {
                    sources: &self.sources(*a),
                    most_m: *longest_m,
                    most: others.len(),
                    towards: Some((&self.sites, &towards)),
                };
                let is_wanted = |_, b| others.binary_search(&b).is_ok();
                ways_from(&mut search, |site| self.sites.patch(site), sought, is_wanted)
            };
            share.iter().flat_map(from).collect::<Vec<_>>()
        });
        found.into_iter().flatten().collect()
    }
}

//! Which pairs of patches may have another way than before, and their ways.

use std::collections::{BTreeMap, HashSet};

use super::super::search::{Search, Sought, Way, distances, ways_about, ways_from};
use super::super::{PATCHES_A_SEARCH, SiteGraph, Sites};
use super::{Again, GlideMemory, KnownWay, NONE};
use crate::links::{Grade, Route};
use crate::parallel;

/// What becomes of the ways of an earlier run.
#[derive(Default)]
pub(in super::super) struct FoundAgain {
    /// Those that are drawn as they were.
    pub kept: Vec<(Route, KnownWay)>,
    /// Those that are what they were, to be drawn again.
    pub redrawn: Vec<KnownWay>,
    /// Others.
    pub sought: Vec<(Grade, Way)>,
}

/// Two patches between which there may be another way.
struct Open {
    patches: (u32, u32),
    /// The way that there was.
    old: Option<(Grade, f64)>,
    /// They touched, and do so no more.
    was_joined: bool,
}

/// What is asked of an open pair at a grade.
enum Next {
    /// The way stays what it was.
    Kept,
    /// A way no longer than this is sought.
    Sought(f64),
    /// None can have come about.
    Passed,
}

/// How far each patch is from what has changed, over the graph of now and the earlier one.
struct Reach {
    now: Vec<f64>,
    then: Vec<f64>,
}

impl Reach {
    fn sums(&self, (a, b): (u32, u32)) -> (f64, f64) {
        let sum = |of: &[f64]| of[a as usize] + of[b as usize];
        (sum(&self.now), sum(&self.then))
    }
}

impl Open {
    fn next(&self, grade: Grade, reach: &Reach, most_m: f64) -> Next {
        let (now, then) = reach.sums(self.patches);
        match self.old {
            Some((known, length_m)) if known == grade => {
                if now > length_m && then > length_m {
                    Next::Kept
                } else if then > length_m {
                    Next::Sought(length_m)
                } else {
                    Next::Sought(most_m)
                }
            }
            // What it was is gone.
            Some((known, _)) if known < grade => Next::Sought(most_m),
            _ if self.was_joined || now <= most_m => Next::Sought(most_m),
            _ => Next::Passed,
        }
    }
}

impl Again<'_> {
    /// The ways between all patches that are no further apart than wanted, but for those that
    /// touch.
    pub fn ways(
        &self,
        (graph, sites): (&SiteGraph, &Sites),
        patches: usize,
        joined: &HashSet<(u32, u32)>,
    ) -> FoundAgain {
        let memory = self.before.memory;
        let most_m = memory.wanted.most_m;
        let by_patch = sites.by_patch(patches);
        let grades = [Grade::Good, Grade::Weak, Grade::Critical];
        let reaches = grades.map(|grade| self.reach(graph, sites, patches, (grade, most_m)));
        let mut open = self.open(&reaches[2], joined);
        let mut replaced: HashSet<(u32, u32)> = HashSet::new();
        let mut found = FoundAgain::default();
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
                    if pair.old.is_some_and(|(known, _)| known == grade) {
                        replaced.insert(pair.patches);
                    }
                    true
                }
            });
            let is_gone = |own: u32, other: u32| {
                let is_new = self.patches.old_of[other as usize] == NONE;
                // Between two new patches the way from the lower one counts.
                !(is_new && other < own)
            };
            let known: HashSet<(u32, u32)> =
                found.sought.iter().map(|(_, way)| (way.a, way.b)).collect();
            let is_open = |a: u32, b: u32| !joined.contains(&(a, b)) && !known.contains(&(a, b));
            let wanted: Vec<(u32, (f64, Vec<u32>))> = wanted.into_iter().collect();
            let shares: Vec<_> = wanted.chunks(PATCHES_A_SEARCH).collect();
            let from_old = parallel::map(&shares, |share| {
                let mut search = Search::new(graph, grade, most_m);
                let from = |(a, (longest_m, others)): &(u32, (f64, Vec<u32>))| {
                    let sources = &by_patch[*a as usize];
                    let sought = Sought { sources, most_m: *longest_m, most: others.len() };
                    let is_wanted = |_, b| others.binary_search(&b).is_ok();
                    ways_from(&mut search, &sites.patch, sought, is_wanted)
                };
                share.iter().flat_map(from).collect::<Vec<_>>()
            });
            let new: Vec<u32> = (0u32..)
                .zip(&self.patches.old_of)
                .filter(|(number, was)| **was == NONE && !by_patch[*number as usize].is_empty())
                .map(|(number, _)| number)
                .collect();
            let shares: Vec<&[u32]> = new.chunks(PATCHES_A_SEARCH).collect();
            let from_new = parallel::map(&shares, |share| {
                let mut searches = [(); 2].map(|()| Search::new(graph, grade, most_m));
                let about = |own: &u32| {
                    let [search, back] = &mut searches;
                    let is_wanted = |a: u32, b: u32| {
                        is_open(a, b) && is_gone(*own, if a == *own { b } else { a })
                    };
                    let of = (*own, most_m);
                    ways_about([search, back], &sites.patch, &by_patch, of, is_wanted)
                };
                share.iter().flat_map(about).collect::<Vec<_>>()
            });
            let ways = from_old.into_iter().chain(from_new).flatten();
            found.sought.extend(ways.map(|way| (grade, way)));
            let known: HashSet<(u32, u32)> =
                found.sought.iter().map(|(_, way)| (way.a, way.b)).collect();
            open.retain(|pair| !known.contains(&pair.patches));
        }
        replaced.extend(found.sought.iter().map(|(_, way)| (way.a, way.b)));
        self.keep(&mut found, joined, &replaced);
        found
    }

    /// How far patches are from what has changed.
    fn reach(
        &self,
        graph: &SiteGraph,
        sites: &Sites,
        patches: usize,
        (grade, most_m): (Grade, f64),
    ) -> Reach {
        let GlideMemory { sites: old_sites, graph: old_graph, .. } = self.before.memory;
        let mut search = Search::new(graph, grade, most_m);
        let now = distances(&mut search, (&sites.patch, patches), &self.touched, most_m);
        let mut search = Search::new(old_graph, grade, most_m);
        let old = (&old_sites.patch[..], self.patches.new_of.len());
        let old = distances(&mut search, old, &self.old_touched, most_m);
        let mut then = vec![f64::INFINITY; patches];
        for (was, length_m) in self.patches.new_of.iter().zip(old) {
            if *was != NONE {
                then[*was as usize] = length_m;
            }
        }
        Reach { now, then }
    }

    /// Pairs of patches that were there before and are near enough to a change.
    fn open(&self, reach: &Reach, joined: &HashSet<(u32, u32)>) -> Vec<Open> {
        let memory = self.before.memory;
        let is_near = |patch: &u32| {
            let place = *patch as usize;
            self.patches.old_of[place] != NONE
                && (reach.now[place].is_finite() || reach.then[place].is_finite())
        };
        let count = u32::try_from(self.patches.old_of.len()).unwrap_or(NONE);
        let near: Vec<u32> = (0..count).filter(is_near).collect();
        let mut open = Vec::new();
        for (place, &a) in near.iter().enumerate() {
            for &b in &near[place + 1..] {
                let was = [a, b].map(|patch| self.patches.old_of[patch as usize]);
                let (now, then) = reach.sums((a, b));
                let most_m = memory.wanted.most_m;
                if (now > most_m && then > most_m) || joined.contains(&(a, b)) {
                    continue;
                }
                let was = (was[0], was[1]);
                let old = memory.way(was).map(|way| (way.grade, way.length_m));
                let was_joined = old.is_none() && memory.joined.binary_search(&was).is_ok();
                open.push(Open { patches: (a, b), old, was_joined });
            }
        }
        open
    }

    /// Has all ways but those that were replaced stay.
    fn keep(
        &self,
        found: &mut FoundAgain,
        joined: &HashSet<(u32, u32)>,
        replaced: &HashSet<(u32, u32)>,
    ) {
        let routes = self.before.routes;
        for way in &self.before.memory.ways {
            let now = |patch: u32| self.patches.new_of[patch as usize];
            let patches = (now(way.patches.0), now(way.patches.1));
            let is_there = patches.0 != NONE && patches.1 != NONE;
            if !is_there || joined.contains(&patches) || replaced.contains(&patches) {
                continue;
            }
            let are_same = [patches.0, patches.1].map(|p| self.patches.is_same[p as usize]);
            let place = routes.binary_search_by_key(&way.patches, |route| (route.a, route.b));
            let way = KnownWay { patches, ..way.clone() };
            match place {
                Ok(place) if are_same == [true; 2] && !self.is_drawn_anew(&way) => {
                    let (a, b) = patches;
                    found.kept.push((Route { a, b, ..routes[place].clone() }, way));
                }
                _ => found.redrawn.push(way),
            }
        }
    }
}

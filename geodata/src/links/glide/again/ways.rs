//! The ways of now: those that stay, and those that are sought.

use std::collections::{BTreeMap, HashSet};

use geo::{BoundingRect, Rect};

use super::super::search::{Search, Sought, Way, ways_about, ways_from};
use super::super::{PATCHES_A_SEARCH, SiteGraph, Sites};
use super::pairs::Next;
use super::{Again, KnownWay, NONE};
use crate::links::{Grade, Route};
use crate::model::Habitat;
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

/// From a patch, ways no longer than this to these others.
type Wanted = (u32, (f64, Vec<u32>));

/// Where ways are sought now.
struct Now<'a> {
    graph: &'a SiteGraph,
    sites: &'a Sites,
    by_patch: Vec<Vec<u32>>,
    bounds: Vec<Option<Rect>>,
    most_m: f64,
}

impl Again<'_> {
    /// The ways between all patches that are no further apart than wanted, but for those that
    /// touch.
    pub fn ways(
        &self,
        (graph, sites): (&SiteGraph, &Sites),
        habitat: &Habitat,
        joined: &HashSet<(u32, u32)>,
    ) -> FoundAgain {
        let patches = habitat.patches();
        let most_m = self.before.memory.wanted.most_m;
        let by_patch = sites.by_patch(patches.len());
        let bounds = patches.iter().map(|patch| patch.polygons.bounding_rect()).collect();
        let now = Now { graph, sites, by_patch, bounds, most_m };
        let grades = [Grade::Good, Grade::Weak, Grade::Critical];
        let reach = |grade| self.reach((graph, sites), patches.len(), (grade, most_m));
        let reaches = grades.map(reach);
        let mut open = self.open(&reaches[2], joined);
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
            let mut ways = now.between(grade, &wanted.into_iter().collect::<Vec<Wanted>>());
            ways.extend(self.about_new(&now, grade, &known));
            known.extend(ways.iter().map(|way| (way.a, way.b)));
            sought.extend(ways.into_iter().map(|way| (grade, way)));
            open.retain(|pair| !known.contains(&pair.patches));
        }
        replaced.extend(known);
        FoundAgain { sought, ..self.kept(&replaced) }
    }

    /// Ways to and from patches that were not there.
    fn about_new(&self, now: &Now<'_>, grade: Grade, known: &HashSet<(u32, u32)>) -> Vec<Way> {
        let is_new = |patch: u32| self.patches.old_of[patch as usize] == NONE;
        let count = u32::try_from(now.by_patch.len()).unwrap_or(NONE);
        let new: Vec<u32> = (0..count)
            .filter(|patch| is_new(*patch) && !now.by_patch[*patch as usize].is_empty())
            .collect();
        let shares: Vec<&[u32]> = new.chunks(PATCHES_A_SEARCH).collect();
        let found = parallel::map(&shares, |share| {
            let mut searches = [(); 2].map(|()| Search::new(now.graph, grade, now.most_m));
            let about = |own: &u32| {
                // Between two new ones the way from the lower one counts.
                let is_wanted =
                    |a: u32, b: u32| !known.contains(&(a, b)) && (a == *own || !is_new(a));
                let [search, back] = &mut searches;
                let of = (*own, now.most_m);
                ways_about([search, back], &now.sites.patch, &now.by_patch, of, is_wanted)
            };
            share.iter().flat_map(about).collect::<Vec<_>>()
        });
        found.into_iter().flatten().collect()
    }

    /// Has all ways stay but those that were replaced.
    fn kept(&self, replaced: &HashSet<(u32, u32)>) -> FoundAgain {
        let routes = self.before.routes;
        let mut found = FoundAgain::default();
        for way in &self.before.memory.ways {
            let now = |patch: u32| self.patches.new_of[patch as usize];
            let patches = (now(way.patches.0), now(way.patches.1));
            let is_there = patches.0 != NONE && patches.1 != NONE;
            if !is_there || replaced.contains(&patches) {
                continue;
            }
            let sites = way.sites.iter().map(|site| self.new_sites[*site as usize]).collect();
            let are_same = [patches.0, patches.1].map(|p| self.patches.is_same[p as usize]);
            let place = routes.binary_search_by_key(&way.patches, |route| (route.a, route.b));
            let way = KnownWay { patches, sites, ..way.clone() };
            match place {
                Ok(place) if are_same == [true; 2] && !self.is_drawn_anew(&way) => {
                    let (a, b) = patches;
                    found.kept.push((Route { a, b, ..routes[place].clone() }, way));
                }
                _ => found.redrawn.push(way),
            }
        }
        found
    }
}

impl Now<'_> {
    /// The ways from patches to those that are wanted of each.
    fn between(&self, grade: Grade, wanted: &[Wanted]) -> Vec<Way> {
        let shares: Vec<&[Wanted]> = wanted.chunks(PATCHES_A_SEARCH).collect();
        let found = parallel::map(&shares, |share| {
            let mut search = Search::new(self.graph, grade, self.most_m);
            let from = |(a, (longest_m, others)): &Wanted| {
                let towards: Vec<Rect> =
                    others.iter().filter_map(|b| self.bounds[*b as usize]).collect();
                let sought = Sought {
                    sources: &self.by_patch[*a as usize],
                    most_m: *longest_m,
                    most: others.len(),
                    towards: Some((&self.sites.at, &towards)),
                };
                let is_wanted = |_, b| others.binary_search(&b).is_ok();
                ways_from(&mut search, &self.sites.patch, sought, is_wanted)
            };
            share.iter().flat_map(from).collect::<Vec<_>>()
        });
        found.into_iter().flatten().collect()
    }
}

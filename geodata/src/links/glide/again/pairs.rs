//! Which pairs of patches may have another way than before.

use std::collections::HashSet;

use super::super::search::{Search, distances};
use super::{Again, NONE};
use crate::links::Grade;

/// Positions are taken together where there are more clusters of them than this.
const MOST_CLUSTERS: usize = 16;

/// So many positions are a cluster of their own.
const CLUSTER: usize = 8;

/// Two patches between which there may be another way.
pub(super) struct Open {
    pub patches: (u32, u32),
    /// The way that there was: its grade, its length, and whether it is still there.
    old: Option<(Grade, f64, bool)>,
    /// They touched, and do so no more.
    was_joined: bool,
}

/// What is asked of an open pair at a grade.
pub(super) enum Next {
    /// The way stays what it was.
    Kept,
    /// A way no longer than this is sought.
    Sought(f64),
    /// None can have come about.
    Passed,
}

/// How far each patch is from each cluster of positions with other steps than before.
pub(super) struct Reach(Vec<Vec<f64>>);

impl Reach {
    /// No way over what is new is shorter, metres.
    fn through_m(&self, (a, b): (u32, u32)) -> f64 {
        let sums = self.0.iter().map(|from| from[a as usize] + from[b as usize]);
        sums.fold(f64::INFINITY, f64::min)
    }

    fn is_near(&self, patch: u32) -> bool {
        self.0.iter().any(|from| from[patch as usize].is_finite())
    }
}

impl Open {
    /// What is to be done at a grade, better ones having been looked at.
    pub fn next(&self, grade: Grade, reach: &Reach, most_m: f64) -> Next {
        match self.old {
            Some((known, length_m, true)) if known == grade => {
                // As long as what there was is another choice too.
                if reach.through_m(self.patches) > length_m {
                    Next::Kept
                } else {
                    Next::Sought(length_m)
                }
            }
            Some((known, ..)) if known <= grade => Next::Sought(most_m),
            _ if self.was_joined || reach.through_m(self.patches) <= most_m => Next::Sought(most_m),
            _ => Next::Passed,
        }
    }

    /// The way that there was is of this grade.
    pub fn was_of(&self, grade: Grade) -> bool {
        self.old.is_some_and(|(known, ..)| known == grade)
    }
}

impl Again<'_> {
    /// How far patches are from what is new, over steps of a grade.
    pub(super) fn reach(&self, grade: Grade, most_m: f64) -> Reach {
        if self.touched.is_empty() {
            return Reach(Vec::new());
        }
        let mut search = Search::new(&self.graph, grade, most_m);
        let patches = self.patches.old_of.len();
        // Positions stand in an order in which those that are near stand near.
        let size = CLUSTER.max(self.touched.len().div_ceil(MOST_CLUSTERS));
        let of = |from: &[u32]| {
            distances(&mut search, (|site| self.sites.patch(site), patches), from, most_m)
        };
        Reach(self.touched.chunks(size).map(of).collect())
    }

    /// Pairs of patches that were there before and between which there may be another way;
    /// `reach` over steps of every grade.
    pub(super) fn open(
        &self,
        reach: &Reach,
        joined: &HashSet<(u32, u32)>,
        most_m: f64,
    ) -> Vec<Open> {
        let known = &self.known;
        let was = |patch: u32| self.patches.old_of[patch as usize];
        let now = |patch: u32| self.patches.new_of[patch as usize];
        let count = u32::try_from(self.patches.old_of.len()).unwrap_or(NONE);
        let is_near = |patch: &u32| was(*patch) != NONE && reach.is_near(*patch);
        let near: Vec<u32> = (0..count).filter(is_near).collect();
        let pairs = near.iter().enumerate().flat_map(|(place, a)| {
            near[place + 1..].iter().map(|b| (*a, *b)).filter(|p| reach.through_m(*p) <= most_m)
        });
        let broken = self.broken().into_iter().map(|place| known.ways[place as usize].patches);
        let gone = broken.chain(known.joined.iter().copied()).map(|(a, b)| (now(a), now(b)));
        let gone = gone.filter(|(a, b)| *a != NONE && *b != NONE);
        let mut pairs: Vec<(u32, u32)> = pairs.chain(gone).collect();
        pairs.retain(|pair| !joined.contains(pair));
        pairs.sort_unstable();
        pairs.dedup();
        let open = |patches: (u32, u32)| {
            let before = (was(patches.0), was(patches.1));
            let old = known.way(before);
            let was_joined = old.is_none() && known.joined.binary_search(&before).is_ok();
            let old = old.map(|way| (way.grade, way.length_m, !self.is_broken(way)));
            Open { patches, old, was_joined }
        };
        pairs.into_iter().map(open).collect()
    }
}

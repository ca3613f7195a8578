//! PCnum after some links and patches have changed, by what was known before.
//!
//! Rows of patches whose best paths may have gone over a link that is lost are sought anew.
//! Then, with S the patches at the ends of links that are better or new and D the best
//! probabilities among these, a path from i to j changes only to the best over S:
//! p'_ij = max(p_ij, max over t in S of g_it p_tj), g_it = max over s in S of p_is D_st.
//! Only those t count that come nearer to i, and these are few: n^2 steps and little more.

use std::collections::{BTreeMap, BTreeSet};

use super::PairProbabilities;
use crate::connectivity::Kernel;
use crate::graph::{Edge, PatchGraph, PathTree};
use crate::parallel;

/// With more patches than this at the ends of links that are better, a new run is as quick.
const MOST_ENDS: usize = 300;

/// Rows that may have changed are at most this share of all.
const MOST_ROWS: usize = 2;

/// A path is as good as another that is worse by rounding.
const ROUNDING: f64 = 1e-12;

/// A network that differs from one whose probabilities are known.
#[derive(Debug)]
pub struct ChangedNetwork<'a> {
    /// What each patch was; `u32::MAX` where it was none.
    pub old_of: &'a [u32],
    /// What each patch is worth, hectares.
    pub attributes_ha: &'a [f64],
    /// Links of before that are lost or worse, by what the patches were, with their old
    /// probability.
    pub lost: &'a [(u32, u32, f64)],
    /// Links of before that are still there, by what the patches were, and those that are worse.
    pub left: &'a [Edge],
    /// Links that are new or better, with their probability.
    pub gained: &'a [(u32, u32, f64)],
}

/// No such place.
const NONE: usize = usize::MAX;

/// A known matrix with some of its rows sought anew.
struct Rows<'a> {
    known: &'a PairProbabilities,
    anew: BTreeMap<usize, Vec<f64>>,
}

impl Rows<'_> {
    fn row(&self, patch: usize) -> &[f64] {
        self.anew.get(&patch).map_or_else(|| self.known.row(patch), Vec::as_slice)
    }
}

impl PairProbabilities {
    /// PCnum of a network that differs a little, square hectares: what a new run would give.
    /// `None` where so much differs that a new run is as quick.
    #[must_use]
    pub fn pc_num_after(&self, changed: &ChangedNetwork<'_>, kernel: &Kernel) -> Option<f64> {
        let rows = self.without_lost(changed, kernel)?;
        let ends = Ends::new(&rows, changed)?;
        // By what the patches were: what they are worth now.
        let mut worth = vec![0.0; self.nodes];
        for (was, worth_ha) in changed.old_of.iter().zip(changed.attributes_ha) {
            if let Some(worth) = worth.get_mut(*was as usize) {
                *worth = *worth_ha;
            }
        }
        let patches: Vec<usize> = (0..changed.old_of.len()).collect();
        let sums = parallel::map(&patches, |patch| {
            let own = changed.attributes_ha.get(*patch).copied().unwrap_or(0.0);
            own * ends.reach_from(&rows, changed, *patch, &worth)
        });
        Some(sums.into_iter().sum())
    }

    /// The rows where links are lost.
    fn without_lost<'a>(
        &'a self,
        changed: &ChangedNetwork<'_>,
        kernel: &Kernel,
    ) -> Option<Rows<'a>> {
        let mut open: BTreeSet<usize> = BTreeSet::new();
        for &(a, b, q) in changed.lost {
            let (from_a, from_b) = (self.row(a as usize), self.row(b as usize));
            let goes_over = |i: usize| {
                let (p, r) = (from_a[i], from_b[i]);
                p.max(r) > 0.0 && (p * q >= r * (1.0 - ROUNDING) || r * q >= p * (1.0 - ROUNDING))
            };
            open.extend((0..self.nodes).filter(|i| goes_over(*i)));
        }
        if open.len() * MOST_ROWS > self.nodes {
            return None;
        }
        let mut rows = Rows { known: self, anew: BTreeMap::new() };
        if !open.is_empty() {
            let graph = PatchGraph::new(self.nodes, changed.left.iter().copied());
            let open: Vec<usize> = open.into_iter().collect();
            let found = parallel::map(&open, |source| {
                let mut tree = PathTree::default();
                tree.measure_lengths(&graph, *source);
                let lengths = tree.lengths().iter();
                lengths.map(|length| kernel.probability_at(*length)).collect::<Vec<f64>>()
            });
            rows.anew = open.into_iter().zip(found).collect();
        }
        Some(rows)
    }
}

/// The patches at the ends of links that are better.
struct Ends {
    /// Their numbers now, and what they were.
    now: Vec<usize>,
    was: Vec<Option<usize>>,
    /// The place of each patch among them.
    places: Vec<usize>,
    /// The best probabilities among them.
    between: Vec<f64>,
}

impl Ends {
    fn new(rows: &Rows<'_>, changed: &ChangedNetwork<'_>) -> Option<Self> {
        let ends: BTreeSet<usize> =
            changed.gained.iter().flat_map(|(a, b, _)| [*a as usize, *b as usize]).collect();
        if ends.len() > MOST_ENDS {
            return None;
        }
        let now: Vec<usize> = ends.into_iter().collect();
        let was_of = |patch: &usize| {
            let was = *changed.old_of.get(*patch)? as usize;
            (was < rows.known.nodes).then_some(was)
        };
        let was: Vec<Option<usize>> = now.iter().map(was_of).collect();
        let mut places = vec![NONE; changed.old_of.len()];
        for (place, patch) in now.iter().enumerate() {
            *places.get_mut(*patch)? = place;
        }
        let count = now.len();
        let mut between = vec![0.0; count * count];
        for (s, from) in was.iter().enumerate() {
            for (t, to) in was.iter().enumerate() {
                between[s * count + t] = match (from, to) {
                    _ if s == t => 1.0,
                    (Some(from), Some(to)) => rows.row(*from)[*to],
                    _ => 0.0,
                };
            }
        }
        for (a, b, q) in changed.gained {
            let (a, b) = (places[*a as usize], places[*b as usize]);
            for place in [a * count + b, b * count + a] {
                between[place] = f64::max(between[place], *q);
            }
        }
        // Floyd (1962, doi:10.1145/367766.368168), by products.
        for over in 0..count {
            let beyond = between[over * count..(over + 1) * count].to_vec();
            for row in between.chunks_exact_mut(count) {
                let reach = row[over];
                if reach > 0.0 {
                    row.iter_mut().zip(&beyond).for_each(|(p, far)| *p = p.max(reach * far));
                }
            }
        }
        Some(Self { now, was, places, between })
    }

    /// What a patch reaches, hectares: its own worth, and of others as much as is probable.
    fn reach_from(
        &self,
        rows: &Rows<'_>,
        changed: &ChangedNetwork<'_>,
        patch: usize,
        worth: &[f64],
    ) -> f64 {
        let count = self.now.len();
        let was = changed.old_of[patch] as usize;
        let own = (was < rows.known.nodes).then(|| rows.row(was));
        // How near the ends come: by what was known to one of them, then among them.
        let mut nearest = vec![0.0; count];
        match own {
            Some(own) => {
                for (s, end) in self.was.iter().enumerate() {
                    let Some(p) = end.map(|end| own[end]).filter(|p| *p > 0.0) else { continue };
                    let among = &self.between[s * count..(s + 1) * count];
                    nearest.iter_mut().zip(among).for_each(|(g, d)| *g = f64::max(*g, p * d));
                }
            }
            None => match self.places[patch] {
                // No link leads there.
                NONE => return changed.attributes_ha.get(patch).copied().unwrap_or(0.0),
                place => nearest.copy_from_slice(&self.between[place * count..][..count]),
            },
        }
        // New patches are reached as ends.
        let new =
            self.was.iter().zip(&self.now).zip(&nearest).filter(|((was, _), _)| was.is_none());
        let of_new: f64 = new
            .map(|((_, now), g)| g * changed.attributes_ha.get(*now).copied().unwrap_or(0.0))
            .sum();
        let known = |end: usize| own.map_or(0.0, |own| own[end]);
        let nearer = self.was.iter().zip(&nearest);
        let nearer: Vec<(f64, &[f64])> = nearer
            .filter_map(|(end, g)| {
                let end = (*end)?;
                (*g > known(end)).then(|| (*g, rows.row(end)))
            })
            .collect();
        let of_known = match (own, nearer.is_empty()) {
            (Some(own), true) => dot(own, worth),
            (own, _) => {
                let mut best = own.map_or_else(|| vec![0.0; worth.len()], <[f64]>::to_vec);
                for (g, row) in nearer {
                    best.iter_mut().zip(row).for_each(|(p, far)| *p = f64::max(*p, g * far));
                }
                dot(&best, worth)
            }
        };
        of_new + of_known
    }
}

/// Four sums side by side: one alone waits for itself.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (a, rest_a) = a.as_chunks::<4>();
    let (b, rest_b) = b.as_chunks::<4>();
    for (a, b) in a.iter().zip(b) {
        for place in 0..4 {
            sums[place] += a[place] * b[place];
        }
    }
    let rest: f64 = rest_a.iter().zip(rest_b).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f64>() + rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Links = Vec<(u32, u32, f64)>;

    fn edges(links: &[(u32, u32, f64)]) -> Vec<Edge> {
        links.iter().map(|&(a, b, length_m)| Edge { a, b, length_m }).collect()
    }

    /// Of the same two patches the shortest, the lower one first.
    fn one_each(links: &Links) -> BTreeMap<(u32, u32), f64> {
        let mut each = BTreeMap::new();
        for &(a, b, length_m) in links.iter().filter(|(a, b, _)| a != b) {
            let known = each.entry((a.min(b), a.max(b))).or_insert(length_m);
            *known = f64::min(*known, length_m);
        }
        each
    }

    proptest! {
        #[test]
        fn what_differs_a_little_is_what_a_new_run_gives(
            links in prop::collection::vec((0u32..14, 0u32..14, 1.0..900.0f64), 0..40),
            lost in prop::collection::vec(any::<prop::sample::Index>(), 0..2),
            worse in prop::collection::vec((any::<prop::sample::Index>(), 1.0..2.0f64), 0..2),
            more in prop::collection::vec((0u32..16, 0u32..16, 1.0..900.0f64), 0..9),
            gone in prop::option::of(0u32..14),
            attributes in prop::collection::vec(0.0..20.0f64, 16),
        ) {
            let kernel = Kernel::new(300.0, 0.5).unwrap();
            let before = one_each(&links);
            let old: Links = before.iter().map(|(&(a, b), &m)| (a, b, m)).collect();
            let known = PairProbabilities::new(14, edges(&old), &kernel);
            // One patch goes, two come behind those that stay.
            let old_of: Vec<u32> =
                (0..14).filter(|patch| Some(*patch) != gone).chain([u32::MAX; 2]).collect();
            let count = old_of.len();
            let now = |was: u32| old_of.iter().position(|of| *of == was).map(|n| n as u32);
            let q = |length_m: f64| kernel.probability_at(length_m);
            let mut left = before.clone();
            let mut taken: Links = Vec::new();
            let keys: Vec<(u32, u32)> = before.keys().copied().collect();
            if !keys.is_empty() {
                for place in lost {
                    let pair = keys[place.index(keys.len())];
                    left.remove(&pair);
                    taken.push((pair.0, pair.1, q(before[&pair])));
                }
                for (place, by) in worse {
                    let pair = keys[place.index(keys.len())];
                    if let Some(length_m) = left.get_mut(&pair) {
                        taken.push((pair.0, pair.1, q(*length_m)));
                        *length_m *= by;
                    }
                }
            }
            if let Some(gone) = gone {
                for pair in keys.iter().filter(|(a, b)| *a == gone || *b == gone) {
                    if left.remove(pair).is_some() {
                        taken.push((pair.0, pair.1, q(before[pair])));
                    }
                }
            }
            let left: Links = left.iter().map(|(&(a, b), &m)| (a, b, m)).collect();
            let more: Links = one_each(&more)
                .into_iter()
                .filter(|((_, b), _)| (*b as usize) < count)
                .map(|((a, b), m)| (a, b, m))
                .collect();
            let gained: Links = more.iter().map(|&(a, b, m)| (a, b, q(m))).collect();
            let attributes = &attributes[..count];
            let changed = ChangedNetwork {
                old_of: &old_of,
                attributes_ha: attributes,
                lost: &taken,
                left: &edges(&left),
                gained: &gained,
            };
            let all = left.iter().filter_map(|&(a, b, m)| Some((now(a)?, now(b)?, m)));
            let all: Links = all.chain(more).collect();
            let anew = PairProbabilities::new(count, edges(&all), &kernel).pc_num(attributes);
            if let Some(after) = known.pc_num_after(&changed, &kernel) {
                prop_assert!((after - anew).abs() <= 1e-9 * anew.max(1.0), "{} {}", after, anew);
            } else {
                prop_assert!(!taken.is_empty());
            }
        }
    }
}

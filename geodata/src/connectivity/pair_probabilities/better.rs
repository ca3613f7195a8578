//! What better links give, by the probabilities of all best paths.
//!
//! With S the patches at the ends of links that are better and D the best probabilities among
//! these, a path from i to j changes only to the best over S:
//! p'_ij = max(p_ij, max over t in S of g_it p_tj), g_it = max over s in S of p_is D_st.
//! Only those t count that come nearer to i, and these are few.

use std::collections::{BTreeMap, BTreeSet};

use super::{ChangedNetwork, PairProbabilities};
use crate::parallel;

/// With more patches than this at the ends of new links, a new run is as quick.
const MOST_ENDS: usize = 300;

/// No such place.
const NONE: usize = usize::MAX;

/// The best paths between patches that are worth something.
#[derive(Debug, Clone)]
pub struct ValuedPaths {
    pub(super) best: PairProbabilities,
    pub(super) attributes_ha: Vec<f64>,
    /// What each patch reaches, hectares.
    reach_ha: Vec<f64>,
}

impl ValuedPaths {
    /// Those between patches that are worth so much.
    #[must_use]
    pub fn new(best: PairProbabilities, attributes_ha: Vec<f64>) -> Self {
        let mut paths = Self { best, attributes_ha, reach_ha: Vec::new() };
        paths.measure();
        paths
    }

    fn measure(&mut self) {
        let patches = 0..self.attributes_ha.len();
        let reach = |patch| dot(self.best.row(patch), &self.attributes_ha);
        self.reach_ha = patches.map(reach).collect();
    }

    /// The probability of the best path between two patches.
    #[must_use]
    pub fn between(&self, a: usize, b: usize) -> f64 {
        self.best.between(a, b)
    }

    /// PCnum, square hectares.
    #[must_use]
    pub fn pc_num(&self) -> f64 {
        dot(&self.reach_ha, &self.attributes_ha)
    }

    /// PCnum with links that are new or better, by their patches and with their probability.
    #[must_use]
    pub fn pc_num_with(&self, gained: &[(u32, u32, f64)]) -> f64 {
        if gained.is_empty() {
            return self.pc_num();
        }
        let old_of: Vec<u32> = (0u32..).zip(&self.attributes_ha).map(|(patch, _)| patch).collect();
        let attributes_ha = &self.attributes_ha;
        let changed = ChangedNetwork { old_of: &old_of, attributes_ha, lost: &[], gained };
        let rows = Rows { known: self, anew: BTreeMap::new() };
        ends_of(&changed).and_then(|ends| rows.pc_num_over(ends, &changed)).unwrap_or_else(|| {
            let mut paths = self.best.clone();
            gained.iter().for_each(|(a, b, q)| paths.add_link(*a as usize, *b as usize, *q));
            paths.pc_num(attributes_ha)
        })
    }

    /// Takes in links that are new or better.
    pub fn add_links(&mut self, gained: &[(u32, u32, f64)]) {
        gained.iter().for_each(|(a, b, q)| self.best.add_link(*a as usize, *b as usize, *q));
        self.measure();
    }
}

/// What is known, with some rows sought anew.
pub(super) struct Rows<'a> {
    pub known: &'a ValuedPaths,
    pub anew: BTreeMap<usize, Vec<f64>>,
}

impl Rows<'_> {
    fn row(&self, patch: usize) -> &[f64] {
        self.anew.get(&patch).map_or_else(|| self.known.best.row(patch), Vec::as_slice)
    }

    /// PCnum with links that are better, whose ends these are.
    pub fn pc_num_over(&self, ends: Vec<usize>, changed: &ChangedNetwork<'_>) -> Option<f64> {
        let ends = Ends::new(ends, self, changed)?;
        // By what the patches were: what they are worth now, and where that differs.
        let known = &self.known.attributes_ha;
        let mut worth = vec![0.0; known.len()];
        for (was, worth_ha) in changed.old_of.iter().zip(changed.attributes_ha) {
            if let Some(worth) = worth.get_mut(*was as usize) {
                *worth = *worth_ha;
            }
        }
        let more = worth.iter().zip(known).map(|(now, was)| now - was);
        let more: Vec<(usize, f64)> = more.enumerate().filter(|(_, more)| *more != 0.0).collect();
        let patches: Vec<usize> = (0..changed.old_of.len()).collect();
        let sums = parallel::map(&patches, |patch| {
            let own = changed.attributes_ha.get(*patch).copied().unwrap_or(0.0);
            own * ends.reach_from(self, changed, *patch, (&worth, &more))
        });
        Some(sums.into_iter().sum())
    }

    /// What a patch was; `None` where it was none.
    fn old(&self, was: u32) -> Option<usize> {
        Some(was as usize).filter(|was| *was < self.known.attributes_ha.len())
    }
}

/// The patches at the ends of links that are better; `None` where they are many.
pub(super) fn ends_of(changed: &ChangedNetwork<'_>) -> Option<Vec<usize>> {
    let ends: BTreeSet<usize> =
        changed.gained.iter().flat_map(|(a, b, _)| [*a as usize, *b as usize]).collect();
    (ends.len() <= MOST_ENDS).then(|| ends.into_iter().collect())
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
    fn new(now: Vec<usize>, rows: &Rows<'_>, changed: &ChangedNetwork<'_>) -> Option<Self> {
        let was_of = |patch: &usize| rows.old(*changed.old_of.get(*patch)?);
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
        (worth, more): (&[f64], &[(usize, f64)]),
    ) -> f64 {
        let count = self.now.len();
        let was = rows.old(changed.old_of[patch]);
        let own = was.map(|was| rows.row(was));
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
            // As it was, but for what others are worth.
            (Some(own), true) => match was.filter(|was| !rows.anew.contains_key(was)) {
                Some(was) => {
                    let more = more.iter().map(|(other, more)| own[*other] * more);
                    rows.known.reach_ha[was] + more.sum::<f64>()
                }
                None => dot(own, worth),
            },
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
    use super::*;
    use crate::connectivity::Kernel;

    /// More links at once than are counted through their ends.
    #[test]
    fn many_links_at_once_are_taken_in_as_well() {
        let count = MOST_ENDS as u32 + 2;
        let kernel = Kernel::new(300.0, 0.5).unwrap();
        let attributes_ha: Vec<f64> = (0..count).map(|patch| f64::from(patch % 5)).collect();
        let paths = ValuedPaths::new(
            PairProbabilities::new(count as usize, [], &kernel),
            attributes_ha.clone(),
        );
        let ring: Vec<(u32, u32, f64)> =
            (0..count).map(|patch| (patch, (patch + 1) % count, 0.4)).collect();
        let mut anew = paths.clone();
        anew.add_links(&ring);
        assert!(
            ends_of(&ChangedNetwork { old_of: &[], attributes_ha: &[], lost: &[], gained: &ring })
                .is_none()
        );
        let (told, added) = (paths.pc_num_with(&ring), anew.pc_num());
        assert!((told - added).abs() <= 1e-9 * added, "{told} {added}");
        // By two links at a time they come to the same.
        let mut by_two = paths;
        for two in ring.chunks(2) {
            let told = by_two.pc_num_with(two);
            by_two.add_links(two);
            assert!((told - by_two.pc_num()).abs() <= 1e-9 * told);
        }
        assert!((by_two.pc_num() - added).abs() <= 1e-9 * added);
    }
}

//! PCnum after some links and patches have changed, by what was known before.
//!
//! Pairs whose best path may go over a link that is lost are sought again, from the patches
//! whose paths are as they were (Ramalingam and Reps 1996, doi:10.1006/jagm.1996.0046). Then
//! what is new counts through the patches at its ends. A link that is better or worse is one
//! that is lost and one that is new, but nothing is lost where it is better.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::PairProbabilities;
use super::better::{Rows, ValuedPaths, ends_of};
use crate::connectivity::Kernel;
use crate::graph::{Edge, PatchGraph};
use crate::parallel;

/// At most one pair in this many is sought again.
const ONE_PAIR_IN: usize = 4;

/// A path is as good as another that is worse by rounding.
const ROUNDING: f64 = 1e-12;

/// The best paths of a network, ready to be told what becomes of them.
#[derive(Debug)]
pub struct KnownPaths {
    paths: ValuedPaths,
    graph: PatchGraph,
    /// The probability of each link, as the graph has them.
    links: Vec<f64>,
}

/// A network that differs from one whose paths are known.
#[derive(Debug)]
pub struct ChangedNetwork<'a> {
    /// What each patch was; `u32::MAX` where it was none.
    pub old_of: &'a [u32],
    /// What each patch is worth, hectares.
    pub attributes_ha: &'a [f64],
    /// Links that are lost or worse, by what the patches were.
    pub lost: &'a [(u32, u32)],
    /// Links that are new, better or worse, with their probability.
    pub gained: &'a [(u32, u32, f64)],
}

impl KnownPaths {
    /// Those over links of these lengths, one between two patches at the most, between patches
    /// that are worth so much.
    #[must_use]
    pub fn new(attributes_ha: Vec<f64>, edges: &[Edge], kernel: &Kernel) -> Self {
        let nodes = attributes_ha.len();
        let best = PairProbabilities::new(nodes, edges.iter().copied(), kernel);
        let graph = PatchGraph::new(nodes, edges.iter().copied());
        let lengths = (0..nodes).flat_map(|node| graph.row(node).1);
        let links = lengths.map(|length_m| kernel.probability_at(*length_m)).collect();
        Self { paths: ValuedPaths::new(best, attributes_ha), graph, links }
    }

    /// PCnum of a network that differs a little, square hectares: what a new run would give.
    /// `None` where so much differs that a new run is as quick.
    #[must_use]
    pub fn pc_num_after(&self, changed: &ChangedNetwork<'_>) -> Option<f64> {
        let ends = ends_of(changed)?;
        self.without_lost(changed)?.pc_num_over(ends, changed)
    }

    /// The rows of pairs whose path went over a link that is lost.
    fn without_lost<'a>(&'a self, changed: &ChangedNetwork<'_>) -> Option<Rows<'a>> {
        let nodes = self.paths.attributes_ha.len();
        let lost: Vec<(usize, usize, f64)> = changed
            .lost
            .iter()
            .flat_map(|(a, b)| {
                let (a, b) = (*a as usize, *b as usize);
                let q = self.link(a, b);
                [(a, b, q), (b, a, q)]
            })
            .collect();
        let sources: Vec<usize> = (0..nodes).collect();
        let open = parallel::map(&sources, |source| self.open(*source, &lost));
        if open.iter().map(Vec::len).sum::<usize>() * ONE_PAIR_IN > nodes * nodes {
            return None;
        }
        let open: Vec<(usize, Vec<u32>)> =
            open.into_iter().enumerate().filter(|(_, open)| !open.is_empty()).collect();
        let mut is_lost = vec![false; self.links.len()];
        for slot in lost.iter().filter_map(|(a, b, _)| self.graph.slot_of(*a, *b)) {
            is_lost[slot] = true;
        }
        let found = parallel::map(&open, |(source, open)| self.anew(*source, open, &is_lost));
        let anew = open.into_iter().map(|(source, _)| source).zip(found).collect();
        Some(Rows { known: &self.paths, anew })
    }

    /// The patches whose path from a source may go over a link that is lost.
    fn open(&self, source: usize, lost: &[(usize, usize, f64)]) -> Vec<u32> {
        let row = self.paths.best.row(source);
        let reach = |(a, b, q): &(usize, usize, f64)| (row[*a] * q * (1.0 + ROUNDING), *b);
        // From here one goes over it at all.
        let taken = lost.iter().map(reach).filter(|(reach, b)| *reach > 0.0 && *reach >= row[*b]);
        let mut taken: Vec<(f64, usize)> = taken.collect();
        taken.sort_unstable_by(|p, q| q.0.total_cmp(&p.0).then(p.1.cmp(&q.1)));
        let mut is_open = vec![false; if taken.is_empty() { 0 } else { row.len() }];
        let mut open = Vec::new();
        for (reach, b) in taken {
            // What lies beyond it lies beyond the link that leads to it as well.
            if is_open[b] {
                continue;
            }
            let beyond = self.paths.best.row(b).iter().zip(row).zip(&mut is_open);
            for (patch, ((far, p), is_open)) in (0u32..).zip(beyond) {
                if *p > 0.0 && reach * far >= *p && !*is_open {
                    *is_open = true;
                    open.push(patch);
                }
            }
        }
        open.sort_unstable();
        open.retain(|patch| *patch as usize != source);
        open
    }

    /// The probability of a link; 0 where there is none.
    fn link(&self, a: usize, b: usize) -> f64 {
        self.graph.slot_of(a, b).map_or(0.0, |slot| self.links[slot])
    }

    /// A row with some of its places sought again, without the links that are lost.
    fn anew(&self, source: usize, open: &[u32], is_lost: &[bool]) -> Vec<f64> {
        let mut row = self.paths.best.row(source).to_vec();
        open.iter().for_each(|patch| row[*patch as usize] = 0.0);
        let links = |patch: usize| {
            let (others, range) = (self.graph.row(patch).0, self.graph.slot_range(patch));
            let links = others.iter().zip(&self.links[range.clone()]).zip(&is_lost[range]);
            let left = links.filter(|(_, is_lost)| !**is_lost);
            left.map(|((other, q), _)| (*other as usize, *q))
        };
        // From what is as it was, which those that are open too are not: they are 0.
        let first = open.iter().map(|patch| {
            let patch = *patch as usize;
            let best = links(patch).fold(0.0, |best, (other, q)| f64::max(best, row[other] * q));
            Reached(best, patch)
        });
        let mut queue: BinaryHeap<Reached> = first.filter(|of| of.0 > 0.0).collect();
        queue.iter().for_each(|Reached(p, patch)| row[*patch] = *p);
        while let Some(Reached(p, patch)) = queue.pop() {
            if p < row[patch] {
                continue;
            }
            for (other, q) in links(patch) {
                if p * q > row[other] {
                    row[other] = p * q;
                    queue.push(Reached(p * q, other));
                }
            }
        }
        row
    }
}

/// A patch that is reached with a probability, the likeliest first.
#[derive(Debug, PartialEq)]
struct Reached(f64, usize);

impl Eq for Reached {}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0).then(other.1.cmp(&self.1))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

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

    /// Paths that are as long as others, and links of no length, are the cases to fear.
    fn metres() -> impl Strategy<Value = f64> {
        prop_oneof![1.0..900.0f64, prop::sample::select(vec![0.0, 100.0, 200.0])]
    }

    proptest! {
        #[test]
        fn what_differs_a_little_is_what_a_new_run_gives(
            links in prop::collection::vec((0u32..14, 0u32..14, metres()), 0..40),
            lost in prop::collection::vec(any::<prop::sample::Index>(), 0..2),
            worse in prop::collection::vec((any::<prop::sample::Index>(), 1.0..2.0f64), 0..2),
            more in prop::collection::vec((0u32..16, 0u32..16, metres()), 0..9),
            gone in prop::option::of(0u32..14),
            attributes in prop::collection::vec(0.0..20.0f64, 16),
            worth_before in prop::collection::vec(0.0..20.0f64, 14),
        ) {
            let kernel = Kernel::new(300.0, 0.5).unwrap();
            let before = one_each(&links);
            let old: Links = before.iter().map(|(&(a, b), &m)| (a, b, m)).collect();
            let known = KnownPaths::new(worth_before, &edges(&old), &kernel);
            // One patch goes, two come behind those that stay.
            let old_of: Vec<u32> =
                (0..14).filter(|patch| Some(*patch) != gone).chain([u32::MAX; 2]).collect();
            let count = old_of.len();
            let now = |was: u32| old_of.iter().position(|of| *of == was).map(|n| n as u32);
            let q = |length_m: f64| kernel.probability_at(length_m);
            let mut left = before.clone();
            let mut taken: Vec<(u32, u32)> = Vec::new();
            let mut worsened: Vec<(u32, u32)> = Vec::new();
            let keys: Vec<(u32, u32)> = before.keys().copied().collect();
            if !keys.is_empty() {
                for place in lost {
                    let pair = keys[place.index(keys.len())];
                    left.remove(&pair);
                    taken.push(pair);
                }
                for (place, by) in worse {
                    let pair = keys[place.index(keys.len())];
                    if let Some(length_m) = left.get_mut(&pair) {
                        taken.push(pair);
                        *length_m *= by;
                        worsened.push(pair);
                    }
                }
            }
            if let Some(gone) = gone {
                for pair in keys.iter().filter(|(a, b)| *a == gone || *b == gone) {
                    if left.remove(pair).is_some() {
                        taken.push(*pair);
                    }
                }
            }
            let left: Links = left.iter().map(|(&(a, b), &m)| (a, b, m)).collect();
            let more: Links = one_each(&more)
                .into_iter()
                .filter(|((_, b), _)| (*b as usize) < count)
                .map(|((a, b), m)| (a, b, m))
                .collect();
            let worse = left.iter().filter(|(a, b, _)| worsened.contains(&(*a, *b)));
            let worse = worse.filter_map(|&(a, b, m)| Some((now(a)?, now(b)?, q(m))));
            let gained: Links =
                more.iter().map(|&(a, b, m)| (a, b, q(m))).chain(worse).collect();
            let attributes = &attributes[..count];
            let changed = ChangedNetwork {
                old_of: &old_of,
                attributes_ha: attributes,
                lost: &taken,
                gained: &gained,
            };
            let all = left.iter().filter_map(|&(a, b, m)| Some((now(a)?, now(b)?, m)));
            let all: Links = all.chain(more).collect();
            let anew = PairProbabilities::new(count, edges(&all), &kernel).pc_num(attributes);
            if let Some(after) = known.pc_num_after(&changed) {
                prop_assert!((after - anew).abs() <= 1e-9 * anew.max(1.0), "{} {}", after, anew);
            } else {
                prop_assert!(!taken.is_empty());
            }
        }
    }
}

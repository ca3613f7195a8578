//! Shortest ways over the graph of positions, by length and then by number of gaps.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};
use std::sync::Mutex;

use geo::Rect;

use super::graph::SiteGraph;
use super::sites::{NO_PATCH, Sites};
use crate::links::Grade;

/// A way between two patches.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Way {
    /// The patch with the lower number.
    pub a: u32,
    /// The patch with the higher number.
    pub b: u32,
    /// Length in metres, a multiple of 2^-30.
    pub length_m: f64,
    /// Its number of gaps.
    pub gaps: u32,
    /// Positions from `a` to `b`.
    pub sites: Vec<u32>,
    /// The steps between them.
    pub steps: Vec<u32>,
}

/// How far a position is from where the search began.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Reached {
    length_m: f64,
    gaps: u32,
    /// The patch it is reached from.
    owner: u32,
    /// The position before it and the step from there; none for where the search began.
    before: Option<(u32, u32)>,
}

const FAR: Reached =
    Reached { length_m: f64::INFINITY, gaps: u32::MAX, owner: NO_PATCH, before: None };

/// Lengths that are not negative compare as their bits do; of what is equally good, what
/// stands first comes first.
type Key = (u64, u32, u32, u64);

/// Memory of searches that are done, for others to take.
#[derive(Debug, Default)]
pub(super) struct Spare(Mutex<Vec<Vec<Reached>>>);

impl Spare {
    /// Memory for so many positions, none of them reached.
    fn take(&self, sites: usize) -> Vec<Reached> {
        let mut reached = self.0.lock().ok().and_then(|mut all| all.pop()).unwrap_or_default();
        reached.reserve_exact(sites.saturating_sub(reached.len()));
        reached.resize(sites, FAR);
        reached
    }
}

pub(super) struct Search<'g> {
    graph: &'g SiteGraph,
    grade: Grade,
    most_m: f64,
    reached: Vec<Reached>,
    /// Positions that were reached, to be forgotten before the next search.
    touched: Vec<u32>,
    queue: BinaryHeap<Reverse<Key>>,
}

impl<'g> Search<'g> {
    /// A search over steps of a grade or better, of ways no longer than `most_m`.
    pub fn new(graph: &'g SiteGraph, grade: Grade, most_m: f64) -> Self {
        let reached = graph.spare().take(graph.len());
        Self { graph, grade, most_m, reached, touched: Vec::new(), queue: BinaryHeap::new() }
    }

    /// Ready for another search, of ways no longer than `most_m`, without the time that memory of its own would take.
    fn forget(&mut self, most_m: f64) {
        self.most_m = most_m;
        for site in self.touched.drain(..) {
            self.reached[site as usize] = FAR;
        }
        self.queue.clear();
    }

    fn begin(&mut self, site: u32, owner: u32) {
        self.offer(site, Reached { length_m: 0.0, gaps: 0, owner, before: None });
    }

    fn offer(&mut self, site: u32, by: Reached) {
        let old = self.reached[site as usize];
        let rank = |r: &Reached| (r.length_m.to_bits(), r.gaps, r.owner);
        if by.length_m <= self.most_m && rank(&by) < rank(&old) {
            if old.owner == NO_PATCH {
                self.touched.push(site);
            }
            self.reached[site as usize] = by;
            let order = self.graph.order.of(site);
            self.queue.push(Reverse((by.length_m.to_bits(), by.gaps, by.owner, order)));
        }
    }

    /// The next position, nearest first.
    fn settle(&mut self) -> Option<u32> {
        while let Some(Reverse((bits, gaps, owner, order))) = self.queue.pop() {
            let site = self.graph.order.site(order);
            let now = self.reached[site as usize];
            if (now.length_m.to_bits(), now.gaps, now.owner) == (bits, gaps, owner) {
                return Some(site);
            }
        }
        None
    }

    fn spread(&mut self, site: u32) {
        self.spread_where(site, |_, _| true);
    }

    /// Goes on to those neighbours where it may, by their number and how far they are.
    fn spread_where(&mut self, site: u32, may: impl Fn(u32, f64) -> bool) {
        let from = self.reached[site as usize];
        let graph = self.graph;
        for (number, step) in graph.steps(site, self.grade) {
            let length_m = from.length_m + step.length_m;
            if may(step.to, length_m) {
                let (gaps, owner) = (from.gaps + step.gaps, from.owner);
                self.offer(
                    step.to,
                    Reached { length_m, gaps, owner, before: Some((site, number)) },
                );
            }
        }
    }

    /// Positions and steps from where the search began to a position.
    fn way_to(&self, site: u32) -> (Vec<u32>, Vec<u32>) {
        let (mut sites, mut steps) = (vec![site], Vec::new());
        while let Some((before, step)) = self.reached[sites[sites.len() - 1] as usize].before {
            sites.push(before);
            steps.push(step);
        }
        sites.reverse();
        steps.reverse();
        (sites, steps)
    }
}

impl Drop for Search<'_> {
    fn drop(&mut self) {
        self.forget(0.0);
        if let Ok(mut spare) = self.graph.spare().0.lock() {
            spare.push(std::mem::take(&mut self.reached));
        }
    }
}

/// The patch of each position, else [`NO_PATCH`].
pub(super) trait PatchOf: Fn(u32) -> u32 {}
impl<F: Fn(u32) -> u32> PatchOf for F {}

/// For each two patches whose basins touch, the shortest way within the two over steps of
/// a grade or better; sorted by the patches. `patch` is that of each position.
pub(super) fn basin_ways(graph: &SiteGraph, patch: impl PatchOf, grade: Grade) -> Vec<Way> {
    let mut search = Search::new(graph, grade, f64::INFINITY);
    let count = u32::try_from(graph.len()).unwrap_or(u32::MAX);
    for (site, owner) in (0..count).map(|site| (site, patch(site))) {
        if owner != NO_PATCH {
            search.begin(site, owner);
        }
    }
    while let Some(site) = search.settle() {
        search.spread(site);
    }
    // The best step between each two basins.
    type Best = (u64, u32, u64, u32);
    let mut best: HashMap<(u32, u32), (Best, u32)> = HashMap::new();
    for (site, from) in (0u32..).zip(&search.reached) {
        for (number, step) in graph.steps(site, grade) {
            let to = search.reached[step.to as usize];
            if from.owner >= to.owner || to.owner == NO_PATCH {
                continue;
            }
            let length_m = from.length_m + step.length_m + to.length_m;
            let gaps = from.gaps + step.gaps + to.gaps;
            let key = (length_m.to_bits(), gaps, graph.order.of(site), number);
            let entry = best.entry((from.owner, to.owner)).or_insert((key, step.to));
            if key < entry.0 {
                *entry = (key, step.to);
            }
        }
    }
    let mut ways: Vec<Way> = best
        .into_iter()
        .map(|((a, b), ((bits, gaps, order, step), to))| {
            let site = graph.order.site(order);
            let (mut sites, mut steps) = search.way_to(site);
            let (there, over) = search.way_to(to);
            sites.extend(there.into_iter().rev());
            steps.push(step);
            // A step has the same line whichever way it is taken.
            steps.extend(over.into_iter().rev());
            Way { a, b, length_m: f64::from_bits(bits), gaps, sites, steps }
        })
        .collect();
    ways.sort_by_key(|way| (way.a, way.b));
    ways
}

/// Which ways are sought from a patch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sought<'a> {
    /// Its positions.
    pub sources: &'a [u32],
    /// Ways are no longer than this.
    pub most_m: f64,
    /// No more ways than this are wanted.
    pub most: usize,
    /// They lead to these boxes alone; with where positions are.
    pub towards: Option<(&'a Sites, &'a [Rect])>,
}

impl<'a> Sought<'a> {
    /// All ways from some positions that are no longer than this.
    pub fn all(sources: &'a [u32], most_m: f64) -> Self {
        Self { sources, most_m, most: usize::MAX, towards: None }
    }

    /// From a position so far from the start, one of the boxes can be in reach.
    fn is_on_the_way(&self, site: u32, so_far_m: f64) -> bool {
        let Some((sites, boxes)) = self.towards else { return true };
        let at = sites.at(site);
        let left_m = self.most_m - so_far_m + ROUNDING_M;
        boxes.iter().any(|to| {
            let x = (to.min().x - at.x).max(at.x - to.max().x).max(0.0);
            let y = (to.min().y - at.y).max(at.y - to.max().y).max(0.0);
            x * x + y * y <= left_m * left_m
        })
    }
}

/// The lengths of all steps of a way are not farther than this from what they are rounded
/// from, metres.
const ROUNDING_M: f64 = 1e-3;

/// The shortest ways from a patch to those with higher numbers that `is_wanted`; sorted by
/// the other patch. Other patches are on the way like trees.
pub(super) fn ways_from(
    search: &mut Search<'_>,
    patch: impl PatchOf,
    sought: Sought<'_>,
    is_wanted: impl Fn(u32, u32) -> bool,
) -> Vec<Way> {
    search.forget(sought.most_m);
    let Some(a) = sought.sources.first().map(|site| patch(*site)) else {
        return Vec::new();
    };
    for site in sought.sources {
        search.begin(*site, a);
    }
    let mut ways: Vec<Way> = Vec::new();
    let mut known: HashSet<u32> = HashSet::new();
    while ways.len() < sought.most
        && let Some(site) = search.settle()
    {
        let b = patch(site);
        if b != NO_PATCH && b > a && is_wanted(a, b) && known.insert(b) {
            let Reached { length_m, gaps, .. } = search.reached[site as usize];
            let (sites, steps) = search.way_to(site);
            ways.push(Way { a, b, length_m, gaps, sites, steps });
        }
        if sought.is_on_the_way(site, search.reached[site as usize].length_m) {
            search.spread(site);
        }
    }
    ways.sort_by_key(|way| way.b);
    ways
}

/// The ways that [`ways_from`] every patch in turn would find to and from one of them.
///
/// To those with lower numbers from there, as from every patch: but going only where this
/// one comes nearer, since how far it is everywhere is known from the search from here.
pub(super) fn ways_about(
    [search, back]: [&mut Search<'_>; 2],
    patch: impl PatchOf,
    sources_of: impl Fn(u32) -> Vec<u32>,
    (own, most_m): (u32, f64),
    is_wanted: impl Fn(u32, u32) -> bool,
) -> Vec<Way> {
    let sources = sources_of(own);
    let mut ways = ways_from(search, &patch, Sought::all(&sources, most_m), &is_wanted);
    let mut lower: HashMap<u32, f64> = HashMap::new();
    for site in &search.touched {
        let (a, length_m) = (patch(*site), search.reached[*site as usize].length_m);
        if a < own && is_wanted(a, own) {
            let least = lower.entry(a).or_insert(length_m);
            *least = least.min(length_m);
        }
    }
    for (a, whole_m) in lower {
        back.forget(whole_m);
        for site in sources_of(a) {
            back.begin(site, a);
        }
        while let Some(site) = back.settle() {
            if patch(site) == own {
                let Reached { length_m, gaps, .. } = back.reached[site as usize];
                let (sites, steps) = back.way_to(site);
                ways.push(Way { a, b: own, length_m, gaps, sites, steps });
                break;
            }
            // Sums are exact, so a way is as long as the whole or longer.
            let rest = |to: u32| search.reached[to as usize].length_m;
            back.spread_where(site, |to, so_far_m| so_far_m + rest(to) <= whole_m);
        }
    }
    ways.sort_by_key(|way| (way.a, way.b));
    ways
}

/// How far each patch is from the nearest of some positions; infinitely where it is farther
/// than `most_m`.
pub(super) fn distances(
    search: &mut Search<'_>,
    (patch, patches): (impl PatchOf, usize),
    from: &[u32],
    most_m: f64,
) -> Vec<f64> {
    search.forget(most_m);
    for site in from {
        search.begin(*site, 0);
    }
    let mut nearest = vec![f64::INFINITY; patches];
    while let Some(site) = search.settle() {
        if let Some(known) = nearest.get_mut(patch(site) as usize) {
            *known = known.min(search.reached[site as usize].length_m);
        }
        search.spread(site);
    }
    nearest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::links::glide::graph::Step;

    const GRADES: [Grade; 3] = [Grade::Good, Grade::Weak, Grade::Critical];

    /// A small graph, the patch of each position, and its steps as they were drawn.
    #[derive(Debug)]
    struct Small {
        graph: SiteGraph,
        patch: Vec<u32>,
    }

    impl Small {
        fn patch_of(&self) -> impl Fn(u32) -> u32 + '_ {
            |site| self.patch[site as usize]
        }
    }

    fn small() -> impl Strategy<Value = Small> {
        let patch = prop::collection::vec(prop::option::weighted(0.5, 0u32..4), 3..9);
        (patch, prop::collection::vec((0usize..9, 0usize..9, 1u8..5, 0usize..3, 0u32..3), 3..22))
            .prop_map(|(patch, drawn)| {
                let patch: Vec<u32> =
                    patch.into_iter().map(|owner| owner.unwrap_or(NO_PATCH)).collect();
                let mut steps = Vec::new();
                for (p, q, length, grade, gaps) in drawn {
                    let (p, q) = (p % patch.len(), q % patch.len());
                    if p != q {
                        for (from, to) in [(p as u32, q as u32), (q as u32, p as u32)] {
                            let length = f64::from(length);
                            steps.push((from, Step::straight(to, length, gaps, GRADES[grade])));
                        }
                    }
                }
                Small { graph: SiteGraph::of_steps(patch.len(), steps), patch }
            })
    }

    /// The best of all ways without a position twice, by length and gaps: from a position
    /// of `a` to one of `b` over positions that `may` be passed.
    fn brute_force(
        small: &Small,
        (a, b): (u32, u32),
        grade: Grade,
        may: &dyn Fn(u32) -> bool,
    ) -> Option<(f64, u32)> {
        fn go(
            small: &Small,
            at: u32,
            so_far: (f64, u32),
            passed: &mut Vec<u32>,
            goal: (u32, Grade, &dyn Fn(u32) -> bool),
            best: &mut Option<(f64, u32)>,
        ) {
            if small.patch[at as usize] == goal.0 && best.is_none_or(|best| so_far < best) {
                *best = Some(so_far);
            }
            for (_, step) in small.graph.steps(at, goal.1) {
                if !passed.contains(&step.to) && goal.2(step.to) {
                    passed.push(step.to);
                    let next = (so_far.0 + step.length_m, so_far.1 + step.gaps);
                    go(small, step.to, next, passed, goal, best);
                    passed.pop();
                }
            }
        }
        let mut best = None;
        for site in 0..small.patch.len() as u32 {
            if small.patch[site as usize] == a && may(site) {
                go(small, site, (0.0, 0), &mut vec![site], (b, grade, may), &mut best);
            }
        }
        best
    }

    fn sought(sources: &[u32]) -> Sought<'_> {
        Sought::all(sources, 9.0)
    }

    fn is_sound(small: &Small, way: &Way) {
        assert_eq!(small.patch[way.sites[0] as usize], way.a);
        assert_eq!(small.patch[way.sites[way.sites.len() - 1] as usize], way.b);
        let mut sum = (0.0, 0);
        for (pair, number) in way.sites.windows(2).zip(&way.steps) {
            let step = small.graph.step(*number);
            assert!(step.to == pair[1] || step.to == pair[0]);
            sum = (sum.0 + step.length_m, sum.1 + step.gaps);
        }
        assert_eq!(sum, (way.length_m, way.gaps));
    }

    proptest! {
        #[test]
        fn complete_ways_are_the_best_of_all(small in small()) {
            for grade in GRADES {
                for a in 0..4u32 {
                    let sources: Vec<u32> = (0..small.patch.len() as u32)
                        .filter(|site| small.patch[*site as usize] == a)
                        .collect();
                    let mut search = Search::new(&small.graph, grade, 9.0);
                    // What was found before leaves no trace.
                    for start in 0..small.patch.len() as u32 {
                        ways_from(&mut search, small.patch_of(), sought(&[start]), |_, _| true);
                    }
                    let ways = ways_from(&mut search, small.patch_of(), sought(&sources), |_, _| true);
                    ways.iter().for_each(|way| is_sound(&small, way));
                    for b in a + 1..4 {
                        let best = brute_force(&small, (a, b), grade, &|_| true);
                        let best = best.filter(|(length, _)| *length <= 9.0);
                        let found = ways.iter().find(|way| way.b == b);
                        prop_assert_eq!(found.map(|way| (way.length_m, way.gaps)), best);
                    }
                }
            }
        }

        /// Whichever end is looked from, ties and all.
        #[test]
        fn ways_about_a_patch_are_those_from_every_patch(small in small()) {
            let of = |wanted: u32| {
                let sites = 0..small.patch.len() as u32;
                sites.filter(|site| small.patch[*site as usize] == wanted).collect::<Vec<u32>>()
            };
            let by_patch: Vec<Vec<u32>> = (0..4).map(of).collect();
            for grade in GRADES {
                let mut search = Search::new(&small.graph, grade, 9.0);
                let mut back = Search::new(&small.graph, grade, 9.0);
                let mut all = Vec::new();
                for sources in &by_patch {
                    all.extend(ways_from(&mut search, small.patch_of(), sought(sources), |_, _| true));
                }
                for own in (0..4u32).filter(|own| !by_patch[*own as usize].is_empty()) {
                    let about = ways_about(
                        [&mut search, &mut back],
                        small.patch_of(),
                        |patch: u32| by_patch[patch as usize].clone(),
                        (own, 9.0),
                        |_, _| true,
                    );
                    let mut expected = all.clone();
                    expected.retain(|way| way.a == own || way.b == own);
                    prop_assert_eq!(about, expected);
                }
            }
        }

        #[test]
        fn planar_ways_are_the_best_within_their_basins(small in small()) {
            for grade in GRADES {
                let ways = basin_ways(&small.graph, small.patch_of(), grade);
                ways.iter().for_each(|way| is_sound(&small, way));
                // Each position's basin, by the best of all ways to it.
                let to = |site: u32, owner: u32| {
                    if small.patch[site as usize] == owner {
                        return Some((0.0, 0));
                    }
                    let mut patch = small.patch.clone();
                    patch[site as usize] = 9;
                    let marked = Small { graph: copy(&small.graph), patch };
                    brute_force(&marked, (owner, 9), grade, &|_| true)
                };
                let basin: Vec<Option<u32>> = (0..small.patch.len() as u32)
                    .map(|site| {
                        (0..4)
                            .filter_map(|owner| to(site, owner).map(|best| (best, owner)))
                            .min_by(|p, q| p.partial_cmp(q).unwrap())
                            .map(|(_, owner)| owner)
                    })
                    .collect();
                for a in 0..4u32 {
                    for b in a + 1..4 {
                        let within = |site: u32| {
                            basin[site as usize].is_some_and(|of| of == a || of == b)
                        };
                        let best = brute_force(&small, (a, b), grade, &within);
                        let found = ways.iter().find(|way| (way.a, way.b) == (a, b));
                        prop_assert_eq!(found.map(|way| (way.length_m, way.gaps)), best);
                    }
                }
            }
        }
    }

    fn copy(graph: &SiteGraph) -> SiteGraph {
        let steps = (0..graph.len() as u32).flat_map(|site| {
            graph.steps(site, Grade::Cut).map(move |(_, step)| (site, *step)).collect::<Vec<_>>()
        });
        SiteGraph::of_steps(graph.len(), steps.collect())
    }
}

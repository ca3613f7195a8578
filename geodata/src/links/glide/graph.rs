//! The graph that ways are sought in: positions, and the steps between neighbours.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use geo::Coord;

use super::order::Order;
use super::search::Spare;
use super::sites::{INSIDE_M, Sites};
use crate::geometry::{nearest_on_lines, voronoi_neighbours};
use crate::landscape::{Land, top};
use crate::links::{GapLimits, Grade, gaps_along, grade_of, length_m};
use crate::parallel;
use crate::units::round_length_m;

/// A step between two positions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Step {
    /// Where it leads.
    pub to: u32,
    /// Its length in metres, a multiple of 2^-30.
    pub length_m: f64,
    /// Its number of gaps.
    pub gaps: u32,
    /// The grade by its widest gap.
    pub grade: Grade,
    /// The place of its bridge, where it has one.
    bridge: Option<u32>,
}

impl Step {
    #[cfg(test)]
    pub fn straight(to: u32, length_m: f64, gaps: u32, grade: Grade) -> Self {
        Self { to, length_m, gaps, grade, bridge: None }
    }
}

/// Positions and steps, those of each in a row, by where they lead and by grade.
#[derive(Debug)]
pub(super) struct SiteGraph {
    pub order: Arc<Order>,
    flat: Arc<Flat>,
    over: Option<Over>,
}

#[derive(Debug, Default)]
struct Flat {
    offsets: Vec<u32>,
    steps: Vec<Step>,
    /// Where a step crosses its gap: on the side of the lower position, then of the higher.
    bridges: Vec<(Coord, Coord)>,
    spare: Spare,
}

/// What of a graph differs from another.
#[derive(Debug)]
struct Over {
    /// Positions whose steps differ, a bit each; those beyond the other graph are among them.
    is_changed: Vec<u64>,
    rows: HashMap<u32, Range<u32>>,
    /// Numbered after those of the other graph, and so are the bridges.
    steps: Vec<Step>,
    bridges: Vec<(Coord, Coord)>,
}

/// The steps between two neighbours: straight, and by the narrowest place.
pub(super) type Steps = [Option<Found>; 2];

/// A step before it has its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    length_m: f64,
    gaps: u32,
    grade: Grade,
    bridge: Option<(Coord, Coord)>,
}

/// Steps between two positions that are not what they were; none where they are no
/// neighbours any more.
pub(super) type Changed = ((u32, u32), Steps);

impl SiteGraph {
    /// The graph of so many positions and the steps between neighbours, sorted.
    pub fn new(sites: usize, pairs: &[(u32, u32)], found: &[Steps]) -> Self {
        let mut offsets = vec![0u32; sites + 1];
        for (&(a, b), steps) in pairs.iter().zip(found) {
            let count = steps.iter().map(|step| u32::from(step.is_some())).sum::<u32>();
            offsets[a as usize + 1] += count;
            offsets[b as usize + 1] += count;
        }
        for site in 0..sites {
            offsets[site + 1] += offsets[site];
        }
        let none = Step { to: 0, length_m: 0.0, gaps: 0, grade: Grade::Cut, bridge: None };
        let mut steps_of = vec![none; offsets[sites] as usize];
        let mut next = offsets.clone();
        let mut bridges: Vec<(Coord, Coord)> = Vec::new();
        for (&(a, b), steps) in pairs.iter().zip(found) {
            for step in steps_in_order(steps, &mut bridges, 0) {
                for (from, to) in [(a, b), (b, a)] {
                    let place = &mut next[from as usize];
                    steps_of[*place as usize] = Step { to, ..step };
                    *place += 1;
                }
            }
        }
        let flat = Flat { offsets, steps: steps_of, bridges, spare: Spare::default() };
        Self::of(flat)
    }

    fn of(flat: Flat) -> Self {
        let order = Order::new(flat.offsets.len().saturating_sub(1), Vec::new());
        Self { order: Arc::new(order), flat: Arc::new(flat), over: None }
    }

    /// The graph with other steps between some positions, and with the more positions that
    /// the order has.
    #[expect(clippy::cast_possible_truncation, reason = "counted in u32")]
    pub fn over(before: &Self, order: &Arc<Order>, changed: &[Changed]) -> Self {
        let flat = &before.flat;
        let (own, sites) = (order.flat(), order.len());
        let mut rows: BTreeMap<u32, Vec<Step>> = BTreeMap::new();
        let mut others: HashMap<u32, HashSet<u32>> = HashMap::new();
        for ((a, b), _) in changed {
            others.entry(*a).or_default().insert(*b);
            others.entry(*b).or_default().insert(*a);
        }
        for (site, others) in others {
            let known = if site < own { flat.row(site) } else { &[] };
            let kept = known.iter().filter(|step| !others.contains(&step.to));
            rows.insert(site, kept.copied().collect());
        }
        (own..sites as u32).for_each(|site| {
            rows.entry(site).or_default();
        });
        let mut bridges = Vec::new();
        for ((a, b), steps) in changed {
            for step in steps_in_order(steps, &mut bridges, flat.bridges.len()) {
                for (from, to) in [(*a, *b), (*b, *a)] {
                    if let Some(row) = rows.get_mut(&from) {
                        row.push(Step { to, ..step });
                    }
                }
            }
        }
        let mut over = Over {
            is_changed: vec![0; sites / 64 + 1],
            rows: HashMap::with_capacity(rows.len()),
            steps: Vec::new(),
            bridges,
        };
        for (site, mut row) in rows {
            row.sort_by_key(|step| (order.of(step.to), step.grade));
            over.is_changed[site as usize / 64] |= 1 << (site % 64);
            let from = over.steps.len() as u32;
            over.steps.extend(row);
            over.rows.insert(site, from..over.steps.len() as u32);
        }
        Self { order: Arc::clone(order), flat: Arc::clone(flat), over: Some(over) }
    }

    /// A graph of so many positions and these steps, each from a position.
    #[cfg(test)]
    pub fn of_steps(sites: usize, mut steps: Vec<(u32, Step)>) -> Self {
        steps.sort_by_key(|(from, step)| (*from, step.to, step.grade));
        let mut offsets = vec![0u32; sites + 1];
        for (from, _) in &steps {
            offsets[*from as usize + 1] += 1;
        }
        for site in 0..sites {
            offsets[site + 1] += offsets[site];
        }
        let steps = steps.into_iter().map(|(_, step)| step).collect();
        Self::of(Flat { offsets, steps, ..Flat::default() })
    }

    /// Number of positions, with those that no step leads to any more.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Steps from a position that are of a grade or better, each with its number.
    pub fn steps(&self, site: u32, grade: Grade) -> impl Iterator<Item = (u32, &Step)> {
        let (first, row) = self.row(site);
        (first..).zip(row).filter(move |(_, step)| step.grade <= grade)
    }

    /// The number of the first step from a position, and all of them.
    #[expect(clippy::cast_possible_truncation, reason = "counted in u32")]
    fn row(&self, site: u32) -> (u32, &[Step]) {
        if let Some(over) = &self.over
            && over.is_changed[site as usize / 64] & (1 << (site % 64)) != 0
        {
            let Some(range) = over.rows.get(&site) else { return (0, &[]) };
            let row = &over.steps[range.start as usize..range.end as usize];
            return (self.flat.steps.len() as u32 + range.start, row);
        }
        (self.flat.offsets[site as usize], self.flat.row(site))
    }

    /// A step by its number.
    pub fn step(&self, number: u32) -> &Step {
        let number = number as usize;
        match (&self.over, number.checked_sub(self.flat.steps.len())) {
            (Some(over), Some(own)) => &over.steps[own],
            _ => &self.flat.steps[number],
        }
    }

    /// The steps between two neighbours, as they were measured.
    pub fn steps_between(&self, a: u32, b: u32) -> Steps {
        let mut steps = [None; 2];
        for step in self.row(a).1.iter().filter(|step| step.to == b) {
            let Step { length_m, gaps, grade, bridge, .. } = *step;
            let bridge = bridge.map(|place| self.bridge_at(place));
            let place = usize::from(bridge.is_some());
            steps[place] = Some(Found { length_m, gaps, grade, bridge });
        }
        steps
    }

    /// Where a step crosses its gap, on the side of the lower position first.
    pub fn bridge(&self, step: u32) -> Option<(Coord, Coord)> {
        self.step(step).bridge.map(|place| self.bridge_at(place))
    }

    fn bridge_at(&self, place: u32) -> (Coord, Coord) {
        let place = place as usize;
        match (&self.over, place.checked_sub(self.flat.bridges.len())) {
            (Some(over), Some(own)) => over.bridges[own],
            _ => self.flat.bridges[place],
        }
    }

    /// Memory for searches.
    pub fn spare(&self) -> &Spare {
        &self.flat.spare
    }
}

impl Flat {
    fn row(&self, site: u32) -> &[Step] {
        let (from, to) = (self.offsets[site as usize], self.offsets[site as usize + 1]);
        &self.steps[from as usize..to as usize]
    }
}

/// The steps between two neighbours, that of the better grade first: that by the narrowest
/// place. Their bridges are put down, to be numbered from `first`.
fn steps_in_order(
    steps: &Steps,
    bridges: &mut Vec<(Coord, Coord)>,
    first: usize,
) -> impl Iterator<Item = Step> {
    steps.iter().rev().flatten().map(move |&Found { length_m, gaps, grade, bridge }| {
        let bridge = bridge.map(|bridge| {
            bridges.push(bridge);
            u32::try_from(first + bridges.len() - 1).unwrap_or(u32::MAX)
        });
        Step { to: 0, length_m, gaps, grade, bridge }
    })
}

/// Pairs of positions that are neighbours, sorted.
pub(super) fn neighbours(sites: &Sites) -> Vec<(u32, u32)> {
    let labelled: Vec<(Coord, u32)> =
        sites.in_order().into_iter().map(|site| (sites.at(site), site)).collect();
    voronoi_neighbours(&labelled)
}

/// The steps between neighbours that are not cut.
pub(super) fn measured(
    sites: &Sites,
    pairs: &[(u32, u32)],
    (land, limits): (&Land, &GapLimits),
) -> Vec<Steps> {
    parallel::map(pairs, |&pair| between(sites, land, limits, pair))
}

/// The steps between two positions: straight, and where that has gaps wider than a glide also
/// by the narrowest place between the edges there.
pub(super) fn between(sites: &Sites, land: &Land, limits: &GapLimits, (a, b): (u32, u32)) -> Steps {
    let (from, to) = (sites.at(a), sites.at(b));
    let is_in_trees = |stretch: &crate::geometry::Stretch| top(stretch.groups).is_canopy();
    if land.along(&[from, to]).iter().all(is_in_trees) {
        let length_m = round_length_m(length_m(&[from, to]));
        return [Some(Found { length_m, gaps: 0, grade: Grade::Good, bridge: None }), None];
    }
    let straight = found(land, limits, &[from, to], None);
    if straight.grade == Grade::Good {
        return [Some(straight), None];
    }
    let nearest = nearest_on_lines(sites.stretch(a), sites.stretch(b));
    let bridged = nearest.and_then(|(p, q)| {
        let wide = length_m(&[p, q]);
        if wide > limits.critical_m || wide == 0.0 {
            return None;
        }
        // A little into the trees on both sides.
        let into = (q - p) * (INSIDE_M / wide);
        let (p, q) = (p - into, q + into);
        let by = found(land, limits, &[from, p, q, to], Some((p, q)));
        (by.grade < straight.grade).then_some(by)
    });
    [Some(straight).filter(|step| step.grade < Grade::Cut), bridged]
}

fn found(land: &Land, limits: &GapLimits, line: &[Coord], bridge: Option<(Coord, Coord)>) -> Found {
    let gaps = gaps_along(land, line);
    let grade = grade_of(&gaps, limits);
    let gaps = u32::try_from(gaps.len()).unwrap_or(u32::MAX);
    Found { length_m: round_length_m(length_m(line)), gaps, grade, bridge }
}

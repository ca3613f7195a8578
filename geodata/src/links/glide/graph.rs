//! The graph that ways are sought in: positions, and the steps between neighbours.

use geo::Coord;

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

/// Positions and steps, those of each in a row, sorted by where they lead and by grade.
#[derive(Debug, Default)]
pub(super) struct SiteGraph {
    offsets: Vec<u32>,
    steps: Vec<Step>,
    /// Where a step crosses its gap: on the side of the lower position, then of the higher.
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
            // That by the narrowest place is of the better grade.
            for &Found { length_m, gaps, grade, bridge } in steps.iter().rev().flatten() {
                let bridge = bridge.map(|bridge| {
                    bridges.push(bridge);
                    u32::try_from(bridges.len() - 1).unwrap_or(u32::MAX)
                });
                for (from, to) in [(a, b), (b, a)] {
                    let place = &mut next[from as usize];
                    steps_of[*place as usize] = Step { to, length_m, gaps, grade, bridge };
                    *place += 1;
                }
            }
        }
        Self { offsets, steps: steps_of, bridges }
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
        Self { offsets, steps, bridges: Vec::new() }
    }

    /// Number of positions.
    pub fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// Steps from a position that are of a grade or better, each with its number.
    pub fn steps(&self, site: u32, grade: Grade) -> impl Iterator<Item = (u32, &Step)> {
        let range = self.offsets[site as usize]..self.offsets[site as usize + 1];
        let steps = range.map(|number| (number, &self.steps[number as usize]));
        steps.filter(move |(_, step)| step.grade <= grade)
    }

    /// A step by its number.
    pub fn step(&self, number: u32) -> &Step {
        &self.steps[number as usize]
    }

    /// The steps between two neighbours, as they were measured.
    pub fn steps_between(&self, a: u32, b: u32) -> Steps {
        let mut steps = [None; 2];
        for (_, step) in self.steps(a, Grade::Cut).filter(|(_, step)| step.to == b) {
            let Step { length_m, gaps, grade, bridge, .. } = *step;
            let bridge = bridge.map(|place| self.bridges[place as usize]);
            let place = usize::from(bridge.is_some());
            steps[place] = Some(Found { length_m, gaps, grade, bridge });
        }
        steps
    }

    /// Where a step crosses its gap, on the side of the lower position first.
    pub fn bridge(&self, step: u32) -> Option<(Coord, Coord)> {
        self.step(step).bridge.map(|place| self.bridges[place as usize])
    }
}

/// Pairs of positions that are neighbours, sorted.
pub(super) fn neighbours(sites: &Sites) -> Vec<(u32, u32)> {
    let labelled: Vec<(Coord, u32)> = sites.at.iter().copied().zip(0..).collect();
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
    let (from, to) = (sites.at[a as usize], sites.at[b as usize]);
    let is_in_trees = |stretch: &crate::geometry::Stretch| top(stretch.groups).is_canopy();
    if land.along(&[from, to]).iter().all(is_in_trees) {
        let length_m = round_length_m(length_m(&[from, to]));
        return [Some(Found { length_m, gaps: 0, grade: Grade::Good, bridge: None }), None];
    }
    let straight = found(land, limits, &[from, to], None);
    if straight.grade == Grade::Good {
        return [Some(straight), None];
    }
    let nearest = nearest_on_lines(sites.stretch(a as usize), sites.stretch(b as usize));
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

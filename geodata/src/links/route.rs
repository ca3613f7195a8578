//! A link that knows its way: cost, length, line and gaps.

use geo::{Coord, LineString, Simplify};
use serde::{Deserialize, Serialize};

use super::gap::length_m;
use super::{Gap, GapLimits, Grade, gaps_along, grade_of};
use crate::geometry::last_crossing;
use crate::landscape::{Land, ResistanceGrid, touched};
use crate::model::Patch;
use crate::units::round_length_m;

/// A link with the way that it takes over the land.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Route {
    /// The patch with the lower number.
    pub a: u32,
    /// The patch with the higher number.
    pub b: u32,
    /// What the way costs: metres times resistance, a multiple of 2^-30.
    pub cost: f64,
    /// Length of the line in metres, a multiple of 2^-30.
    pub length_m: f64,
    /// From the edge of patch `a` to that of patch `b`, in the working system.
    pub line: Vec<Coord>,
    /// Its gaps, from `a` to `b`.
    pub gaps: Vec<Gap>,
}

impl Route {
    /// A way along a line, with the gaps that it meets.
    #[must_use]
    pub fn new((a, b): (u32, u32), cost: f64, line: Vec<Coord>, land: &Land) -> Self {
        let gaps = gaps_along(land, &line);
        Self {
            a,
            b,
            cost: round_length_m(cost),
            length_m: round_length_m(length_m(&line)),
            line,
            gaps,
        }
    }

    /// The grade by its widest gap.
    #[must_use]
    pub fn grade(&self, limits: &GapLimits) -> Grade {
        grade_of(&self.gaps, limits)
    }

    /// The widest gap, metres; 0 where there is none.
    #[must_use]
    pub fn widest_gap_m(&self) -> f64 {
        self.gaps.iter().map(|gap| gap.width_m).fold(0.0, f64::max)
    }
}

/// The way through the middles of cells as a line: from edge to edge, simplified within a
/// cell, and straight over gaps where that costs no more.
pub(super) fn way(
    cells: &[Coord],
    (a, b): (&Patch, &Patch),
    land: &Land,
    grid: &ResistanceGrid,
) -> Vec<Coord> {
    let line = LineString(from_edge_to_edge(cells, a, b));
    let simple = line.simplify(grid.frame.cell_m);
    // Not where that would cut the corner of a barrier.
    let line = if cost_of(grid, &simple.0).is_finite() { simple } else { line };
    straight_over_gaps(line.0, land, grid)
}

/// What of a line through cells lies between two patches: from where it last leaves the
/// first to where it then first enters the second.
pub(super) fn from_edge_to_edge(cells: &[Coord], a: &Patch, b: &Patch) -> Vec<Coord> {
    let trimmed = after_leaving(cells, a);
    let backwards: Vec<Coord> = trimmed.into_iter().rev().collect();
    let mut line = after_leaving(&backwards, b);
    line.reverse();
    line
}

/// The line from where it leaves a patch, which holds its first position or is too small
/// to hold the middle of a cell.
fn after_leaving(line: &[Coord], patch: &Patch) -> Vec<Coord> {
    let Some(first) = line.first() else { return Vec::new() };
    // The cells of a patch are those whose middle is in it, so it is left in the first step.
    let edge = line.get(1).and_then(|next| last_crossing((*first, *next), &patch.polygons));
    let edge = edge.unwrap_or_else(|| patch.edges.nearest_to(*first).unwrap_or(*first));
    std::iter::once(edge).chain(line.iter().skip(1).copied()).collect()
}

/// Replaces the line over each gap by the straight one, where that costs no more: steps
/// between cells know eight directions, and an animal that glides knows all.
fn straight_over_gaps(line: Vec<Coord>, land: &Land, grid: &ResistanceGrid) -> Vec<Coord> {
    let gaps = gaps_along(land, &line);
    if gaps.is_empty() || line.len() < 3 {
        return line;
    }
    let mut straight = vec![line[0]];
    let mut at_m = 0.0;
    let mut corners = line.windows(2).map(|pair| {
        at_m += length_m(pair);
        (at_m, pair[1])
    });
    let mut next = corners.next();
    for gap in &gaps {
        while let Some((_, corner)) = next.filter(|(at, _)| *at <= gap.at_m) {
            push(&mut straight, corner);
            next = corners.next();
        }
        push(&mut straight, gap.from);
        let mut over = vec![gap.from];
        while let Some((_, corner)) = next.filter(|(at, _)| *at < gap.at_m + gap.width_m) {
            push(&mut over, corner);
            next = corners.next();
        }
        push(&mut over, gap.to);
        let direct = cost_along(grid, gap.from, gap.to);
        if direct.is_finite() && direct <= cost_of(grid, &over) * (1.0 + 1e-9) {
            push(&mut straight, gap.to);
        } else {
            over.drain(1..).for_each(|corner| push(&mut straight, corner));
        }
    }
    while let Some((_, corner)) = next {
        push(&mut straight, corner);
        next = corners.next();
    }
    straight
}

fn push(line: &mut Vec<Coord>, corner: Coord) {
    if line.last() != Some(&corner) {
        line.push(corner);
    }
}

/// What a line costs, metre by metre.
fn cost_of(grid: &ResistanceGrid, line: &[Coord]) -> f64 {
    line.windows(2).map(|pair| cost_along(grid, pair[0], pair[1])).sum()
}

/// What a straight line costs, metre by metre.
fn cost_along(grid: &ResistanceGrid, from: Coord, to: Coord) -> f64 {
    let length = length_m(&[from, to]);
    let mut cost = 0.0;
    touched(&grid.frame, from, to, |row, column, share| {
        if share > 0.0 {
            cost += share * length * grid.value(row, column).unwrap_or(f64::INFINITY);
        }
    });
    cost
}

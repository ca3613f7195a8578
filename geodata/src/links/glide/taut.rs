//! A way drawn taut: corners left out as far as its grade stays what it is.

use geo::Coord;

use crate::geometry::nearest_patches;
use crate::landscape::Land;
use crate::links::route::from_edge_to_edge;
use crate::links::{GapLimits, Grade, gaps_along, grade_of};
use crate::model::Patch;

/// A line drawn taut, and what it depends on.
pub(super) struct Taut {
    /// The line.
    pub line: Vec<Coord>,
    /// Beside those of the line that was given, the ends of all that was tried: as long as
    /// nothing changes in the hull of both, neither does this.
    pub tried: Vec<Coord>,
}

/// The line from the edge of one patch to that of the other, with no more corners than its
/// grade needs.
pub(super) fn drawn(
    (a, b): (&Patch, &Patch),
    line: &[Coord],
    land: &Land,
    (grade, limits): (Grade, &GapLimits),
) -> Taut {
    let holds = |line: &[Coord]| grade_of(&gaps_along(land, line), limits) <= grade;
    let direct = nearest_patches(a.shape(), b.shape(), f64::INFINITY);
    let direct = direct.map(|nearest| vec![nearest.from, nearest.to]).unwrap_or_default();
    if !direct.is_empty() && holds(&direct) {
        return Taut { line: direct, tried: Vec::new() };
    }
    let mut tried = direct;
    let mut taut = shortened(line, &|from, to| holds(&[from, to]));
    // The same from the other end: what one leaves the other finds.
    taut.reverse();
    let mut taut = shortened(&taut, &|from, to| holds(&[from, to]));
    taut.reverse();
    tried.extend(nearest_ends((a, b), &mut taut, &|from, to| holds(&[from, to])));
    let trimmed = from_edge_to_edge(&taut, a, b);
    tried.extend(&trimmed);
    // Rounding at a corner may widen a gap.
    let taut = [trimmed, taut].into_iter().find(|line| holds(line));
    Taut { line: taut.unwrap_or_else(|| line.to_vec()), tried }
}

/// The line by chords as long as they may be.
fn shortened(line: &[Coord], may: &dyn Fn(Coord, Coord) -> bool) -> Vec<Coord> {
    let Some(last) = line.len().checked_sub(1) else { return Vec::new() };
    let mut short = vec![line[0]];
    let mut at = 0;
    while at < last {
        // Twice as far each time, then the farthest between what may be and what may not.
        let mut reach = at + 1;
        let mut step = 1;
        let mut beyond = last + 1;
        while reach < last {
            let next = (reach + step).min(last);
            if !may(line[at], line[next]) {
                beyond = next;
                break;
            }
            reach = next;
            step *= 2;
        }
        while beyond <= last && beyond - reach > 1 {
            let middle = usize::midpoint(reach, beyond);
            if may(line[at], line[middle]) {
                reach = middle;
            } else {
                beyond = middle;
            }
        }
        short.push(line[reach]);
        at = reach;
    }
    short
}

/// Has the line begin and end where its patches are nearest to its next corners. Gives these
/// places.
fn nearest_ends(
    (a, b): (&Patch, &Patch),
    line: &mut [Coord],
    may: &dyn Fn(Coord, Coord) -> bool,
) -> Vec<Coord> {
    let count = line.len();
    let mut tried = Vec::new();
    if count < 2 {
        return tried;
    }
    for (patch, end, next) in [(a, 0, 1), (b, count - 1, count - 2)] {
        if let Some(nearest) = patch.edges.nearest_to(line[next]) {
            tried.push(nearest);
            if may(nearest, line[next]) {
                line[end] = nearest;
            }
        }
    }
    tried
}

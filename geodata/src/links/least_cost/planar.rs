//! Links between basins that touch, from one search.

use std::collections::BTreeMap;

use geo::Coord;

use super::seeds::Seeds;
use crate::landscape::{Cell, CostSurface, Land, ResistanceGrid};
use crate::links::Route;
use crate::links::route::way;
use crate::model::Habitat;
use crate::parallel;
use crate::progress::Progress;

/// Where the cheapest way between two basins goes from one to the other.
#[derive(Debug, Clone, Copy)]
struct Meeting {
    cost: f64,
    /// The cell in the basin of the lower patch.
    in_a: Cell,
    in_b: Cell,
}

/// The links with their lines.
pub(super) fn links(
    habitat: &Habitat,
    land: &Land,
    grid: &ResistanceGrid,
    seeds: &Seeds,
    progress: &mut impl Progress,
) -> Vec<Route> {
    let mut surface = CostSurface::new(grid);
    seeds.place_all(&mut surface);
    surface.spread_to_all(progress);
    let meetings: Vec<((u32, u32), Meeting)> = meetings(&surface).into_iter().collect();
    parallel::map(&meetings, |&((a, b), meeting)| {
        let mut line = path_to(&surface, meeting.in_a);
        line.extend(path_to(&surface, meeting.in_b).into_iter().rev());
        let patch = |number: u32| &habitat.patches()[number as usize];
        let line = way(&line, (patch(a), patch(b)), land, grid);
        Route::new((a, b), meeting.cost, line, land)
    })
}

/// The pairs alone, with the upper bounds of their costs.
pub(super) fn costs(grid: &ResistanceGrid, seeds: &Seeds) -> Vec<((u32, u32), f64)> {
    let mut surface = CostSurface::new(grid);
    seeds.place_all(&mut surface);
    surface.spread_to_all(&mut ());
    meetings(&surface).into_iter().map(|(pair, meeting)| (pair, meeting.cost)).collect()
}

/// The middles of the cells from a source to a cell.
pub(super) fn path_to(surface: &CostSurface<'_>, cell: Cell) -> Vec<Coord> {
    let frame = surface.grid().frame;
    let mut cells = vec![cell];
    let mut at = cell;
    while let Some(before) = surface.before(at) {
        cells.push(before);
        at = before;
    }
    let middle = |cell: &Cell| {
        let (row, column) = surface.place(*cell);
        frame.centre(row, column)
    };
    cells.iter().rev().map(middle).collect()
}

/// The cheapest meeting of each two basins that touch; of equals that of the first cells.
fn meetings(surface: &CostSurface<'_>) -> BTreeMap<(u32, u32), Meeting> {
    let mut best: BTreeMap<(u32, u32), Meeting> = BTreeMap::new();
    surface.between_sources(|(cell, source), (next, other), cost| {
        let meeting = if source < other {
            Meeting { cost, in_a: cell, in_b: next }
        } else {
            Meeting { cost, in_a: next, in_b: cell }
        };
        let pair = (source.min(other), source.max(other));
        let known = best.entry(pair).or_insert(meeting);
        if cost < known.cost {
            *known = meeting;
        }
    });
    best
}

//! Corridor bands: where a link could go as well.
//!
//! The cost from one patch to a cell and that from the other add up to what the cheapest way
//! over that cell costs; the band of a link is all cells where the sum is within an allowance
//! of the least (Adriaensen et al. 2003, doi:10.1016/S0169-2046(02)00242-6, for the sum of
//! two surfaces; conditional minimum transit costs of Pinto and Keitt 2009,
//! doi:10.1007/s10980-008-9308-6, for its use). Where a band narrows there is no other way.

use geo::{MultiPolygon, Rect};
use serde::{Deserialize, Serialize};

use super::seeds::Seeds;
use crate::geometry::dissolved;
use crate::landscape::{Cell, CostSurface, ResistanceGrid};
use crate::links::Route;
use crate::model::Habitat;
use crate::progress::Progress;

/// The band of a link.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Corridor {
    /// The patch with the lower number.
    pub a: u32,
    /// The patch with the higher number.
    pub b: u32,
    /// What the cheapest way costs: no more than the link does, whose way keeps to two
    /// basins unless its cost is exact.
    pub cost: f64,
    /// What ways in the band cost at most.
    pub most_cost: f64,
    /// The cells of the band without those of the two patches, in the working system.
    pub polygons: MultiPolygon,
}

/// The bands of least-cost links, in their order.
///
/// `allowance` is the share by which ways may be dearer than the cheapest: 0.1 for a tenth.
/// Links between patches that touch, or that are one on the grid, have an empty band.
#[must_use]
pub fn corridors(
    habitat: &Habitat,
    grid: &ResistanceGrid,
    routes: &[&Route],
    allowance: f64,
    progress: &mut impl Progress,
) -> Vec<Corridor> {
    let seeds = Seeds::new(habitat, grid);
    let mut cells: Vec<Vec<Cell>> = vec![Vec::new(); habitat.patches().len()];
    for (cell, patch) in seeds.owners() {
        cells[*patch as usize].push(*cell);
    }
    let mut surfaces = [CostSurface::new(grid), CostSurface::new(grid)];
    let mut found = Vec::with_capacity(routes.len());
    for (done, route) in routes.iter().enumerate() {
        progress.report(done, routes.len());
        let ends = [route.a, route.b];
        let limit = route.cost * (1.0 + allowance.max(0.0));
        let touched = [0, 1].map(|side: usize| {
            let (surface, patch) = (&mut surfaces[side], ends[side]);
            let sources: Vec<Cell> = cells[patch as usize]
                .iter()
                .copied()
                .filter(|cell| surface.add_source(*cell, patch))
                .collect();
            surface.spread(&sources, limit, |_, _| true)
        });
        // Where the link's cost is an upper bound, a cheaper way may go through others.
        let to_other = cells[ends[1] as usize].iter().map(|cell| surfaces[0].cost(*cell));
        let least = to_other.fold(route.cost, f64::min);
        let most_cost = least * (1.0 + allowance.max(0.0));
        let is_own = |cell: Cell| seeds.owner(cell).is_some_and(|owner| ends.contains(&owner));
        // Rounding of one sum against the other is far below a cell's step.
        let fits = |cell: &Cell| {
            surfaces[0].cost(*cell) + surfaces[1].cost(*cell) <= most_cost * (1.0 + 1e-12)
        };
        let mut band: Vec<Cell> =
            touched[0].iter().copied().filter(|cell| fits(cell) && !is_own(*cell)).collect();
        band.sort_unstable();
        found.push(Corridor {
            a: route.a,
            b: route.b,
            cost: least,
            most_cost,
            polygons: outline(&surfaces[0], &band),
        });
        for (surface, touched) in surfaces.iter_mut().zip(&touched) {
            surface.clear(touched);
        }
    }
    progress.report(routes.len(), routes.len());
    found
}

/// The outline of cells, given by rising number: of runs along rows, joined.
#[expect(clippy::cast_precision_loss, reason = "rows and columns are small")]
fn outline(surface: &CostSurface<'_>, cells: &[Cell]) -> MultiPolygon {
    let frame = surface.grid().frame;
    let runs = cells.chunk_by(|cell, next| cell + 1 == *next);
    let rect = |run: &[Cell]| {
        let (row, column) = surface.place(run[0]);
        let west = frame.west + column as f64 * frame.cell_m;
        let north = frame.north - row as f64 * frame.cell_m;
        let east = west + run.len() as f64 * frame.cell_m;
        MultiPolygon(vec![Rect::new((west, north - frame.cell_m), (east, north)).to_polygon()])
    };
    let rects: Vec<MultiPolygon> = runs.map(rect).collect();
    dissolved(&rects.iter().collect::<Vec<_>>())
}

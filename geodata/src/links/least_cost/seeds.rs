//! The cells that paths start from and lead to.

use geo::{InteriorPoint, MultiPolygon};

use crate::geometry::nearest_patches;
use crate::landscape::{Cell, CostSurface, Land, ResistanceGrid, fill, padded};
use crate::links::{Route, touching};
use crate::model::Habitat;
use crate::units::round_length_m;

/// Cells of patches.
#[derive(Debug)]
pub(super) struct Seeds {
    /// The patch of each cell that is of one, by rising cell.
    owners: Vec<(Cell, u32)>,
    /// Pairs of patches that are one on the grid: they touch, overlap, or the second has
    /// no cell because the first has it. The cost between them, too.
    joined: Vec<(u32, u32, f64)>,
}

impl Seeds {
    pub fn new(habitat: &Habitat, grid: &ResistanceGrid) -> Self {
        let cell_at = |row, column| padded(&grid.frame, row, column);
        // Counted first: on fine grids these are many, and a vector that grows takes twice
        // as much.
        let mut count = 0;
        for patch in habitat.patches() {
            fill(&grid.frame, &patch.polygons, |_, from, to| count += to - from);
        }
        let mut owners: Vec<(Cell, u32)> = Vec::with_capacity(count);
        for (patch, shape) in (0u32..).zip(habitat.patches()) {
            fill(&grid.frame, &shape.polygons, |row, from, to| {
                owners.extend((from..to).map(|column| (cell_at(row, column), patch)));
            });
        }
        owners.sort_unstable();
        owners.dedup_by_key(|(cell, _)| *cell);
        let mut cells = vec![0usize; habitat.patches().len()];
        for (_, patch) in &owners {
            cells[*patch as usize] += 1;
        }
        let mut joined: Vec<(u32, u32, f64)> =
            touching(habitat).into_iter().map(|(a, b)| (a, b, 0.0)).collect();
        for (patch, shape) in (0u32..).zip(habitat.patches()) {
            if cells[patch as usize] > 0 {
                continue;
            }
            let Some((row, column)) = inside(&shape.polygons, grid) else { continue };
            let cell = cell_at(row, column);
            match owners.binary_search_by_key(&cell, |(cell, _)| *cell) {
                Ok(place) if cells[owners[place].1 as usize] > 1 => {
                    cells[owners[place].1 as usize] -= 1;
                    owners[place].1 = patch;
                    cells[patch as usize] = 1;
                }
                // The only cell of another patch: the two are reached as one.
                Ok(place) => {
                    let other = owners[place].1;
                    let pair = (patch.min(other), patch.max(other));
                    joined.push((pair.0, pair.1, between(habitat, pair, grid)));
                }
                Err(place) => {
                    owners.insert(place, (cell, patch));
                    cells[patch as usize] = 1;
                }
            }
        }
        joined.sort_by(|p, q| (p.0, p.1).cmp(&(q.0, q.1)).then(p.2.total_cmp(&q.2)));
        joined.dedup_by_key(|(a, b, _)| (*a, *b));
        Self { owners, joined }
    }

    /// The cells of all patches with their patch.
    pub fn owners(&self) -> &[(Cell, u32)] {
        &self.owners
    }

    /// The patch that a cell is of.
    pub fn owner(&self, cell: Cell) -> Option<u32> {
        let place = self.owners.binary_search_by_key(&cell, |(cell, _)| *cell).ok()?;
        Some(self.owners[place].1)
    }

    /// The links between patches that are one on the grid.
    pub fn joined<'a>(
        &'a self,
        habitat: &'a Habitat,
        land: &'a Land,
    ) -> impl Iterator<Item = Route> + 'a {
        self.joined.iter().filter_map(|&(a, b, cost)| {
            let patch = |number: u32| {
                let patch = &habitat.patches()[number as usize];
                patch.shape()
            };
            let nearest = nearest_patches(patch(a), patch(b), f64::INFINITY)?;
            Some(Route::new((a, b), cost, vec![nearest.from, nearest.to], land))
        })
    }

    /// Puts all patches' cells on a surface.
    pub fn place_all(&self, surface: &mut CostSurface<'_>) {
        for (cell, patch) in &self.owners {
            surface.add_source(*cell, *patch);
        }
    }
}

fn inside(polygons: &MultiPolygon, grid: &ResistanceGrid) -> Option<(usize, usize)> {
    grid.frame.cell_at(polygons.interior_point()?.0)
}

/// What it costs between two patches that share a cell, by that cell.
fn between(habitat: &Habitat, (a, b): (u32, u32), grid: &ResistanceGrid) -> f64 {
    let patch = |number: u32| &habitat.patches()[number as usize];
    let (p, q) = (patch(a), patch(b));
    let nearest = nearest_patches(p.shape(), q.shape(), f64::INFINITY);
    let distance = nearest.map_or(0.0, |nearest| nearest.distance_m);
    let value = inside(&q.polygons, grid).and_then(|(row, column)| grid.value(row, column));
    round_length_m(distance * value.unwrap_or(1.0))
}

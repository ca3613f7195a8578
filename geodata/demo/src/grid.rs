//! Values on a square grid, in metres from the city's south-western corner.

use geo::{Coord, LineString};
use rayon::prelude::*;

/// A value for each cell, which stands for its middle.
#[derive(Debug, Clone)]
pub struct Grid {
    /// Side of a cell, metres.
    pub cell_m: f64,
    /// Cells from west to east.
    pub columns: usize,
    /// Cells from south to north.
    pub rows: usize,
    /// South-western corner.
    pub origin: Coord,
    /// Row by row, from the south-western corner.
    pub values: Vec<f64>,
}

impl Grid {
    /// A grid over an extent, all of one value.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of cells")]
    pub fn new(origin: Coord, width_m: f64, height_m: f64, cell_m: f64, value: f64) -> Self {
        let count = |length: f64| ((length / cell_m).round() as usize).max(1);
        let (columns, rows) = (count(width_m), count(height_m));
        Self { cell_m, columns, rows, origin, values: vec![value; columns * rows] }
    }

    /// A grid of the same cells with other values, of their middles.
    pub fn filled(&self, value: impl Fn(usize, Coord) -> f64 + Sync) -> Self {
        let cells = (0..self.values.len()).into_par_iter();
        let values = cells.map(|cell| value(cell, self.middle(cell))).collect();
        Self { values, ..*self }
    }

    /// Every so manieth value of a grid, on cells as many times as wide.
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    pub fn coarser(&self, times: usize) -> Self {
        let cell_m = self.cell_m * times as f64;
        let (columns, rows) = (self.columns.div_ceil(times), self.rows.div_ceil(times));
        let coarse = Self { cell_m, columns, rows, origin: self.origin, values: Vec::new() };
        let values = (0..columns * rows).map(|cell| self.at(coarse.middle(cell))).collect();
        Self { values, ..coarse }
    }

    /// Middle of a cell.
    #[expect(clippy::cast_precision_loss, reason = "counts of cells")]
    pub fn middle(&self, cell: usize) -> Coord {
        let (column, row) = (cell % self.columns, cell / self.columns);
        Coord {
            x: self.origin.x + (column as f64 + 0.5) * self.cell_m,
            y: self.origin.y + (row as f64 + 0.5) * self.cell_m,
        }
    }

    /// The cell that a position is in; the nearest one for a position outside.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held in bounds")]
    pub fn cell(&self, at: Coord) -> usize {
        let place = |metres: f64, count: usize| {
            ((metres / self.cell_m).floor().max(0.0) as usize).min(count - 1)
        };
        let column = place(at.x - self.origin.x, self.columns);
        place(at.y - self.origin.y, self.rows) * self.columns + column
    }

    /// The value at a position.
    pub fn at(&self, position: Coord) -> f64 {
        self.values[self.cell(position)]
    }

    /// Lowers cells to their distance from a line less half its width, metres, as far
    /// as `reach_m` from it.
    pub fn paint_line(&mut self, line: &LineString, half_width_m: f64, reach_m: f64) {
        for edge in line.lines() {
            self.paint_edge(edge.start, edge.end, half_width_m, reach_m);
        }
    }

    fn paint_edge(&mut self, a: Coord, b: Coord, half_width_m: f64, reach_m: f64) {
        let reach = reach_m + half_width_m;
        let low = self.cell(Coord { x: a.x.min(b.x) - reach, y: a.y.min(b.y) - reach });
        let high = self.cell(Coord { x: a.x.max(b.x) + reach, y: a.y.max(b.y) + reach });
        for row in low / self.columns..=high / self.columns {
            for column in low % self.columns..=high % self.columns {
                let cell = row * self.columns + column;
                let distance = distance_to_edge(self.middle(cell), a, b) - half_width_m;
                self.values[cell] = self.values[cell].min(distance);
            }
        }
    }
}

/// Distance of a position from an edge, metres.
pub fn distance_to_edge(at: Coord, a: Coord, b: Coord) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let square = dx * dx + dy * dy;
    let along = if square > 0.0 { ((at.x - a.x) * dx + (at.y - a.y) * dy) / square } else { 0.0 };
    let along = along.clamp(0.0, 1.0);
    distance(at, Coord { x: a.x + along * dx, y: a.y + along * dy })
}

/// Distance of two positions, metres.
pub fn distance(a: Coord, b: Coord) -> f64 {
    ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).sqrt()
}

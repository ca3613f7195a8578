//! Ways for roads and rails: cheapest paths over coarse cells, then bent smooth.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use geo::{Coord, LineString, Simplify};

use crate::grid::{Grid, distance};
use crate::terrain::Terrain;

/// Side of the cells that ways are sought over, metres.
const CELL_M: f64 = 100.0;

/// What it costs to build a way.
#[derive(Debug)]
pub struct Routes {
    /// Cost of a cell, at least 1.
    cost: Grid,
}

/// How a way is to run.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// How many times as dear as land water is.
    pub water: f64,
    /// Bends smaller than this are straightened, metres.
    pub straight_m: f64,
}

impl Routes {
    pub fn new(terrain: &Terrain, origin: Coord, width_m: f64, height_m: f64) -> Self {
        let cells = Grid::new(origin, width_m, height_m, CELL_M, 1.0);
        let cost = cells.filled(|_, at| {
            let hill = 1.0 + 0.02 * terrain.above_sea_m(at).max(0.0) + terrain.roughness(at);
            // The shore is kept off a little.
            if terrain.off_water_m(at) < 60.0 { -hill } else { hill }
        });
        Self { cost }
    }

    /// The cheapest way from one place to another.
    pub fn between(&self, from: Coord, to: Coord, manner: Manner) -> LineString {
        let (start, goal) = (self.cost.cell(from), self.cost.cell(to));
        let mut best = vec![u64::MAX; self.cost.values.len()];
        let mut before = vec![usize::MAX; self.cost.values.len()];
        let mut queue = BinaryHeap::from([Reverse((0_u64, 0_u64, start))]);
        best[start] = 0;
        while let Some(Reverse((_, so_far, cell))) = queue.pop() {
            if cell == goal {
                break;
            }
            if so_far > best[cell] {
                continue;
            }
            for (next, step) in self.neighbours(cell) {
                let cost = so_far + millimetres(step * self.price(next, manner));
                if cost < best[next] {
                    best[next] = cost;
                    before[next] = cell;
                    let rest = distance(self.cost.middle(next), self.cost.middle(goal));
                    queue.push(Reverse((cost + millimetres(rest), cost, next)));
                }
            }
        }
        let mut cells = vec![goal];
        while let Some(cell) = cells.last().map(|cell| before[*cell])
            && cell != usize::MAX
        {
            cells.push(cell);
        }
        cells.reverse();
        let mut points: Vec<Coord> = cells.into_iter().map(|cell| self.cost.middle(cell)).collect();
        if let Some(first) = points.first_mut() {
            *first = from;
        }
        if let Some(last) = points.last_mut() {
            *last = to;
        }
        bent(&LineString(points).simplify(manner.straight_m))
    }

    fn price(&self, cell: usize, manner: Manner) -> f64 {
        let cost = self.cost.values[cell];
        if cost < 0.0 { manner.water * -cost } else { cost }
    }

    fn neighbours(&self, cell: usize) -> impl Iterator<Item = (usize, f64)> {
        let (columns, rows) = (self.cost.columns, self.cost.rows);
        let (column, row) = (cell % columns, cell / columns);
        let around = |place: usize, count: usize| place.saturating_sub(1)..(place + 2).min(count);
        around(row, rows).flat_map(move |y| {
            around(column, columns).filter(move |x| (*x, y) != (column, row)).map(move |x| {
                let is_diagonal = x != column && y != row;
                let step = if is_diagonal { std::f64::consts::SQRT_2 } else { 1.0 };
                (y * columns + x, step * CELL_M)
            })
        })
    }
}

/// Whole numbers have no ties that depend on the order of sums.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "kilometres at most")]
fn millimetres(metres: f64) -> u64 {
    (metres * 1000.0) as u64
}

/// The line with its corners cut off three times (Chaikin 1974,
/// doi:10.1016/0146-664X(74)90028-8), less the positions that this adds on straights.
pub fn bent(line: &LineString) -> LineString {
    let mut points = line.0.clone();
    for _ in 0..3 {
        let mut cut = Vec::with_capacity(2 * points.len());
        cut.extend(points.first().copied());
        for pair in points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            cut.push(a * 0.75 + b * 0.25);
            cut.push(a * 0.25 + b * 0.75);
        }
        cut.extend(points.last().copied());
        points = cut;
    }
    LineString(points).simplify(2.0)
}

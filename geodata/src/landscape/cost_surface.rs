//! Least costs from sources to all cells, and which source is nearest.
//!
//! Moving between the middles of two neighbouring cells costs their distance times the
//! mean of their resistances, diagonally sqrt(2) times as far: the rule of
//! scikit-image's `MCP_Geometric` with eight neighbours. Half a diagonal of a cell and
//! half of each step are rounded to multiples of 2^-33, so that sums below 2^20 are
//! exact, do not depend on their order, and a tie is a tie. Of several sources at the same cost the one with the lowest number has a cell,
//! and of several steps to it the first in the order of [`STEPS`].
//!
//! The queue is a ring of buckets no wider than the smallest step, so what lies in the
//! lowest of them can not be improved any more and needs no order (Dial 1969,
//! doi:10.1145/363269.363610; Denardo and Fox 1979, doi:10.1287/opre.27.1.161).

use super::{Frame, ResistanceGrid};
use crate::progress::Progress;

/// A source that there is not: sources have lower numbers, 1 048 575 of them.
pub const NO_SOURCE: u32 = (1 << 20) - 1;

/// Rows and columns to the neighbours of a cell, the straight ones first.
pub const STEPS: [(isize, isize); 8] =
    [(-1, 0), (0, -1), (0, 1), (1, 0), (-1, -1), (-1, 1), (1, -1), (1, 1)];

/// The code of the border round a grid; nothing goes over cells of a grid that have it.
pub const NOTHING_GOES: u8 = u8::MAX;

/// No step led to the cell: it is a source, or was not reached.
const NO_STEP: u32 = 8;

/// Where a cell's state has its nearest source, and the step that led there. Its code is below.
const SOURCE_SHIFT: u32 = 12;
const STEP_SHIFT: u32 = 8;
const CODE: u32 = 0xff;

/// What a cell is that nothing has reached.
const UNREACHED: u32 = (NO_SOURCE << SOURCE_SHIFT) | (NO_STEP << STEP_SHIFT);

/// More buckets than this and they are made wider: then they are emptied more than once.
const MOST_BUCKETS: usize = 1 << 16;

/// Cells between two reports of progress.
const CELLS_A_REPORT: usize = 1 << 18;

/// What cells cost, padded by a border that nothing crosses.
#[derive(Debug)]
pub struct CostSurface<'a> {
    grid: &'a ResistanceGrid,
    /// Cells in a padded row.
    width: usize,
    /// Half of a straight and of a diagonal step, by code; infinite where nothing goes.
    halves: Vec<[f64; 2]>,
    /// Cost from the nearest source, infinite where there is none.
    costs: Vec<f64>,
    /// The nearest source, the step that led here and the code of the ground, in one number
    /// so that 36 million cells fit into 600 MB. The border has a code of its own.
    states: Vec<u32>,
    offsets: [isize; 8],
    bucket_width: f64,
    buckets: usize,
}

/// A cell, by its place among the padded ones.
pub type Cell = u32;

impl<'a> CostSurface<'a> {
    /// A surface without sources.
    #[must_use]
    pub fn new(grid: &'a ResistanceGrid) -> Self {
        let frame = grid.frame;
        let width = frame.columns + 2;
        let cells = width * (frame.rows + 2);
        let mut states = vec![UNREACHED | u32::from(NOTHING_GOES); cells];
        for row in 0..frame.rows {
            let own = &grid.codes[row * frame.columns..(row + 1) * frame.columns];
            let start = (row + 1) * width + 1;
            for (state, code) in states[start..].iter_mut().zip(own) {
                *state = UNREACHED | u32::from(*code);
            }
        }
        let straight = rounded(frame.cell_m / 2.0);
        let diagonal = rounded(frame.cell_m / 2.0 * std::f64::consts::SQRT_2);
        let half = |value: Option<f64>| {
            value.map_or([f64::INFINITY; 2], |value| {
                [rounded(value * straight), rounded(value * diagonal)]
            })
        };
        let mut halves = vec![[f64::INFINITY; 2]; usize::from(NOTHING_GOES) + 1];
        for (place, value) in halves[..usize::from(NOTHING_GOES)].iter_mut().zip(&grid.values) {
            *place = half(*value);
        }
        let (bucket_width, buckets) = buckets(grid, &halves);
        let offset = |(row, column): (isize, isize)| row * width.cast_signed() + column;
        Self {
            grid,
            width,
            halves,
            costs: vec![f64::INFINITY; cells],
            states,
            offsets: STEPS.map(offset),
            bucket_width,
            buckets,
        }
    }

    /// The grid that costs are counted over.
    #[must_use]
    pub fn grid(&self) -> &ResistanceGrid {
        self.grid
    }

    /// The cell in a row and a column of the grid.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Cell {
        padded(&self.grid.frame, row, column)
    }

    /// Row and column of a cell of the grid.
    #[must_use]
    pub fn place(&self, cell: Cell) -> (usize, usize) {
        let cell = cell as usize;
        ((cell / self.width).saturating_sub(1), (cell % self.width).saturating_sub(1))
    }

    /// Cost from the nearest source; infinite where none leads to the cell.
    #[must_use]
    pub fn cost(&self, cell: Cell) -> f64 {
        self.costs[cell as usize]
    }

    /// The nearest source, if any leads to the cell.
    #[must_use]
    pub fn source(&self, cell: Cell) -> Option<u32> {
        let source = self.states[cell as usize] >> SOURCE_SHIFT;
        (source != NO_SOURCE).then_some(source)
    }

    /// The cell before this one on the path from its source; `None` at the source.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cell")]
    pub fn before(&self, cell: Cell) -> Option<Cell> {
        let step = ((self.states[cell as usize] >> STEP_SHIFT) & 0xf) as usize;
        let offset = self.offsets.get(step)?;
        Some((cell as isize - offset) as Cell)
    }

    /// Whether anything goes through a cell.
    #[must_use]
    pub fn is_open(&self, cell: Cell) -> bool {
        self.halves_of(cell as usize)[0].is_finite()
    }

    /// Forgets what was found for some cells.
    pub fn clear(&mut self, touched: &[Cell]) {
        for cell in touched {
            self.costs[*cell as usize] = f64::INFINITY;
            self.states[*cell as usize] = UNREACHED | (self.states[*cell as usize] & CODE);
        }
    }

    /// Half of a straight and of a diagonal step over a cell.
    #[inline]
    fn halves_of(&self, place: usize) -> [f64; 2] {
        self.halves[(self.states[place] & CODE) as usize]
    }

    /// Makes a cell a source; of several the one with the lowest number stays. Nothing
    /// where nothing goes, or where the number is no source's.
    pub fn add_source(&mut self, cell: Cell, source: u32) -> bool {
        let place = cell as usize;
        let is_taken = self.source(cell).is_some_and(|own| own <= source);
        if is_taken || source >= NO_SOURCE || !self.is_open(cell) {
            return false;
        }
        self.costs[place] = 0.0;
        let code = self.states[place] & CODE;
        self.states[place] = (source << SOURCE_SHIFT) | (NO_STEP << STEP_SHIFT) | code;
        true
    }

    /// Finds costs and nearest sources from the sources in `seeds`, up to a cost.
    ///
    /// `done` is called with each cell whose cost is final to within
    /// [`Self::bucket_width`], in the order of the buckets, and ends the search by
    /// `false`: what is cheaper by more than that has been there before. Gives the cells
    /// that got a cost, sources first.
    pub fn spread(
        &mut self,
        seeds: &[Cell],
        limit: f64,
        done: impl FnMut(Cell, f64) -> bool,
    ) -> Vec<Cell> {
        let mut reached = seeds.to_vec();
        self.search(seeds, limit, done, |cell| reached.push(cell));
        reached
    }

    /// Finds costs and nearest sources of all cells that any source leads to.
    pub fn spread_to_all(&mut self, progress: &mut impl Progress) {
        let seeds = self.outer_sources();
        let cells = self.grid.frame.cells();
        let mut count = 0;
        let tell = |_, _| {
            count += 1;
            if count % CELLS_A_REPORT == 0 {
                progress.report(count.min(cells), cells);
            }
            true
        };
        self.search(&seeds, f64::INFINITY, tell, |_| {});
    }

    /// Sources that lie beside anything else: from those among others no way begins.
    #[expect(clippy::cast_possible_truncation, reason = "grids have fewer cells than 2^32")]
    fn outer_sources(&self) -> Vec<Cell> {
        let is_source = |place: usize| self.costs[place] == 0.0;
        let beside = |place: usize, offset: &isize| place.wrapping_add_signed(*offset);
        let is_inner = |place: usize| self.offsets.iter().all(|by| is_source(beside(place, by)));
        let sources = (0..self.costs.len()).filter(|place| is_source(*place));
        sources.filter(|place| !is_inner(*place)).map(|place| place as Cell).collect()
    }

    fn search(
        &mut self,
        seeds: &[Cell],
        limit: f64,
        mut done: impl FnMut(Cell, f64) -> bool,
        mut new: impl FnMut(Cell),
    ) {
        let width = self.bucket_width;
        let count = self.buckets;
        if count == 0 {
            return;
        }
        let mut buckets: Vec<Vec<Cell>> = vec![Vec::new(); count];
        buckets[0].extend(seeds);
        let mut waiting = seeds.len();
        let mut level: u64 = 0;
        let mut place = 0;
        let mut now: Vec<Cell> = Vec::new();
        while waiting > 0 {
            std::mem::swap(&mut now, &mut buckets[place]);
            waiting -= now.len();
            for &cell in &now {
                let cost = self.costs[cell as usize];
                // Reached more cheaply since, and taken then.
                if bucket(cost, width) != level {
                    continue;
                }
                if !done(cell, cost) {
                    return;
                }
                self.relax(cell, cost, limit, |next, reached, is_new| {
                    // A ring: no step leads farther than once round.
                    #[expect(clippy::cast_possible_truncation, reason = "less than a ring")]
                    let ahead = (bucket(reached, width) - level) as usize;
                    let slot =
                        if place + ahead < count { place + ahead } else { place + ahead - count };
                    buckets[slot].push(next);
                    waiting += 1;
                    if is_new {
                        new(next);
                    }
                });
            }
            now.clear();
            // With buckets wider than a step, this one may have been filled again.
            if buckets[place].is_empty() {
                level += 1;
                place = if place + 1 == count { 0 } else { place + 1 };
            }
        }
    }

    /// Calls `found` with each two neighbouring cells of different sources, each pair
    /// once, and with what the way over them costs from one source to the other.
    pub fn between_sources(&self, mut found: impl FnMut((Cell, u32), (Cell, u32), f64)) {
        let frame = self.grid.frame;
        for row in 0..frame.rows {
            for column in 0..frame.columns {
                let cell = self.cell(row, column);
                let Some(source) = self.source(cell) else { continue };
                let from = self.halves_of(cell as usize);
                // The four neighbours that come later.
                for step in [2usize, 3, 6, 7] {
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "a cell"
                    )]
                    let next = (cell as isize + self.offsets[step]) as Cell;
                    let Some(other) = self.source(next).filter(|other| *other != source) else {
                        continue;
                    };
                    let to = self.halves_of(next as usize);
                    let diagonal = usize::from(step >= 4);
                    let over = from[diagonal] + to[diagonal];
                    found((cell, source), (next, other), self.cost(cell) + over + self.cost(next));
                }
            }
        }
    }

    /// How wide the buckets of the queue are: the cheapest step, unless that would make
    /// too many of them.
    #[must_use]
    pub fn bucket_width(&self) -> f64 {
        self.bucket_width
    }

    /// Takes all steps from a cell; calls `found` with each cell that got cheaper.
    #[inline]
    fn relax(&mut self, cell: Cell, cost: f64, limit: f64, mut found: impl FnMut(Cell, f64, bool)) {
        let from = self.halves_of(cell as usize);
        let source = (self.states[cell as usize] >> SOURCE_SHIFT) << SOURCE_SHIFT;
        for step in 0..8u32 {
            #[expect(clippy::cast_sign_loss, reason = "the border keeps it inside")]
            let next = (cell as isize + self.offsets[step as usize]) as usize;
            let diagonal = usize::from(step >= 4);
            let state = self.states[next];
            let to = self.halves[(state & CODE) as usize][diagonal];
            let reached = cost + (from[diagonal] + to);
            let known = self.costs[next];
            if reached > known || reached > limit || reached == f64::INFINITY {
                continue;
            }
            let origin = source | (step << STEP_SHIFT);
            if reached < known {
                self.costs[next] = reached;
                self.states[next] = origin | (state & CODE);
                #[expect(clippy::cast_possible_truncation, reason = "a cell")]
                found(next as Cell, reached, known == f64::INFINITY);
            } else if origin < state & !CODE && reached > 0.0 {
                // Of equals the lower source, then the earlier step.
                self.states[next] = origin | (state & CODE);
            }
        }
    }
}

/// The cell in a row and a column of a frame, on any surface over it.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "grids have fewer cells than 2^32")]
pub fn padded(frame: &Frame, row: usize, column: usize) -> Cell {
    ((row + 1) * (frame.columns + 2) + column + 1) as Cell
}

/// How wide buckets are for the steps that there can be on a grid, and how many.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "bounded"
)]
fn buckets(grid: &ResistanceGrid, halves: &[[f64; 2]]) -> (f64, usize) {
    let mut used = vec![false; halves.len()];
    for code in &grid.codes {
        used[usize::from(*code)] = true;
    }
    let open = halves.iter().zip(used).filter(|(half, used)| *used && half[0].is_finite());
    let (least, most) = open.fold((f64::INFINITY, 0.0f64), |(least, most), (half, _)| {
        (least.min(2.0 * half[0]), most.max(2.0 * half[1]))
    });
    if !least.is_finite() {
        return (1.0, 0);
    }
    let width = least.max(most / MOST_BUCKETS as f64);
    (width, (most / width).ceil() as usize + 2)
}

/// A cost as a multiple of 2^-33.
fn rounded(cost: f64) -> f64 {
    const STEPS_PER_UNIT: f64 = (1u64 << 33) as f64;
    (cost * STEPS_PER_UNIT).round() / STEPS_PER_UNIT
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "costs are positive")]
fn bucket(cost: f64, width: f64) -> u64 {
    (cost / width) as u64
}

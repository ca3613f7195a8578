//! The frame of a grid: where its cells lie.

use geo::Coord;
use serde::{Deserialize, Serialize};

use super::GridError;
use crate::crs::Extent;

/// Narrowest cells, metres.
pub const LEAST_CELL_M: f64 = 0.5;
/// Widest cells, metres.
pub const MOST_CELL_M: f64 = 100.0;

/// Square cells in rows from the north, each row from the west.
///
/// Borders lie on whole multiples of the cell's width, so that the same data give the
/// same cells, whatever else is loaded beside them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// Western border, metres.
    pub west: f64,
    /// Northern border, metres.
    pub north: f64,
    /// Width of a cell, metres.
    pub cell_m: f64,
    /// Cells from west to east.
    pub columns: usize,
    /// Cells from north to south.
    pub rows: usize,
}

impl Frame {
    /// The cells that an extent in metres touches.
    ///
    /// # Errors
    /// [`GridError::Cell`] for a cell narrower than [`LEAST_CELL_M`] or wider than
    /// [`MOST_CELL_M`], [`GridError::Empty`] for an extent without area and
    /// [`GridError::TooLarge`] for more cells than `most`, with the width that would fit.
    ///
    /// ```
    /// use geodata::crs::Extent;
    /// use geodata::landscape::Frame;
    /// let extent = Extent { min_x: 12.0, min_y: 7.0, max_x: 31.0, max_y: 28.0 };
    /// let frame = Frame::new(&extent, 5.0, 1_000)?;
    /// assert_eq!((frame.west, frame.north, frame.columns, frame.rows), (10.0, 30.0, 5, 5));
    /// # Ok::<(), geodata::landscape::GridError>(())
    /// ```
    pub fn new(extent: &Extent, cell_m: f64, most: usize) -> Result<Self, GridError> {
        if !(LEAST_CELL_M..=MOST_CELL_M).contains(&cell_m) {
            return Err(GridError::Cell { given: cell_m });
        }
        let (width, height) = (extent.max_x - extent.min_x, extent.max_y - extent.min_y);
        if !(width.is_finite() && height.is_finite() && width > 0.0 && height > 0.0) {
            return Err(GridError::Empty);
        }
        let low = |value: f64| (value / cell_m).floor();
        let high = |value: f64| (value / cell_m).ceil();
        let (west, north) = (low(extent.min_x), high(extent.max_y));
        let (columns, rows) = (high(extent.max_x) - west, north - low(extent.min_y));
        #[expect(clippy::cast_precision_loss, reason = "a number of cells")]
        let limit = most as f64;
        if columns * rows > limit {
            let fits = cell_m * (columns * rows / limit).sqrt() * 1.01;
            return Err(GridError::TooLarge {
                cell_m,
                cells: columns * rows,
                fits_m: (fits * 2.0).ceil() / 2.0,
            });
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
        let (columns, rows) = (columns as usize, rows as usize);
        Ok(Self { west: west * cell_m, north: north * cell_m, cell_m, columns, rows })
    }

    /// Number of cells.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.columns * self.rows
    }

    /// The middle of a cell.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "numbers of cells")]
    pub fn centre(&self, row: usize, column: usize) -> Coord {
        Coord {
            x: self.west + (column as f64 + 0.5) * self.cell_m,
            y: self.north - (row as f64 + 0.5) * self.cell_m,
        }
    }

    /// Row and column of the cell at a position; `None` outside the frame.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
    pub fn cell_at(&self, position: Coord) -> Option<(usize, usize)> {
        let (column, row) = self.place(position);
        if !(column >= 0.0 && row >= 0.0) {
            return None;
        }
        let (row, column) = (row as usize, column as usize);
        (row < self.rows && column < self.columns).then_some((row, column))
    }

    /// A position in cells from the north-western corner: to the east, to the south.
    #[must_use]
    pub fn place(&self, position: Coord) -> (f64, f64) {
        ((position.x - self.west) / self.cell_m, (self.north - position.y) / self.cell_m)
    }
}

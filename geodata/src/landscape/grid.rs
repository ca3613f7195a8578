//! The grid of what the ground is, cell by cell.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::rasterise::{fill, trace};
use super::{Frame, Ground, Land, Resistance};
use crate::model::{Habitat, Patch};
use crate::progress::Progress;

/// Most cells of a grid. Each takes 13 bytes while links are searched, so these 1.3 GB.
pub const MOST_CELLS: usize = 100_000_000;

/// Why there is no grid.
#[derive(Debug, Clone, PartialEq, Error, Serialize, Deserialize)]
pub enum GridError {
    /// Cells of that width make no sense.
    #[error("cells must be 0.5 to 100 m wide, not {given}")]
    Cell {
        /// What was given, metres.
        given: f64,
    },
    /// There is nothing to make a grid of.
    #[error("there is neither land cover nor tree cover nor habitat to make a grid of")]
    Empty,
    /// More cells than there is memory for.
    #[error("{cells} cells of {cell_m} m are too many: cells of {fits_m} m would fit")]
    TooLarge {
        /// Width that was asked for, metres.
        cell_m: f64,
        /// Number of cells.
        cells: f64,
        /// Width that fits, metres.
        fits_m: f64,
    },
}

/// What lies where nothing is known to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum NoData {
    /// Land of an unknown kind, with its resistance.
    #[default]
    Unknown,
    /// Nothing that animals cross.
    Barrier,
}

/// The ground of each cell, and what it costs.
///
/// Cells hold codes of at most 255 classes, so that each takes a byte: of [`Ground`] where
/// the grid was made of a map, of the distinct values where it was read from a picture of
/// costs. Nothing goes over cells of the last code,
/// [`NOTHING_GOES`](super::NOTHING_GOES).
#[derive(Debug, Clone, PartialEq)]
pub struct ResistanceGrid {
    /// Where the cells lie.
    pub frame: Frame,
    /// What each cell is, row by row from the north-west.
    pub codes: Vec<u8>,
    /// What a metre of each code costs; `None` for what is not crossed.
    pub values: Vec<Option<f64>>,
}

impl ResistanceGrid {
    /// Rasterises land: each class over those below it, by the middles of the cells; what
    /// is [thin](Ground::is_thin) takes every cell that it touches.
    #[must_use]
    pub fn new(
        land: &Land,
        frame: Frame,
        resistance: &Resistance,
        no_data: NoData,
        progress: &mut impl Progress,
    ) -> Self {
        let mut codes = vec![Ground::Unknown.code(); frame.cells()];
        let order = land.by_ground();
        for (done, piece) in order.iter().enumerate() {
            let code = piece.ground.code();
            fill(&frame, &piece.polygons, |row, from, to| {
                codes[row * frame.columns + from..row * frame.columns + to].fill(code);
            });
            if piece.ground.is_thin() {
                trace(&frame, &piece.polygons, |row, column| {
                    let cell = &mut codes[row * frame.columns + column];
                    *cell = code.max(*cell);
                });
            }
            if done % 256 == 0 {
                progress.report(done, order.len());
            }
        }
        let mut values = resistance.values().to_vec();
        if no_data == NoData::Barrier {
            values[usize::from(Ground::Unknown.code())] = None;
        }
        Self { frame, codes, values }
    }

    /// True where any corner of a patch lies on it.
    #[must_use]
    pub fn is_beneath(&self, habitat: &Habitat) -> bool {
        let lies_on_it = |patch: &Patch| {
            let mut corners = patch.polygons.iter().flat_map(|polygon| &polygon.exterior().0);
            corners.any(|corner| self.frame.cell_at(*corner).is_some())
        };
        habitat.patches().iter().any(lies_on_it)
    }

    /// What a metre costs at a cell; `None` where it is not crossed.
    #[must_use]
    pub fn value(&self, row: usize, column: usize) -> Option<f64> {
        let code = self.codes.get(row * self.frame.columns + column)?;
        self.values.get(usize::from(*code)).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use geo::{LineString, MultiPolygon, Rect, coord};

    use super::super::LandPiece;
    use super::*;
    use crate::crs::{Crs, Extent, WorkingCrs};
    use crate::geometry::strip;
    use crate::landscape::CostSurface;

    const EXTENT: Extent = Extent { min_x: 0.0, min_y: 0.0, max_x: 200.0, max_y: 200.0 };

    fn land(pieces: Vec<LandPiece>) -> Land {
        let crs = WorkingCrs::from_crs(Crs::from_name("EPSG:3879").unwrap()).unwrap();
        Land::new(pieces, &Habitat::from_shapes(Vec::new(), crs))
    }

    fn grid(land: &Land, no_data: NoData) -> ResistanceGrid {
        let frame = Frame::new(&EXTENT, 5.0, MOST_CELLS).unwrap();
        ResistanceGrid::new(land, frame, &Resistance::default(), no_data, &mut ())
    }

    #[test]
    fn a_thin_barrier_does_not_leak_at_the_corners_of_cells() {
        // Slanting, and through the very corners of cells.
        for (start, end) in [((-5.0, 3.0), (205.0, 171.0)), ((-5.0, -5.0), (205.0, 205.0))] {
            let line = LineString::from(vec![start, end]);
            let polygons = MultiPolygon(strip(&line, 0.5));
            let grid =
                grid(&land(vec![LandPiece::new(Ground::Barrier, polygons)]), NoData::Unknown);
            let mut surface = CostSurface::new(&grid);
            let corner = surface.cell(0, 0);
            assert!(surface.add_source(corner, 0));
            surface.spread_to_all(&mut ());
            assert!(surface.source(surface.cell(0, 30)).is_some());
            assert_eq!(surface.source(surface.cell(39, 39 - 9)), None);
        }
    }

    #[test]
    fn where_nothing_is_known_is_ground_or_a_barrier() {
        let rect = Rect::new(coord! { x: 0.0, y: 0.0 }, coord! { x: 100.0, y: 200.0 });
        let polygons = MultiPolygon(vec![rect.to_polygon()]);
        let land = land(vec![LandPiece::new(Ground::Field, polygons)]);
        assert_eq!(grid(&land, NoData::Unknown).value(3, 30), Some(20.0));
        assert_eq!(grid(&land, NoData::Barrier).value(3, 30), None);
        assert_eq!(grid(&land, NoData::Barrier).value(3, 10), Some(20.0));
    }
}

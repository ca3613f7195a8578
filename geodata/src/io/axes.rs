//! Easting first or northing first? Files do not agree, and some do not say.

use geo::{CoordsIter, MapCoordsInPlace};

use super::{Note, ReadOptions};
use crate::crs::{Crs, Extent, guess};
use crate::model::Feature;

/// In which order a file has its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AxisOrder {
    /// Easting or longitude first, as most formats say.
    EastFirst,
    /// Northing or latitude first, as the file says it has them.
    NorthFirst,
}

/// Where Finland lies, degrees.
const FINLAND: Extent = Extent { min_x: 19.0, min_y: 59.3, max_x: 31.7, max_y: 70.2 };

/// Puts easting first, and says so where it was not expected.
///
/// Whatever the file says, numbers that fit the system only the other way round
/// are taken that way. Degrees fit both ways; they are turned where they would
/// lie in Finland then and lie far from Europe as they are.
pub(super) fn put_right(
    features: &mut [Feature],
    declared: Option<Crs>,
    order: AxisOrder,
    options: &ReadOptions,
) -> Option<Note> {
    let extent = extent(features);
    if extent.is_empty() {
        return None;
    }
    let turned = Extent {
        min_x: extent.min_y,
        min_y: extent.min_x,
        max_x: extent.max_y,
        max_y: extent.max_x,
    };
    let says_north_first = order == AxisOrder::NorthFirst;
    let crs = options.input_crs.or(declared);
    let turn = options.swap_axes.unwrap_or_else(|| {
        let fits = |extent: &Extent| match crs {
            Some(crs) => accepts(crs, extent),
            None => guess(extent).is_some(),
        };
        match (fits(&extent), fits(&turned)) {
            (true, false) => false,
            (false, true) => true,
            _ if says_north_first => true,
            _ => {
                let degrees = crs.is_none_or(Crs::is_geographic);
                degrees && lies_in(&turned, &FINLAND) && extent.min_x > 45.0 && extent.max_y < 35.0
            }
        }
    });
    if turn {
        for geometry in features.iter_mut().filter_map(|feature| feature.geometry.as_mut()) {
            geometry.map_coords_in_place(|position| geo::Coord { x: position.y, y: position.x });
            super::shape::rewind(geometry);
        }
    }
    let expected = options.swap_axes.is_some() || turn == says_north_first;
    (!expected).then_some(if turn { Note::AxesSwapped } else { Note::AxesNotSwapped })
}

fn accepts(crs: Crs, extent: &Extent) -> bool {
    crs.accepts(extent.min_x, extent.min_y) && crs.accepts(extent.max_x, extent.max_y)
}

fn lies_in(inner: &Extent, outer: &Extent) -> bool {
    inner.min_x >= outer.min_x
        && inner.min_y >= outer.min_y
        && inner.max_x <= outer.max_x
        && inner.max_y <= outer.max_y
}

fn extent(features: &[Feature]) -> Extent {
    let mut extent = Extent::EMPTY;
    for geometry in features.iter().filter_map(|feature| feature.geometry.as_ref()) {
        for position in geometry.coords_iter() {
            extent.include(position.x, position.y);
        }
    }
    extent
}

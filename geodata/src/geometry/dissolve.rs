//! Areas that lie over each other: as one, less one another, and how much they share.

use std::collections::HashMap;

use geo::{Area, BooleanOps, Coord, CoordsIter, MapCoordsInPlace, MultiPolygon, unary_union};

use super::holes::settled;

/// Areas as one.
///
/// # Arguments
/// `areas` are sound: repaired, in a plane.
#[must_use]
pub fn dissolved(areas: &[&MultiPolygon]) -> MultiPolygon {
    match areas {
        [] => MultiPolygon(Vec::new()),
        [only] => (*only).clone(),
        several => settled(unary_union(several.iter().flat_map(|area| &area.0))),
    }
}

/// What of an area is in none of the others. Corners of it that stay are where they were,
/// to the last bit.
#[must_use]
pub fn without(area: &MultiPolygon, others: &[&MultiPolygon]) -> MultiPolygon {
    if others.is_empty() {
        return area.clone();
    }
    let mut left = settled(area.difference(&dissolved(others)));
    restore_corners(&mut left, area);
    left
}

/// Overlay rounds positions to a grid of its own, far finer than this, metres.
const ROUNDED_M: f64 = 1e-5;

/// Puts corners back to those of the area that they were before they were rounded.
fn restore_corners(left: &mut MultiPolygon, area: &MultiPolygon) {
    #[expect(clippy::cast_possible_truncation, reason = "tenths of a millimetre of a planet")]
    let key = |at: Coord| ((at.x / (10.0 * ROUNDED_M)) as i64, (at.y / (10.0 * ROUNDED_M)) as i64);
    let mut corners: HashMap<(i64, i64), Coord> = HashMap::new();
    for corner in area.coords_iter() {
        corners.insert(key(corner), corner);
    }
    left.map_coords_in_place(|at| {
        let (x, y) = key(at);
        // One that lies by the edge of its cell may have come from the next.
        let cells = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let is_it = |own: &&Coord| (own.x - at.x).abs().max((own.y - at.y).abs()) < ROUNDED_M;
        cells.filter_map(|cell| corners.get(&cell)).find(is_it).copied().unwrap_or(at)
    });
}

/// What two areas share.
#[must_use]
pub fn shared(a: &MultiPolygon, b: &MultiPolygon) -> MultiPolygon {
    settled(a.intersection(b))
}

/// How much two areas share, square units.
#[must_use]
pub fn shared_area(a: &MultiPolygon, b: &MultiPolygon) -> f64 {
    shared(a, b).unsigned_area()
}

//! Areas that lie over each other: as one, less one another, and how much they share.

use geo::coordinate_position::CoordPos;
use geo::dimensions::Dimensions;
use geo::{Area, BooleanOps, MultiPolygon, Relate, unary_union};

/// Areas as one.
///
/// # Arguments
/// `areas` are sound: repaired, in a plane.
#[must_use]
pub fn dissolved(areas: &[&MultiPolygon]) -> MultiPolygon {
    match areas {
        [] => MultiPolygon(Vec::new()),
        [only] => (*only).clone(),
        several => unary_union(several.iter().flat_map(|area| &area.0)),
    }
}

/// What of an area is in none of the others.
#[must_use]
pub fn without(area: &MultiPolygon, others: &[&MultiPolygon]) -> MultiPolygon {
    if others.is_empty() { area.clone() } else { area.difference(&dissolved(others)) }
}

/// How much two areas share, square units.
#[must_use]
pub fn shared_area(a: &MultiPolygon, b: &MultiPolygon) -> f64 {
    a.intersection(b).unsigned_area()
}

/// True where two areas share some of their inside or a stretch of their edges:
/// corners that touch do not join.
///
/// ```
/// use geo::{MultiPolygon, Rect};
/// use geodata::geometry::are_joined;
/// let square = |x: f64, y: f64| MultiPolygon(vec![Rect::new((x, y), (x + 1.0, y + 1.0)).to_polygon()]);
/// assert!(are_joined(&square(0.0, 0.0), &square(1.0, 0.5)));
/// assert!(are_joined(&square(0.0, 0.0), &square(0.5, 0.5)));
/// assert!(!are_joined(&square(0.0, 0.0), &square(1.0, 1.0)));
/// ```
#[must_use]
pub fn are_joined(a: &MultiPolygon, b: &MultiPolygon) -> bool {
    let matrix = a.relate(b);
    matrix.get(CoordPos::Inside, CoordPos::Inside) != Dimensions::Empty
        || matrix.get(CoordPos::OnBoundary, CoordPos::OnBoundary) == Dimensions::OneDimensional
}

//! Rings that touch themselves, taken apart where they do.
//!
//! Overlay rounds positions, so that an edge may come to pass through a corner of
//! its own ring: the area is right, but the ring is not simple any more.

use std::collections::HashMap;

use geo::{Area, Contains, Coord, InteriorPoint, LineString, MultiPolygon, Polygon};

/// The polygons with each ring that repeats a position parted there.
///
/// Shells are to be wound anticlockwise and holes clockwise: the loops keep their
/// winding, and it tells which of them are shells and which are holes.
pub(super) fn parted(polygons: MultiPolygon) -> MultiPolygon {
    MultiPolygon(polygons.into_iter().flat_map(parted_polygon).collect())
}

fn parted_polygon(polygon: Polygon) -> Vec<Polygon> {
    let (shell, holes) = polygon.into_inner();
    let mut rings = std::iter::once(&shell).chain(&holes);
    if !rings.any(is_pinched) {
        return vec![Polygon::new(shell, holes)];
    }
    let mut shells: Vec<Polygon> = Vec::new();
    let mut hollows: Vec<Polygon> = Vec::new();
    for ring in std::iter::once(shell).chain(holes).flat_map(|ring| loops(&ring)) {
        let polygon = Polygon::new(ring, vec![]);
        let area = polygon.signed_area();
        if area > 0.0 {
            shells.push(polygon);
        } else if area < 0.0 {
            hollows.push(polygon);
        }
    }
    // The innermost shell around a hole is the smallest.
    crate::order::sort_by(&mut shells, |a, b| a.unsigned_area().total_cmp(&b.unsigned_area()));
    for hollow in hollows {
        let Some(within) = hollow.interior_point() else { continue };
        if let Some(shell) = shells.iter_mut().find(|shell| shell.contains(&within)) {
            shell.interiors_push(hollow.exterior().clone());
        }
    }
    shells
}

fn key(position: Coord) -> (u64, u64) {
    // Zeros of both signs are one position.
    ((position.x + 0.0).to_bits(), (position.y + 0.0).to_bits())
}

fn is_pinched(ring: &LineString) -> bool {
    let mut seen = std::collections::HashSet::new();
    !ring.0.iter().skip(1).all(|position| seen.insert(key(*position)))
}

/// The loops of a closed ring, each of which passes a position once.
fn loops(ring: &LineString) -> Vec<LineString> {
    let mut found = Vec::new();
    let mut way: Vec<Coord> = Vec::new();
    let mut place_of: HashMap<(u64, u64), usize> = HashMap::new();
    for &position in &ring.0 {
        if let Some(&start) = place_of.get(&key(position)) {
            let mut closed: Vec<Coord> = way.drain(start + 1..).collect();
            for passed in &closed {
                place_of.remove(&key(*passed));
            }
            closed.insert(0, position);
            closed.push(position);
            // There and back again encloses nothing.
            if closed.len() > 3 {
                found.push(LineString(closed));
            }
        } else {
            place_of.insert(key(position), way.len());
            way.push(position);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Validation;

    fn ring(positions: &[(f64, f64)]) -> LineString {
        LineString(positions.iter().map(|&(x, y)| Coord { x, y }).collect())
    }

    #[test]
    fn a_shell_pinched_within_becomes_a_shell_with_a_hole() {
        let shell = ring(&[
            (0.0, 0.0),
            (6.0, 0.0),
            (6.0, 6.0),
            (0.0, 6.0),
            (0.0, 0.0),
            (1.0, 3.0),
            (3.0, 1.0),
            (0.0, 0.0),
        ]);
        let parted = parted(MultiPolygon(vec![Polygon::new(shell, vec![])]));
        assert_eq!((parted.0.len(), parted.0[0].interiors().len()), (1, 1));
        assert!(parted.is_valid());
        assert!((parted.unsigned_area() - 32.0).abs() < 1e-12);
    }

    #[test]
    fn a_shell_pinched_at_a_waist_becomes_two_that_keep_their_holes() {
        let shell = ring(&[
            (0.0, 0.0),
            (4.0, 0.0),
            (4.0, 4.0),
            (8.0, 4.0),
            (8.0, 8.0),
            (4.0, 8.0),
            (4.0, 4.0),
            (0.0, 4.0),
            (0.0, 0.0),
        ]);
        let hole = ring(&[(5.0, 5.0), (5.0, 6.0), (6.0, 6.0), (6.0, 5.0), (5.0, 5.0)]);
        let parted = parted(MultiPolygon(vec![Polygon::new(shell, vec![hole])]));
        let mut areas: Vec<f64> = parted.iter().map(Area::unsigned_area).collect();
        areas.sort_by(f64::total_cmp);
        assert_eq!(areas, [15.0, 16.0]);
        assert!(parted.is_valid());
    }

    #[test]
    fn an_island_pinched_to_the_edge_of_its_hole_is_a_part_of_its_own() {
        let shell = ring(&[(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0), (0.0, 0.0)]);
        let hole = ring(&[
            (1.0, 1.0),
            (1.0, 8.0),
            (8.0, 8.0),
            (8.0, 1.0),
            (1.0, 1.0),
            (4.0, 2.0),
            (2.0, 4.0),
            (1.0, 1.0),
        ]);
        let parted = parted(MultiPolygon(vec![Polygon::new(shell, vec![hole])]));
        assert_eq!(parted.0.len(), 2);
        assert!((parted.unsigned_area() - (81.0 - 49.0 + 4.0)).abs() < 1e-12);
        assert!(parted.is_valid());
    }

    #[test]
    fn simple_rings_stay_as_they_are() {
        let square = ring(&[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]);
        let polygons = MultiPolygon(vec![Polygon::new(square, vec![])]);
        assert_eq!(parted(polygons.clone()), polygons);
    }
}

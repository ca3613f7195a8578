//! Strips: ways and rows of trees that are drawn as lines, and single trees drawn as
//! points, as the ground they take.

use geo::{Coord, LineString, Polygon};

/// Corners of a circle.
const CORNERS: u32 = 16;

/// What a line of a width covers: a rectangle a segment, and circles where they meet.
///
/// The polygons lie over each other at the bends; ends are flat. Nothing for a width
/// that is not above 0.
#[must_use]
pub fn strip(line: &LineString, width_m: f64) -> Vec<Polygon> {
    let half = width_m / 2.0;
    if !(half.is_finite() && half > 0.0) {
        return Vec::new();
    }
    let mut parts = Vec::new();
    let corners = &line.0;
    for pair in corners.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let along = end - start;
        let length = (along.x * along.x + along.y * along.y).sqrt();
        if length > 0.0 {
            let side = Coord { x: -along.y * half / length, y: along.x * half / length };
            let ring = vec![start - side, end - side, end + side, start + side, start - side];
            parts.push(Polygon::new(LineString(ring), Vec::new()));
        }
    }
    let is_closed = corners.len() > 2 && corners.first() == corners.last();
    let bends = corners.len().saturating_sub(if is_closed { 1 } else { 2 });
    parts.extend(corners.iter().skip(1).take(bends).filter_map(|bend| disc(*bend, half)));
    parts
}

/// A circle round a position, as a polygon of sixteen corners on it; nothing for a
/// radius that is not above 0.
#[must_use]
pub fn disc(centre: Coord, radius_m: f64) -> Option<Polygon> {
    if !(radius_m.is_finite() && radius_m > 0.0) {
        return None;
    }
    let corner = |number: u32| {
        let angle = f64::from(number) * std::f64::consts::TAU / f64::from(CORNERS);
        Coord {
            x: centre.x + radius_m * libm::cos(angle),
            y: centre.y + radius_m * libm::sin(angle),
        }
    };
    let mut ring: Vec<Coord> = (0..CORNERS).map(corner).collect();
    ring.push(ring[0]);
    Some(Polygon::new(LineString(ring), Vec::new()))
}

#[cfg(test)]
mod tests {
    use geo::{Area, coord};

    use super::*;

    #[test]
    fn a_bent_line_is_two_rectangles_and_a_circle() {
        let line = LineString(vec![
            coord! { x: 0.0, y: 0.0 },
            coord! { x: 100.0, y: 0.0 },
            coord! { x: 100.0, y: 50.0 },
        ]);
        let areas: Vec<f64> = strip(&line, 10.0).iter().map(Area::signed_area).collect();
        assert_eq!(areas[..2], [1000.0, 500.0]);
        assert_eq!(areas.len(), 3);
        assert!(areas[2] > 76.0 && areas[2] < 78.6, "{}", areas[2]);
        assert!(strip(&line, 0.0).is_empty() && disc(line.0[0], f64::NAN).is_none());
    }
}

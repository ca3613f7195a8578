//! Cutting lines and rings to a box, one side at a time
//! (Sutherland and Hodgman 1974, doi:10.1145/360767.360802).
//!
//! Rings that leave the box and come back are joined along its side. What is inside stays
//! what it was, but rings may touch themselves there: this is for pictures and for counting
//! windings, not for overlay.

use geo::{BoundingRect, Coord, LineString, MultiPolygon, Polygon};

use super::bounds::Bounds;

/// The ring within the box; closed, or empty.
#[must_use]
pub fn clip_ring(ring: &[Coord], bounds: Bounds) -> Vec<Coord> {
    let mut kept: Vec<Coord> = ring.to_vec();
    for side in sides(bounds) {
        let mut next = Vec::with_capacity(kept.len() + 4);
        for pair in kept.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            if side.holds(from) {
                next.push(from);
            }
            if side.holds(from) != side.holds(to) {
                next.push(side.crossing(from, to));
            }
        }
        next.extend(next.first().copied());
        kept = next;
    }
    if kept.len() < 4 { Vec::new() } else { kept }
}

/// What of polygons lies within the box; those that lie in it whole stay as they are.
#[must_use]
pub fn clip_polygons(polygons: &MultiPolygon, bounds: Bounds) -> MultiPolygon {
    let [min_x, min_y, max_x, max_y] = bounds;
    let clip = |polygon: &Polygon| {
        let rect = polygon.bounding_rect()?;
        let (low, high) = (rect.min(), rect.max());
        if high.x < min_x || low.x > max_x || high.y < min_y || low.y > max_y {
            return None;
        }
        if low.x >= min_x && high.x <= max_x && low.y >= min_y && high.y <= max_y {
            return Some(polygon.clone());
        }
        let shell = clip_ring(&polygon.exterior().0, bounds);
        let holes = polygon.interiors().iter().map(|ring| clip_ring(&ring.0, bounds));
        let holes = holes.filter(|ring| !ring.is_empty()).map(LineString).collect();
        (!shell.is_empty()).then(|| Polygon::new(LineString(shell), holes))
    };
    polygons.iter().filter_map(clip).collect()
}

/// The pieces of a line within the box.
#[must_use]
pub fn clip_line(line: &[Coord], bounds: Bounds) -> Vec<Vec<Coord>> {
    let mut pieces: Vec<Vec<Coord>> = vec![line.to_vec()];
    for side in sides(bounds) {
        let mut next = Vec::new();
        for piece in pieces {
            let mut current: Vec<Coord> = Vec::new();
            for pair in piece.windows(2) {
                let (from, to) = (pair[0], pair[1]);
                match (side.holds(from), side.holds(to)) {
                    (true, inside) => {
                        if current.is_empty() {
                            current.push(from);
                        }
                        current.push(if inside { to } else { side.crossing(from, to) });
                        if !inside {
                            next.push(std::mem::take(&mut current));
                        }
                    }
                    (false, true) => current = vec![side.crossing(from, to), to],
                    (false, false) => {}
                }
            }
            if current.len() > 1 {
                next.push(current);
            }
        }
        pieces = next;
    }
    pieces
}

/// One side of a box, and which way is in.
#[derive(Clone, Copy)]
struct Side {
    across_x: bool,
    at: f64,
    inside_is_greater: bool,
}

fn sides([min_x, min_y, max_x, max_y]: Bounds) -> [Side; 4] {
    let side = |across_x, at, inside_is_greater| Side { across_x, at, inside_is_greater };
    [
        side(true, min_x, true),
        side(true, max_x, false),
        side(false, min_y, true),
        side(false, max_y, false),
    ]
}

impl Side {
    fn holds(self, position: Coord) -> bool {
        let value = if self.across_x { position.x } else { position.y };
        if self.inside_is_greater { value >= self.at } else { value <= self.at }
    }

    fn crossing(self, from: Coord, to: Coord) -> Coord {
        if self.across_x {
            let t = (self.at - from.x) / (to.x - from.x);
            Coord { x: self.at, y: from.y + t * (to.y - from.y) }
        } else {
            let t = (self.at - from.y) / (to.y - from.y);
            Coord { x: from.x + t * (to.x - from.x), y: self.at }
        }
    }
}

#[cfg(test)]
mod tests {
    use geo::{Area, Rect, coord};

    use super::*;

    const BOX: Bounds = [0.0, 0.0, 10.0, 10.0];

    #[test]
    fn a_ring_across_a_corner_keeps_what_is_inside() {
        let ring = [(5.0, 5.0), (15.0, 5.0), (15.0, 15.0), (5.0, 15.0), (5.0, 5.0)]
            .map(|(x, y)| coord! { x: x, y: y });
        let area = Polygon::new(LineString(clip_ring(&ring, BOX)), vec![]).unsigned_area();
        assert_eq!(area, 25.0);
        let away = ring.map(|c| coord! { x: c.x + 20.0, y: c.y });
        assert!(clip_ring(&away, BOX).is_empty());
    }

    #[test]
    fn polygons_keep_what_is_inside_and_their_holes() {
        let square = |from: f64, to: f64| Rect::new((from, from), (to, to)).to_polygon();
        let mut holed = square(5.0, 30.0);
        holed.interiors_push(square(6.0, 8.0).exterior().clone());
        holed.interiors_push(square(20.0, 25.0).exterior().clone());
        let all = MultiPolygon(vec![holed, square(1.0, 4.0), square(40.0, 50.0)]);
        let clipped = clip_polygons(&all, BOX);
        assert_eq!(clipped.unsigned_area(), 25.0 - 4.0 + 9.0);
        assert_eq!(clipped.0[1], square(1.0, 4.0));
        assert_eq!(clipped.0.len(), 2);
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_falls_into_two() {
        let line =
            [(1.0, 1.0), (1.0, 20.0), (9.0, 20.0), (9.0, 1.0)].map(|(x, y)| coord! { x: x, y: y });
        let pieces = clip_line(&line, BOX);
        assert_eq!(pieces.len(), 2);
        assert_eq!(pieces[0], [coord! { x: 1.0, y: 1.0 }, coord! { x: 1.0, y: 10.0 }]);
    }
}

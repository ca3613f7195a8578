//! Whether two shapes of any kind have a point in common.

use geo::{Coord, Geometry, Intersects, LineString};

use super::bounds::{are_near, bounds_of, edge_bounds};
use super::segment::{Segment, nearest_between};

/// Shapes so near touch, metres: rounding parts what lies side by side.
const TOUCHING_M: f64 = 1e-3;

/// The segments of a shape, a point as one of no length, and where each of its pieces begins.
#[derive(Default)]
struct Pieces {
    segments: Vec<Segment>,
    starts: Vec<Coord>,
}

impl Pieces {
    fn of(shape: &Geometry) -> Self {
        let mut pieces = Self::default();
        pieces.add(shape);
        pieces
    }

    fn add(&mut self, shape: &Geometry) {
        match shape {
            Geometry::Point(point) => self.add_point(point.0),
            Geometry::MultiPoint(points) => points.iter().for_each(|point| self.add_point(point.0)),
            Geometry::LineString(line) => self.add_line(line),
            Geometry::MultiLineString(lines) => lines.iter().for_each(|line| self.add_line(line)),
            Geometry::Polygon(area) => self.add_area(area),
            Geometry::MultiPolygon(areas) => areas.iter().for_each(|area| self.add_area(area)),
            Geometry::GeometryCollection(shapes) => shapes.iter().for_each(|shape| self.add(shape)),
            Geometry::Rect(rect) => self.add_area(&rect.to_polygon()),
            Geometry::Triangle(triangle) => self.add_area(&triangle.to_polygon()),
            Geometry::Line(line) => {
                self.segments.push((line.start, line.end));
                self.starts.push(line.start);
            }
        }
    }

    fn add_point(&mut self, point: Coord) {
        self.segments.push((point, point));
        self.starts.push(point);
    }

    fn add_line(&mut self, line: &LineString) {
        self.segments.extend(line.0.windows(2).map(|ends| (ends[0], ends[1])));
        self.starts.extend(line.0.first());
    }

    fn add_area(&mut self, area: &geo::Polygon) {
        self.add_line(area.exterior());
        // A hole begins nothing: what holds it holds the outline.
        for hole in area.interiors() {
            self.segments.extend(hole.0.windows(2).map(|ends| (ends[0], ends[1])));
        }
    }
}

/// Whether two shapes in metres have a point in common, inside or on their edges; what comes
/// nearer than a millimetre counts.
#[must_use]
pub fn meets(a: &Geometry, b: &Geometry) -> bool {
    let (of_a, of_b) = (Pieces::of(a), Pieces::of(b));
    let near_2 = TOUCHING_M * TOUCHING_M;
    let (bounds_a, bounds_b) = (bounds_of(of_a.segments.iter()), bounds_of(of_b.segments.iter()));
    if !are_near(bounds_a, bounds_b, TOUCHING_M) {
        return false;
    }
    let near_a: Vec<Segment> = of_a
        .segments
        .iter()
        .copied()
        .filter(|of| are_near(edge_bounds(*of), bounds_b, TOUCHING_M))
        .collect();
    let comes_near = |q: &Segment| {
        let bounds_q = edge_bounds(*q);
        are_near(bounds_q, bounds_a, TOUCHING_M)
            && near_a.iter().any(|p| {
                are_near(edge_bounds(*p), bounds_q, TOUCHING_M)
                    && nearest_between(*p, *q).0 <= near_2
            })
    };
    of_b.segments.iter().any(comes_near)
        || of_b.starts.iter().any(|at| holds(a, *at))
        || of_a.starts.iter().any(|at| holds(b, *at))
}

/// Whether an area holds a position.
fn holds(shape: &Geometry, at: Coord) -> bool {
    match shape {
        Geometry::Polygon(area) => area.intersects(&at),
        Geometry::MultiPolygon(areas) => areas.iter().any(|area| area.intersects(&at)),
        Geometry::GeometryCollection(shapes) => shapes.iter().any(|shape| holds(shape, at)),
        Geometry::Rect(rect) => rect.to_polygon().intersects(&at),
        Geometry::Triangle(triangle) => triangle.to_polygon().intersects(&at),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use geo::{Point, Polygon, Rect, line_string};

    use super::*;

    fn square(x: f64, y: f64, side: f64) -> Polygon {
        Rect::new((x, y), (x + side, y + side)).to_polygon()
    }

    #[test]
    fn shapes_meet_at_edges_inside_each_other_and_nowhere_in_holes() {
        let hole = square(10.0, 10.0, 20.0).exterior().clone();
        let ring =
            Geometry::Polygon(Polygon::new(square(0.0, 0.0, 40.0).exterior().clone(), vec![hole]));
        let area = |x, y, side| Geometry::Polygon(square(x, y, side));
        let both = |other: &Geometry| {
            let meets_it = meets(&ring, other);
            assert_eq!(meets_it, meets(other, &ring));
            meets_it
        };
        assert!(both(&area(40.0, 0.0, 5.0)), "side by side");
        assert!(both(&area(40.0, 40.0, 5.0)), "at a corner");
        assert!(!both(&area(40.1, 0.0, 5.0)), "apart");
        assert!(!both(&area(15.0, 15.0, 5.0)), "in the hole");
        assert!(both(&area(2.0, 2.0, 5.0)), "inside");
        assert!(both(&area(-10.0, -10.0, 100.0)), "around");
        assert!(both(&Geometry::Point(Point::new(5.0, 5.0))));
        assert!(!both(&Geometry::Point(Point::new(20.0, 20.0))));
        assert!(both(&line_string![(x: 12.0, y: 12.0), (x: 35.0, y: 20.0)].into()));
        assert!(!both(&line_string![(x: 12.0, y: 12.0), (x: 28.0, y: 28.0)].into()));
    }
}

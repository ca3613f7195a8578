//! A position that stands for a shape.

use geo::{Area, Coord, Geometry, InteriorPoint, MultiPolygon, Polygon};

/// A position inside an area, far from its edges where it is wide; None for an area of nothing.
///
/// Not generic: what it takes is compiled once, here, for all that ask.
#[inline(never)]
#[must_use]
pub fn inside(area: &Polygon) -> Option<Coord> {
    area.interior_point().map(|at| at.0)
}

/// A position in a shape or on it: inside the largest of its areas, in the midst of the corners of
/// its first line, its first point.
#[must_use]
pub fn position_of(shape: &Geometry) -> Option<Coord> {
    let largest = |areas: &MultiPolygon| {
        let by_size = |a: &&Polygon, b: &&Polygon| a.unsigned_area().total_cmp(&b.unsigned_area());
        areas.iter().max_by(by_size).and_then(inside)
    };
    match shape {
        Geometry::Point(at) => Some(at.0),
        Geometry::MultiPoint(points) => points.0.first().map(|at| at.0),
        Geometry::Line(line) => Some((line.start + line.end) / 2.0),
        Geometry::LineString(line) => line.0.get(line.0.len() / 2).copied(),
        Geometry::MultiLineString(lines) => {
            let first = lines.0.first()?;
            first.0.get(first.0.len() / 2).copied()
        }
        Geometry::Polygon(area) => inside(area),
        Geometry::MultiPolygon(areas) => largest(areas),
        Geometry::GeometryCollection(shapes) => shapes.iter().find_map(position_of),
        Geometry::Rect(rect) => Some(rect.center()),
        Geometry::Triangle(triangle) => inside(&triangle.to_polygon()),
    }
}

#[cfg(test)]
mod tests {
    use geo::{Intersects, Rect, line_string};

    use super::*;

    #[test]
    fn the_position_of_a_shape_is_in_its_largest_area_or_on_its_line() {
        let square = |x: f64, side: f64| Rect::new((x, 0.0), (x + side, side)).to_polygon();
        let hole = Rect::new((11.0, 1.0), (19.0, 9.0)).to_polygon().exterior().clone();
        let ring = Polygon::new(square(10.0, 10.0).exterior().clone(), vec![hole]);
        let areas = MultiPolygon(vec![square(0.0, 1.0), ring.clone()]);
        let at = position_of(&Geometry::MultiPolygon(areas)).unwrap();
        assert!(ring.intersects(&at));
        let line = line_string![(x: 0.0, y: 0.0), (x: 5.0, y: 1.0), (x: 9.0, y: 0.0)];
        assert_eq!(position_of(&line.into()), Some(Coord { x: 5.0, y: 1.0 }));
        assert_eq!(position_of(&Geometry::MultiPolygon(MultiPolygon(Vec::new()))), None);
    }
}

//! Shapes as well-known binary, out.

use geo::{Coord, Geometry, LineString, Polygon};

/// Writes a geometry, least byte first.
pub fn write(geometry: &Geometry, to: &mut Vec<u8>) {
    match geometry {
        Geometry::Point(point) => {
            head(to, 1);
            position(to, point.0);
        }
        Geometry::LineString(line) => {
            head(to, 2);
            positions(to, line);
        }
        Geometry::Polygon(polygon) => {
            head(to, 3);
            rings(to, polygon);
        }
        Geometry::MultiPoint(points) => {
            many(to, 4, points.0.iter().map(|point| Geometry::Point(*point)));
        }
        Geometry::MultiLineString(lines) => {
            many(to, 5, lines.0.iter().cloned().map(Geometry::LineString));
        }
        Geometry::MultiPolygon(polygons) => {
            many(to, 6, polygons.0.iter().cloned().map(Geometry::Polygon));
        }
        Geometry::GeometryCollection(parts) => many(to, 7, parts.0.iter().cloned()),
        Geometry::Line(line) => write(&Geometry::LineString(LineString::from(line)), to),
        Geometry::Rect(rect) => write(&Geometry::Polygon(rect.to_polygon()), to),
        Geometry::Triangle(triangle) => write(&Geometry::Polygon(triangle.to_polygon()), to),
    }
}

fn head(to: &mut Vec<u8>, kind: u32) {
    to.push(1);
    to.extend(kind.to_le_bytes());
}

fn many(to: &mut Vec<u8>, kind: u32, parts: impl ExactSizeIterator<Item = Geometry>) {
    head(to, kind);
    count(to, parts.len());
    parts.for_each(|part| write(&part, to));
}

fn count(to: &mut Vec<u8>, count: usize) {
    to.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

fn position(to: &mut Vec<u8>, position: Coord) {
    to.extend(position.x.to_le_bytes());
    to.extend(position.y.to_le_bytes());
}

fn positions(to: &mut Vec<u8>, line: &LineString) {
    count(to, line.0.len());
    line.0.iter().for_each(|at| position(to, *at));
}

fn rings(to: &mut Vec<u8>, polygon: &Polygon) {
    count(to, 1 + polygon.interiors().len());
    positions(to, polygon.exterior());
    polygon.interiors().iter().for_each(|ring| positions(to, ring));
}

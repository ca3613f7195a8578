//! Cutting one tile.

use geo::{BoundingRect, Coord, Geometry, LineString, Polygon, Simplify};
use mvt::{GeomData, GeomEncoder, GeomType, Tile};

use super::{TileShape, TileShapes};
use crate::geometry::{Bounds, clip_line, clip_ring};

/// Units along the side of a tile.
const EXTENT: u32 = 4096;

/// How far shapes reach over the side, so that outlines are not seen there.
const MARGIN: f64 = 1.0 / 32.0;

/// What of shapes is kept, in units of a tile, of which there are 4096 along its side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detail {
    /// Corners that stray less from a simpler line are left out.
    pub tolerance: f64,
    /// Rings that are smaller both ways are left out.
    pub least: f64,
}

impl Detail {
    /// For what is looked at.
    pub const FINE: Self = Self { tolerance: 2.0, least: 0.0 };
    /// For what lies behind it: specks of a pixel tell nothing and take as long as any.
    pub const GROUND: Self = Self { tolerance: 6.0, least: 12.0 };
}

/// A tile's zoom, column and row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TileId {
    /// Zoom level, 0 for the whole world.
    pub zoom: u8,
    /// Column from the west.
    pub x: u32,
    /// Row from the north.
    pub y: u32,
}

/// The bytes of a tile with one layer. Shapes keep their numbers and tags.
///
/// Shapes that shrink to less than a ring or a line of whole units are left out,
/// as nothing of them would be seen. Of a collection nothing is drawn: its parts
/// are shapes of their own.
/// A tile where nothing lies is empty.
#[must_use]
pub fn cut_tile(name: &str, shapes: &TileShapes, id: TileId, detail: Detail) -> Vec<u8> {
    let side = 1.0 / f64::from(2u32.saturating_pow(u32::from(id.zoom)));
    let (west, north) = (f64::from(id.x) * side, f64::from(id.y) * side);
    let margin = side * MARGIN;
    let bounds = [west - margin, north - margin, west + side + margin, north + side + margin];
    let frame = Frame { west, north, scale: f64::from(EXTENT) / side, bounds, detail };

    let mut tile = Tile::new(EXTENT);
    let mut layer = tile.create_layer(name);
    for shape in shapes.meeting(bounds) {
        let Some(data) = frame.encode(shape.geometry()) else { continue };
        let mut feature = layer.into_feature(data);
        feature.set_id(shape.id);
        add_tags(&mut feature, shape);
        layer = feature.into_layer();
    }
    // Only a repeated layer name or a failing writer could be wrong, and a
    // tile with one layer in memory has neither: an empty tile is the answer.
    if tile.add_layer(layer).is_err() {
        return Vec::new();
    }
    tile.to_bytes().unwrap_or_default()
}

fn add_tags(feature: &mut mvt::Feature, shape: &TileShape) {
    for (name, value) in shape.tags() {
        feature.add_tag_double(name, *value);
    }
    for (name, text) in shape.texts() {
        feature.add_tag_string(name, text);
    }
}

/// Where a tile lies in the unit square.
struct Frame {
    west: f64,
    north: f64,
    scale: f64,
    bounds: Bounds,
    detail: Detail,
}

impl Frame {
    fn encode(&self, geometry: &Geometry) -> Option<GeomData> {
        match geometry {
            Geometry::Polygon(polygon) => self.polygons(std::slice::from_ref(polygon)),
            Geometry::MultiPolygon(polygons) => self.polygons(&polygons.0),
            Geometry::LineString(line) => self.lines(std::slice::from_ref(line)),
            Geometry::MultiLineString(lines) => self.lines(&lines.0),
            Geometry::Point(point) => self.points(&[point.0]),
            Geometry::MultiPoint(points) => {
                self.points(&points.0.iter().map(|point| point.0).collect::<Vec<_>>())
            }
            _ => None,
        }
    }

    fn polygons(&self, polygons: &[Polygon]) -> Option<GeomData> {
        let mut encoder = GeomEncoder::new(GeomType::Polygon);
        let mut any = false;
        let mut last = None;
        for polygon in polygons {
            let mut is_shell = true;
            for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                let Some(ring) = self.ring(ring) else {
                    if is_shell {
                        break;
                    }
                    continue;
                };
                // The format closes rings itself, and wants shells clockwise
                // as seen, where RFC 7946 winds them the other way.
                let mut corners: Vec<Coord> = ring.into_iter().skip(1).rev().collect();
                // The encoder passes over a point that is where it stands already,
                // and with it the beginning of a ring.
                if corners.first().copied() == last {
                    corners.rotate_left(1);
                }
                for corner in &corners {
                    encoder.add_point(corner.x, corner.y).ok()?;
                }
                last = corners.last().copied();
                encoder.complete_geom().ok()?;
                any = true;
                is_shell = false;
            }
        }
        any.then(|| encoder.encode().ok()).flatten()
    }

    /// A ring in whole units of the tile, if anything of it is to be seen.
    fn ring(&self, ring: &LineString) -> Option<Vec<Coord>> {
        let least = self.detail.least / self.scale;
        let is_small = |rect: geo::Rect| rect.width() < least && rect.height() < least;
        if least > 0.0 && ring.bounding_rect().is_none_or(is_small) {
            return None;
        }
        let clipped = clip_ring(&ring.0, self.bounds);
        if clipped.is_empty() {
            return None;
        }
        let simple = LineString(clipped).simplify(self.detail.tolerance / self.scale);
        let mut units: Vec<Coord> = simple.0.iter().map(|position| self.unit(*position)).collect();
        units.dedup();
        // Three different corners and the first again.
        (units.len() >= 4).then_some(units)
    }

    fn lines(&self, lines: &[LineString]) -> Option<GeomData> {
        let mut encoder = GeomEncoder::new(GeomType::Linestring);
        let mut any = false;
        for piece in lines.iter().flat_map(|line| clip_line(&line.0, self.bounds)) {
            let simple = LineString(piece).simplify(self.detail.tolerance / self.scale);
            let mut units: Vec<Coord> = simple.0.iter().map(|p| self.unit(*p)).collect();
            units.dedup();
            if units.len() < 2 {
                continue;
            }
            for position in units {
                encoder.add_point(position.x, position.y).ok()?;
            }
            encoder.complete_geom().ok()?;
            any = true;
        }
        any.then(|| encoder.encode().ok()).flatten()
    }

    fn points(&self, points: &[Coord]) -> Option<GeomData> {
        let mut encoder = GeomEncoder::new(GeomType::Point);
        let [min_x, min_y, max_x, max_y] = self.bounds;
        let mut any = false;
        for point in points {
            if (min_x..=max_x).contains(&point.x) && (min_y..=max_y).contains(&point.y) {
                let unit = self.unit(*point);
                encoder.add_point(unit.x, unit.y).ok()?;
                any = true;
            }
        }
        any.then(|| encoder.encode().ok()).flatten()
    }

    fn unit(&self, position: Coord) -> Coord {
        Coord {
            x: ((position.x - self.west) * self.scale).round(),
            y: ((position.y - self.north) * self.scale).round(),
        }
    }
}

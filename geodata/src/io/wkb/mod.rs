//! Shapes as well-known binary, of the OGC and of PostGIS, in both byte orders.

#[cfg(any(feature = "geopackage", test))]
mod write;

use geo::Coord;

use super::SkipReason;
use super::shape::{Fault, Shape};
#[cfg(any(feature = "geopackage", test))]
pub(super) use write::write;

/// Collections deeper than this are no geometry but an attack.
const DEEPEST: usize = 16;

/// Bytes read one after the other, never beyond their end.
pub(super) struct Cursor<'a> {
    pub(super) rest: &'a [u8],
    pub(super) is_little: bool,
}

impl<'a> Cursor<'a> {
    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        let bytes = self.array()?;
        Some(if self.is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    pub(super) fn f64(&mut self) -> Option<f64> {
        let bytes = self.array()?;
        Some(if self.is_little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
    }
}

/// Reads a geometry. The flag is raised where there are heights or measures.
pub(super) fn parse(bytes: &[u8], has_heights: &mut bool) -> Result<Shape, Fault> {
    geometry(&mut Cursor { rest: bytes, is_little: true }, has_heights, 0)
}

/// PostGIS sets bits for heights, measures and a system.
const Z: u32 = 0x8000_0000;
const M: u32 = 0x4000_0000;
const SRID: u32 = 0x2000_0000;

/// The system that PostGIS names in a geometry.
pub(super) fn srid(bytes: &[u8]) -> Option<u32> {
    let mut cursor = Cursor { rest: bytes, is_little: bytes.first() == Some(&1) };
    cursor.byte()?;
    (cursor.u32()? & SRID != 0).then(|| cursor.u32())?
}

fn damaged() -> Fault {
    SkipReason::DamagedGeometry.into()
}

fn geometry(cursor: &mut Cursor<'_>, has_heights: &mut bool, depth: usize) -> Result<Shape, Fault> {
    if depth > DEEPEST {
        return Err(damaged());
    }
    cursor.is_little = match cursor.byte().ok_or_else(damaged)? {
        0 => false,
        1 => true,
        _ => return Err(damaged()),
    };
    let code = cursor.u32().ok_or_else(damaged)?;
    if code & SRID != 0 {
        cursor.u32().ok_or_else(damaged)?;
    }
    let plain = code & 0x0fff_ffff;
    let (kind, dimension) = (plain % 1000, plain / 1000);
    let extra = match dimension {
        0 => usize::from(code & Z != 0) + usize::from(code & M != 0),
        1 | 2 => 1,
        3 => 2,
        _ => return Err(damaged()),
    };
    *has_heights |= extra > 0;
    let mut body = Body { cursor, extra };
    match kind {
        1 => body.position().map(Shape::Point).ok_or_else(damaged),
        2 => body.line().map(Shape::Line).ok_or_else(damaged),
        3 => body.rings().map(Shape::Polygon).ok_or_else(damaged),
        4..=7 => parts(kind, body.cursor, has_heights, depth),
        kind => Err(SkipReason::UnsupportedGeometry { kind: name_of(kind) }.into()),
    }
}

/// The names of the types of SQL/MM that are not read.
fn name_of(kind: u32) -> String {
    match kind {
        8 => "CircularString".into(),
        9 => "CompoundCurve".into(),
        10 => "CurvePolygon".into(),
        11 => "MultiCurve".into(),
        12 => "MultiSurface".into(),
        15 => "PolyhedralSurface".into(),
        16 => "TIN".into(),
        17 => "Triangle".into(),
        kind => format!("WKB {kind}"),
    }
}

fn parts(
    kind: u32,
    cursor: &mut Cursor<'_>,
    has_heights: &mut bool,
    depth: usize,
) -> Result<Shape, Fault> {
    let count = cursor.u32().ok_or_else(damaged)?;
    let mut shapes = Vec::new();
    for _ in 0..count {
        // Each takes a byte at least, so a false count ends with the bytes.
        shapes.push(geometry(cursor, has_heights, depth + 1)?);
    }
    if kind == 7 {
        return Ok(Shape::Collection(shapes));
    }
    let mut positions = Vec::new();
    let mut lines = Vec::new();
    let mut polygons = Vec::new();
    for shape in shapes {
        match (kind, shape) {
            (4, Shape::Point(position)) => positions.push(position),
            (5, Shape::Line(line)) => lines.push(line),
            (6, Shape::Polygon(rings)) => polygons.push(rings),
            _ => return Err(damaged()),
        }
    }
    Ok(match kind {
        4 => Shape::MultiPoint(positions),
        5 => Shape::MultiLine(lines),
        _ => Shape::MultiPolygon(polygons),
    })
}

struct Body<'a, 'b> {
    cursor: &'a mut Cursor<'b>,
    /// Numbers in a position beyond two.
    extra: usize,
}

impl Body<'_, '_> {
    fn position(&mut self) -> Option<Coord> {
        let (x, y) = (self.cursor.f64()?, self.cursor.f64()?);
        self.cursor.take(8 * self.extra)?;
        Some(Coord { x, y })
    }

    fn line(&mut self) -> Option<Vec<Coord>> {
        let count = self.cursor.u32()? as usize;
        let size = 16 + 8 * self.extra;
        // What is claimed has to be there before room is made for it.
        let bytes = self.cursor.rest.get(..count.checked_mul(size)?)?.len();
        let mut positions = Vec::with_capacity(bytes / size);
        for _ in 0..count {
            positions.push(self.position()?);
        }
        Some(positions)
    }

    fn rings(&mut self) -> Option<Vec<Vec<Coord>>> {
        let count = self.cursor.u32()?;
        let mut rings = Vec::new();
        for _ in 0..count {
            rings.push(self.line()?);
        }
        Some(rings)
    }
}

#[cfg(test)]
mod tests {
    use geo::Geometry;

    use super::*;
    use crate::io::shape::{Findings, build};

    fn geometry_of(text: &str) -> Geometry {
        let shape = super::super::wkt::parse(text).unwrap().shape.unwrap();
        build(shape, &mut Findings::default()).unwrap().unwrap()
    }

    #[test]
    fn every_type_is_read_back_as_it_was_written() {
        for text in [
            "POINT(24.5 60.2)",
            "LINESTRING(0 0,1 1)",
            "POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,1 2,2 2,2 1,1 1))",
            "MULTIPOINT((0 0),(1 1))",
            "MULTILINESTRING((0 0,1 1),(2 2,3 3))",
            "MULTIPOLYGON(((0 0,4 0,4 4,0 4,0 0)))",
            "GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1))",
        ] {
            let geometry = geometry_of(text);
            let mut bytes = Vec::new();
            write(&geometry, &mut bytes);
            let mut has_heights = false;
            let shape = parse(&bytes, &mut has_heights).unwrap();
            assert_eq!(build(shape, &mut Findings::default()).unwrap().unwrap(), geometry);
            assert!(!has_heights);
            for length in 0..bytes.len() {
                assert!(parse(&bytes[..length], &mut false).is_err(), "{text} cut to {length}");
            }
        }
    }

    #[test]
    fn heights_of_both_dialects_are_passed_over() {
        for code in [1001u32, 0x8000_0001, 3001] {
            let mut bytes = vec![1];
            bytes.extend(code.to_le_bytes());
            for number in [1.0f64, 2.0, 3.0, 4.0] {
                bytes.extend(number.to_le_bytes());
            }
            let mut has_heights = false;
            let shape = parse(&bytes, &mut has_heights).unwrap();
            assert_eq!(shape, Shape::Point(Coord { x: 1.0, y: 2.0 }));
            assert!(has_heights);
        }
    }

    #[test]
    fn a_count_beyond_the_bytes_takes_no_room() {
        let claims = [1, 2, 0, 0, 0, 0xff, 0xff, 0xff, 0xff];
        assert!(parse(&claims, &mut false).is_err());
    }
}

//! Shapes as well-known text, with PostGIS's `SRID=n;` before it where it has one.

use std::str::FromStr;

use geo::Coord;
use wkt::Wkt;
use wkt::types::{LineString, Polygon};

use super::SkipReason;
use super::assemble::DeclaredCrs;
use super::shape::{Fault, Shape};

/// Brackets deeper than this are no geometry but an attack.
const DEEPEST: usize = 32;

/// What a text means.
#[derive(Debug, PartialEq)]
pub(super) struct Parsed {
    pub(super) shape: Option<Shape>,
    /// The system that stands before it.
    pub(super) srid: DeclaredCrs,
    /// True where there are heights or measures, which are not kept.
    pub(super) has_heights: bool,
}

/// True for text that begins as a geometry does.
pub(super) fn looks_like(text: &str) -> bool {
    const WORDS: [&str; 5] = ["POINT", "LINESTRING", "POLYGON", "MULTI", "GEOMETRYCOLLECTION"];
    let text = text.trim_start();
    let text = match text.split_once(';') {
        Some((srid, rest)) if srid.len() < 16 && has_prefix(srid, "SRID=") => rest.trim_start(),
        _ => text,
    };
    // A word alone may be anything: a bracket or EMPTY has to follow.
    let is_end = |c: char| !c.is_ascii_alphabetic();
    let rest = text.trim_start_matches(|c: char| !is_end(c)).trim_start();
    let rest = ["ZM", "Z", "M"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let rest = rest.trim_start();
    WORDS.iter().any(|word| has_prefix(text, word))
        && (rest.starts_with('(') || has_prefix(rest, "EMPTY"))
}

fn has_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// Reads a text; one of blanks alone is no shape.
pub(super) fn parse(text: &str) -> Result<Parsed, Fault> {
    let mut text = text.trim();
    let mut srid = DeclaredCrs::Nothing;
    if has_prefix(text, "SRID=")
        && let Some((head, rest)) = text.split_once(';')
    {
        srid = DeclaredCrs::of_name(&head[5..]);
        text = rest.trim_start();
    }
    let refused = || {
        let found = text.chars().take(40).collect();
        Fault::from(SkipReason::NotAGeometry { found })
    };
    let mut depth = 0usize;
    for byte in text.bytes() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Err(refused());
        }
    }
    if text.is_empty() {
        return Ok(Parsed { shape: None, srid, has_heights: false });
    }
    let upper: String = text.chars().take(24).collect::<String>().to_ascii_uppercase();
    let is_curve = [
        "CIRCULARSTRING",
        "COMPOUNDCURVE",
        "CURVEPOLYGON",
        "MULTICURVE",
        "MULTISURFACE",
        "TIN",
        "TRIANGLE",
        "POLYHEDRALSURFACE",
    ]
    .into_iter()
    .find(|word| upper.starts_with(word));
    if let Some(word) = is_curve {
        return Err(SkipReason::UnsupportedGeometry { kind: word.to_owned() }.into());
    }
    let geometry = Wkt::<f64>::from_str(text).map_err(|_| refused())?;
    let mut has_heights = false;
    let shape = shape(&geometry, &mut has_heights);
    Ok(Parsed { shape: Some(shape), srid, has_heights })
}

fn shape(geometry: &Wkt<f64>, has_heights: &mut bool) -> Shape {
    let mut coord = |coord: &wkt::types::Coord<f64>| {
        *has_heights |= coord.z.is_some() || coord.m.is_some();
        Coord { x: coord.x, y: coord.y }
    };
    let nowhere = Coord { x: f64::NAN, y: f64::NAN };
    let mut line =
        |line: &LineString<f64>| line.coords().iter().map(&mut coord).collect::<Vec<_>>();
    match geometry {
        Wkt::Point(point) => Shape::Point(point.coord().map_or(nowhere, coord)),
        Wkt::MultiPoint(points) => Shape::MultiPoint(
            points.points().iter().filter_map(|point| point.coord()).map(coord).collect(),
        ),
        Wkt::LineString(positions) => Shape::Line(line(positions)),
        Wkt::MultiLineString(lines) => {
            Shape::MultiLine(lines.line_strings().iter().map(line).collect())
        }
        Wkt::Polygon(polygon) => Shape::Polygon(polygon.rings().iter().map(line).collect()),
        Wkt::MultiPolygon(polygons) => {
            let mut rings =
                |polygon: &Polygon<f64>| polygon.rings().iter().map(&mut line).collect();
            Shape::MultiPolygon(polygons.polygons().iter().map(&mut rings).collect())
        }
        Wkt::GeometryCollection(parts) => Shape::Collection(
            parts.geometries().iter().map(|part| shape(part, has_heights)).collect(),
        ),
    }
}

/// Writes a geometry, every number so that it is read back as it is.
pub(super) fn write(geometry: &geo::Geometry) -> String {
    use wkt::ToWkt;
    geometry.wkt_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_a_shape_and_text_again() {
        for text in [
            "POINT(24.5 60.2)",
            "LINESTRING(0 0,1 1.5)",
            "MULTIPOINT((0 0),(1 1))",
            "MULTILINESTRING((0 0,1 1),(2 2,3 3))",
            "POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,1 2,2 2,2 1,1 1))",
            "MULTIPOLYGON(((0 0,4 0,4 4,0 4,0 0)))",
            "GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1))",
        ] {
            assert!(looks_like(text));
            let parsed = parse(text).unwrap();
            let geometry =
                super::super::shape::build(parsed.shape.unwrap(), &mut Default::default());
            assert_eq!(write(&geometry.unwrap().unwrap()), text);
        }
    }

    #[test]
    fn systems_heights_and_nothing_are_understood() {
        let parsed = parse("SRID=3879;POINT Z (25490000 6675000 12)").unwrap();
        assert_eq!(parsed.srid, DeclaredCrs::of_name("EPSG:3879"));
        let unknown = parse("SRID=31370;POINT(1 2)").unwrap().srid;
        assert_eq!(unknown, DeclaredCrs::Unknown("EPSG:31370".into()));
        assert!(parsed.has_heights);
        assert_eq!(parse("  ").unwrap().shape, None);
        assert!(
            matches!(parse("POINT EMPTY").unwrap().shape, Some(Shape::Point(p)) if p.x.is_nan())
        );
    }

    #[test]
    fn what_is_no_geometry_is_refused() {
        for text in ["POINT(1)", "Espoo", "POLYGON((0 0,1 1", "CIRCULARSTRING(0 0,1 1,2 0)"] {
            assert!(parse(text).is_err(), "{text}");
        }
        let deep = "GEOMETRYCOLLECTION(".repeat(50_000);
        assert!(parse(&deep).is_err());
    }
}

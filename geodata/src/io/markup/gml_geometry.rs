//! The geometries of GML.

use geo::Coord;

use super::element::Element;
use super::kml::as_multi;
use crate::crs::Crs;
use crate::io::SkipReason;
use crate::io::shape::{Fault, Shape};

/// Geometries deeper than this are no geometry but an attack.
const DEEPEST: usize = 16;

/// What a `srsName` says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Srs {
    pub(super) name: String,
    pub(super) crs: Option<Crs>,
    /// Northing or latitude comes first.
    pub(super) north_first: bool,
}

impl Srs {
    /// A name in the form of a URN or of a web address follows the order of the
    /// EPSG dataset; the older forms have easting first, always
    /// (OGC 05-096r1; GeoServer, MapServer and GDAL agree).
    pub(super) fn new(name: &str) -> Self {
        let crs = Crs::from_name(name).ok();
        let lower = name.to_ascii_lowercase();
        let by_epsg = lower.starts_with("urn:") || lower.contains("/def/crs/");
        let is_crs84 = lower.ends_with("crs84");
        let north_first = by_epsg && !is_crs84 && crs.is_some_and(Crs::is_north_first);
        Self { name: name.to_owned(), crs, north_first }
    }
}

/// True for the name of a geometry.
pub(super) fn is_geometry(name: &str) -> bool {
    matches!(
        name,
        "Point"
            | "LineString"
            | "Curve"
            | "CompositeCurve"
            | "LinearRing"
            | "Polygon"
            | "Surface"
            | "PolyhedralSurface"
            | "CompositeSurface"
            | "MultiPoint"
            | "MultiCurve"
            | "MultiLineString"
            | "MultiSurface"
            | "MultiPolygon"
            | "MultiGeometry"
            | "Envelope"
            | "Solid"
            | "MultiSolid"
            | "OrientableCurve"
            | "OrientableSurface"
            | "Tin"
    )
}

/// What is known on the way into a geometry.
#[derive(Debug, Default)]
pub(super) struct Context {
    pub(super) srs: Option<Srs>,
    pub(super) has_heights: bool,
    dimension: usize,
}

impl Context {
    /// Where positions have so many numbers, unless their own elements say otherwise;
    /// 0 where nothing is known.
    pub(super) fn with_dimension(dimension: usize) -> Self {
        Self { dimension, ..Self::default() }
    }

    /// The shape of an element.
    pub(super) fn shape(&mut self, element: &Element, depth: usize) -> Result<Shape, Fault> {
        let unsupported = || SkipReason::UnsupportedGeometry { kind: element.name.clone() };
        if depth > DEEPEST {
            return Err(unsupported().into());
        }
        if let Some(name) = element.attribute("srsName").filter(|_| self.srs.is_none()) {
            self.srs = Some(Srs::new(name));
        }
        if let Some(dimension) =
            element.attribute("srsDimension").and_then(|text| text.parse().ok())
        {
            self.dimension = dimension;
        }
        match element.name.as_str() {
            "Point" => {
                let nowhere = Coord { x: f64::NAN, y: f64::NAN };
                Ok(Shape::Point(self.positions(element)?.first().copied().unwrap_or(nowhere)))
            }
            "LineString" | "LinearRing" | "LineStringSegment" => {
                Ok(Shape::Line(self.positions(element)?))
            }
            "Curve" | "CompositeCurve" | "OrientableCurve" => {
                Ok(Shape::Line(self.curve(element, depth)?))
            }
            "Polygon" | "PolygonPatch" | "Rectangle" | "Triangle" => {
                Ok(Shape::Polygon(self.rings(element, depth)?))
            }
            "Surface" | "CompositeSurface" | "PolyhedralSurface" | "Tin" => {
                self.surface(element, depth)
            }
            "MultiPoint" | "MultiCurve" | "MultiLineString" | "MultiSurface" | "MultiPolygon"
            | "MultiGeometry" => self.multi(element, depth),
            "Envelope" => {
                let corner = |name: &str| {
                    element.child(name).map(|corner| numbers(&corner.text, ' ')).transpose()
                };
                let (Some(low), Some(high)) = (corner("lowerCorner")?, corner("upperCorner")?)
                else {
                    return Err(SkipReason::DamagedGeometry.into());
                };
                let ([x0, y0, ..], [x1, y1, ..]) = (low.as_slice(), high.as_slice()) else {
                    return Err(SkipReason::DamagedGeometry.into());
                };
                let ring = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)];
                Ok(Shape::Polygon(vec![ring.map(|(x, y)| Coord { x: *x, y: *y }).to_vec()]))
            }
            _ => Err(unsupported().into()),
        }
    }

    /// Members of a multiple, in elements like `pointMember` or `surfaceMembers`.
    fn multi(&mut self, element: &Element, depth: usize) -> Result<Shape, Fault> {
        let mut shapes = Vec::new();
        for geometry in element.children.iter().flat_map(|member| &member.children) {
            match self.shape(geometry, depth + 1)? {
                // A surface of several patches is several polygons.
                Shape::MultiPolygon(parts) => shapes.extend(parts.into_iter().map(Shape::Polygon)),
                shape => shapes.push(shape),
            }
        }
        Ok(as_multi(shapes))
    }

    fn surface(&mut self, element: &Element, depth: usize) -> Result<Shape, Fault> {
        let mut parts = Vec::new();
        for patch in element.children.iter().flat_map(|patches| &patches.children) {
            match self.shape(patch, depth + 1)? {
                Shape::Polygon(rings) => parts.push(rings),
                Shape::MultiPolygon(others) => parts.extend(others),
                _ => return Err(SkipReason::DamagedGeometry.into()),
            }
        }
        Ok(if parts.len() == 1 {
            Shape::Polygon(parts.swap_remove(0))
        } else {
            Shape::MultiPolygon(parts)
        })
    }

    /// The rings of a polygon, the shell first.
    fn rings(&mut self, polygon: &Element, depth: usize) -> Result<Vec<Vec<Coord>>, Fault> {
        let named = |names: [&'static str; 2]| {
            polygon.children.iter().filter(move |child| names.contains(&child.name.as_str()))
        };
        let boundaries =
            named(["exterior", "outerBoundaryIs"]).chain(named(["interior", "innerBoundaryIs"]));
        let mut rings = Vec::new();
        for ring in boundaries.flat_map(|boundary| &boundary.children) {
            rings.push(match ring.name.as_str() {
                "LinearRing" => self.positions(ring)?,
                // A ring of curves, one after the other.
                "Ring" => self.curve(ring, depth)?,
                kind => {
                    return Err(SkipReason::UnsupportedGeometry { kind: kind.to_owned() }.into());
                }
            });
        }
        Ok(rings)
    }

    /// The positions of segments or members one after the other.
    fn curve(&mut self, element: &Element, depth: usize) -> Result<Vec<Coord>, Fault> {
        let mut positions: Vec<Coord> = Vec::new();
        for part in element.children.iter().flat_map(|parts| &parts.children) {
            let Shape::Line(line) = self.shape(part, depth + 1)? else {
                return Err(SkipReason::UnsupportedGeometry { kind: part.name.clone() }.into());
            };
            let repeated =
                usize::from(positions.last().is_some() && positions.last() == line.first());
            positions.extend(line.into_iter().skip(repeated));
        }
        Ok(positions)
    }

    /// Positions in `posList`, `pos`, `coordinates` or `coord`.
    fn positions(&mut self, element: &Element) -> Result<Vec<Coord>, Fault> {
        let mut positions = Vec::new();
        for child in &element.children {
            match child.name.as_str() {
                "posList" | "pos" => {
                    let own =
                        child.attribute("srsDimension").or_else(|| child.attribute("dimension"));
                    let own = own.and_then(|text| text.parse().ok());
                    let numbers = numbers(&child.text, ' ')?;
                    let dimension = match own.unwrap_or(self.dimension) {
                        // A single position has as many numbers as it has.
                        _ if child.name == "pos" && own.is_none() => numbers.len().max(2),
                        0 => 2,
                        dimension => dimension.max(2),
                    };
                    if numbers.len() % dimension != 0 {
                        return Err(SkipReason::ShortPosition {
                            numbers: numbers.len() % dimension,
                        }
                        .into());
                    }
                    self.has_heights |= dimension > 2;
                    positions.extend(
                        numbers.chunks_exact(dimension).map(|at| Coord { x: at[0], y: at[1] }),
                    );
                }
                "coordinates" => {
                    let sign = |name: &str, usual: char| {
                        child.attribute(name).and_then(|sign| sign.chars().next()).unwrap_or(usual)
                    };
                    let (between, after, point) =
                        (sign("cs", ','), sign("ts", ' '), sign("decimal", '.'));
                    let is_after = |c: char| c == after || (after == ' ' && c.is_whitespace());
                    for tuple in child.text.trim().split(is_after).filter(|tuple| !tuple.is_empty())
                    {
                        let tuple =
                            if point == '.' { tuple.to_owned() } else { tuple.replace(point, ".") };
                        let numbers = numbers(&tuple, between)?;
                        let [x, y, ..] = *numbers.as_slice() else {
                            return Err(SkipReason::ShortPosition { numbers: numbers.len() }.into());
                        };
                        self.has_heights |= numbers.len() > 2;
                        positions.push(Coord { x, y });
                    }
                }
                "coord" => {
                    let axis = |name: &str| number(child.text_of(name).unwrap_or_default());
                    positions.push(Coord { x: axis("X")?, y: axis("Y")? });
                }
                // Points one by one, as some write lines.
                "pointProperty" | "pointRep" => {
                    for point in &child.children {
                        positions.extend(self.positions(point)?);
                    }
                }
                _ => {}
            }
        }
        Ok(positions)
    }
}

fn numbers(text: &str, between: char) -> Result<Vec<f64>, Fault> {
    text.split(|c: char| c == between || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .map(number)
        .collect()
}

fn number(word: &str) -> Result<f64, Fault> {
    let found = || SkipReason::TextForNumber { found: word.chars().take(40).collect() };
    word.parse().map_err(|_| Fault::from(found()))
}

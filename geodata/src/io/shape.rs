//! Shapes as formats hold them, and the sound geometries made of them.

use geo::{Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, Point};

use super::{Note, SkipReason};
use crate::geometry::{Repair, repair_polygons};

/// A shape as it was read: nothing of it has been checked.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Point(Coord),
    MultiPoint(Vec<Coord>),
    Line(Vec<Coord>),
    MultiLine(Vec<Vec<Coord>>),
    /// The shell first, then the holes.
    Polygon(Vec<Vec<Coord>>),
    MultiPolygon(Vec<Vec<Vec<Coord>>>),
    Collection(Vec<Shape>),
}

/// A fault, and the path to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    pub(super) path: String,
    pub(super) reason: SkipReason,
}

impl Fault {
    pub(super) fn at(path: impl Into<String>, reason: SkipReason) -> Self {
        Self { path: path.into(), reason }
    }

    /// The same fault, seen from the parent.
    pub(super) fn under(self, parent: &str) -> Self {
        Self { path: format!("{parent}{}", self.path), reason: self.reason }
    }
}

impl From<SkipReason> for Fault {
    fn from(reason: SkipReason) -> Self {
        Self::at("", reason)
    }
}

/// What was found out about a geometry besides its shape.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) repairs: Vec<Repair>,
    pub(super) notes: Vec<(String, Note)>,
}

/// Makes a geometry of a shape; `None` where it has no positions at all.
///
/// # Errors
/// A [`Fault`] where nothing sound can be made of it.
pub(super) fn build(shape: Shape, findings: &mut Findings) -> Result<Option<Geometry>, Fault> {
    if is_empty(&shape) {
        return Ok(None);
    }
    if !is_finite(&shape) {
        return Err(SkipReason::NumberOutOfRange.into());
    }
    Ok(Some(match shape {
        Shape::Point(position) => Geometry::Point(Point(position)),
        Shape::MultiPoint(positions) => {
            Geometry::MultiPoint(MultiPoint(positions.into_iter().map(Point).collect()))
        }
        Shape::Line(positions) => Geometry::LineString(line(positions, "")?),
        Shape::MultiLine(lines) => multi_line(lines, "")?,
        Shape::Polygon(rings) => areas(vec![rings], Parts::One, findings)?,
        Shape::MultiPolygon(parts) => areas(parts, Parts::Many, findings)?,
        Shape::Collection(parts) => {
            let mut geometries = Vec::with_capacity(parts.len());
            for (number, part) in parts.into_iter().enumerate() {
                let path = format!("[{number}]");
                let is_area = matches!(part, Shape::Polygon(_) | Shape::MultiPolygon(_));
                let geometry = build(part, findings).map_err(|fault| fault.under(&path))?;
                if is_area {
                    findings.notes.push((path, Note::PolygonsInCollection));
                }
                geometries.extend(geometry);
            }
            Geometry::GeometryCollection(GeometryCollection(geometries))
        }
    }))
}

/// A line of at least two positions.
pub(super) fn line(positions: Vec<Coord>, path: &str) -> Result<LineString, Fault> {
    if positions.len() < 2 {
        return Err(Fault::at(path, SkipReason::ShortLine { positions: positions.len() }));
    }
    Ok(LineString(positions))
}

/// Lines of at least two positions each.
pub(super) fn multi_line(lines: Vec<Vec<Coord>>, path: &str) -> Result<Geometry, Fault> {
    let lines = lines
        .into_iter()
        .enumerate()
        .map(|(number, positions)| line(positions, &format!("{path}[{number}]")));
    Ok(Geometry::MultiLineString(MultiLineString(lines.collect::<Result<_, _>>()?)))
}

/// What a file calls polygons, which is kept: one, or many even if there is but one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parts {
    One,
    Many,
}

/// The same for formats in which rings may be wound either way: no word of it.
fn areas(
    parts: Vec<Vec<Vec<Coord>>>,
    kind: Parts,
    findings: &mut Findings,
) -> Result<Geometry, Fault> {
    let geometry = polygons(parts, kind, findings)?;
    findings.repairs.retain(|repair| !matches!(repair, Repair::RingsRewound(_)));
    Ok(geometry)
}

/// Polygons, repaired where need be.
pub(super) fn polygons(
    parts: Vec<Vec<Vec<Coord>>>,
    kind: Parts,
    findings: &mut Findings,
) -> Result<Geometry, Fault> {
    let mut repaired =
        repair_polygons(parts).map_err(|fault| Fault::from(SkipReason::Polygon(fault)))?;
    findings.repairs.append(&mut repaired.repairs);
    let mut polygons = repaired.polygons;
    Ok(match (polygons.0.len(), polygons.0.pop()) {
        (1, Some(only)) if kind == Parts::One => Geometry::Polygon(only),
        (_, last) => {
            polygons.0.extend(last);
            Geometry::MultiPolygon(polygons)
        }
    })
}

/// Winds rings as they should be after their axes were exchanged.
pub(super) fn rewind(geometry: &mut Geometry) {
    use geo::orient::{Direction, Orient};
    match geometry {
        Geometry::Polygon(polygon) => *polygon = polygon.orient(Direction::Default),
        Geometry::MultiPolygon(polygons) => *polygons = polygons.orient(Direction::Default),
        Geometry::GeometryCollection(parts) => parts.iter_mut().for_each(rewind),
        _ => {}
    }
}

fn is_empty(shape: &Shape) -> bool {
    match shape {
        // Formats without a word for it write a point of no number.
        Shape::Point(position) => position.x.is_nan() && position.y.is_nan(),
        Shape::MultiPoint(positions) | Shape::Line(positions) => positions.is_empty(),
        Shape::MultiLine(lines) | Shape::Polygon(lines) => lines.iter().all(Vec::is_empty),
        Shape::MultiPolygon(parts) => parts.iter().flatten().all(Vec::is_empty),
        Shape::Collection(parts) => parts.iter().all(is_empty),
    }
}

fn is_finite(shape: &Shape) -> bool {
    let all = |positions: &[Coord]| positions.iter().all(|p| p.x.is_finite() && p.y.is_finite());
    match shape {
        Shape::Point(position) => all(&[*position]),
        Shape::MultiPoint(positions) | Shape::Line(positions) => all(positions),
        Shape::MultiLine(lines) | Shape::Polygon(lines) => lines.iter().all(|line| all(line)),
        Shape::MultiPolygon(parts) => parts.iter().flatten().all(|line| all(line)),
        Shape::Collection(parts) => parts.iter().all(|part| is_empty(part) || is_finite(part)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_nothing_are_none_and_of_no_number_refused() {
        let nan = Coord { x: f64::NAN, y: f64::NAN };
        let findings = &mut Findings::default();
        assert_eq!(build(Shape::Point(nan), findings), Ok(None));
        assert_eq!(build(Shape::MultiPolygon(vec![]), findings), Ok(None));
        let reason = build(Shape::Line(vec![nan, nan]), findings).unwrap_err().reason;
        assert_eq!(reason, SkipReason::NumberOutOfRange);
    }
}

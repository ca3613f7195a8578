//! A geometry object, parsed from its text.
//!
//! Sound coordinates are parsed straight into positions. Where that fails the
//! text is parsed once more into values, to say what is wrong and where.

use std::fmt;

use geo::{Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, Point};
use serde::de::{Error as _, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::geometry::{Repair, repair_polygons};
use crate::io::{JsonKind, Note, SkipReason};

/// Types that a geometry can have, as messages list them.
const TYPES: &str =
    "Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon, GeometryCollection";

/// Collections deeper than this are refused.
const DEEPEST_COLLECTION: usize = 16;

/// A fault, and the path to it from the geometry.
pub(super) struct Fault {
    pub(super) path: String,
    pub(super) reason: SkipReason,
}

impl Fault {
    fn at(path: impl Into<String>, reason: SkipReason) -> Self {
        Self { path: path.into(), reason }
    }

    /// The same fault, seen from the parent.
    pub(super) fn under(self, parent: &str) -> Self {
        Self { path: format!("{parent}{}", self.path), reason: self.reason }
    }
}

/// What was found out about a geometry besides its shape.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) repairs: Vec<Repair>,
    pub(super) notes: Vec<(String, Note)>,
}

#[derive(Deserialize)]
struct Members<'a> {
    #[serde(borrow, rename = "type")]
    kind: Option<&'a RawValue>,
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
    #[serde(borrow)]
    geometries: Option<&'a RawValue>,
    #[serde(borrow)]
    bbox: Option<&'a RawValue>,
    // These change what the object means (RFC 7946, section 7.1).
    geometry: Option<IgnoredAny>,
    properties: Option<IgnoredAny>,
    features: Option<IgnoredAny>,
}

/// Parses a geometry object.
pub(super) fn parse(text: &RawValue, findings: &mut Findings) -> Result<Geometry, Fault> {
    parse_nested(text, findings, 0)
}

fn parse_nested(text: &RawValue, findings: &mut Findings, depth: usize) -> Result<Geometry, Fault> {
    let members: Members<'_> = object(text)?;
    let kind = type_of(members.kind, TYPES)?;
    note_members(&members, &kind, findings);
    let coordinates = || {
        members.coordinates.ok_or_else(|| {
            Fault::at("", SkipReason::MissingMember { member: "coordinates".into() })
        })
    };
    match kind.as_str() {
        "Point" => {
            let position: Position = positions(coordinates()?, 0, findings)?;
            Ok(Geometry::Point(Point(position.coord)))
        }
        "MultiPoint" => {
            let points: Vec<Position> = positions(coordinates()?, 1, findings)?;
            Ok(Geometry::MultiPoint(MultiPoint(points.iter().map(|p| Point(p.coord)).collect())))
        }
        "LineString" => {
            let line: Vec<Position> = positions(coordinates()?, 1, findings)?;
            Ok(Geometry::LineString(line_string(&line, ".coordinates")?))
        }
        "MultiLineString" => {
            let lines: Vec<Vec<Position>> = positions(coordinates()?, 2, findings)?;
            let lines = (0..).zip(&lines).map(|(number, line): (usize, _)| {
                line_string(line, &format!(".coordinates[{number}]"))
            });
            Ok(Geometry::MultiLineString(MultiLineString(lines.collect::<Result<_, _>>()?)))
        }
        "Polygon" => {
            let rings: Vec<Vec<Position>> = positions(coordinates()?, 2, findings)?;
            polygons(vec![rings], findings)
        }
        "MultiPolygon" => {
            let parts: Vec<Vec<Vec<Position>>> = positions(coordinates()?, 3, findings)?;
            polygons(parts, findings)
        }
        "GeometryCollection" => collection(&members, findings, depth),
        other => Err(Fault::at(
            ".type",
            SkipReason::WrongType { found: other.to_owned(), expected: TYPES.into() },
        )),
    }
}

fn collection(
    members: &Members<'_>,
    findings: &mut Findings,
    depth: usize,
) -> Result<Geometry, Fault> {
    let text = members
        .geometries
        .ok_or_else(|| Fault::at("", SkipReason::MissingMember { member: "geometries".into() }))?;
    let parts: Vec<&RawValue> = serde_json::from_str(text.get())
        .map_err(|_| Fault::at(".geometries", SkipReason::NotAnArray { found: kind_of(text) }))?;
    if depth >= DEEPEST_COLLECTION {
        let expected = "Point, LineString, Polygon".into();
        return Err(Fault::at(
            ".geometries",
            SkipReason::WrongType { found: "GeometryCollection".into(), expected },
        ));
    }
    if parts.len() == 1 {
        findings.notes.push((String::new(), Note::SingleCollection));
    }
    let mut geometries = Vec::with_capacity(parts.len());
    for (number, part) in parts.into_iter().enumerate() {
        let path = format!(".geometries[{number}]");
        let geometry =
            parse_nested(part, findings, depth + 1).map_err(|fault| fault.under(&path))?;
        match geometry {
            Geometry::GeometryCollection(_) => findings.notes.push((path, Note::NestedCollection)),
            Geometry::Polygon(_) | Geometry::MultiPolygon(_) => {
                findings.notes.push((path, Note::PolygonsInCollection));
            }
            _ => {}
        }
        geometries.push(geometry);
    }
    Ok(Geometry::GeometryCollection(GeometryCollection(geometries)))
}

fn line_string(line: &[Position], path: &str) -> Result<LineString, Fault> {
    if line.len() < 2 {
        return Err(Fault::at(path, SkipReason::ShortLine { positions: line.len() }));
    }
    Ok(LineString(line.iter().map(|position| position.coord).collect()))
}

fn polygons(parts: Vec<Vec<Vec<Position>>>, findings: &mut Findings) -> Result<Geometry, Fault> {
    let ring = |ring: Vec<Position>| ring.iter().map(|position| position.coord).collect();
    let parts = parts.into_iter().map(|rings| rings.into_iter().map(ring).collect()).collect();
    let mut repaired = repair_polygons(parts)
        .map_err(|fault| Fault::at(".coordinates", SkipReason::Polygon(fault)))?;
    findings.repairs.append(&mut repaired.repairs);
    let mut polygons = repaired.polygons;
    Ok(match (polygons.0.len(), polygons.0.pop()) {
        (1, Some(only)) => Geometry::Polygon(only),
        (_, last) => {
            polygons.0.extend(last);
            Geometry::MultiPolygon(polygons)
        }
    })
}

fn note_members(members: &Members<'_>, kind: &str, findings: &mut Findings) {
    let is_collection = kind == "GeometryCollection";
    let misplaced = [
        ("geometry", members.geometry.is_some()),
        ("properties", members.properties.is_some()),
        ("features", members.features.is_some()),
        ("coordinates", is_collection && members.coordinates.is_some()),
        ("geometries", !is_collection && members.geometries.is_some()),
    ];
    for (member, present) in misplaced {
        if present {
            findings.notes.push((String::new(), Note::MemberIgnored { member: member.into() }));
        }
    }
    if members.bbox.is_some_and(|bbox| !is_bbox(bbox)) {
        findings.notes.push((".bbox".into(), Note::BboxIgnored));
    }
}

/// True for four or six numbers.
pub(super) fn is_bbox(text: &RawValue) -> bool {
    serde_json::from_str::<Vec<f64>>(text.get()).is_ok_and(|numbers| matches!(numbers.len(), 4 | 6))
}

/// The members of an object.
pub(super) fn object<'a, T: Deserialize<'a>>(text: &'a RawValue) -> Result<T, Fault> {
    let found = kind_of(text);
    if found != JsonKind::Object {
        return Err(Fault::at("", SkipReason::NotAnObject { found }));
    }
    // The text is sound JSON and the members are of any kind, so only a member
    // that stands twice is left to be wrong.
    serde_json::from_str(text.get()).map_err(|_| Fault::at("", SkipReason::DuplicateMember))
}

/// The text of a `type` member.
pub(super) fn type_of(member: Option<&RawValue>, expected: &str) -> Result<String, Fault> {
    let text =
        member.ok_or_else(|| Fault::at("", SkipReason::MissingMember { member: "type".into() }))?;
    serde_json::from_str(text.get()).map_err(|_| {
        let found = text.get().chars().take(40).collect();
        Fault::at(".type", SkipReason::WrongType { found, expected: expected.into() })
    })
}

/// What kind of value a text begins with.
pub(super) fn kind_of(text: &RawValue) -> JsonKind {
    match text.get().as_bytes().first() {
        Some(b'{') => JsonKind::Object,
        Some(b'[') => JsonKind::Array,
        Some(b'"') => JsonKind::Text,
        Some(b't' | b'f') => JsonKind::Boolean,
        Some(b'n') => JsonKind::Null,
        _ => JsonKind::Number,
    }
}

/// Two numbers; a third is a height, which is not used here.
#[derive(Clone, Copy)]
struct Position {
    coord: Coord,
    has_extra: bool,
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Numbers;
        impl<'de> Visitor<'de> for Numbers {
            type Value = Position;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a position of two or three numbers")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<Position, A::Error> {
                let mut next = || numbers.next_element::<f64>();
                let (Some(x), Some(y)) = (next()?, next()?) else {
                    return Err(A::Error::custom("too few numbers"));
                };
                next()?;
                let mut has_extra = false;
                while next()?.is_some() {
                    has_extra = true;
                }
                Ok(Position { coord: Coord { x, y }, has_extra })
            }
        }
        deserializer.deserialize_seq(Numbers)
    }
}

/// Anything made of positions.
trait HasPositions {
    fn any_extra(&self) -> bool;
}

impl HasPositions for Position {
    fn any_extra(&self) -> bool {
        self.has_extra
    }
}

impl<T: HasPositions> HasPositions for Vec<T> {
    fn any_extra(&self) -> bool {
        self.iter().any(HasPositions::any_extra)
    }
}

/// Parses coordinates nested `depth` arrays deep above the position.
fn positions<'a, T>(text: &'a RawValue, depth: usize, findings: &mut Findings) -> Result<T, Fault>
where
    T: Deserialize<'a> + HasPositions,
{
    let Ok(parsed) = serde_json::from_str::<T>(text.get()) else {
        // Sound JSON that does not parse into values holds a number beyond all bounds.
        let fault = serde_json::from_str::<Value>(text.get())
            .ok()
            .and_then(|value| first_fault(&value, depth))
            .unwrap_or_else(|| Fault::at("", SkipReason::NumberOutOfRange));
        return Err(fault.under(".coordinates"));
    };
    if parsed.any_extra() {
        findings.notes.push((".coordinates".into(), Note::ExtraNumbersIgnored));
    }
    if has_excessive_precision(text.get()) {
        findings.notes.push((".coordinates".into(), Note::ExcessivePrecision));
    }
    Ok(parsed)
}

/// The first thing wrong with coordinates `depth` arrays deep.
fn first_fault(value: &Value, depth: usize) -> Option<Fault> {
    let Value::Array(items) = value else {
        return Some(Fault::at("", SkipReason::NotAnArray { found: JsonKind::from(value) }));
    };
    let fault_of = |item: &Value| {
        if depth > 0 {
            first_fault(item, depth - 1)
        } else if item.is_number() {
            None
        } else {
            Some(Fault::at("", SkipReason::NotANumber { found: JsonKind::from(item) }))
        }
    };
    let faulty = items
        .iter()
        .enumerate()
        .find_map(|(number, item)| fault_of(item).map(|fault| fault.under(&format!("[{number}]"))));
    let short = || {
        (depth == 0 && items.len() < 2)
            .then(|| Fault::at("", SkipReason::ShortPosition { numbers: items.len() }))
    };
    faulty.or_else(short)
}

/// True where a number has ten decimals or more, that is less than 0.1 mm in degrees.
///
/// Only the first number is looked at: files are written at one precision.
fn has_excessive_precision(text: &str) -> bool {
    text.split(|c: char| c != '.' && !c.is_ascii_digit())
        .find(|word| !word.is_empty())
        .and_then(|number| number.split_once('.'))
        .is_some_and(|(_, decimals)| decimals.len() >= 10)
}

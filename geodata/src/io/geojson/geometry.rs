//! A geometry object, parsed from its text.
//!
//! Sound coordinates are parsed straight into positions. Where that fails the
//! text is parsed once more into values, to say what is wrong and where.

use geo::{Coord, Geometry, GeometryCollection, MultiPoint, Point};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;

use super::coordinates::{Nested, Scan, scan};
use crate::io::shape::{Fault, Findings, Parts, line, multi_line, polygons};
use crate::io::{JsonKind, Note, SkipReason};

/// Types that a geometry can have, as messages list them.
const TYPES: &str =
    "Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon, GeometryCollection";

/// Collections deeper than this are refused.
const DEEPEST_COLLECTION: usize = 16;

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
        "Point" => Ok(Geometry::Point(Point(positions(coordinates()?, findings)?))),
        "MultiPoint" => {
            let points: Vec<Coord> = positions(coordinates()?, findings)?;
            Ok(Geometry::MultiPoint(MultiPoint(points.into_iter().map(Point).collect())))
        }
        "LineString" => {
            Ok(Geometry::LineString(line(positions(coordinates()?, findings)?, ".coordinates")?))
        }
        "MultiLineString" => multi_line(positions(coordinates()?, findings)?, ".coordinates"),
        "Polygon" => areas(vec![positions(coordinates()?, findings)?], Parts::One, findings),
        "MultiPolygon" => areas(positions(coordinates()?, findings)?, Parts::Many, findings),
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

fn areas(
    parts: Vec<Vec<Vec<Coord>>>,
    kind: Parts,
    findings: &mut Findings,
) -> Result<Geometry, Fault> {
    polygons(parts, kind, findings).map_err(|fault| fault.under(".coordinates"))
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

/// Reads coordinates.
fn positions<T: Nested>(text: &RawValue, findings: &mut Findings) -> Result<T, Fault> {
    let mut seen = Scan::default();
    let Some(parsed) = scan::<T>(text.get(), &mut seen) else {
        // Sound JSON that does not scan into positions holds something else.
        let fault = serde_json::from_str::<Value>(text.get())
            .ok()
            .and_then(|value| first_fault(&value, T::DEPTH))
            .unwrap_or_else(|| Fault::at("", SkipReason::NumberOutOfRange));
        return Err(fault.under(".coordinates"));
    };
    let seen = [
        (seen.most_numbers > 3, Note::ExtraNumbersIgnored),
        (seen.most_numbers == 3, Note::HeightsDropped),
        (seen.is_excessive, Note::ExcessivePrecision),
    ];
    for (_, note) in seen.into_iter().filter(|(is_so, _)| *is_so) {
        findings.notes.push((".coordinates".into(), note));
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

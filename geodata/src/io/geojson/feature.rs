//! A feature, parsed on its own: on any thread, in any order.

use geo::Geometry;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::geometry::{self, is_bbox, kind_of, object, type_of};
use super::properties::Properties;
use crate::io::shape::{Fault, Findings};
use crate::io::{JsonKind, Note, SkipReason};
use crate::model::Value;

#[derive(Deserialize)]
struct FeatureMembers<'a> {
    #[serde(borrow, rename = "type")]
    kind: Option<&'a RawValue>,
    #[serde(borrow)]
    geometry: Option<&'a RawValue>,
    #[serde(borrow)]
    properties: Option<&'a RawValue>,
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    bbox: Option<&'a RawValue>,
    coordinates: Option<IgnoredAny>,
    geometries: Option<IgnoredAny>,
    features: Option<IgnoredAny>,
}

/// A feature that was parsed, or what is wrong with it.
pub(super) struct Parsed<'a> {
    /// What it is made of.
    pub(super) feature: Result<Sound<'a>, Fault>,
    /// What the fault or the geometry lies in.
    pub(super) text: &'a str,
    /// Path to that from the feature.
    pub(super) path: &'static str,
    /// Notes, each with the path and the text it is about.
    pub(super) notes: Vec<(String, &'a str, Note)>,
}

/// A feature that is sound.
pub(super) struct Sound<'a> {
    pub(super) id: Option<String>,
    pub(super) geometry: Option<Geometry>,
    pub(super) findings: Findings,
    pub(super) values: Vec<(Name<'a>, Value)>,
}

/// The name of a member, borrowed where it is written without escapes.
pub(super) type Name<'a> = std::borrow::Cow<'a, str>;

/// Parses a feature.
pub(super) fn parse(text: &RawValue) -> Parsed<'_> {
    let mut parsed = Parsed {
        feature: Err(Fault::at("", SkipReason::DuplicateMember)),
        text: text.get(),
        path: "",
        notes: Vec::new(),
    };
    let members: FeatureMembers<'_> =
        match object(text).and_then(|members| has_type(&members).map(|()| members)) {
            Ok(members) => members,
            Err(fault) => {
                parsed.feature = Err(fault);
                return parsed;
            }
        };
    parsed.path = "geometry";
    // A null geometry is one that the feature does not have (RFC 7946, 3.2).
    let geometry = members.geometry.filter(|geometry| kind_of(geometry) != JsonKind::Null);
    let mut findings = Findings::default();
    let shape = match geometry.map(|geometry| geometry::parse(geometry, &mut findings)).transpose()
    {
        Ok(shape) => shape,
        Err(fault) => {
            parsed.text = geometry.unwrap_or(text).get();
            parsed.feature = Err(fault);
            return parsed;
        }
    };
    if shape.is_none() {
        parsed.notes.push(("geometry".into(), text.get(), Note::NoGeometry));
    }
    parsed.note_members(text, &members);
    let id = parsed.id(members.id);
    let values = parsed.properties(members.properties);
    parsed.text = geometry.unwrap_or(text).get();
    parsed.feature = Ok(Sound { id, geometry: shape, findings, values });
    parsed
}

fn has_type(members: &FeatureMembers<'_>) -> Result<(), Fault> {
    match type_of(members.kind, "Feature")? {
        kind if kind == "Feature" => Ok(()),
        found => {
            let reason = SkipReason::WrongType { found, expected: "Feature".into() };
            Err(Fault::at(".type", reason))
        }
    }
}

impl<'a> Parsed<'a> {
    fn note_members(&mut self, text: &'a RawValue, members: &FeatureMembers<'a>) {
        let misplaced = [
            ("coordinates", members.coordinates.is_some()),
            ("geometries", members.geometries.is_some()),
            ("features", members.features.is_some()),
        ];
        for (member, _) in misplaced.into_iter().filter(|(_, present)| *present) {
            let note = Note::MemberIgnored { member: member.to_owned() };
            self.notes.push((member.to_owned(), text.get(), note));
        }
        if let Some(bbox) = members.bbox.filter(|bbox| !is_bbox(bbox)) {
            self.notes.push(("bbox".into(), bbox.get(), Note::BboxIgnored));
        }
    }

    fn id(&mut self, member: Option<&'a RawValue>) -> Option<String> {
        let text = member?;
        match serde_json::from_str(text.get()) {
            Ok(serde_json::Value::String(id)) => Some(id),
            Ok(serde_json::Value::Number(_)) => Some(text.get().to_owned()),
            Ok(serde_json::Value::Null) => None,
            _ => {
                self.notes.push(("id".into(), text.get(), Note::IdIgnored));
                None
            }
        }
    }

    fn properties(&mut self, member: Option<&'a RawValue>) -> Vec<(Name<'a>, Value)> {
        let Some(text) = member.filter(|text| kind_of(text) != JsonKind::Null) else {
            return Vec::new();
        };
        let Ok(Properties(members)) = serde_json::from_str(text.get()) else {
            self.notes.push(("properties".into(), text.get(), Note::PropertiesIgnored));
            return Vec::new();
        };
        members.into_iter().map(|(name, text)| (name, value(text.get()))).collect()
    }
}

/// The value that a text of JSON means.
fn value(text: &str) -> Value {
    // Digits beyond 64 bits are an identifier, and none of them may be lost.
    let is_whole = text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit());
    if is_whole {
        return text.parse().map_or_else(|_| Value::Text(text.to_owned()), Value::Integer);
    }
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(serde_json::Value::Number(_)) => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Number(number),
            _ => Value::Text(text.to_owned()),
        },
        // What is nested stays as it is written, digits and all.
        Ok(serde_json::Value::Array(_) | serde_json::Value::Object(_)) => {
            Value::Json(text.to_owned())
        }
        Ok(value) => Value::from(value),
        // A number beyond all bounds, say: kept as it is written.
        Err(_) => Value::Text(text.to_owned()),
    }
}

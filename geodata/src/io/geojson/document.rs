//! A whole file: a collection, a feature or a bare geometry.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::crs_member::{self, CrsMember};
use super::feature::{self, Parsed};
use super::geometry::{self, is_bbox, kind_of};
use super::source::Source;
use crate::io::assemble::{DeclaredCrs, LayerBuilder, Names};
use crate::io::axes::AxisOrder;
use crate::io::shape::Findings;
use crate::io::{Import, JsonKind, Note, ReadError, ReadOptions};
use crate::model::{Feature, Value};
use crate::parallel;

/// Geometry types at the top of a file.
const GEOMETRIES: [&str; 7] = [
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
];

#[derive(Deserialize)]
struct DocumentMembers<'a> {
    #[serde(borrow, rename = "type")]
    kind: Option<&'a RawValue>,
    #[serde(borrow)]
    features: Option<Items<'a>>,
    #[serde(borrow)]
    crs: Option<&'a RawValue>,
    #[serde(borrow)]
    bbox: Option<&'a RawValue>,
    coordinates: Option<IgnoredAny>,
    geometry: Option<IgnoredAny>,
    geometries: Option<IgnoredAny>,
    properties: Option<IgnoredAny>,
}

/// Reads the text of a GeoJSON file.
///
/// # Errors
/// A [`ReadError`] where nothing of it can be used. Faults of single features
/// are in the report.
pub fn read(text: &str, name: &str, options: &ReadOptions) -> Result<Import, ReadError> {
    let found = first_kind(text);
    if found != JsonKind::Object {
        // Whether it is JSON at all counts first.
        serde_json::from_str::<IgnoredAny>(text).map_err(|error| syntax_error(&error))?;
        return Err(ReadError::NotAnObject { found });
    }
    let members: DocumentMembers<'_> =
        serde_json::from_str(text).map_err(|error| syntax_error(&error))?;
    let kind = members.kind.map_or(Ok(String::new()), |kind| {
        serde_json::from_str(kind.get())
            .map_err(|_| ReadError::UnknownType { found: kind.get().chars().take(40).collect() })
    })?;

    let mut reading = Reading { source: Source::new(text), builder: LayerBuilder::new() };
    let raw = || serde_json::from_str::<&RawValue>(text).map_err(|error| syntax_error(&error));
    match kind.as_str() {
        "FeatureCollection" => reading.collection(text, &members)?,
        "Feature" => reading.feature(1, feature::parse(raw()?), ""),
        kind if GEOMETRIES.contains(&kind) => reading.bare_geometry(raw()?),
        _ => return Err(ReadError::UnknownType { found: kind }),
    }
    let declared = reading.declared_crs(members.crs);
    let names = Names { file: name, layer: None };
    reading.builder.finish(&names, declared, AxisOrder::EastFirst, options)
}

/// What a text that may not be JSON begins as.
fn first_kind(text: &str) -> JsonKind {
    match text.trim_start().as_bytes().first() {
        Some(b'{') => JsonKind::Object,
        Some(b'[') => JsonKind::Array,
        Some(b'"') => JsonKind::Text,
        Some(b't' | b'f') => JsonKind::Boolean,
        Some(b'n') => JsonKind::Null,
        _ => JsonKind::Number,
    }
}

fn syntax_error(error: &serde_json::Error) -> ReadError {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Data => ReadError::DuplicateMember { line, column },
        category => ReadError::Json { line, column, cut_off: category == Category::Eof },
    }
}

/// A file being read.
pub(super) struct Reading<'a> {
    pub(super) source: Source<'a>,
    pub(super) builder: LayerBuilder,
}

impl<'a> Reading<'a> {
    fn collection(
        &mut self,
        whole: &'a str,
        members: &DocumentMembers<'a>,
    ) -> Result<(), ReadError> {
        let features = match &members.features {
            Some(Items::Array(features)) => features,
            Some(Items::Other(found)) => {
                return Err(ReadError::NoFeatures { found: Some(*found) });
            }
            None => return Err(ReadError::NoFeatures { found: None }),
        };
        let misplaced = [
            ("coordinates", members.coordinates.is_some()),
            ("geometry", members.geometry.is_some()),
            ("geometries", members.geometries.is_some()),
            ("properties", members.properties.is_some()),
        ];
        for (member, _) in misplaced.into_iter().filter(|(_, present)| *present) {
            self.note(member, whole, Note::MemberIgnored { member: member.to_owned() });
        }
        if let Some(bbox) = members.bbox.filter(|bbox| !is_bbox(bbox)) {
            self.note("bbox", bbox.get(), Note::BboxIgnored);
        }
        self.features(features, |number| format!("features[{number}]"));
        Ok(())
    }

    /// Parses features on all threads and takes them in, in their order.
    pub(super) fn features(&mut self, features: &[&'a RawValue], path: impl Fn(usize) -> String) {
        let parsed = parallel::map(features, |feature| feature::parse(feature));
        for ((number, parsed), place) in (1u32..).zip(parsed).zip(0..) {
            self.feature(number, parsed, &path(place));
        }
    }

    fn bare_geometry(&mut self, whole: &'a RawValue) {
        let mut findings = Findings::default();
        let place = self.source.place(Some(1), String::new(), whole.get());
        match geometry::parse(whole, &mut findings) {
            Ok(shape) => {
                self.builder.report_findings(&place, findings);
                let geometry = Some(shape);
                let feature = Feature { number: 1, id: None, geometry, values: Vec::new() };
                self.builder.keep(feature, place);
            }
            Err(mut fault) => {
                fault.path = fault.path.trim_start_matches('.').to_owned();
                self.builder.skip(place, fault);
            }
        }
    }

    /// Takes in a feature that was parsed.
    pub(super) fn feature(&mut self, number: u32, parsed: Parsed<'a>, path: &str) {
        let Parsed { feature, text, path: within, notes } = parsed;
        for (under, text, note) in notes {
            let place = self.source.place(Some(number), join(path, &under), text);
            self.builder.note(place, note);
        }
        let place = self.source.place(Some(number), join(path, within), text);
        match feature {
            Ok(sound) => {
                self.builder.report_findings(&place, sound.findings);
                let values = self.values(sound.values);
                let (id, geometry) = (sound.id, sound.geometry);
                self.builder.keep(Feature { number, id, geometry, values }, place);
            }
            Err(mut fault) => {
                if place.path.is_empty() {
                    fault.path = fault.path.trim_start_matches('.').to_owned();
                }
                self.builder.skip(place, fault);
            }
        }
    }

    fn values(&mut self, members: Vec<(feature::Name<'a>, Value)>) -> Vec<(u32, Value)> {
        let mut values: Vec<(u32, Value)> = Vec::with_capacity(members.len());
        for (name, value) in members {
            let column = self.builder.column(&name);
            if value != Value::Null {
                values.push((column, value));
            }
        }
        values.sort_by_key(|(column, _)| *column);
        // Of a name that stands twice the last counts.
        values.dedup_by(|later, earlier| {
            let is_same = later.0 == earlier.0;
            if is_same {
                std::mem::swap(later, earlier);
            }
            is_same
        });
        values
    }

    fn note(&mut self, path: &str, text: &str, note: Note) {
        let place = self.source.place(None, path.to_owned(), text);
        self.builder.note(place, note);
    }

    /// What the file says of its system, if anything.
    fn declared_crs(&mut self, member: Option<&'a RawValue>) -> DeclaredCrs {
        let Some(text) = member.filter(|text| kind_of(text) != JsonKind::Null) else {
            return DeclaredCrs::Nothing;
        };
        let value = serde_json::from_str(text.get()).unwrap_or_default();
        match crs_member::read(&value) {
            CrsMember::Known(crs) => DeclaredCrs::Known(crs),
            CrsMember::Unknown(name) => DeclaredCrs::Unknown(name),
            CrsMember::NotUnderstood => {
                self.note("crs", text.get(), Note::CrsNotUnderstood);
                DeclaredCrs::Nothing
            }
        }
    }
}

fn join(path: &str, member: &str) -> String {
    match (path, member) {
        (path, "") => path.to_owned(),
        ("", member) => member.to_owned(),
        (path, member) => format!("{path}.{member}"),
    }
}

/// The items of an array, each still as text, or what there is instead.
enum Items<'a> {
    Array(Vec<&'a RawValue>),
    Other(JsonKind),
}

impl<'de: 'a, 'a> Deserialize<'de> for Items<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any<'a>(PhantomData<&'a ()>);
        impl<'de: 'a, 'a> Visitor<'de> for Any<'a> {
            type Value = Items<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("anything")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Items<'a>, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Items::Array(items))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Items<'a>, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Items::Other(JsonKind::Object))
            }

            fn visit_bool<E>(self, _: bool) -> Result<Items<'a>, E> {
                Ok(Items::Other(JsonKind::Boolean))
            }

            fn visit_i64<E>(self, _: i64) -> Result<Items<'a>, E> {
                Ok(Items::Other(JsonKind::Number))
            }

            fn visit_u64<E>(self, _: u64) -> Result<Items<'a>, E> {
                Ok(Items::Other(JsonKind::Number))
            }

            fn visit_f64<E>(self, _: f64) -> Result<Items<'a>, E> {
                Ok(Items::Other(JsonKind::Number))
            }

            fn visit_str<E>(self, _: &str) -> Result<Items<'a>, E> {
                Ok(Items::Other(JsonKind::Text))
            }

            fn visit_unit<E>(self) -> Result<Items<'a>, E> {
                Ok(Items::Other(JsonKind::Null))
            }
        }
        deserializer.deserialize_any(Any(PhantomData))
    }
}

//! A whole file: a collection, a feature or a bare geometry.

use std::collections::{HashMap, HashSet};

use geo::{CoordsIter, Geometry};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::choose_crs::choose_crs;
use super::crs_member::{self, CrsMember};
use super::geometry::{self, Fault, Findings, is_bbox, kind_of, object, type_of};
use super::properties::Properties;
use super::source::Source;
use crate::crs::Crs;
use crate::io::{
    Import, ImportReport, JsonKind, Note, Noted, ReadError, ReadOptions, Repaired, SkipReason,
    Skipped,
};
use crate::model::{Feature, Layer, Value};

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
    features: Option<&'a RawValue>,
    #[serde(borrow)]
    crs: Option<&'a RawValue>,
    #[serde(borrow)]
    bbox: Option<&'a RawValue>,
    coordinates: Option<IgnoredAny>,
    geometry: Option<IgnoredAny>,
    geometries: Option<IgnoredAny>,
    properties: Option<IgnoredAny>,
}

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

/// Reads the text of a GeoJSON file.
///
/// # Errors
/// A [`ReadError`] where nothing of it can be used. Faults of single features
/// are in the report.
pub fn read(text: &str, name: &str, options: &ReadOptions) -> Result<Import, ReadError> {
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| syntax_error(&error))?;
    let found = kind_of(whole);
    if found != JsonKind::Object {
        return Err(ReadError::NotAnObject { found });
    }
    let members: DocumentMembers<'_> =
        serde_json::from_str(text).map_err(|error| syntax_error(&error))?;
    let kind = members.kind.map_or(Ok(String::new()), |kind| {
        serde_json::from_str(kind.get())
            .map_err(|_| ReadError::UnknownType { found: kind.get().chars().take(40).collect() })
    })?;

    let mut reading = Reading::new(text);
    match kind.as_str() {
        "FeatureCollection" => reading.collection(whole, &members)?,
        "Feature" => reading.feature(1, whole, ""),
        kind if GEOMETRIES.contains(&kind) => reading.bare_geometry(whole),
        _ => return Err(ReadError::UnknownType { found: kind }),
    }
    let declared = reading.declared_crs(members.crs)?;
    reading.finish(name, declared, options)
}

fn syntax_error(error: &serde_json::Error) -> ReadError {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Data => ReadError::DuplicateMember { line, column },
        category => ReadError::Json { line, column, cut_off: category == Category::Eof },
    }
}

/// A file being read.
struct Reading<'a> {
    source: Source<'a>,
    columns: Vec<String>,
    column_numbers: HashMap<String, u32>,
    features: Vec<Feature>,
    places: Vec<crate::io::Place>,
    repaired: Vec<Repaired>,
    skipped: Vec<Skipped>,
    notes: Vec<Noted>,
}

impl<'a> Reading<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            source: Source::new(text),
            columns: Vec::new(),
            column_numbers: HashMap::new(),
            features: Vec::new(),
            places: Vec::new(),
            repaired: Vec::new(),
            skipped: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn collection(
        &mut self,
        whole: &RawValue,
        members: &DocumentMembers<'_>,
    ) -> Result<(), ReadError> {
        let features = members.features.ok_or(ReadError::NoFeatures { found: None })?;
        let features: Vec<&RawValue> = serde_json::from_str(features.get())
            .map_err(|_| ReadError::NoFeatures { found: Some(kind_of(features)) })?;
        let misplaced = [
            ("coordinates", members.coordinates.is_some()),
            ("geometry", members.geometry.is_some()),
            ("geometries", members.geometries.is_some()),
            ("properties", members.properties.is_some()),
        ];
        self.note_members(None, whole, "", &misplaced);
        if let Some(bbox) = members.bbox.filter(|bbox| !is_bbox(bbox)) {
            self.note(None, "bbox".into(), bbox, Note::BboxIgnored);
        }
        for (number, feature) in (1u32..).zip(features) {
            self.feature(number, feature, &format!("features[{}]", number - 1));
        }
        Ok(())
    }

    fn bare_geometry(&mut self, whole: &RawValue) {
        let mut findings = Findings::default();
        match geometry::parse(whole, &mut findings) {
            Ok(shape) => {
                self.keep(1, None, Some(shape), Vec::new(), "", whole);
                self.report_findings(1, "", whole, findings);
            }
            Err(fault) => self.skip(1, "", whole, fault),
        }
    }

    fn feature(&mut self, number: u32, text: &RawValue, path: &str) {
        let members: FeatureMembers<'_> = match object(text) {
            Ok(members) => members,
            Err(fault) => return self.skip(number, path, text, fault),
        };
        match type_of(members.kind, "Feature") {
            Ok(kind) if kind == "Feature" => {}
            Ok(found) => {
                let reason = SkipReason::WrongType { found, expected: "Feature".into() };
                return self.skip(number, path, text, Fault { path: ".type".into(), reason });
            }
            Err(fault) => return self.skip(number, path, text, fault),
        }
        let geometry_path = join(path, "geometry");
        // A null geometry is one that the feature does not have (RFC 7946, 3.2).
        let geometry = members.geometry.filter(|geometry| kind_of(geometry) != JsonKind::Null);
        let mut findings = Findings::default();
        let shape = match geometry.map(|geometry| geometry::parse(geometry, &mut findings)) {
            Some(Ok(shape)) => Some(shape),
            Some(Err(fault)) => {
                return self.skip(number, &geometry_path, geometry.unwrap_or(text), fault);
            }
            None => None,
        };
        if shape.is_none() {
            self.note(Some(number), geometry_path.clone(), text, Note::NoGeometry);
        }
        let misplaced = [
            ("coordinates", members.coordinates.is_some()),
            ("geometries", members.geometries.is_some()),
            ("features", members.features.is_some()),
        ];
        self.note_members(Some(number), text, path, &misplaced);
        if let Some(bbox) = members.bbox.filter(|bbox| !is_bbox(bbox)) {
            self.note(Some(number), join(path, "bbox"), bbox, Note::BboxIgnored);
        }
        let id = self.id(number, path, members.id);
        let values = self.properties(number, path, members.properties);
        self.report_findings(number, &geometry_path, geometry.unwrap_or(text), findings);
        self.keep(number, id, shape, values, &geometry_path, geometry.unwrap_or(text));
    }

    fn id(&mut self, number: u32, path: &str, member: Option<&RawValue>) -> Option<String> {
        let text = member?;
        match serde_json::from_str(text.get()) {
            Ok(serde_json::Value::String(id)) => Some(id),
            Ok(serde_json::Value::Number(id)) => Some(id.to_string()),
            Ok(serde_json::Value::Null) => None,
            _ => {
                self.note(Some(number), join(path, "id"), text, Note::IdIgnored);
                None
            }
        }
    }

    fn properties(
        &mut self,
        number: u32,
        path: &str,
        member: Option<&RawValue>,
    ) -> Vec<(u32, Value)> {
        let Some(text) = member.filter(|text| kind_of(text) != JsonKind::Null) else {
            return Vec::new();
        };
        let Ok(Properties(members)) = serde_json::from_str(text.get()) else {
            self.note(Some(number), join(path, "properties"), text, Note::PropertiesIgnored);
            return Vec::new();
        };
        let mut values: Vec<(u32, Value)> = Vec::with_capacity(members.len());
        for (name, value) in members {
            let value = match serde_json::from_str::<serde_json::Value>(value.get()) {
                Ok(value) => Value::from(value),
                // A number beyond all bounds, say: kept as it is written.
                Err(_) => Value::Text(value.get().to_owned()),
            };
            let column = self.column(name);
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

    /// The number of a column, a new one where it has not been seen.
    fn column(&mut self, name: String) -> u32 {
        if let Some(column) = self.column_numbers.get(&name) {
            return *column;
        }
        let column = u32::try_from(self.columns.len()).unwrap_or(u32::MAX);
        self.column_numbers.insert(name.clone(), column);
        self.columns.push(name);
        column
    }

    fn keep(
        &mut self,
        number: u32,
        id: Option<String>,
        geometry: Option<Geometry>,
        values: Vec<(u32, Value)>,
        path: &str,
        text: &RawValue,
    ) {
        self.features.push(Feature { number, id, geometry, values });
        self.places.push(self.source.place(Some(number), path.to_owned(), text));
    }

    fn skip(&mut self, number: u32, path: &str, text: &RawValue, fault: Fault) {
        let Fault { path, reason } = fault.under(path);
        let path = path.trim_start_matches('.').to_owned();
        let place = self.source.place(Some(number), path, text);
        self.skipped.push(Skipped { place, reason });
    }

    fn note(&mut self, feature: Option<u32>, path: String, text: &RawValue, note: Note) {
        let place = self.source.place(feature, path, text);
        self.notes.push(Noted { place, note });
    }

    fn note_members(
        &mut self,
        feature: Option<u32>,
        text: &RawValue,
        path: &str,
        misplaced: &[(&str, bool)],
    ) {
        for (member, _) in misplaced.iter().filter(|(_, present)| *present) {
            let note = Note::MemberIgnored { member: (*member).to_owned() };
            self.note(feature, join(path, member), text, note);
        }
    }

    fn report_findings(&mut self, number: u32, path: &str, text: &RawValue, findings: Findings) {
        for (under, note) in findings.notes {
            // Said once for the file: it is a property of how it was written.
            let known = note == Note::ExcessivePrecision
                && self.notes.iter().any(|noted| noted.note == Note::ExcessivePrecision);
            if !known {
                let path = format!("{path}{under}").trim_start_matches('.').to_owned();
                self.note(Some(number), path, text, note);
            }
        }
        if !findings.repairs.is_empty() {
            let place = self.source.place(Some(number), path.to_owned(), text);
            self.repaired.push(Repaired { place, repairs: findings.repairs });
        }
    }

    /// What the file says of its system, if anything.
    fn declared_crs(&mut self, member: Option<&RawValue>) -> Result<Option<Crs>, ReadError> {
        let Some(text) = member.filter(|text| kind_of(text) != JsonKind::Null) else {
            return Ok(None);
        };
        let value = serde_json::from_str(text.get()).unwrap_or_default();
        match crs_member::read(&value)? {
            CrsMember::Known(crs) => Ok(Some(crs)),
            CrsMember::NotUnderstood => {
                self.note(None, "crs".into(), text, Note::CrsNotUnderstood);
                Ok(None)
            }
        }
    }

    fn finish(
        mut self,
        name: &str,
        declared: Option<Crs>,
        options: &ReadOptions,
    ) -> Result<Import, ReadError> {
        let source_crs = choose_crs(&self.features, declared, options.input_crs)?;
        self.skip_outside(source_crs.crs());
        let layer = Layer {
            name: name.to_owned(),
            source_crs,
            columns: self.columns,
            features: self.features,
        };
        let report = ImportReport {
            file: name.to_owned(),
            source_crs,
            read: layer.features.len(),
            polygons: layer.polygons().count(),
            repaired: self.repaired,
            skipped: self.skipped,
            notes: self.notes,
        };
        Ok(Import { layer, report })
    }

    /// Leaves out features with a position that the system does not have.
    fn skip_outside(&mut self, crs: Crs) {
        let mut kept = Vec::with_capacity(self.features.len());
        for (feature, place) in self.features.drain(..).zip(self.places.drain(..)) {
            match position_outside(&feature, crs) {
                None => kept.push(feature),
                Some((x, y)) => {
                    let reason = SkipReason::OutsideCrs { x, y, crs: crs.to_string() };
                    self.skipped.push(Skipped { place, reason });
                }
            }
        }
        self.features = kept;
        let skipped: HashSet<Option<u32>> =
            self.skipped.iter().map(|skip| skip.place.feature).collect();
        self.repaired.retain(|repaired| !skipped.contains(&repaired.place.feature));
        self.skipped.sort_by_key(|skip| skip.place.feature);
    }
}

fn position_outside(feature: &Feature, crs: Crs) -> Option<(f64, f64)> {
    let geometry = feature.geometry.as_ref()?;
    geometry.coords_iter().map(|p| (p.x, p.y)).find(|(x, y)| !crs.accepts(*x, *y))
}

fn join(path: &str, member: &str) -> String {
    if path.is_empty() { member.to_owned() } else { format!("{path}.{member}") }
}

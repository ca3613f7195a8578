//! Is a delivery as it should be?

use std::collections::{HashMap, HashSet};

use geo::{Area, Euclidean, Geometry, Length};
use serde::{Deserialize, Serialize};

use super::recognise::shape;
use super::{ColumnRule, DELIVERY_EPSG, SurveyGeometry, SurveyLayer, nearest};
use crate::crs::Crs;
use crate::geometry::Repair;
use crate::io::{Import, SkipReason};
use crate::model::{Column, ColumnKind, Date, Feature, Value};

/// Computed areas and lengths may be off by so much: one part in a hundred.
const TOLERANCE: f64 = 0.01;

/// Where Finland and its sea lie: west, south, east and north, degrees.
const FINLAND: [f64; 4] = [19.0, 58.8, 31.7, 70.2];

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Number of the feature in the file, from 1; `None` for the layer as a whole.
    pub feature: Option<u32>,
    /// The feature's own identifier.
    pub id: Option<String>,
    /// The column it is about.
    pub column: Option<String>,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// A column is missing.
    MissingColumn,
    /// A column that the layer does not have.
    ExtraColumn {
        /// A missing column of nearly the same name.
        nearest: Option<String>,
    },
    /// The column has another type.
    WrongType {
        /// Its type in the file.
        found: ColumnKind,
        /// The type it should have.
        expected: ColumnKind,
    },
    /// There is no value where one must be.
    NoValue,
    /// The value is none of those allowed.
    ValueNotAllowed {
        /// The value.
        found: String,
        /// The allowed value most like it.
        nearest: Option<String>,
    },
    /// The shape is of another kind.
    WrongGeometry {
        /// Its kind.
        found: String,
        /// The kind it should be.
        expected: SurveyGeometry,
    },
    /// There is no shape.
    NoGeometry,
    /// The layer is in another system.
    WrongSystem {
        /// Its system.
        found: String,
    },
    /// The shape could be repaired.
    Repairable {
        /// What was wrong.
        repairs: Vec<Repair>,
    },
    /// The shape could not be read or repaired.
    Invalid {
        /// What is wrong.
        reason: SkipReason,
    },
    /// The shape lies outside Finland.
    OutsideFinland,
    /// The date has not come yet.
    FutureDate {
        /// The date.
        date: String,
    },
    /// A computed area or length does not agree with the shape.
    Disagrees {
        /// What the file says.
        stated: f64,
        /// What the shape has, square metres or metres.
        computed: f64,
    },
}

/// Checks a layer that was read with `keep_outside`, against the rules of a survey layer.
/// No date may be later than `today`.
///
/// Findings come layer first, then feature by feature, then column by column.
#[must_use]
pub fn check(import: &Import, rules: &SurveyLayer, today: Option<Date>) -> Vec<Finding> {
    let layer = &import.layer;
    let mut findings: Vec<Finding> = Vec::new();
    let crs = layer.source_crs.crs();
    if crs.epsg() != DELIVERY_EPSG
        || !matches!(layer.source_crs, crate::model::SourceCrs::Declared(_))
    {
        findings.push(of_layer(None, Fault::WrongSystem { found: crs.to_string() }));
    }
    findings.extend(columns(&layer.columns, rules));
    let mut of_features: Vec<Finding> = Vec::new();
    for skipped in &import.report.skipped {
        let fault = Fault::Invalid { reason: skipped.reason.clone() };
        of_features.push(Finding { feature: skipped.place.feature, id: None, column: None, fault });
    }
    let ids: HashMap<u32, String> = layer
        .features
        .iter()
        .filter_map(|feature| Some((feature.number, feature.id.clone()?)))
        .collect();
    for repaired in &import.report.repaired {
        // That does not make a shape invalid.
        let is_harmless = |repair: &Repair| matches!(repair, Repair::RepeatedPositions(_));
        let repairs: Vec<Repair> =
            repaired.repairs.iter().filter(|repair| !is_harmless(repair)).cloned().collect();
        if !repairs.is_empty() {
            let fault = Fault::Repairable { repairs };
            let id = repaired.place.feature.and_then(|number| ids.get(&number).cloned());
            of_features.push(Finding { feature: repaired.place.feature, id, column: None, fault });
        }
    }
    let was_faulty: HashSet<Option<u32>> =
        of_features.iter().map(|finding| finding.feature).collect();
    for feature in &layer.features {
        // Repair may have made several parts of one.
        let is_whole = !was_faulty.contains(&Some(feature.number));
        let mut faults = geometry(feature, rules, crs, is_whole);
        for (number, column) in layer.columns.iter().enumerate() {
            let value = feature.value(number);
            if let Some(rule) = rules.column(&column.name) {
                faults.extend(of_value(value, column, rule, today));
            }
            faults.extend(
                computed(feature, value, &column.name, crs)
                    .map(|fault| (Some(column.name.clone()), fault)),
            );
        }
        of_features.extend(faults.into_iter().map(|(column, fault)| Finding {
            feature: Some(feature.number),
            id: feature.id.clone(),
            column,
            fault,
        }));
    }
    crate::order::sort_by_key(&mut of_features, |finding| finding.feature);
    findings.extend(of_features);
    findings
}

fn of_layer(column: Option<String>, fault: Fault) -> Finding {
    Finding { feature: None, id: None, column, fault }
}

/// Names of columns that the system computes itself: an area and a length.
const COMPUTED: [&str; 3] = ["koko", "pituus", "pinta_ala"];

fn columns(columns: &[Column], rules: &SurveyLayer) -> Vec<Finding> {
    let mut findings = Vec::new();
    let has = |name: &str| columns.iter().any(|column| column.name == name);
    let missing: Vec<&ColumnRule> = rules.columns.iter().filter(|rule| !has(rule.name)).collect();
    for rule in &missing {
        findings.push(of_layer(Some(rule.name.to_owned()), Fault::MissingColumn));
    }
    for column in columns {
        let name = Some(column.name.clone());
        match rules.column(&column.name) {
            None if COMPUTED.contains(&column.name.as_str()) => {}
            None => {
                let near = nearest(&column.name, missing.iter().map(|rule| rule.name));
                let nearest = near.map(str::to_owned);
                findings.push(of_layer(name, Fault::ExtraColumn { nearest }));
            }
            // Of a mixed column each cell is told that does not fit.
            Some(rule) if column.kind != ColumnKind::Mixed && !fits(column.kind, rule.kind) => {
                let fault = Fault::WrongType { found: column.kind, expected: rule.kind };
                findings.push(of_layer(name, fault));
            }
            Some(_) => {}
        }
    }
    findings
}

/// True where a column of one type can hold what one of the other should.
fn fits(found: ColumnKind, expected: ColumnKind) -> bool {
    found == expected || (expected == ColumnKind::Number && found == ColumnKind::Integer)
}

type Faults = Vec<(Option<String>, Fault)>;

/// What is wrong with a value; nothing more where the column's type is wrong already.
fn of_value(
    value: &Value,
    column: &Column,
    rule: &ColumnRule,
    today: Option<Date>,
) -> Option<(Option<String>, Fault)> {
    let at = |fault| Some((Some(column.name.clone()), fault));
    let is_blank = matches!(value, Value::Text(text) if text.trim().is_empty());
    let kind = match value.kind() {
        Some(kind) if !is_blank => kind,
        _ => return if rule.nullable { None } else { at(Fault::NoValue) },
    };
    if !fits(kind, rule.kind) {
        let is_told = column.kind != ColumnKind::Mixed;
        return if is_told {
            None
        } else {
            at(Fault::WrongType { found: kind, expected: rule.kind })
        };
    }
    if let (Value::Date(date), Some(today)) = (value, today)
        && *date > today
    {
        return at(Fault::FutureDate { date: date.to_string() });
    }
    let text = value.to_string();
    let allowed = rule.allowed.filter(|allowed| !allowed.allows(&text))?;
    let nearest = allowed.nearest(&text).map(str::to_owned);
    at(Fault::ValueNotAllowed { found: text, nearest })
}

fn geometry(feature: &Feature, rules: &SurveyLayer, crs: Crs, is_whole: bool) -> Faults {
    let Some(geometry) = &feature.geometry else { return vec![(None, Fault::NoGeometry)] };
    let mut faults = Vec::new();
    let is_multi = matches!(
        geometry,
        Geometry::MultiPoint(_) | Geometry::MultiLineString(_) | Geometry::MultiPolygon(_)
    );
    if (is_multi && is_whole) || shape(geometry) != Some(rules.geometry) {
        let fault =
            Fault::WrongGeometry { found: name_of(geometry).into(), expected: rules.geometry };
        faults.push((None, fault));
    }
    if !lies_in_finland(geometry, crs) {
        faults.push((None, Fault::OutsideFinland));
    }
    faults
}

fn name_of(geometry: &Geometry) -> &'static str {
    match geometry {
        Geometry::Point(_) => "Point",
        Geometry::MultiPoint(_) => "MultiPoint",
        Geometry::Line(_) | Geometry::LineString(_) => "LineString",
        Geometry::MultiLineString(_) => "MultiLineString",
        Geometry::MultiPolygon(_) => "MultiPolygon",
        Geometry::GeometryCollection(_) => "GeometryCollection",
        _ => "Polygon",
    }
}

#[cfg(feature = "projection")]
fn lies_in_finland(geometry: &Geometry, crs: Crs) -> bool {
    use geo::CoordsIter;
    let Ok(projection) = crate::crs::Projection::to_wgs84(crs) else { return false };
    let [west, south, east, north] = FINLAND;
    geometry.coords_iter().all(|at| {
        crs.accepts(at.x, at.y)
            && projection.project(at).is_ok_and(|degrees| {
                (west..=east).contains(&degrees.x) && (south..=north).contains(&degrees.y)
            })
    })
}

#[cfg(not(feature = "projection"))]
fn lies_in_finland(_: &Geometry, _: Crs) -> bool {
    FINLAND[0] < FINLAND[2]
}

/// A computed area or length that is not that of the shape.
///
/// Areas may stand in square metres or, as `pinta_ala` does in some deliveries, in hectares.
fn computed(feature: &Feature, value: &Value, column: &str, crs: Crs) -> Option<Fault> {
    if !COMPUTED.contains(&column) || crs.is_geographic() {
        return None;
    }
    let stated = value.as_number()?;
    let computed = match feature.geometry.as_ref()? {
        Geometry::Polygon(polygon) => polygon.unsigned_area(),
        Geometry::MultiPolygon(polygons) => polygons.unsigned_area(),
        Geometry::LineString(line) => Euclidean.length(line),
        Geometry::MultiLineString(lines) => Euclidean.length(lines),
        _ => return None,
    };
    let agrees = |own: f64| (stated - own).abs() <= TOLERANCE * own.abs().max(1.0);
    let in_hectares = column == "pinta_ala" && agrees(computed / 10_000.0);
    (!agrees(computed) && !in_hectares).then_some(Fault::Disagrees { stated, computed })
}

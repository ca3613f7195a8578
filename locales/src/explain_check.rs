//! What is wrong with a delivery, in a reader's language.

use geodata::luoti::{Fault, Finding, SurveyGeometry};
use geodata::model::ColumnKind;

use crate::explain::{repair, skip_reason};
use crate::{Language, messages as m};

/// A finding in words: where, and what.
#[must_use]
pub fn fault_words(language: Language, finding: &Finding) -> String {
    let l = language;
    let mut place = Vec::new();
    if let Some(feature) = finding.feature {
        place.push(m::report::feature(l, &feature.to_string()));
    }
    if let Some(id) = finding
        .id
        .as_ref()
        .filter(|id| finding.feature.map(|number| number.to_string()) != Some((*id).clone()))
    {
        place.push(format!("fid {id}"));
    }
    if let Some(column) = &finding.column {
        place.push(m::check::column(l, column));
    }
    let what = fault(l, &finding.fault);
    if place.is_empty() { what } else { format!("{}: {what}", place.join(", ")) }
}

/// What is wrong.
#[must_use]
pub fn fault(language: Language, fault: &Fault) -> String {
    use m::check as w;
    let l = language;
    match fault {
        Fault::MissingColumn => w::missing(l).into(),
        Fault::ExtraColumn { nearest: Some(nearest) } => w::extra_near(l, nearest),
        Fault::ExtraColumn { nearest: None } => w::extra(l).into(),
        Fault::WrongType { found, expected } => {
            w::wrong_type(l, column_kind(l, *expected), column_kind(l, *found))
        }
        Fault::NoValue => w::no_value(l).into(),
        Fault::ValueNotAllowed { found, nearest: Some(nearest) } => {
            w::not_allowed_near(l, found, nearest)
        }
        Fault::ValueNotAllowed { found, nearest: None } => w::not_allowed(l, found),
        Fault::WrongGeometry { found, expected } => w::wrong_geometry(l, shapes(*expected), found),
        Fault::NoGeometry => w::no_geometry(l).into(),
        Fault::WrongSystem { found } => w::wrong_system(l, found),
        Fault::Repairable { repairs } => {
            let repairs: Vec<String> = repairs.iter().map(|done| repair(l, done)).collect();
            w::repairable(l, &repairs.join("; "))
        }
        Fault::Invalid { reason } => w::invalid(l, &skip_reason(l, reason)),
        Fault::OutsideFinland => w::outside(l).into(),
        Fault::FutureDate { date } => w::future(l, date),
        Fault::Disagrees { stated, computed } => {
            w::disagrees(l, &l.number(*computed, 1), &l.number(*stated, 1))
        }
    }
}

/// The name of a type of column.
#[must_use]
pub fn column_kind(language: Language, kind: ColumnKind) -> &'static str {
    use m::column_kind as w;
    let l = language;
    match kind {
        ColumnKind::Bool => w::bool(l),
        ColumnKind::Integer => w::integer(l),
        ColumnKind::Number => w::number(l),
        ColumnKind::Text => w::text(l),
        ColumnKind::Date => w::date(l),
        ColumnKind::DateTime => w::date_time(l),
        ColumnKind::Json => w::json(l),
        ColumnKind::Binary => w::binary(l),
        ColumnKind::Mixed => w::mixed(l),
    }
}

fn shapes(geometry: SurveyGeometry) -> &'static str {
    match geometry {
        SurveyGeometry::Point => "Point",
        SurveyGeometry::Line => "LineString",
        SurveyGeometry::Polygon => "Polygon",
    }
}

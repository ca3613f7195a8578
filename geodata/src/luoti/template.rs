//! An empty delivery for a surveyor to fill.

use thiserror::Error;

use super::recognise::{nearest_layer, survey_layer};
use super::{Allowed, DELIVERY_EPSG, SurveyGeometry};
use crate::crs::Crs;
use crate::io::{
    ColumnConstraint, FileFormat, LayerConstraints, WriteError, WriteOptions, Written, write,
};
use crate::model::{Column, Layer, SourceCrs};

/// There is no survey layer of the name.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("no survey layer {name:?}")]
pub struct UnknownLayer {
    /// The name asked for.
    pub name: String,
    /// The layer of nearly the same name.
    pub nearest: Option<&'static str>,
}

/// A layer of the system without any feature, as a GeoPackage that says which columns
/// must be filled and with what.
///
/// # Errors
/// [`UnknownLayer`] for a name that is none of a survey layer's; a [`WriteError`] where
/// the file cannot be made.
pub fn template(name: &str) -> Result<Result<Written, WriteError>, UnknownLayer> {
    let unknown = || UnknownLayer { name: name.to_owned(), nearest: nearest_layer(name) };
    let known = survey_layer(name).ok_or_else(unknown)?;
    let columns = known.columns.iter().map(|rule| Column::new(rule.name, rule.kind)).collect();
    let crs = Crs::from_epsg(u32::from(DELIVERY_EPSG)).unwrap_or(Crs::WGS84);
    let layer = Layer {
        name: known.name.into(),
        role: known.role,
        source_crs: SourceCrs::Declared(crs),
        columns,
        features: Vec::new(),
    };
    let constraint = |rule: &super::ColumnRule| ColumnConstraint {
        column: rule.name.to_owned(),
        required: !rule.nullable,
        allowed: match rule.allowed {
            Some(Allowed::OneOf(values)) => values.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        },
    };
    let constraints = LayerConstraints {
        geometry: match known.geometry {
            SurveyGeometry::Point => "POINT",
            SurveyGeometry::Line => "LINESTRING",
            SurveyGeometry::Polygon => "POLYGON",
        }
        .into(),
        columns: known.columns.iter().map(constraint).collect(),
    };
    let options = WriteOptions { constraints: Some(constraints), ..WriteOptions::default() };
    Ok(write(FileFormat::GeoPackage, &[layer], &options))
}

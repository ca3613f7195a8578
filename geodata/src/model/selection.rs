//! Some of a layer's features.

use geo::{BoundingRect, Rect};

use super::{Feature, Layer, Value};
use crate::crs::{CrsError, Projection};

/// A layer has no column of the name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("layer {layer:?} has no column {column:?}, only {columns:?}")]
pub struct NoSuchColumn {
    /// The name that was asked for.
    pub column: String,
    /// The layer's name.
    pub layer: String,
    /// The columns there are.
    pub columns: Vec<String>,
}

/// The features whose values are as asked in every named column. Values are
/// compared as text; an empty one means null.
///
/// # Errors
/// [`NoSuchColumn`] where the layer lacks one of the columns.
pub fn filtered(mut layer: Layer, conditions: &[(String, String)]) -> Result<Layer, NoSuchColumn> {
    let mut wanted = Vec::with_capacity(conditions.len());
    for (column, value) in conditions {
        let place = layer.column(column).ok_or_else(|| NoSuchColumn {
            column: column.clone(),
            layer: layer.name.clone(),
            columns: layer.columns.iter().map(|column| column.name.clone()).collect(),
        })?;
        wanted.push((place, value));
    }
    let is_wanted = |feature: &Feature| {
        wanted.iter().all(|(column, value)| match feature.value(*column) {
            Value::Number(number) => value.parse() == Ok(*number),
            own => own.to_string() == **value,
        })
    };
    layer.features.retain(is_wanted);
    Ok(layer)
}

/// The features whose bounds touch a box, whole: west, south, east and north in degrees.
///
/// # Errors
/// [`CrsError`] where a feature has no place in longitude and latitude.
pub fn clipped(mut layer: Layer, [west, south, east, north]: [f64; 4]) -> Result<Layer, CrsError> {
    let projection = Projection::to_wgs84(layer.source_crs.crs())?;
    let bounds = Rect::new((west, south), (east, north));
    let mut kept = Vec::with_capacity(layer.features.len());
    for feature in layer.features.drain(..) {
        let Some(geometry) = &feature.geometry else { continue };
        let degrees = projection.project_geometry(geometry)?;
        let touches = degrees.bounding_rect().is_some_and(|own| {
            own.min().x <= bounds.max().x
                && own.max().x >= bounds.min().x
                && own.min().y <= bounds.max().y
                && own.max().y >= bounds.min().y
        });
        if touches {
            kept.push(feature);
        }
    }
    layer.features = kept;
    Ok(layer)
}

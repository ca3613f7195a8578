//! Files out: each format by its own module.
#![cfg(feature = "projection")]

use super::FileFormat;
use super::writing::{WriteError, WriteOptions, Written};
use crate::crs::{Crs, CrsError, Projection};
use crate::model::{Feature, Layer, SourceCrs};

/// Writes layers to a file.
///
/// # Errors
/// A [`WriteError`] where the format does not hold them.
pub fn write(
    format: FileFormat,
    layers: &[Layer],
    options: &WriteOptions,
) -> Result<Written, WriteError> {
    let in_degrees = matches!(format, FileFormat::GeoJson | FileFormat::GeoJsonLines);
    let default = in_degrees.then_some(Crs::WGS84);
    let mut placed = Vec::with_capacity(layers.len());
    for layer in layers {
        placed.push(match options.crs.or(default) {
            Some(crs) => reprojected(layer, crs)?,
            None => layer.clone(),
        });
    }
    let single = || match placed.as_slice() {
        [layer] => Ok(layer),
        layers => Err(WriteError::OneLayer { format, layers: layers.len() }),
    };
    match format {
        FileFormat::GeoJson => Ok(super::geojson::written(single()?, options)),
        FileFormat::GeoJsonLines => Ok(super::geojson::written_lines(single()?, options)),
        #[cfg(feature = "formats")]
        FileFormat::Csv => Ok(super::csv::written(single()?, options)),
        #[cfg(feature = "formats")]
        FileFormat::Shapefile => super::shapefile::written(&placed, options),
        #[cfg(feature = "formats")]
        FileFormat::FlatGeobuf => super::flatgeobuf::written(single()?, options),
        #[cfg(feature = "formats")]
        FileFormat::Conefor => super::conefor::written(single()?),
        #[cfg(feature = "geopackage")]
        FileFormat::GeoPackage => super::geopackage::write(&placed, options),
        #[cfg(not(feature = "geopackage"))]
        FileFormat::GeoPackage => Err(WriteError::NeedsGeoPackage),
        format => Err(WriteError::NotWritten { format }),
    }
}

/// A layer in another system.
///
/// # Errors
/// [`CrsError::Outside`] where a position has no image there.
pub fn reprojected(layer: &Layer, to: Crs) -> Result<Layer, CrsError> {
    let from = layer.source_crs.crs();
    if from == to {
        return Ok(layer.clone());
    }
    let projection = Projection::from_to(from, to)?;
    let moved = |feature: &Feature| {
        let geometry =
            feature.geometry.as_ref().map(|geometry| projection.project_geometry(geometry));
        Ok(Feature { geometry: geometry.transpose()?, ..feature.clone() })
    };
    let features = layer.features.iter().map(moved).collect::<Result<_, CrsError>>()?;
    let (name, columns, role) = (layer.name.clone(), layer.columns.clone(), layer.role);
    Ok(Layer { name, role, columns, source_crs: SourceCrs::Declared(to), features })
}

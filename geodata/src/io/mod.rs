//! Files in and out: one module a format, told by content and not by name.
//!
//! A fault in one feature is reported and the rest is kept. What stops a whole
//! file is a [`ReadError`].
//!
//! GeoJSON is always there. The feature `formats` brings the others, and
//! `geopackage` SQLite with GeoPackage: they are heavy, and the page loads them
//! only for files that need them ([`needs`]).

#![cfg_attr(not(feature = "formats"), allow(dead_code, reason = "for the other formats"))]

mod assemble;
mod axes;
mod choose_crs;
pub mod conefor;
#[cfg(feature = "formats")]
mod csv;
mod detect;
#[cfg(feature = "formats")]
mod encoding;
mod error;
#[cfg(feature = "formats")]
mod flatgeobuf;
mod format;
#[cfg(feature = "formats")]
mod gather;
pub mod geojson;
#[cfg(feature = "geopackage")]
mod geopackage;
#[cfg(feature = "geotiff")]
pub mod geotiff;
mod limits;
mod losses;
#[cfg(feature = "formats")]
mod markup;
mod report;
mod shape;
#[cfg(feature = "formats")]
mod shapefile;
#[cfg(feature = "projection")]
mod table;
mod text;
#[cfg(feature = "formats")]
mod unpack;
#[cfg(feature = "formats")]
mod untyped;
#[cfg(feature = "formats")]
mod wkb;
#[cfg(feature = "formats")]
mod wkt;
mod write;
mod writing;

use serde::{Deserialize, Serialize};

use crate::crs::Crs;
use crate::model::Layer;

pub use detect::{Foreign, Needs, needs};
pub use error::{Damage, ReadError};
pub use format::{FileFormat, LayerInfo};
pub use limits::{MOST_FILE_BYTES, check_size};
pub use losses::{Loss, losses};
pub use report::{ImportReport, JsonKind, Note, Noted, Place, Repaired, SkipReason, Skipped};
#[cfg(feature = "formats")]
pub use unpack::Member;
#[cfg(feature = "formats")]
pub(crate) use unpack::unzip;
#[cfg(feature = "projection")]
pub use write::{reprojected, write};
pub use writing::{
    About, ColumnConstraint, DEGREE_DECIMALS, LayerConstraints, LayerStyle, WriteError,
    WriteOptions, Written,
};

/// What a reader can say about a file beforehand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// The system of the coordinates, whatever the file says.
    pub input_crs: Option<Crs>,
    /// Whether northing comes first, whatever the file says.
    pub swap_axes: Option<bool>,
    /// Keep features that lie where their system has no place: they are to be checked.
    pub keep_outside: bool,
    /// The layers to read, by their names in the file; all where `None`.
    pub layers: Option<Vec<String>>,
}

impl ReadOptions {
    /// True where a layer of this name is wanted.
    #[cfg(feature = "formats")]
    fn wants(&self, layer: &str) -> bool {
        self.layers.as_ref().is_none_or(|layers| layers.iter().any(|name| name == layer))
    }
}

/// A layer, and what came of reading it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Import {
    /// What was read.
    pub layer: Layer,
    /// What was read, put right and left out.
    pub report: ImportReport,
}

/// Reads the layers of a file. `name` is what messages call the file.
///
/// # Errors
/// A [`ReadError`] where nothing of the file can be used.
pub fn read(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Vec<Import>, ReadError> {
    check_size(bytes.len() as u64)?;
    detect::with_format(format::File { name, bytes }, |format, file| {
        let imports = format.read(file, options)?;
        // What could not be read is told of in the report of what could.
        let is_told = |wanted: &String| {
            imports.iter().any(|import| {
                import.report.layer.as_ref() == Some(wanted)
                    || import.report.notes.iter().any(|noted| {
                        matches!(&noted.note, Note::PartRefused { part, .. } if part == wanted)
                    })
            })
        };
        if let Some(missing) = options.layers.iter().flatten().find(|wanted| !is_told(wanted)) {
            let found = format.layers(file)?.unwrap_or_default();
            let found = found.into_iter().map(|layer| layer.name).collect();
            return Err(ReadError::NoSuchLayer { name: missing.clone(), found });
        }
        if imports.is_empty() {
            return Err(ReadError::NoLayers { format: format.format(), found: Vec::new() });
        }
        Ok(imports)
    })
}

/// Reads the first layer of a file: all there is in most formats.
///
/// # Errors
/// A [`ReadError`] where nothing of the file can be used.
pub fn read_layer(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Import, ReadError> {
    read(bytes, name, options)?.into_iter().next().ok_or(ReadError::Empty)
}

/// Reads the layers of a file that is known to be of a format.
///
/// # Errors
/// A [`ReadError`] where nothing of the file can be used.
pub fn read_as(
    format: FileFormat,
    bytes: &[u8],
    name: &str,
    options: &ReadOptions,
) -> Result<Vec<Import>, ReadError> {
    check_size(bytes.len() as u64)?;
    match detect::module(format) {
        Some(module) => module.read(format::File { name, bytes }, options),
        None => Err(ReadError::NeedsGeoPackage),
    }
}

/// The layers in a file, where it can hold several; `None` where it has but one.
///
/// # Errors
/// A [`ReadError`] where the file is of no known format or damaged.
pub fn layers(bytes: &[u8], name: &str) -> Result<Option<Vec<LayerInfo>>, ReadError> {
    check_size(bytes.len() as u64)?;
    detect::with_format(format::File { name, bytes }, |format, file| format.layers(file))
}

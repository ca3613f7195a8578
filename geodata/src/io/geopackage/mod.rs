//! OGC GeoPackage (12-128r19, versions 1.0 to 1.4), through SQLite.
//!
//! SQLite comes with `rusqlite`, natively and in WebAssembly alike. A file is
//! taken into memory whole: there is no disk in a browser, and a file that is
//! read is never written to.

mod blob;
mod budget;
mod database;
mod read;
mod schema;
mod spatial_index;
mod styles;
mod write;

use super::format::{File, Format, LayerInfo};
use super::{FileFormat, Import, ReadError, ReadOptions};

pub(super) use write::{column_names, write};

/// GeoPackage.
pub(super) struct GeoPackage;

impl Format for GeoPackage {
    fn format(&self) -> FileFormat {
        FileFormat::GeoPackage
    }

    fn recognises(&self, file: File<'_>) -> bool {
        file.bytes.starts_with(b"SQLite format 3\0")
    }

    fn read(&self, file: File<'_>, options: &ReadOptions) -> Result<Vec<Import>, ReadError> {
        read::read(file, options)
    }

    fn layers(&self, file: File<'_>) -> Result<Option<Vec<LayerInfo>>, ReadError> {
        read::layers(file).map(|layers| (layers.len() > 1).then_some(layers))
    }
}

//! GeoJSON (RFC 7946, with the `crs` member of its 2008 forerunner).
//!
//! Read here and not by the `geojson` crate for two reasons: every fault is
//! told with the path and line of its place, and features are parsed one at a
//! time from slices of the text, which needs a fraction of the memory.

mod coordinates;
mod crs_member;
mod document;
mod feature;
mod geometry;
#[cfg(feature = "projection")]
mod layer;
mod lines;
mod properties;
mod source;

use super::format::{File, Format};
use super::text::{first_byte, text_of};
use super::{FileFormat, Import, ReadError, ReadOptions};

pub use document::read;
#[cfg(feature = "projection")]
pub(super) use layer::{written, written_lines};

/// GeoJSON as one object.
pub(super) struct GeoJson;

impl Format for GeoJson {
    fn format(&self) -> FileFormat {
        FileFormat::GeoJson
    }

    fn recognises(&self, file: File<'_>) -> bool {
        first_byte(file.bytes) == Some(b'{')
    }

    fn read(&self, file: File<'_>, options: &ReadOptions) -> Result<Vec<Import>, ReadError> {
        read(text_of(file.bytes)?, file.name, options).map(|import| vec![import])
    }
}

/// GeoJSON with a feature a line.
pub(super) struct Lines;

impl Format for Lines {
    fn format(&self) -> FileFormat {
        FileFormat::GeoJsonLines
    }

    fn recognises(&self, file: File<'_>) -> bool {
        matches!(first_byte(file.bytes), Some(b'{' | b'\x1e'))
            && text_of(file.bytes).is_ok_and(lines::is_lines)
    }

    fn read(&self, file: File<'_>, options: &ReadOptions) -> Result<Vec<Import>, ReadError> {
        lines::read(text_of(file.bytes)?, file.name, options).map(|import| vec![import])
    }
}

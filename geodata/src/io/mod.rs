//! Files in: one module a format, told by content and not by name.
//!
//! A fault in one feature is reported and the rest is kept. What stops a whole
//! file is a [`ReadError`].

pub mod conefor;
mod detect;
mod error;
pub mod geojson;
mod report;

use serde::{Deserialize, Serialize};

use crate::crs::Crs;
use crate::model::Layer;

pub use detect::Foreign;
pub use error::ReadError;
pub use report::{ImportReport, JsonKind, Note, Noted, Place, Repaired, SkipReason, Skipped};

/// What a reader can say about a file beforehand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// The system of the coordinates, whatever the file says.
    pub input_crs: Option<Crs>,
}

/// A layer, and what came of reading it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Import {
    /// What was read.
    pub layer: Layer,
    /// What was read, put right and left out.
    pub report: ImportReport,
}

/// Reads a file's bytes. `name` is what messages call it.
///
/// # Errors
/// A [`ReadError`] where nothing of the file can be used.
pub fn read(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Import, ReadError> {
    let text = detect::text_of(bytes)?;
    geojson::read(text, name, options)
}

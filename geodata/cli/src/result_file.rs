//! Results as files: each says where it comes from and what its columns mean.

use std::path::Path;

use geodata::Layer;
use geodata::io::{About, WriteOptions};
use geodata::report::styles;
use liito_locales::fields;

use crate::digests;
use crate::failure::{Failure, language};
use crate::format::format_of;

/// Writes a layer of results in the format that the file's ending says.
pub fn write_result(path: &Path, layer: Layer, mut about: About) -> Result<(), Failure> {
    let file = path.display().to_string();
    let format = format_of(path).ok_or(Failure::UnknownEnding { file: file.clone() })?;
    about.facts.extend(digests::facts());
    let is_there = |column: &str| layer.columns.iter().any(|own| own.name == column);
    about.fields = fields(language());
    about.fields.retain(|(name, column, _)| *name == layer.name && is_there(column));
    let layers = [layer];
    let styles = styles(&layers);
    let options = WriteOptions { about: Some(about), styles, ..WriteOptions::default() };
    let refused = |error| Failure::NotWritten { file: file.clone(), error };
    let bytes = geodata::io::write(format, &layers, &options).map_err(refused)?.bytes;
    std::fs::write(path, bytes).map_err(|reason| Failure::Unwritable { file, reason })
}

//! What kind of file is this? Content tells, not the name.

use serde::{Deserialize, Serialize};

use super::format::{File, Format};
use super::text::text_of;
use super::{ReadError, geojson};

/// Kinds of file that are recognised but not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Foreign {
    /// The main file of a shapefile without the others that belong to it.
    Shapefile,
    /// XML that is neither GML, KML nor GPX.
    Xml,
    /// A web page, often the error page of a server.
    Html,
    /// A picture or a grid, such as a GeoTIFF.
    Raster,
    /// A document: PDF, or an office's text or table.
    Document,
    /// Of no kind that is known.
    Unknown,
}

/// Which part of the program can read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Needs {
    /// What is always there: GeoJSON.
    GeoJson,
    /// The other formats.
    Formats,
    /// SQLite.
    GeoPackage,
}

/// Which part of the program can read a file that begins like this.
#[must_use]
pub fn needs(head: &[u8]) -> Needs {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
        _ if head.starts_with(SQLITE) => Needs::GeoPackage,
        Some(b'{' | b'\x1e') | None => Needs::GeoJson,
        Some(_) => Needs::Formats,
    }
}

/// How a SQLite database begins, and so a GeoPackage.
const SQLITE: &[u8] = b"SQLite format 3\0";

const FOREIGN: [(&[u8], Foreign); 6] = [
    (b"\x00\x00\x27\x0a", Foreign::Shapefile),
    (b"II*\0", Foreign::Raster),
    (b"MM\0*", Foreign::Raster),
    (b"\x89PNG", Foreign::Raster),
    (b"\xff\xd8\xff", Foreign::Raster),
    (b"%PDF", Foreign::Document),
];

/// The formats in the order in which they are asked whether a file is theirs.
const FORMATS: &[&dyn Format] = &[
    &geojson::Lines,
    &geojson::GeoJson,
    #[cfg(feature = "geopackage")]
    &super::geopackage::GeoPackage,
    #[cfg(feature = "formats")]
    &super::flatgeobuf::FlatGeobuf,
    #[cfg(feature = "formats")]
    &super::markup::Kml,
    #[cfg(feature = "formats")]
    &super::markup::Gpx,
    #[cfg(feature = "formats")]
    &super::markup::Gml,
    #[cfg(feature = "formats")]
    &super::conefor::Conefor,
    #[cfg(feature = "formats")]
    &super::csv::Csv,
];

/// Finds the format of a file, unpacks it where need be, and has something done.
pub(super) fn with_format<T>(
    file: File<'_>,
    act: impl Fn(&dyn Format, File<'_>) -> Result<T, ReadError>,
) -> Result<T, ReadError> {
    if file.bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    #[cfg(feature = "formats")]
    {
        use super::shapefile::Zipped;
        use super::unpack::{gunzip, is_gzip, is_zip};
        if is_gzip(file.bytes) {
            let bytes = gunzip(file.bytes, file.name)?;
            // Packed once more is packed to hide something.
            let inner = File { name: file.name, bytes: &bytes };
            return if is_zip(&bytes) { act(&Zipped, inner) } else { plain(inner, act) };
        }
        if is_zip(file.bytes) {
            return act(&Zipped, file);
        }
    }
    plain(file, act)
}

/// The module of a format.
pub(super) fn module(format: super::FileFormat) -> Option<&'static dyn Format> {
    #[cfg(feature = "formats")]
    if format == super::FileFormat::Shapefile {
        return Some(&super::shapefile::Zipped);
    }
    FORMATS.iter().copied().find(|module| module.format() == format)
}

/// The same for a file that is not packed.
pub(super) fn plain<T>(
    file: File<'_>,
    act: impl Fn(&dyn Format, File<'_>) -> Result<T, ReadError>,
) -> Result<T, ReadError> {
    if cfg!(not(feature = "geopackage")) && file.bytes.starts_with(SQLITE) {
        return Err(ReadError::NeedsGeoPackage);
    }
    match FORMATS.iter().find(|format| format.recognises(file)) {
        Some(format) => act(*format, file),
        None => Err(unrecognised(file.bytes)),
    }
}

/// Why a file is of none of the formats.
fn unrecognised(bytes: &[u8]) -> ReadError {
    if let Some((_, kind)) = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return ReadError::Foreign(*kind);
    }
    match text_of(bytes) {
        Err(error) => error,
        Ok(text) if text.starts_with('<') => {
            let head: String = text.chars().take(200).collect::<String>().to_ascii_lowercase();
            let html = head.starts_with("<!doctype html") || head.contains("<html");
            ReadError::Foreign(if html { Foreign::Html } else { Foreign::Xml })
        }
        // Text of no other kind was most likely meant to be GeoJSON.
        Ok(text) => match geojson::read(text, "", &super::ReadOptions::default()) {
            Err(error) => error,
            Ok(_) => ReadError::Foreign(Foreign::Unknown),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_kinds_are_named() {
        let refused = |bytes: &[u8]| {
            super::super::read(bytes, "file", &super::super::ReadOptions::default()).unwrap_err()
        };
        for (magic, kind) in FOREIGN {
            assert_eq!(refused(magic), ReadError::Foreign(kind));
        }
        assert_eq!(refused(b"<!DOCTYPE html><p>404"), ReadError::Foreign(Foreign::Html));
        assert_eq!(refused(b"<svg/>"), ReadError::Foreign(Foreign::Xml));
        assert_eq!(refused(b" \n\t"), ReadError::Empty);
        assert_eq!(refused(b"{\"a\": \xff}"), ReadError::NotText { offset: 6 });
        assert_eq!(needs(b" {\"type\""), Needs::GeoJson);
        assert_eq!(needs(b"PK\x03\x04"), Needs::Formats);
        assert_eq!(needs(SQLITE), Needs::GeoPackage);
    }
}

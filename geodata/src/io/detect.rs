//! What kind of file is this? Content tells, not the name.

use serde::{Deserialize, Serialize};

use super::ReadError;

/// Kinds of file that are recognised but not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Foreign {
    /// A zip archive, such as a zipped shapefile or a KMZ.
    Zip,
    /// Compressed by gzip.
    Gzip,
    /// A SQLite database, such as a GeoPackage.
    GeoPackage,
    /// A FlatGeobuf.
    FlatGeobuf,
    /// The main file of a shapefile.
    Shapefile,
    /// XML, such as GML, KML or GPX.
    Xml,
    /// A web page, often the error page of a server.
    Html,
}

const MAGIC: [(&[u8], Foreign); 6] = [
    (b"PK\x03\x04", Foreign::Zip),
    (b"\x1f\x8b", Foreign::Gzip),
    (b"SQLite format 3\0", Foreign::GeoPackage),
    (b"fgb\x03fgb", Foreign::FlatGeobuf),
    (b"\x00\x00\x27\x0a", Foreign::Shapefile),
    (b"<?xml", Foreign::Xml),
];

/// The text of a file that may be JSON, without a byte order mark.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, ReadError> {
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::Foreign(*kind));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| ReadError::NotText { offset: error.valid_up_to() })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = text.trim_start();
    if start.is_empty() {
        return Err(ReadError::Empty);
    }
    if start.starts_with('<') {
        let head: String = start.chars().take(15).collect::<String>().to_ascii_lowercase();
        let html = head.starts_with("<!doctype html") || head.starts_with("<html");
        return Err(ReadError::Foreign(if html { Foreign::Html } else { Foreign::Xml }));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_kinds_are_named() {
        for (magic, kind) in MAGIC {
            assert_eq!(text_of(magic), Err(ReadError::Foreign(kind)));
        }
        assert_eq!(text_of(b"<!DOCTYPE html><p>404"), Err(ReadError::Foreign(Foreign::Html)));
        assert_eq!(text_of(b" \n\t"), Err(ReadError::Empty));
        assert_eq!(text_of(b"{\"a\": \xff}"), Err(ReadError::NotText { offset: 6 }));
        assert_eq!(text_of("\u{feff}{}".as_bytes()), Ok("{}"));
    }
}

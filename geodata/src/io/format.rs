//! The formats: what each is called, and what a reader of one must do.

use serde::{Deserialize, Serialize};

use super::{Import, ReadError, ReadOptions};

/// A format that is read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FileFormat {
    /// GeoJSON, RFC 7946.
    GeoJson,
    /// GeoJSON, a feature a line, or as a text sequence (RFC 8142).
    GeoJsonLines,
    /// OGC GeoPackage.
    GeoPackage,
    /// Shapefile, its parts zipped.
    Shapefile,
    /// FlatGeobuf.
    FlatGeobuf,
    /// Text with separators, with WKT or columns of coordinates.
    Csv,
    /// Keyhole markup language, also zipped as KMZ.
    Kml,
    /// GPS exchange format.
    Gpx,
    /// Geography markup language, as web feature services send it.
    Gml,
    /// Conefor's list of nodes or of distances.
    Conefor,
}

impl FileFormat {
    /// The format's usual name, the same in every language.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::GeoJson => "GeoJSON",
            Self::GeoJsonLines => "GeoJSONSeq",
            Self::GeoPackage => "GeoPackage",
            Self::Shapefile => "Shapefile",
            Self::FlatGeobuf => "FlatGeobuf",
            Self::Csv => "CSV",
            Self::Kml => "KML",
            Self::Gpx => "GPX",
            Self::Gml => "GML",
            Self::Conefor => "Conefor",
        }
    }
}

/// A file to read.
#[derive(Debug, Clone, Copy)]
pub(super) struct File<'a> {
    /// What messages call it.
    pub(super) name: &'a str,
    /// All of it.
    pub(super) bytes: &'a [u8],
}

/// What a format's module does: tell a file by its content, and read it.
pub(super) trait Format: Sync {
    /// Which format this is.
    fn format(&self) -> FileFormat;

    /// True where a file's content says that it is of this format.
    fn recognises(&self, file: File<'_>) -> bool;

    /// Reads the layers that the options name, or all.
    ///
    /// # Errors
    /// A [`ReadError`] where nothing of the file can be used.
    fn read(&self, file: File<'_>, options: &ReadOptions) -> Result<Vec<Import>, ReadError>;

    /// Names of the layers, where the format can tell without reading them all.
    ///
    /// # Errors
    /// A [`ReadError`] where the file is damaged.
    fn layers(&self, _file: File<'_>) -> Result<Option<Vec<LayerInfo>>, ReadError> {
        Ok(None)
    }
}

/// What can be said of a layer before it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayerInfo {
    /// Its name in the file.
    pub name: String,
    /// How many features it has.
    pub features: usize,
    /// Names of its columns.
    pub columns: Vec<String>,
}

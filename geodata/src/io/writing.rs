//! What is asked of a writer, what comes of it, and why nothing may.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::FileFormat;
use crate::crs::{Crs, CrsError};

/// Decimals of degrees that are written unless more are asked for: about a centimetre.
pub const DEGREE_DECIMALS: u8 = 7;

/// How to write.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteOptions {
    /// The system of the coordinates; the layers' own, or degrees in the formats
    /// that know no other, where `None`.
    pub crs: Option<Crs>,
    /// Decimals of coordinates in GeoJSON; [`DEGREE_DECIMALS`] where `None`.
    pub decimals: Option<u8>,
    /// Where the data come from.
    pub about: Option<About>,
    /// What the columns of the layers must and may hold, in a GeoPackage.
    pub constraints: Option<LayerConstraints>,
    /// How QGIS is to draw the layers, in a GeoPackage.
    pub styles: Vec<LayerStyle>,
}

/// How QGIS is to draw a layer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayerStyle {
    /// Name of the layer.
    pub layer: String,
    /// The style as QGIS writes it.
    pub qml: String,
}

/// What a layer must and may hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayerConstraints {
    /// Type of the shapes, by the name it has in a GeoPackage.
    pub geometry: String,
    /// Its columns.
    pub columns: Vec<ColumnConstraint>,
}

/// What a column must and may hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnConstraint {
    /// Its name.
    pub column: String,
    /// It must have a value.
    pub required: bool,
    /// The values it may have; any where empty.
    pub allowed: Vec<String>,
}

/// What every file of results says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What it is, in a line.
    pub title: String,
    /// What it is not: a model, no legal effect.
    pub statement: String,
    /// Parameters, method, version, sources: names with their values.
    pub facts: Vec<(String, String)>,
    /// What columns mean: the layer, the column, and the meaning.
    pub fields: Vec<(String, String, String)>,
    /// The whole run as an object of JSON, for programs; may be empty.
    pub summary: String,
}

impl About {
    /// All of it as lines of text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut lines = vec![self.title.clone(), self.statement.clone()];
        lines.extend(self.facts.iter().map(|(name, value)| format!("{name}: {value}")));
        lines.join("\n")
    }

    /// All of it as an object of JSON.
    #[must_use]
    pub fn json(&self) -> serde_json::Map<String, serde_json::Value> {
        let head = [("title", &self.title), ("statement", &self.statement)];
        let head = head.into_iter().map(|(name, value)| (name.to_owned(), value.as_str().into()));
        let facts = self.facts.iter().map(|(name, value)| (name.clone(), value.as_str().into()));
        let mut fields = serde_json::Map::new();
        for (layer, column, words) in &self.fields {
            let layer = fields.entry(layer).or_insert_with(|| serde_json::Map::new().into());
            if let Some(columns) = layer.as_object_mut() {
                columns.insert(column.clone(), words.as_str().into());
            }
        }
        let fields = (!fields.is_empty()).then(|| ("fields".to_owned(), fields.into()));
        let summary = serde_json::from_str(&self.summary).ok();
        let summary = summary.map(|all| ("summary".to_owned(), all));
        head.chain(facts).chain(fields).chain(summary).collect()
    }
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// All of it.
    pub bytes: Vec<u8>,
    /// Ending of its name, without the dot.
    pub ending: &'static str,
    /// Its media type.
    pub media_type: &'static str,
}

/// Why a file cannot be written.
#[derive(Debug, Clone, PartialEq, Error, Serialize, Deserialize)]
pub enum WriteError {
    /// A position has no image in the system asked for.
    #[error(transparent)]
    Crs(#[from] CrsError),
    /// The format holds one layer.
    #[error("{format:?} holds one layer, not {layers}")]
    OneLayer {
        /// The format.
        format: FileFormat,
        /// How many layers there are.
        layers: usize,
    },
    /// The format is read and not written.
    #[error("{format:?} is not written")]
    NotWritten {
        /// The format.
        format: FileFormat,
    },
    /// Conefor's files need columns of whole numbers and of numbers.
    #[error("{layer:?} has no columns for Conefor: node and attribute, or from, to and distance")]
    NotForConefor {
        /// The layer.
        layer: String,
    },
    /// GeoPackages are written by another part of the program.
    #[error("GeoPackages are not written here")]
    NeedsGeoPackage,
    /// The file came out too large for its format.
    #[error("{format:?} holds no more than {most} bytes")]
    TooLarge {
        /// The format.
        format: FileFormat,
        /// What it holds.
        most: u64,
    },
    /// The database engine refuses.
    #[error("SQLite says: {message}")]
    Database {
        /// What it says, in English.
        message: String,
    },
}

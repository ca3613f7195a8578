//! What stops a whole file from being read.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Foreign, JsonKind};
use crate::crs::Extent;

/// Why nothing of a file can be used.
#[derive(Debug, Clone, PartialEq, Error, Serialize, Deserialize)]
pub enum ReadError {
    /// The file has no bytes, or nothing but blanks.
    #[error("the file is empty")]
    Empty,
    /// The device did not give the file's bytes.
    #[error("the file could not be read from the device")]
    NotGiven,
    /// The file is of a known kind that is not read.
    #[error("the file is {0:?}, not GeoJSON")]
    Foreign(Foreign),
    /// The file is not text in UTF-8.
    #[error("not text in UTF-8: byte {offset} is none of it")]
    NotText {
        /// Place of the first byte that does not fit, from 0.
        offset: usize,
    },
    /// The file is text, but not JSON.
    #[error("not JSON: line {line}, column {column}")]
    Json {
        /// Line of the fault, from 1.
        line: usize,
        /// Column of the fault, from 1.
        column: usize,
        /// The text ends in the middle, as after a broken download.
        cut_off: bool,
    },
    /// The file is JSON, but not a GeoJSON object.
    #[error("not GeoJSON: the file holds {found:?}, not an object")]
    NotAnObject {
        /// What the file holds instead.
        found: JsonKind,
    },
    /// An object names the same member twice, so that it may mean two things.
    #[error("a member stands twice: line {line}, column {column}")]
    DuplicateMember {
        /// Line of the fault, from 1.
        line: usize,
        /// Column of the fault, from 1.
        column: usize,
    },
    /// The object has no `type` that GeoJSON knows.
    #[error("not GeoJSON: type is {found:?}")]
    UnknownType {
        /// What stands there; empty where nothing does.
        found: String,
    },
    /// A `FeatureCollection` without an array of features.
    #[error("FeatureCollection: \"features\" is {found:?}, not an array")]
    NoFeatures {
        /// What stands there; `None` where nothing does.
        found: Option<JsonKind>,
    },
    /// The file names a coordinate reference system that is not known.
    #[error("unknown coordinate reference system {name:?}")]
    UnsupportedCrs {
        /// The name in the file.
        name: String,
    },
    /// The file names no system, and its numbers fit none that is known.
    #[error("coordinates are not degrees and name no system: {extent:?}")]
    UndeclaredCrs {
        /// Extent of the numbers.
        extent: Extent,
    },
    /// The system that was named by the reader does not fit the numbers.
    #[error("coordinates do not fit {crs}: {extent:?}")]
    CrsDoesNotFit {
        /// Name of the system.
        crs: String,
        /// Extent of the numbers.
        extent: Extent,
    },
}

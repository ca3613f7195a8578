//! What stops a whole file from being read.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::conefor::ConeforError;
use super::{FileFormat, Foreign, JsonKind};
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
    #[error("the file is {0:?}")]
    Foreign(Foreign),
    /// The file is larger than can be read.
    #[error("the file has {bytes} bytes, more than {most}")]
    TooLarge {
        /// Its size, bytes; unpacked, where it is packed.
        bytes: u64,
        /// The most that is read, bytes.
        most: u64,
    },
    /// A packed file that unpacks to far more than files of its kind do.
    #[error("{packed} bytes unpack to more than {unpacked}")]
    PackedTooTightly {
        /// Bytes of the packed file.
        packed: u64,
        /// Bytes that came out before it was stopped.
        unpacked: u64,
    },
    /// A packed file is damaged, encrypted or packed in an unknown way.
    #[error("{name} cannot be unpacked")]
    CannotUnpack {
        /// The file, or the one in it.
        name: String,
    },
    /// The file ends too early, or holds what its format does not allow.
    #[error("damaged {format:?}: {damage}")]
    Damaged {
        /// The format.
        format: FileFormat,
        /// What is wrong with it.
        damage: Damage,
    },
    /// Nothing in the file is a layer of features.
    #[error("no layer of features in the {format:?}")]
    NoLayers {
        /// The format.
        format: FileFormat,
        /// Names of what there is instead.
        found: Vec<String>,
    },
    /// A layer that was asked for is not in the file.
    #[error("no layer {name:?}, only {found:?}")]
    NoSuchLayer {
        /// The layer asked for.
        name: String,
        /// The layers there are.
        found: Vec<String>,
    },
    /// A table has no column that could say where its rows lie.
    #[error("no column of coordinates or WKT among {columns:?}")]
    NoPositions {
        /// The columns there are.
        columns: Vec<String>,
    },
    /// A server sent a message instead of features.
    #[error("the server says: {message}")]
    ServerSaid {
        /// What it says, in its own language.
        message: String,
    },
    /// A file of Conefor's is not as it should be.
    #[error(transparent)]
    Conefor(#[from] ConeforError),
    /// GeoPackages are read by another part of the program.
    #[error("GeoPackages are not read here")]
    NeedsGeoPackage,
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

/// What is wrong with a file of a known format.
#[derive(Debug, Clone, PartialEq, Error, Serialize, Deserialize)]
pub enum Damage {
    /// The file ends in the middle.
    #[error("the file ends in the middle")]
    CutOff,
    /// The beginning of the file is not as it should be.
    #[error("the header is not as it should be")]
    Header,
    /// More is claimed than a file of this size can hold.
    #[error("{claimed} claimed where {possible} fit")]
    Claims {
        /// How many features the file claims to have.
        claimed: u64,
        /// How many there is room for.
        possible: u64,
    },
    /// A file that belongs to it is missing.
    #[error("{name} is missing")]
    Missing {
        /// The file's name or ending.
        name: String,
    },
    /// Markup that does not follow its own rules.
    #[error("not well formed in line {line}")]
    Markup {
        /// Line, from 1.
        line: usize,
    },
    /// The database engine refuses the file.
    #[error("SQLite says: {message}")]
    Database {
        /// What it says, in English.
        message: String,
    },
}

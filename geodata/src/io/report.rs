//! What came of reading a file, feature by feature.

use serde::{Deserialize, Serialize};

use super::ReadError;
use crate::geometry::{Repair, RingFault};
use crate::model::{LayerRole, SourceCrs};

/// Where in a file something is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Number of the feature, from 1; `None` for the file as a whole.
    pub feature: Option<u32>,
    /// Path to it, such as `features[3].geometry.coordinates[0]`.
    pub path: String,
    /// Line in the file, from 1; `None` where the format has no lines.
    pub line: Option<usize>,
}

impl Place {
    /// The file as a whole.
    pub(super) fn of_file() -> Self {
        Self { feature: None, path: String::new(), line: None }
    }

    /// A feature by its number, from 1.
    pub(super) fn of_feature(number: u32) -> Self {
        Self { feature: Some(number), path: String::new(), line: None }
    }

    /// A feature by its number and line, both from 1.
    pub(super) fn on_line(number: u32, line: usize) -> Self {
        Self { feature: Some(number), path: String::new(), line: Some(line) }
    }
}

/// Kinds of JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number.
    Number,
    /// Text in quotes.
    Text,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl From<&serde_json::Value> for JsonKind {
    fn from(value: &serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(_) => Self::Boolean,
            serde_json::Value::Number(_) => Self::Number,
            serde_json::Value::String(_) => Self::Text,
            serde_json::Value::Array(_) => Self::Array,
            serde_json::Value::Object(_) => Self::Object,
        }
    }
}

/// Why a feature could not be used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum SkipReason {
    /// Something else stands where an object must be.
    NotAnObject {
        /// What stands there.
        found: JsonKind,
    },
    /// An object names the same member twice.
    DuplicateMember,
    /// A member that must be there is missing.
    MissingMember {
        /// Its name.
        member: String,
    },
    /// `type` is none that may stand here.
    WrongType {
        /// What stands there.
        found: String,
        /// What could stand there.
        expected: String,
    },
    /// Something else stands where an array of positions must be.
    NotAnArray {
        /// What stands there.
        found: JsonKind,
    },
    /// Something else stands where a number must be.
    NotANumber {
        /// What stands there.
        found: JsonKind,
    },
    /// A number too large to be one.
    NumberOutOfRange,
    /// A position of fewer than two numbers.
    ShortPosition {
        /// How many there are.
        numbers: usize,
    },
    /// A line of fewer than two positions.
    ShortLine {
        /// How many there are.
        positions: usize,
    },
    /// A polygon that cannot be repaired.
    Polygon(RingFault),
    /// Bytes of a geometry that end too early or claim more than there is.
    DamagedGeometry,
    /// A type of geometry that has no place here, such as a curve.
    UnsupportedGeometry {
        /// Its name in the file.
        kind: String,
    },
    /// Text that should be a geometry and is not.
    NotAGeometry {
        /// How it begins.
        found: String,
    },
    /// Text that should be a number and is not.
    TextForNumber {
        /// What stands there.
        found: String,
    },
    /// A row of more or fewer cells than there are columns.
    CellCount {
        /// How many the row has.
        found: usize,
        /// How many columns there are.
        expected: usize,
    },
    /// A line of text that is no JSON.
    NotJson,
    /// The feature names another system than the first of its layer.
    OtherSystem {
        /// The system it names.
        found: String,
        /// The layer's.
        expected: String,
    },
    /// A position that does not exist in the file's system.
    OutsideCrs {
        /// Easting or longitude.
        x: f64,
        /// Northing or latitude.
        y: f64,
        /// Name of the system.
        crs: String,
    },
}

/// Something that does no harm but should be known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Note {
    /// A member that may not stand here (RFC 7946, section 7.1) was ignored.
    MemberIgnored {
        /// Its name.
        member: String,
    },
    /// `bbox` is not four or six numbers and was ignored.
    BboxIgnored,
    /// `id` is neither text nor a number and was ignored.
    IdIgnored,
    /// `properties` is not an object and was ignored.
    PropertiesIgnored,
    /// Positions of more than three numbers: the rest was ignored.
    ExtraNumbersIgnored,
    /// Coordinates of more than nine decimals: finer than a millimetre, kept as they are.
    ExcessivePrecision,
    /// A collection of geometries within another.
    NestedCollection,
    /// A collection of a single geometry.
    SingleCollection,
    /// Polygons in a collection: drawn, but no habitat patches.
    PolygonsInCollection,
    /// A feature without a geometry.
    NoGeometry,
    /// `crs` is not in a form that is known; coordinates were taken as if it were not there.
    CrsNotUnderstood,
    /// Heights or measures of positions are not kept.
    HeightsDropped,
    /// Northing came first, though it should not: it was put second.
    AxesSwapped,
    /// Easting came first, though the file says the other: it was left so.
    AxesNotSwapped,
    /// Letters were taken for those of this code page, as the file does not say.
    EncodingGuessed {
        /// Name of the code page.
        name: String,
    },
    /// Bytes that are no letters in the file's encoding were replaced.
    LettersReplaced,
    /// A value does not fit the type of its column and was kept as text.
    ValueKeptAsText {
        /// Name of the column.
        column: String,
    },
    /// A file that belongs to this one is missing.
    PartMissing {
        /// Its name.
        part: String,
    },
    /// A table or part of the file that holds no features was left unread.
    PartIgnored {
        /// Its name.
        part: String,
    },
    /// A layer or part of the file could not be read, though others could.
    PartRefused {
        /// Its name.
        part: String,
        /// Why.
        error: Box<ReadError>,
    },
    /// The file was saved while another program had it open: what that program
    /// had not written into it yet is in a file beside it.
    LogMissing {
        /// Name of that file.
        part: String,
    },
    /// The values of a column are in a file beside it, which is not read.
    MemoLeftOut {
        /// Name of the column.
        column: String,
    },
    /// There are not as many rows of attributes as shapes.
    RowsDiffer {
        /// Number of shapes.
        shapes: usize,
        /// Number of rows.
        rows: usize,
    },
    /// Rings run the other way than RFC 7946 says and were turned. Before it there was
    /// no rule, and most cities' files have none.
    RingsRewound {
        /// In how many features.
        features: usize,
    },
    /// A feature of more than one geometry: the first was kept.
    FurtherGeometry {
        /// The property that was left out.
        property: String,
    },
}

impl Note {
    /// What tells this note from others, where it is said once for a file and not
    /// for each feature: a property of how the file was written.
    pub(super) fn once(&self) -> Option<(std::mem::Discriminant<Self>, &str)> {
        let about = match self {
            Self::ExcessivePrecision | Self::HeightsDropped | Self::LettersReplaced => "",
            Self::ValueKeptAsText { column: name }
            | Self::PartIgnored { part: name }
            | Self::FurtherGeometry { property: name } => name,
            _ => return None,
        };
        Some((std::mem::discriminant(self), about))
    }
}

/// A feature that was left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Skipped {
    /// Where the fault is.
    pub place: Place,
    /// What the fault is.
    pub reason: SkipReason,
}

/// A feature that was put right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Repaired {
    /// Where its geometry is.
    pub place: Place,
    /// What was done.
    pub repairs: Vec<Repair>,
}

/// Something to know about a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Noted {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub note: Note,
}

/// What came of reading a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Name of the file.
    pub file: String,
    /// Name of the layer in it, where the format has layers.
    pub layer: Option<String>,
    /// The survey layer of Luoti that it is, by name.
    pub survey: Option<String>,
    /// What the layer looks to be used as.
    pub role: LayerRole,
    /// How the system of the coordinates is known.
    pub source_crs: SourceCrs,
    /// Features that were read.
    pub read: usize,
    /// Those of them that are polygons, and so habitat patches.
    pub polygons: usize,
    /// Features that were put right.
    pub repaired: Vec<Repaired>,
    /// Features that were left out.
    pub skipped: Vec<Skipped>,
    /// What else to know.
    pub notes: Vec<Noted>,
}

impl ImportReport {
    /// How many findings are worth a reader's look.
    #[must_use]
    pub fn notable(&self) -> usize {
        let is_notable = |noted: &&Noted| !matches!(noted.note, Note::RingsRewound { .. });
        self.skipped.len() + self.repaired.len() + self.notes.iter().filter(is_notable).count()
    }

    /// True where there is nothing to tell but how much was read.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.repaired.is_empty()
            && self.skipped.is_empty()
            && self.notes.is_empty()
            && !self.source_crs.is_guess()
    }
}

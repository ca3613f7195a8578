//! What a picture can be as a grid, and why it cannot.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What the numbers of a raster are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum RasterKind {
    /// What a metre of each cell costs.
    #[default]
    Costs,
    /// [Codes](Ground::code) of classes.
    Classes,
}

/// What is wrong with a raster file.
#[derive(Debug, Clone, PartialEq, Error, Serialize, Deserialize)]
pub enum RasterError {
    /// It is no TIFF, or one that is packed in a way that is not known.
    #[error("this TIFF cannot be read: {reason}")]
    Unreadable {
        /// What the decoder says.
        reason: String,
    },
    /// It has more than one band, or numbers of a few bits.
    #[error("a grid of resistance has one band of numbers of 8, 16, 32 or 64 bits")]
    Bands,
    /// It does not say where it lies.
    #[error("the file does not say where it lies")]
    NoPlace,
    /// Its cells are no squares in rows from the north.
    #[error("cells must be squares in rows from the north")]
    NotSquare,
    /// Its cells are counted in degrees.
    #[error("the grid is in degrees; work needs metres")]
    Degrees,
    /// None of the habitat lies on it.
    #[error("no habitat patch lies on the grid")]
    Elsewhere,
    /// It holds costs, and codes of classes were asked for.
    #[error("a grid of costs has no classes")]
    NoClasses,
    /// Its system is not the one to work in.
    #[error("the grid is in EPSG:{found}, the work in {wanted}")]
    OtherCrs {
        /// Its EPSG code.
        found: u16,
        /// The working system.
        wanted: String,
    },
    /// A cell's value is no resistance.
    #[error("row {row}, column {column}: {value} is no resistance above 0")]
    Value {
        /// The row, from 1.
        row: usize,
        /// The column, from 1.
        column: usize,
        /// What stands there.
        value: f64,
    },
    /// A cell's value is the code of no class.
    #[error("row {row}, column {column}: {value} is the code of no class")]
    Class {
        /// The row, from 1.
        row: usize,
        /// The column, from 1.
        column: usize,
        /// What stands there.
        value: f64,
    },
    /// It has more different values than a grid holds.
    #[error("a grid has at most {most} different resistances")]
    TooManyValues {
        /// How many it holds.
        most: usize,
    },
    /// It could not be written.
    #[error("the grid cannot be written: {reason}")]
    NotWritten {
        /// What the encoder says.
        reason: String,
    },
}

//! The sum of the areas' errors, for callers that go the whole way.

use serde::{Deserialize, Serialize};
use thiserror::Error as ThisError;

use crate::{
    connectivity::ParameterError, crs::CrsError, io::ReadError, io::conefor::ConeforError,
    landscape::GridError, landscape::RasterError, links::LinkError,
};

/// Anything that can stop the way from a file to a figure.
///
/// Each area has its own exhaustive enum, whose variants carry the values that
/// a reader needs to mend the cause.
#[derive(Debug, Clone, PartialEq, ThisError, Serialize, Deserialize)]
pub enum Error {
    /// A file could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A file of Conefor's could not be read.
    #[error(transparent)]
    Conefor(#[from] ConeforError),
    /// A coordinate reference system is unknown or does not fit.
    #[error(transparent)]
    Crs(#[from] CrsError),
    /// Links could not be computed.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// There can be no such grid.
    #[error(transparent)]
    Grid(#[from] GridError),
    /// A raster is no grid to work on.
    #[error(transparent)]
    Raster(#[from] RasterError),
    /// A parameter has no meaning.
    #[error(transparent)]
    Parameter(#[from] ParameterError),
}

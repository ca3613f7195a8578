//! Coordinate reference systems: the ones that are known, how to tell which
//! one a file is in, and which one to work in.
//!
//! Longitude comes before latitude and easting before northing, always.
//! Coordinates are taken as WGS84 = ETRS89: the two differ by less than a metre
//! in Europe, and no file says which epoch it means.

mod catalogue;
mod definition;
mod guess;
#[cfg(feature = "projection")]
mod projection;
mod wkt;
mod working;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use catalogue::Crs;
pub use guess::{Extent, guess};
#[cfg(feature = "projection")]
pub use projection::Projection;
pub use working::{WIDEST_TRUE_LENGTH_M, WorkingCrs};

/// What can be wrong with a coordinate reference system.
#[derive(Debug, Clone, PartialEq, Error, Serialize, Deserialize)]
pub enum CrsError {
    /// The name is of no system that is known here.
    #[error("unknown coordinate reference system {name:?}")]
    Unknown {
        /// The name as it was given.
        name: String,
    },
    /// The working system must be in metres, and this one is not.
    #[error("EPSG:{epsg} is in degrees; work needs metres")]
    NotMetric {
        /// Code of the system that was asked for.
        epsg: u16,
    },
    /// Lengths in this system are nothing like true.
    #[error("EPSG:{epsg} stretches lengths; work needs true ones")]
    NotTrueToLength {
        /// Code of the system that was asked for.
        epsg: u16,
    },
    /// A position has no place in the system.
    #[error("({x}, {y}) lies outside {crs}")]
    Outside {
        /// Easting or longitude.
        x: f64,
        /// Northing or latitude.
        y: f64,
        /// Name of the system.
        crs: String,
    },
}

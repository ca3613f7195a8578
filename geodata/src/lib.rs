//! Habitat layers in, connectivity out.
//!
//! The way data takes through this crate is one way:
//!
//! ```text
//! file -> io (ImportReport) -> Layer -> Habitat (patches in metres, R-tree)
//!      -> links -> PatchGraph -> connectivity -> report, tiles, file
//! ```
//!
//! * [`io`] reads bytes and says what it read, repaired and skipped.
//! * [`crs`] knows the coordinate reference systems and chooses the one to work in.
//! * [`model`] holds layers, features and habitat patches.
//! * [`geometry`] repairs, measures and is the only room that calls overlay code.
//! * [`luoti`] knows the survey layers of the City of Espoo and checks deliveries.
//! * [`landscape`] knows what the land between the patches is, and what crossing it costs.
//! * [`links`] finds the links between patches, and the gaps along them.
//! * [`graph`] is the patch graph: components, shortest paths.
//! * [`connectivity`] computes the indices.
//! * [`for_everyone`] says what of the layers everyone may be told of.
//! * [`nearby`] knows what nature is near a place.
//! * [`report`] puts results in the words and shapes others read.
//! * [`search`] finds features by their names.
//! * [`tiles`] cuts layers into vector tiles for a map.
//! * [`validation`] asks surveys in the field whether the computed network is true.
//!
//! The feature `projection`, on by default, brings what changes coordinates:
//! [`Habitat::new`], [`report`]'s files and [`tiles`].
//!
//! There is no browser, clock, network or unseeded randomness here: the same
//! bytes in give the same bytes out, natively and in WebAssembly.
//!
//! # From a file to a figure
//!
//! ```
//! use geodata::{Habitat, HabitatOptions, Parameters, ReadOptions, analyse, read_layer};
//!
//! let text = r#"{"type":"FeatureCollection","features":[
//!   {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":
//!     [[[24.70,60.20],[24.71,60.20],[24.71,60.21],[24.70,60.21],[24.70,60.20]]]}},
//!   {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":
//!     [[[24.72,60.20],[24.73,60.20],[24.73,60.21],[24.72,60.21],[24.72,60.20]]]}}]}"#;
//! let import = read_layer(text.as_bytes(), "two.geojson", &ReadOptions::default())?;
//! let habitat = Habitat::new(&[import.layer], &HabitatOptions::default())?;
//! let result = analyse(&habitat, &Parameters::default())?;
//!
//! assert_eq!(habitat.working_crs().to_string(), "EPSG:3879");
//! assert_eq!(result.links.len(), 1);
//! // The two squares are 555 m apart and 61.8 ha each. As one they would be
//! // worth 123.6 ha; at p(1 000 m) = 0.5 the network is worth 113.3 ha.
//! assert_eq!(format!("{:.1}", result.indices.ec_pc_ha), "113.3");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![deny(missing_docs)]

pub mod connectivity;
pub mod crs;
mod error;
#[cfg(feature = "projection")]
pub mod for_everyone;
pub mod geometry;
pub mod graph;
pub mod io;
pub mod landscape;
pub mod links;
pub mod luoti;
pub mod model;
pub mod nearby;
pub mod order;
mod parallel;
pub mod progress;
pub mod project;
mod random;
pub mod report;
pub mod scenario;
#[cfg(feature = "projection")]
pub mod search;
#[cfg(feature = "projection")]
pub mod tiles;
pub mod units;
pub mod validation;

pub use connectivity::{Analysis, Indices, Parameters, analyse};
pub use crs::{Crs, WorkingCrs};
pub use error::Error;
pub use graph::PatchGraph;
pub use io::{Import, ImportReport, ReadOptions, read, read_layer};
pub use links::{Link, euclidean_links};
pub use model::{Habitat, HabitatOptions, Layer, Patch};
pub use progress::Progress;

/// Version of this crate, written into every file and report it makes.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

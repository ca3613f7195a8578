//! The land between the patches: what it is, by what maps and surveys call it.

mod class;
mod cost_surface;
mod difference;
mod extent;
mod frame;
#[cfg(feature = "projection")]
mod from_layers;
mod grid;
mod ground;
mod land;
mod names;
mod raster;
mod rasterise;
mod recognise;
mod resistance;
mod vocabulary;

pub use class::{LandClass, PlaceKind, TreeHeight};
pub use cost_surface::{Cell, CostSurface, NO_SOURCE, NOTHING_GOES, STEPS, padded};
pub(crate) use difference::differing;
pub use frame::{Frame, LEAST_CELL_M, MOST_CELL_M};
#[cfg(feature = "projection")]
pub use from_layers::{CROWN_M, LandOverride, usual_width_m};
pub use grid::{GridError, MOST_CELLS, NoData, ResistanceGrid};
pub use ground::Ground;
pub use land::{Land, LandPiece, top};
pub use names::{NameReader, is_name_column};
pub use raster::{RasterError, RasterKind};
pub use rasterise::{fill, touched, trace};
pub use recognise::LandReader;
pub use resistance::{Resistance, ResistanceError};

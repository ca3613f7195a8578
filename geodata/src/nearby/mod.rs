//! What nature is near a place: for people who live there.
//!
//! An R-tree over the boxes of all features answers which of them can matter; shapes are
//! projected to metres only where a box cannot tell. The answers are those of a look at
//! every feature (a property test).
//!
//! Observations and breeding or resting places are in none of it: where animals were seen is
//! told to everyone by squares of a kilometre alone.

mod answer;
#[cfg(feature = "projection")]
mod in_box;
#[cfg(feature = "projection")]
mod index;
mod nature;
#[cfg(feature = "projection")]
mod near_me;
#[cfg(feature = "projection")]
mod reader;
#[cfg(feature = "projection")]
mod squares;

pub use answer::{FeatureNear, GreenNear, HALF_HECTARE_M2, KindNear, NearMe, Place, RADII_M};
#[cfg(feature = "projection")]
pub use in_box::Wanted;
#[cfg(feature = "projection")]
pub use index::NearbyIndex;
pub use nature::Nature;
#[cfg(feature = "projection")]
pub use squares::{SQUARE_M, Square, squares};

//! The way under the pointer.

use liito_worker::{Profile, WayDetails};

/// Ways in the band of a link may be dearer than the cheapest by this share.
pub const BAND_ALLOWANCE: f64 = 0.1;

/// What is told of a way while the pointer rests on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// Where the pointer is on the map, pixels from its corner.
    pub at_px: (f64, f64),
    /// What its patches are called.
    pub labels: (String, String),
    pub way: WayDetails,
    pub profile: Profile,
}

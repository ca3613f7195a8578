//! The square that web maps unroll the world to: 0 to 1 east and south.

use std::f64::consts::PI;

use geo::Coord;

use crate::crs::{Crs, CrsError, Projection, WorkingCrs};

/// From some system to the unit square of web maps.
pub struct MercatorProjection(Projection);

impl MercatorProjection {
    /// From the system of a layer.
    ///
    /// # Errors
    /// [`CrsError::Unknown`] where the definition is not understood.
    pub fn from_layer(crs: Crs) -> Result<Self, CrsError> {
        Projection::to_wgs84(crs).map(Self)
    }

    /// From the system that work is done in.
    ///
    /// # Errors
    /// [`CrsError::Unknown`] where the definition is not understood.
    pub fn from_working(crs: WorkingCrs) -> Result<Self, CrsError> {
        Projection::from_working(crs).map(Self)
    }

    /// A position in the unit square; latitudes stop at 85.05 degrees.
    ///
    /// # Errors
    /// [`CrsError::Outside`] where the position has no image.
    pub fn project(&self, position: Coord) -> Result<Coord, CrsError> {
        let Coord { x: longitude, y: latitude } = self.0.project(position)?;
        let latitude = latitude.clamp(-85.051_128, 85.051_128).to_radians();
        let northing = libm::log(libm::tan(PI / 4.0 + latitude / 2.0));
        Ok(Coord { x: longitude / 360.0 + 0.5, y: 0.5 - northing / (2.0 * PI) })
    }
}

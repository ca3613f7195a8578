//! From one system to another.

use geo::{Coord, MapCoords};
use proj4rs::Proj;

use super::{Crs, CrsError, WorkingCrs};

/// A way from one system to another.
pub struct Projection {
    from: Proj,
    to: Proj,
    from_degrees: bool,
    to_degrees: bool,
    same: bool,
    name: String,
}

impl Projection {
    /// From a file's system to the one that work is done in.
    ///
    /// # Errors
    /// [`CrsError::Unknown`] where a definition is not understood.
    pub fn to_working(from: Crs, to: WorkingCrs) -> Result<Self, CrsError> {
        Self::between(
            &from.definition(),
            &to.definition(),
            from.is_geographic(),
            false,
            from.to_string(),
        )
    }

    /// From the system that work is done in to longitude and latitude.
    ///
    /// # Errors
    /// [`CrsError::Unknown`] where a definition is not understood.
    pub fn from_working(from: WorkingCrs) -> Result<Self, CrsError> {
        Self::between(&from.definition(), &Crs::WGS84.definition(), false, true, from.to_string())
    }

    /// From a file's system to longitude and latitude.
    ///
    /// # Errors
    /// [`CrsError::Unknown`] where a definition is not understood.
    pub fn to_wgs84(from: Crs) -> Result<Self, CrsError> {
        Self::between(
            &from.definition(),
            &Crs::WGS84.definition(),
            from.is_geographic(),
            true,
            from.to_string(),
        )
    }

    /// From one known system to another.
    ///
    /// # Errors
    /// [`CrsError::Unknown`] where a definition is not understood.
    pub fn from_to(from: Crs, to: Crs) -> Result<Self, CrsError> {
        Self::between(
            &from.definition(),
            &to.definition(),
            from.is_geographic(),
            to.is_geographic(),
            from.to_string(),
        )
    }

    fn between(
        from: &str,
        to: &str,
        from_degrees: bool,
        to_degrees: bool,
        name: String,
    ) -> Result<Self, CrsError> {
        let parse = |definition: &str| {
            Proj::from_proj_string(definition)
                .map_err(|_| CrsError::Unknown { name: definition.to_owned() })
        };
        let same = from == to;
        Ok(Self { from: parse(from)?, to: parse(to)?, from_degrees, to_degrees, same, name })
    }

    /// One position, easting (or longitude) first. Degrees in, degrees out.
    ///
    /// # Errors
    /// [`CrsError::Outside`] where the position has no image.
    pub fn project(&self, position: Coord) -> Result<Coord, CrsError> {
        let outside = || CrsError::Outside { x: position.x, y: position.y, crs: self.name.clone() };
        if self.same {
            return Ok(position);
        }
        let (x, y) = if self.from_degrees {
            (position.x.to_radians(), position.y.to_radians())
        } else {
            (position.x, position.y)
        };
        let (x, y) =
            proj4rs::adaptors::transform_xy(&self.from, &self.to, x, y).map_err(|_| outside())?;
        let (x, y) = if self.to_degrees { (x.to_degrees(), y.to_degrees()) } else { (x, y) };
        if x.is_finite() && y.is_finite() { Ok(Coord { x, y }) } else { Err(outside()) }
    }

    /// Every position of a geometry.
    ///
    /// # Errors
    /// [`CrsError::Outside`] at the first position that has no image.
    pub fn project_geometry<G: MapCoords<f64, f64>>(
        &self,
        geometry: &G,
    ) -> Result<G::Output, CrsError> {
        geometry.try_map_coords(|position| self.project(position))
    }
}

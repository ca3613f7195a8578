//! The system that lengths and areas are measured in.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Crs, CrsError, Extent};

/// Data wider than this are worked on in an equal-area projection, since no
/// transverse Mercator keeps lengths true so far from its meridian.
pub const WIDEST_TRUE_LENGTH_M: f64 = 200_000.0;

/// A system in metres, chosen once for a project and kept when layers are added.
///
/// The default has true lengths and does not depend on the system a file came
/// in, so that the same data give the same figures: the transverse Mercator of
/// the nearest whole-degree meridian with scale 1, which in Finland is ETRS-GKn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum WorkingCrs {
    /// A known system, by choice or because Finland has named it.
    Epsg(Crs),
    /// Transverse Mercator with scale 1 on a whole-degree meridian.
    TransverseMercator {
        /// Longitude of the central meridian, degrees.
        meridian_deg: i16,
    },
    /// Lambert azimuthal equal-area: areas are true, lengths are not quite.
    EqualArea {
        /// Longitude of the centre, degrees.
        longitude_deg: i16,
        /// Latitude of the centre, degrees.
        latitude_deg: i16,
    },
}

impl WorkingCrs {
    /// The system for data of this extent in longitude and latitude.
    ///
    /// ```
    /// use geodata::crs::{Extent, WorkingCrs};
    /// let espoo = Extent { min_x: 24.5, min_y: 60.1, max_x: 24.9, max_y: 60.4 };
    /// assert_eq!(WorkingCrs::for_extent(&espoo).to_string(), "EPSG:3879");
    /// ```
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "degrees fit")]
    pub fn for_extent(extent: &Extent) -> Self {
        let (longitude, latitude) = extent.centre();
        let (longitude, latitude) =
            if extent.is_empty() { (25.0, 60.0) } else { (longitude, latitude) };
        let nearest = |degrees: f64| degrees.round() as i16;
        if width_m(extent) > WIDEST_TRUE_LENGTH_M {
            return Self::EqualArea {
                longitude_deg: nearest(longitude),
                latitude_deg: nearest(latitude),
            };
        }
        let meridian_deg = nearest(longitude);
        let finland = (59.0..=70.5).contains(&latitude);
        match Crs::finnish_gk(i32::from(meridian_deg)) {
            Some(gk) if finland => Self::Epsg(gk),
            _ => Self::TransverseMercator { meridian_deg },
        }
    }

    /// A known system as the one to work in.
    ///
    /// # Errors
    /// [`CrsError::NotMetric`] for longitude and latitude, and
    /// [`CrsError::NotTrueToLength`] for Web Mercator, which doubles lengths at 60° N.
    pub fn from_crs(crs: Crs) -> Result<Self, CrsError> {
        if crs.is_geographic() {
            return Err(CrsError::NotMetric { epsg: crs.epsg() });
        }
        if crs == Crs::WEB_MERCATOR {
            return Err(CrsError::NotTrueToLength { epsg: crs.epsg() });
        }
        Ok(Self::Epsg(crs))
    }

    /// True where lengths are measured only roughly.
    #[must_use]
    pub fn is_equal_area(self) -> bool {
        matches!(self, Self::EqualArea { .. })
    }

    /// Definition in PROJ's notation.
    #[must_use]
    pub fn definition(self) -> String {
        match self {
            Self::Epsg(crs) => crs.definition(),
            Self::TransverseMercator { meridian_deg } => format!(
                "+proj=tmerc +lat_0=0 +lon_0={meridian_deg} +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs"
            ),
            Self::EqualArea { longitude_deg, latitude_deg } => format!(
                "+proj=laea +lat_0={latitude_deg} +lon_0={longitude_deg} +x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs"
            ),
        }
    }
}

/// `EPSG:n` where there is a code, else the definition, which PROJ and QGIS read.
impl fmt::Display for WorkingCrs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Epsg(crs) => crs.fmt(f),
            other => f.write_str(&other.definition()),
        }
    }
}

/// East to west at the latitude nearest to the equator, metres on a sphere.
fn width_m(extent: &Extent) -> f64 {
    const METRES_PER_DEGREE: f64 = 111_195.0;
    if extent.is_empty() {
        return 0.0;
    }
    let nearest_latitude = if extent.min_y <= 0.0 && extent.max_y >= 0.0 {
        0.0
    } else {
        extent.min_y.abs().min(extent.max_y.abs())
    };
    (extent.max_x - extent.min_x) * METRES_PER_DEGREE * libm::cos(nearest_latitude.to_radians())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extent(min_x: f64, min_y: f64, max_x: f64, max_y: f64) -> Extent {
        Extent { min_x, min_y, max_x, max_y }
    }

    #[test]
    fn a_city_gets_its_meridian_and_a_country_an_equal_area() {
        assert_eq!(
            WorkingCrs::for_extent(&extent(17.9, 59.2, 18.2, 59.4)),
            WorkingCrs::TransverseMercator { meridian_deg: 18 }
        );
        assert!(WorkingCrs::for_extent(&extent(20.0, 60.0, 31.0, 70.0)).is_equal_area());
        assert!(WorkingCrs::from_crs(Crs::WGS84).is_err());
        assert!(WorkingCrs::from_crs(Crs::WEB_MERCATOR).is_err());
    }
}

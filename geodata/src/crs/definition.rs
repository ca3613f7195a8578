//! What a known system is: its projection and the numbers of it.
//!
//! The numbers are those of the EPSG dataset.

use super::Crs;

/// The datum of a system. All are taken as one (see [`crate::crs`]), but named apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Datum {
    Wgs84,
    Etrs89,
    Sweref99,
    Rgf93,
}

/// A projection with its numbers, degrees and metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Method {
    /// None: longitude and latitude.
    Geographic,
    /// Mercator's on a sphere, with latitudes of the ellipsoid.
    WebMercator,
    TransverseMercator {
        meridian: f64,
        scale: f64,
        false_easting: f64,
        false_northing: f64,
    },
    LambertConformal {
        origin: (f64, f64),
        parallels: (f64, f64),
        false_easting: f64,
        false_northing: f64,
    },
}

impl Crs {
    pub(super) fn datum(self) -> Datum {
        match self.epsg() {
            3006 => Datum::Sweref99,
            2154 => Datum::Rgf93,
            3067 | 3873..=3885 | 25832..=25837 => Datum::Etrs89,
            _ => Datum::Wgs84,
        }
    }

    pub(super) fn method(self) -> Method {
        let utm = |zone: u16, false_northing: f64| Method::TransverseMercator {
            meridian: 6.0 * f64::from(zone) - 183.0,
            scale: 0.9996,
            false_easting: 500_000.0,
            false_northing,
        };
        match self.epsg() {
            4326 => Method::Geographic,
            3857 => Method::WebMercator,
            3067 => utm(35, 0.0),
            3006 => utm(33, 0.0),
            code @ 3873..=3885 => {
                let meridian = f64::from(code - 3873 + 19);
                Method::TransverseMercator {
                    meridian,
                    scale: 1.0,
                    false_easting: meridian * 1e6 + 500_000.0,
                    false_northing: 0.0,
                }
            }
            code @ 25832..=25837 => utm(code - 25800, 0.0),
            2154 => Method::LambertConformal {
                origin: (3.0, 46.5),
                parallels: (49.0, 44.0),
                false_easting: 700_000.0,
                false_northing: 6_600_000.0,
            },
            code @ 32601..=32660 => utm(code - 32600, 0.0),
            code => utm(code - 32700, 1e7),
        }
    }
}

//! Every known system against pyproj (PROJ 9), to a millimetre, there and back.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

use geo::Coord;
use geodata::crs::{Crs, Projection, WorkingCrs};

const CASES: [(u32, f64, f64, f64, f64); 11] = [
    (3067, 24.8125, 60.2034, 378_750.976_4, 6_676_072.688_9),
    (3873, 19.4, 60.1, 19_522_252.515_5, 6_665_281.470_5),
    (3879, 24.8125, 60.2034, 25_489_601.799_2, 6_676_749.194_4),
    (3885, 31.2, 62.9, 31_510_169.203_8, 6_977_254.282_5),
    (3857, 24.8125, 60.2034, 2_762_114.865_3, 8_445_162.550_9),
    (25832, 9.5, 59.2, 528_559.220_7, 6_562_429.515_7),
    (25837, 38.2, 60.1, 455_513.315_9, 6_662_817.291_0),
    (3006, 18.07, 59.33, 674_647.882_1, 6_580_824.575_6),
    (2154, 2.35, 48.86, 652_310.718_0, 6_862_414.636_8),
    (32635, 24.8125, 60.2034, 378_750.976_4, 6_676_072.689_0),
    (32735, 27.1, -20.3, 510_440.566_9, 7_755_316.965_7),
];

fn near(a: Coord, x: f64, y: f64, tolerance: f64) -> bool {
    (a.x - x).abs() <= tolerance && (a.y - y).abs() <= tolerance
}

#[test]
fn known_systems_agree_with_pyproj() {
    for (code, longitude, latitude, easting, northing) in CASES {
        let crs = Crs::from_epsg(code).unwrap();
        // Built by hand, since Web Mercator is refused as a system to work in.
        let there = Projection::to_working(Crs::WGS84, WorkingCrs::Epsg(crs)).unwrap();
        let back = Projection::to_wgs84(crs).unwrap();
        let metres = there.project(Coord { x: longitude, y: latitude }).unwrap();
        assert!(near(metres, easting, northing, 1e-3), "EPSG:{code}: {metres:?}");
        assert!(crs.accepts(metres.x, metres.y), "EPSG:{code}");
        let degrees = back.project(metres).unwrap();
        assert!(near(degrees, longitude, latitude, 1e-9), "EPSG:{code}: {degrees:?}");
    }
}

#[test]
fn chosen_systems_agree_with_pyproj() {
    let malmo =
        Projection::to_working(Crs::WGS84, WorkingCrs::TransverseMercator { meridian_deg: 13 })
            .unwrap()
            .project(Coord { x: 13.7, y: 55.6 })
            .unwrap();
    assert!(near(malmo, 544_124.558_3, 6_164_250.144_7, 1e-3), "{malmo:?}");
    let finland = WorkingCrs::EqualArea { longitude_deg: 26, latitude_deg: 64 };
    let espoo = Projection::to_working(Crs::WGS84, finland)
        .unwrap()
        .project(Coord { x: 24.8125, y: 60.2034 })
        .unwrap();
    assert!(near(espoo, -65_883.687_1, -422_446.790_9, 1e-3), "{espoo:?}");
}

#[test]
fn every_offered_system_has_a_definition() {
    for crs in Crs::offered().filter(|crs| !crs.is_geographic()) {
        assert!(Projection::to_wgs84(crs).is_ok(), "{crs}");
    }
}

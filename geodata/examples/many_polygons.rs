//! The real polygons of a map sheet many times over: shifted on a grid of 5 x 5 sheets
//! of 12 km, 107 600 polygons of 2.9 million corners.
//!
//! `cargo run --release -p liito-geodata --example many_polygons -- TERRAIN.geojson OUT.geojson`
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a tool of ours, with no reader but us"
)]

use geo::MapCoords;
use geodata::io::{FileFormat, WriteOptions, reprojected, write};
use geodata::model::Feature;
use geodata::{Crs, Layer, ReadOptions, read_layer};

/// Side of a map sheet, metres.
const SHEET_M: f64 = 12_000.0;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, input, output] = arguments.as_slice() else { panic!("TERRAIN.geojson OUT.geojson") };
    let one = read_layer(&std::fs::read(input).unwrap(), input, &ReadOptions::default()).unwrap();
    let layer = many(&one.layer);
    let written = write(FileFormat::GeoJson, &[layer], &WriteOptions::default()).unwrap();
    std::fs::write(output, written.bytes).unwrap();
}

/// The features of a layer on each sheet of the grid.
fn many(one: &Layer) -> Layer {
    let crs = Crs::from_epsg(3067).unwrap();
    let one = reprojected(one, crs).unwrap();
    let mut features = Vec::new();
    for (column, row) in (0..5u8).flat_map(|column| (0..5u8).map(move |row| (column, row))) {
        let (dx, dy) = (f64::from(column) * SHEET_M, f64::from(row) * SHEET_M);
        for feature in &one.features {
            let number = u32::try_from(features.len() + 1).unwrap();
            let geometry = feature.geometry.as_ref().map(|geometry| {
                geometry.map_coords(|at| geo::Coord { x: at.x + dx, y: at.y + dy })
            });
            features.push(Feature { number, geometry, ..feature.clone() });
        }
    }
    Layer { features, ..one }
}

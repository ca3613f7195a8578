//! What is near a place among 107 600 real polygons, and whether a look at all finds the same.
//!
//! `geodata/benches/peers/import.sh` makes the file.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "benchmarks are blunt"
)]
#![allow(missing_docs, reason = "criterion's own")]

use std::path::Path;

use criterion::{Criterion, SamplingMode, criterion_group, criterion_main};
use geo::{Coord, Distance, Euclidean, Geometry, Point};
use geodata::crs::Projection;
use geodata::model::LayerRole;
use geodata::nearby::{Nature, NearbyIndex, RADII_M};
use geodata::{Layer, ReadOptions, WorkingCrs, read_layer};

const MOST: usize = 5;

fn near_me(c: &mut Criterion) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/peers/habitat_many.geojson");
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!(
            "skipped: {} is absent; geodata/benches/peers/import.sh makes it",
            path.display()
        );
        return;
    };
    let layer = read_layer(&bytes, "habitat", &ReadOptions::default()).unwrap().layer;
    // As habitat they are told one by one, as trees by how much of them there is.
    let patches = Layer { role: LayerRole::Habitat, ..layer.clone() };
    let mut trees = Layer { name: "trees".to_owned(), role: LayerRole::TreeCover, ..layer };
    // What the map sheet calls them would be believed before what they are used as.
    trees.columns.clear();
    trees.features.iter_mut().for_each(|feature| feature.values.clear());
    let layers = [&patches, &trees];
    let to_degrees = Projection::to_wgs84(patches.source_crs.crs()).unwrap();
    let extent = patches.extent();
    let middle = to_degrees
        .project(Coord {
            x: f64::midpoint(extent.min_x, extent.max_x),
            y: f64::midpoint(extent.min_y, extent.max_y),
        })
        .unwrap();
    let degrees =
        geodata::crs::Extent { min_x: middle.x, min_y: middle.y, max_x: middle.x, max_y: middle.y };
    let working = WorkingCrs::for_extent(&degrees);
    let to_metres = Projection::to_working(patches.source_crs.crs(), working).unwrap();

    let mut group = c.benchmark_group("107600 real polygons, twice");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.bench_function("index", |b| b.iter(|| NearbyIndex::new(&layers, working).unwrap()));
    group.finish();

    let index = NearbyIndex::new(&layers, working).unwrap();
    let shapes: Vec<Geometry> = patches
        .features
        .iter()
        .map(|feature| to_metres.project_geometry(feature.geometry.as_ref().unwrap()).unwrap())
        .collect();
    let centre =
        Projection::to_working(geodata::Crs::WGS84, working).unwrap().project(middle).unwrap();
    let mut group = c.benchmark_group("near me");
    for (name, dx, dy) in
        [("middle", 0.0, 0.0), ("north", 300.0, 9_100.0), ("west", -14_700.0, 2_000.0)]
    {
        let at = Coord { x: centre.x + dx, y: centre.y + dy };
        let distance = |shape: &Geometry| Euclidean.distance(shape, &Geometry::Point(Point(at)));
        let mut all: Vec<f64> = shapes.iter().map(distance).collect();
        all.sort_by(f64::total_cmp);
        group.bench_function(name, |b| {
            b.iter(|| {
                let near = index.near_me(&layers, at, MOST);
                let patches =
                    near.kinds.iter().find(|kind| kind.nature == Nature::FlyingSquirrel).unwrap();
                let within = RADII_M.map(|radius_m| all.partition_point(|d| *d <= radius_m));
                assert_eq!(patches.within, within);
                for (near, expected) in patches.nearest.iter().zip(&all) {
                    assert!((near.distance_m - expected).abs() < 1e-6);
                }
                assert!(near.green.trees > 0.0 && near.green.trees <= 1.0);
                near
            });
        });
    }
    group.finish();
}

criterion_group!(benches, near_me);
criterion_main!(benches);

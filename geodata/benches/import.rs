//! Files in: how long 107 600 real polygons take to be read, projected, checked and
//! indexed, and whether they are all there.
//!
//! `geodata/benches/peers/import.sh` makes the file and runs geopandas beside this.
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
use geodata::{Habitat, HabitatOptions, ReadOptions, read_layer};

fn many_polygons(c: &mut Criterion) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/peers/habitat_many.geojson");
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!(
            "skipped: {} is absent; geodata/benches/peers/import.sh makes it",
            path.display()
        );
        return;
    };
    let mut group = c.benchmark_group("107600 real polygons");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.bench_function("read and check", |bencher| {
        bencher.iter(|| {
            let import = read_layer(&bytes, "habitat", &ReadOptions::default()).unwrap();
            assert_eq!(import.layer.features.len(), 107_600);
            import
        });
    });
    group.bench_function("read, check, project and index", |bencher| {
        bencher.iter(|| {
            let import = read_layer(&bytes, "habitat", &ReadOptions::default()).unwrap();
            let habitat = Habitat::new(&[import.layer], &HabitatOptions::default()).unwrap();
            assert_eq!(habitat.patches().len(), 107_600);
            habitat
        });
    });
    group.finish();
}

criterion_group!(benches, many_polygons);
criterion_main!(benches);

//! Links: how long they take to find, and whether they are those there are.
//!
//! `cargo bench -p liito-geodata --bench links`, where the real polygons are at hand.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "benchmarks are blunt"
)]
#![allow(missing_docs, reason = "criterion's own")]

#[path = "../tests/made_up/mod.rs"]
mod made_up;
mod many_patches;
#[path = "../tests/shared/mod.rs"]
mod shared;

use criterion::{Criterion, SamplingMode, criterion_group, criterion_main};
use geodata::links::planar_links;
use geodata::{Habitat, HabitatOptions, ReadOptions, euclidean_links, read_layer};

fn real_polygons(c: &mut Criterion) {
    let Some(path) = shared::shared("data/espoo-nls/terrain.geojson") else { return };
    let import = read_layer(&shared::bytes(&path), "habitat", &ReadOptions::default()).unwrap();
    let habitat = Habitat::new(&[import.layer], &HabitatOptions::default()).unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let mut group = c.benchmark_group("4304 real polygons, 1 thread");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.bench_function("all pairs within 500 m", |bencher| {
        bencher.iter(|| {
            let links = euclidean_links(&habitat, Some(500.0), &mut ()).unwrap();
            assert_eq!(links.len(), 106_049);
            links
        });
    });
    group.bench_function("planar", |bencher| {
        bencher.iter(|| pool.install(|| planar_links(&habitat, None, &mut ())));
    });
    group.finish();
}

fn patches_by_the_thousand(c: &mut Criterion) {
    let habitat = many_patches::squares();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let mut group = c.benchmark_group("10 000 patches, 1 thread");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.bench_function("planar", |bencher| {
        bencher.iter(|| {
            let links = pool.install(|| planar_links(&habitat, None, &mut ()));
            // A planar graph has fewer than three edges a node.
            assert!((20_000..30_000).contains(&links.len()), "{}", links.len());
            links
        });
    });
    group.finish();
}

criterion_group!(benches, real_polygons, patches_by_the_thousand);
criterion_main!(benches);

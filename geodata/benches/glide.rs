//! Glide links on the real sheet: how long they take, and whether they are those.
//!
//! `cargo bench -p liito-geodata --bench glide`, where the sheet is at hand.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "benchmarks are blunt"
)]
#![allow(missing_docs, reason = "criterion's own")]

#[path = "../tests/shared/mod.rs"]
mod shared;
#[path = "../tests/sheet/mod.rs"]
mod sheet;

use criterion::{Criterion, SamplingMode, criterion_group, criterion_main};
use geodata::links::{GapLimits, Glide, Topology, glide_links};
use sheet::Sheet;

fn real_sheet(c: &mut Criterion) {
    let Some(sheet) = Sheet::read() else { return };
    let mut group = c.benchmark_group("glide links of 363 patches on 12 x 12 km");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    let wanted = Glide { topology: Topology::Planar, most_m: 2000.0, limits: GapLimits::default() };
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        group.bench_function(format!("{threads} threads"), |bencher| {
            bencher.iter(|| {
                let links = || glide_links(&sheet.habitat, &sheet.land, &wanted, &mut ());
                let routes = pool.install(links);
                assert!((850..950).contains(&routes.len()), "{}", routes.len());
                routes
            });
        });
    }
    group.finish();
}

criterion_group!(benches, real_sheet);
criterion_main!(benches);

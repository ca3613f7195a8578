//! Least-cost links on the real sheet: how long they take, and whether they are those.
//!
//! `cargo bench -p liito-geodata --bench least_cost`, where the sheet is at hand.
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
use geodata::links::{LeastCost, Topology, least_cost_links};
use sheet::Sheet;

fn real_sheet(c: &mut Criterion) {
    let Some(sheet) = Sheet::read() else { return };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let mut group = c.benchmark_group("363 patches on 12 x 12 km, 1 thread");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    for cell_m in [5.0, 2.0] {
        group.bench_function(format!("grid of {cell_m} m"), |bencher| {
            bencher.iter(|| sheet.grid(cell_m));
        });
        let grid = sheet.grid(cell_m);
        for is_exact in [false, true] {
            if is_exact && cell_m < 5.0 {
                continue;
            }
            let wanted =
                LeastCost { topology: Topology::Planar, is_exact, most_cost: f64::INFINITY };
            let name = if is_exact { "exact costs" } else { "planar links" };
            group.bench_function(format!("{name} at {cell_m} m"), |bencher| {
                bencher.iter(|| {
                    let links =
                        || least_cost_links(&sheet.habitat, &sheet.land, &grid, &wanted, &mut ());
                    let routes = pool.install(links);
                    assert!((900..1100).contains(&routes.len()), "{}", routes.len());
                    routes
                });
            });
        }
    }
    group.finish();
}

criterion_group!(benches, real_sheet);
criterion_main!(benches);

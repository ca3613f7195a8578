//! Importance of patches and links: how long, and whether it is right.
//!
//! `cargo bench -p liito-geodata --bench importance`; a part of a name after
//! `--` chooses. What is timed is first held against a full computation without
//! some of the patches. Real patches are measured where they are at hand.
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

use std::time::Duration;

use criterion::{Criterion, SamplingMode, criterion_group, criterion_main};
use geodata::connectivity::Analysis;
use geodata::connectivity::importance::{Candidate, RemovalNetwork, Wanted};
use geodata::links::planar_links;
use geodata::{
    Habitat, HabitatOptions, Link, Parameters, ReadOptions, euclidean_links, read_layer,
};

/// PC and BC(PC), without what goes by hops.
const BY_LENGTH: Wanted = Wanted { by_hops: false, ..Wanted::PATCHES };

fn parameters() -> Parameters {
    Parameters { threshold_m: Some(1e6), ..Parameters::default() }
}

fn network(links: &[Link], attributes: &[f64]) -> RemovalNetwork {
    RemovalNetwork::new(links, attributes, &parameters()).unwrap()
}

/// dPC of some patches by computing PC anew without them.
fn hold_against_full_runs(links: &[Link], attributes: &[f64]) {
    let pc = |links: Vec<Link>, attributes: &[f64]| {
        Analysis::new(links, attributes.to_vec(), &parameters()).unwrap().indices.pc_num
    };
    let network = network(links, attributes);
    let patches = network.patches(&network.all_shares(BY_LENGTH));
    let whole = pc(links.to_vec(), attributes);
    for k in [0, attributes.len() / 3, attributes.len() - 1] {
        let mut others = attributes.to_vec();
        others[k] = 0.0;
        let is_other = |link: &&Link| link.a as usize != k && link.b as usize != k;
        let left = pc(links.iter().filter(is_other).copied().collect(), &others);
        let expected = 100.0 * (whole - left) / whole;
        let ours = patches[k].d_pc.total;
        assert!((ours - expected).abs() < 1e-10, "patch {k}: {ours} against {expected}");
    }
}

fn on_threads(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
}

fn made_up_networks(c: &mut Criterion) {
    type Made = (Vec<Link>, Vec<f64>);
    type Case = (&'static str, fn() -> Made, Wanted, usize);
    let cases: [Case; 8] = [
        (
            "1000 nodes, dPC and BC(PC), 1 thread",
            || made_up::uniform(1000, 14_288, 1),
            BY_LENGTH,
            1,
        ),
        (
            "1000 nodes, all indices, 1 thread",
            || made_up::uniform(1000, 14_288, 1),
            Wanted::PATCHES,
            1,
        ),
        (
            "1000 nodes, link removals, 1 thread",
            || made_up::uniform(1000, 14_288, 1),
            Wanted::LINKS,
            1,
        ),
        (
            "5000 nodes, dPC and BC(PC), 2 threads",
            || made_up::uniform(5000, 75_000, 1),
            BY_LENGTH,
            2,
        ),
        (
            "5000 nodes, all indices, 2 threads",
            || made_up::uniform(5000, 75_000, 1),
            Wanted::PATCHES,
            2,
        ),
        ("chain of 5000, all indices, 1 thread", || made_up::chain(5000), Wanted::PATCHES, 1),
        ("star of 5000, all indices, 1 thread", || made_up::star(5000), Wanted::PATCHES, 1),
        (
            "planar, 4900 nodes, all indices, 2 threads",
            || made_up::grid(70, true, 1),
            Wanted::PATCHES,
            2,
        ),
    ];
    let mut group = c.benchmark_group("made up");
    group.sample_size(10).sampling_mode(SamplingMode::Flat).warm_up_time(Duration::from_millis(1));
    for (name, made, wanted, threads) in cases {
        let mut prepared = None;
        group.bench_function(name, |bencher| {
            // Only those that are chosen are made.
            let (network, pool) = prepared.get_or_insert_with(|| {
                let (links, attributes) = made();
                hold_against_full_runs(&links, &attributes);
                (network(&links, &attributes), on_threads(threads))
            });
            bencher.iter(|| pool.install(|| network.all_shares(wanted)));
        });
    }
    group.finish();
}

/// The 363 real patches with all their 65 703 pairs as links.
fn real_patches(c: &mut Criterion) {
    let Some(path) = shared::shared("data/espoo-nls/habitat.geojson") else { return };
    let import = read_layer(&shared::bytes(&path), "habitat", &ReadOptions::default()).unwrap();
    let habitat = Habitat::new(&[import.layer], &HabitatOptions::default()).unwrap();
    let links = euclidean_links(&habitat, None, &mut ()).unwrap();
    let attributes: Vec<f64> =
        habitat.patches().iter().map(|patch| patch.area_m2 / 10_000.0).collect();
    assert_eq!((attributes.len(), links.len()), (363, 65_703));
    hold_against_full_runs(&links, &attributes);
    let pairs: Vec<Candidate> = links
        .iter()
        .map(|l| Candidate::Link { a: l.a, b: l.b, length_m: 0.0, now_m: Some(l.length_m) })
        .collect();
    let mut group = c.benchmark_group("363 real patches");
    group.sample_size(10).sampling_mode(SamplingMode::Flat).warm_up_time(Duration::from_millis(1));
    for threads in [1, 2] {
        let pool = on_threads(threads);
        group.bench_function(format!("patches and links removed, {threads} threads"), |bencher| {
            bencher.iter(|| pool.install(|| network(&links, &attributes).all_shares(Wanted::ALL)));
        });
        let network = network(&links, &attributes);
        group.bench_function(format!("every pair improved, {threads} threads"), |bencher| {
            bencher.iter(|| pool.install(|| network.gains(&pairs)));
        });
    }
    group.finish();
}

/// With their planar links, within 0.001 percentage points; what that misses is looked at for
/// some patches.
fn patches_by_the_thousand(c: &mut Criterion) {
    let mut prepared = None;
    let mut group = c.benchmark_group("10 000 patches, planar");
    group.sample_size(10).sampling_mode(SamplingMode::Flat).warm_up_time(Duration::from_millis(1));
    for (name, wanted) in [
        ("PC without each patch and link", Wanted { by_hops: false, ..Wanted::ALL }),
        ("all indices without each patch and link", Wanted::ALL),
    ] {
        group.bench_function(format!("{name}, 2 threads"), |bencher| {
            let network = prepared.get_or_insert_with(|| {
                let habitat = many_patches::squares();
                let attributes: Vec<f64> =
                    habitat.patches().iter().map(|patch| patch.area_m2 / 10_000.0).collect();
                let links = planar_links(&habitat, None, &mut ());
                let network = RemovalNetwork::new(&links, &attributes, &Parameters::default());
                let network = network.unwrap().within(0.001);
                hold_against_full_searches(&network, &links, &attributes);
                network
            });
            let pool = on_threads(2);
            bencher.iter(|| pool.install(|| network.all_shares(wanted)));
        });
    }
    group.finish();
}

/// dPC of some patches against PC computed anew without them, within the bound.
fn hold_against_full_searches(network: &RemovalNetwork, links: &[Link], attributes: &[f64]) {
    let start = std::time::Instant::now();
    let sums = network.all_shares(Wanted { by_hops: false, ..Wanted::ALL });
    eprintln!("once: {:?}", start.elapsed());
    let patches = network.patches(&sums);
    let pc = |links: &[Link], attributes: &[f64]| {
        Analysis::new(links.to_vec(), attributes.to_vec(), &Parameters::default())
            .unwrap()
            .indices
            .pc_num
    };
    let whole = pc(links, attributes);
    let mut by_d_pc: Vec<usize> = (0..attributes.len()).collect();
    by_d_pc.sort_by(|a, b| patches[*b].d_pc.connector.total_cmp(&patches[*a].d_pc.connector));
    for k in [by_d_pc[0], by_d_pc[100], by_d_pc[5000]] {
        let mut others = attributes.to_vec();
        others[k] = 0.0;
        let is_other = |link: &&Link| link.a as usize != k && link.b as usize != k;
        let left: Vec<Link> = links.iter().filter(is_other).copied().collect();
        let expected = 100.0 * (whole - pc(&left, &others)) / whole;
        let ours = patches[k].d_pc.total;
        eprintln!("patch {k}: {ours} against {expected}");
        assert!((ours - expected).abs() <= 0.001, "patch {k}: {ours} against {expected}");
    }
}

criterion_group!(benches, made_up_networks, real_patches, patches_by_the_thousand);
criterion_main!(benches);

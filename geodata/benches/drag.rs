//! A stepping stone that is dragged, and 20 ha that are cleared: how long until the figures
//! follow, and whether they are those of a new run.
//!
//! `cargo bench -p liito-geodata --bench drag`; on the real sheet where it is at hand, and on
//! 2 000 made-up patches with 30 links each.
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
use geo::{Coord, MultiPolygon, Rect};
use geodata::connectivity::Parameters;
use geodata::landscape::{Ground, LandPiece, Resistance};
use geodata::links::{LinkKind, MOST_GLIDE_M, Topology};
use geodata::scenario::{Edit, Figures, Live, Present, Rule, Scenario, Scene, Side};
use geodata::{Crs, Habitat, WorkingCrs};
use sheet::Sheet;

/// Where the hand has the stone, metres from where it was dropped first.
const STEPS: [(f64, f64); 8] = [
    (0.0, 0.0),
    (7.0, 3.0),
    (15.0, 9.0),
    (22.0, 20.0),
    (16.0, 31.0),
    (4.0, 37.0),
    (-9.0, 28.0),
    (-17.0, 12.0),
];

/// Width of the stone, metres.
const STONE_M: f64 = 60.0;

fn square(at: Coord, metres: f64) -> MultiPolygon {
    let half = Coord { x: metres / 2.0, y: metres / 2.0 };
    MultiPolygon(vec![Rect::new(at - half, at + half).to_polygon()])
}

fn rule(most_glide_m: f64) -> Rule {
    let (kind, topology) = (LinkKind::Glide, Topology::Complete);
    let parameters = Parameters { kind, topology, ..Parameters::default() };
    Rule { parameters, resistance: Resistance::default(), cell_m: 10.0, most_glide_m }
}

fn real_sheet(c: &mut Criterion) {
    let Some(Sheet { habitat, land, .. }) = Sheet::read() else { return };
    let present = Present::new(habitat, land.own_pieces().to_vec(), Vec::new());
    drag(c, "363 real patches", &present, &rule(MOST_GLIDE_M));
}

/// Patches in woods of their own, on a lattice that is a little off, with fields between.
fn made_up(c: &mut Criterion) {
    const ROW: u32 = 45;
    const APART_M: f64 = 150.0;
    let off =
        |n: u32, by: u32| f64::from(n.wrapping_mul(2_654_435_761).rotate_left(by) % 41) - 20.0;
    let at = |n: u32| Coord {
        x: 25_490_000.0 + APART_M * f64::from(n % ROW) + off(n, 7),
        y: 6_680_000.0 + APART_M * f64::from(n / ROW) + off(n, 19),
    };
    let patches = (0..2_000).map(|n| square(at(n), 60.0 + off(n, 3) / 2.0)).collect();
    let crs = WorkingCrs::from_crs(Crs::from_name("EPSG:3879").unwrap()).unwrap();
    let woods = (0..2_000).map(|n| square(at(n) + Coord { x: 9.0, y: -7.0 }, 85.0));
    let mut pieces: Vec<LandPiece> =
        woods.map(|wood| LandPiece::new(Ground::TallTrees, wood)).collect();
    let field = Rect::new((25_489_000.0, 6_679_000.0), (25_498_000.0, 6_688_000.0));
    pieces.push(LandPiece::new(Ground::Field, MultiPolygon(vec![field.to_polygon()])));
    let present = Present::new(Habitat::from_shapes(patches, crs), pieces, Vec::new());
    drag(c, "2 000 made-up patches", &present, &rule(470.0));
}

fn drag(c: &mut Criterion, what: &str, present: &Present, rule: &Rule) {
    let side = Side::before(present, rule, &mut ()).unwrap();
    let live = Live::new(&side, rule).unwrap();
    let routes = &side.network.routes;
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let degree = 2.0 * routes.len() as f64 / present.habitat().patches().len() as f64;
    // In the middle of the widest gap of all links.
    let gaps = routes.iter().flat_map(|route| &route.gaps);
    let widest = gaps.max_by(|p, q| p.width_m.total_cmp(&q.width_m)).unwrap();
    let middle = (widest.from + widest.to) * 0.5;
    let scenario_at = |(x, y): (f64, f64)| {
        let mut scenario = Scenario::new("drag");
        let stone = square(middle + Coord { x, y }, STONE_M);
        scenario.add("stone", Edit::AddPatch(stone)).unwrap();
        scenario
    };
    let full = STEPS.map(|by| {
        let scene = Scene::new(present, scenario_at(by).entries(), 0.0);
        Figures::of(&rule.network(&scene, &mut ()).unwrap(), rule)
    });
    let mut group = c.benchmark_group("one thread");
    group.sample_size(20).sampling_mode(SamplingMode::Flat);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let mut at = 0;
    group.bench_function(format!("a stone moved, {what}, {degree:.1} links each"), |bencher| {
        bencher.iter(|| {
            at = (at + 1) % STEPS.len();
            let figures = pool.install(|| {
                let scene = Scene::new(present, scenario_at(STEPS[at]).entries(), 0.0);
                live.after(&side, &scene).unwrap()
            });
            let expected = full[at];
            assert!((figures.ec_pc_ha - expected.ec_pc_ha).abs() <= 1e-9 * expected.ec_pc_ha);
            assert_eq!(Figures { ec_pc_ha: expected.ec_pc_ha, ..figures }, expected);
        });
    });
    let mut scenario = Scenario::new("clear");
    scenario.add("20 ha", Edit::Clear(square(middle, 447.2), Ground::BuiltUp)).unwrap();
    let scene = Scene::new(present, scenario.entries(), 0.0);
    let full = rule.network(&scene, &mut ()).unwrap();
    group.bench_function(format!("20 ha cleared, {what}, all links"), |bencher| {
        bencher.iter(|| {
            pool.install(|| {
                let scene = Scene::new(present, scenario.entries(), 0.0);
                let network = rule.network_after(&scene, Some(&side), &mut ()).unwrap();
                assert_eq!(network.indices, full.indices);
            });
        });
    });
    group.bench_function(format!("20 ha cleared, {what}, figures"), |bencher| {
        let expected = Figures::of(&full, rule);
        bencher.iter(|| {
            let figures = pool.install(|| {
                let scene = Scene::new(present, scenario.entries(), 0.0);
                live.after(&side, &scene).unwrap()
            });
            assert!((figures.ec_pc_ha - expected.ec_pc_ha).abs() <= 1e-9 * expected.ec_pc_ha);
            assert_eq!(Figures { ec_pc_ha: expected.ec_pc_ha, ..figures }, expected);
        });
    });
    group.finish();
}

criterion_group!(benches, real_sheet, made_up);
criterion_main!(benches);

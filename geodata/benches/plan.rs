//! A plan judged on the real sheet, and plantings suggested: how long, and whether as by a run
//! from nothing.
//!
//! `cargo bench -p liito-geodata --bench plan`, where the sheet is at hand.
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
use geo::{BoundingRect, Coord, MultiPolygon, Rect};
use geodata::Habitat;
use geodata::connectivity::Parameters;
use geodata::landscape::{Ground, Land, Resistance};
use geodata::links::{Glide, LinkKind, MOST_GLIDE_M, Topology, glide_links};
use geodata::scenario::{
    Budget, Edit, Planting, Present, Rule, Scenario, Scene, Side, Trees, suggest,
};
use sheet::Sheet;

fn real_sheet(c: &mut Criterion) {
    let Some(Sheet { habitat, land, .. }) = Sheet::read() else { return };
    let largest = habitat.patches().iter().max_by(|p, q| p.area_m2.total_cmp(&q.area_m2)).unwrap();
    let at = largest.polygons.bounding_rect().unwrap().center();
    let square_at = |at: Coord, metres: f64| {
        let half = metres / 2.0;
        let (low, high) = ((at.x - half, at.y - half), (at.x + half, at.y + half));
        MultiPolygon(vec![Rect::new(low, high).to_polygon()])
    };
    let square = |metres: f64| square_at(at, metres);
    // In the middle of the widest gap of all links.
    let gap = widest_gap(&habitat, &land);
    let tall = Trees { height_m: 20.0, growth_m: 0.0 };
    let edits = [
        ("20 ha cleared", Edit::Clear(square(447.2), Ground::BuiltUp)),
        ("1 ha planted in a gap", Edit::Plant(Planting::Area(square_at(gap, 100.0)), tall)),
        ("a stepping stone in a gap", Edit::AddPatch(square_at(gap, 60.0))),
    ];
    let present = Present::new(habitat, land.own_pieces().to_vec(), Vec::new());
    let (kind, topology) = (LinkKind::Glide, Topology::Complete);
    let parameters = Parameters { kind, topology, ..Parameters::default() };
    let resistance = Resistance::default();
    let rule = Rule { parameters, resistance, cell_m: 10.0, most_glide_m: MOST_GLIDE_M };
    let before = Side::before(&present, &rule, &mut ()).unwrap();
    let mut group = c.benchmark_group("a plan on 363 patches, one thread");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    for (name, edit) in edits {
        let mut scenario = Scenario::new(name);
        scenario.add(name, edit).unwrap();
        let scene = Scene::new(&present, scenario.entries(), 0.0);
        let anew = rule.network(&scene, &mut ()).unwrap();
        for (how, known) in [("from nothing", None), ("after the present", Some(&before))] {
            group.bench_function(format!("{name}, {how}"), |bencher| {
                bencher.iter(|| {
                    pool.install(|| {
                        let scene = Scene::new(&present, scenario.entries(), 0.0);
                        let network = rule.network_after(&scene, known, &mut ()).unwrap();
                        assert_eq!(network.routes, anew.routes);
                        assert_eq!(network.indices, anew.indices);
                        network
                    })
                });
            });
        }
    }
    // From all that there is to plant on the sheet.
    let graded = rule.parameters.graded().unwrap();
    let budget = Budget { count: 10, area_m2: f64::INFINITY, within: Vec::new() };
    let height_m = Trees::default().height_after(25.0);
    let ten = || suggest(&before, Vec::new(), &graded, height_m, &budget, &mut ());
    let known = ten();
    group.bench_function(format!("10 plantings of {} candidates", known.candidates), |bencher| {
        bencher.iter(|| {
            let found = pool.install(ten);
            assert_eq!(found, known);
            assert_eq!(found.all.len(), 10);
        });
    });
    group.finish();
}

/// The middle of the widest gap of the links.
fn widest_gap(habitat: &Habitat, land: &Land) -> Coord {
    let wanted = Glide {
        topology: Topology::Complete,
        most_m: MOST_GLIDE_M,
        limits: Parameters::default().grading.limits,
    };
    let routes = glide_links(habitat, land, &wanted, &mut ());
    let gaps = routes.iter().flat_map(|route| &route.gaps);
    let widest = gaps.max_by(|p, q| p.width_m.total_cmp(&q.width_m)).unwrap();
    (widest.from + widest.to) * 0.5
}

criterion_group!(benches, real_sheet);
criterion_main!(benches);

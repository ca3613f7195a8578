//! Suggested plantings: what they are said to give is what a run over the planted land gives.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests are blunt")]

use geo::{Area, BooleanOps, LineString, MultiPolygon, Polygon, Rect};
use geodata::connectivity::Parameters;
use geodata::landscape::{Ground, LandPiece, Resistance};
use geodata::links::{LinkKind, Topology};
use geodata::scenario::{
    Budget, Edit, Planting, Present, Rule, Scenario, Scene, Side, Suggestions, Trees, lost_links,
    suggest,
};
use geodata::{Crs, Habitat, WorkingCrs};

const X: f64 = 25_490_000.0;
const Y: f64 = 6_680_000.0;

fn rect(x: f64, y: f64, width: f64, height: f64) -> MultiPolygon {
    let (x, y) = (X + x, Y + y);
    MultiPolygon(vec![Rect::new((x, y), (x + width, y + height)).to_polygon()])
}

/// A wood whose sides lean, so that the way from one to the next is one and no other.
fn wood(x: f64, tip: f64) -> MultiPolygon {
    let ring = [(x, 0.0), (x + 200.0, tip), (x, 200.0)];
    let ring: Vec<(f64, f64)> = ring.iter().map(|(x, y)| (X + x, Y + y)).collect();
    MultiPolygon(vec![Polygon::new(LineString::from(ring), vec![])])
}

/// Woods that are habitat in a row, with fields between them, from 30 m wide to 95 m, and a
/// motorway in the second gap.
fn present() -> Present {
    let starts = [0.0, 230.0, 500.0, 770.0, 1_065.0];
    let tips = [100.0, 90.0, 120.0, 80.0, 100.0];
    let shapes = starts.iter().zip(tips).map(|(x, tip)| wood(*x, tip)).collect();
    let habitat = Habitat::from_shapes(
        shapes,
        WorkingCrs::from_crs(Crs::from_name("EPSG:3879").unwrap()).unwrap(),
    );
    let field = LandPiece::new(Ground::Field, rect(-300.0, -300.0, 2_000.0, 800.0));
    let road = LandPiece::new(Ground::Motorway, rect(450.0, -300.0, 30.0, 800.0));
    Present::new(habitat, vec![field, road], Vec::new())
}

fn rule() -> Rule {
    let parameters = Parameters {
        kind: LinkKind::Glide,
        topology: Topology::Complete,
        distance_m: 500.0,
        ..Parameters::default()
    };
    Rule { parameters, resistance: Resistance::default(), cell_m: 10.0, most_glide_m: 2_000.0 }
}

const TREES: Trees = Trees { height_m: 22.0, growth_m: 0.0 };

fn suggested(after: &Side, before: &Side, count: usize) -> Suggestions {
    let graded = rule().parameters.graded().unwrap();
    let budget = Budget { count, area_m2: f64::INFINITY, within: Vec::new() };
    suggest(after, lost_links(before, after), &graded, TREES.height_m, &budget, &mut ())
}

fn ec_with(present: &Present, first: &[Edit], areas: &[&MultiPolygon]) -> f64 {
    let mut scenario = Scenario::default();
    let planted = areas.iter().map(|area| Edit::Plant(Planting::Area((*area).clone()), TREES));
    let (_, fault) = scenario.add_all("", first.iter().cloned().chain(planted));
    assert_eq!(fault, None);
    let scene = Scene::new(present, scenario.entries(), 0.0);
    rule().network(&scene, &mut ()).unwrap().ec_pc_ha()
}

fn close(a: f64, b: f64, share: f64) -> bool {
    (a - b).abs() <= share * b.abs()
}

#[test]
fn each_gives_what_is_said_given_those_before_it() {
    let present = present();
    let before = Side::before(&present, &rule(), &mut ()).unwrap();
    let found = suggested(&before, &before, 10);
    assert!(found.all.len() >= 2 && found.candidates >= 4, "{found:?}");
    let mut areas: Vec<&MultiPolygon> = Vec::new();
    let mut ec = before.network.ec_pc_ha();
    for suggestion in &found.all {
        areas.push(&suggestion.area);
        let now = ec_with(&present, &[], &areas);
        // Ways shift a little to where the trees stand now.
        assert!(close(now - ec, suggestion.gain_ha, 0.05), "{} {}", now - ec, suggestion.gain_ha);
        ec = now;
    }
    let all = 100.0 * (ec / before.network.ec_pc_ha() - 1.0);
    assert!(close(all, found.most_percent, 0.05), "{all} {}", found.most_percent);
}

#[test]
fn no_tree_stands_on_the_road() {
    let present = present();
    let before = Side::before(&present, &rule(), &mut ()).unwrap();
    let found = suggested(&before, &before, 10);
    let road = rect(450.0, -300.0, 30.0, 800.0);
    let beside = found.all.iter().find(|s| (s.left_m - 30.0).abs() < 0.5).unwrap();
    assert!(beside.gap.width_m > 60.0);
    for suggestion in &found.all {
        assert!(suggestion.area.intersection(&road).unsigned_area() < 0.01);
        assert!((suggestion.area.unsigned_area() - suggestion.area_m2).abs() < 1e-6);
    }
}

#[test]
fn what_the_plan_cuts_is_found_and_a_budget_is_kept() {
    let present = present();
    let before = Side::before(&present, &rule(), &mut ()).unwrap();
    // The tip of the third wood goes: its gap becomes far wider than anything glides.
    let clear = Edit::Clear(rect(600.0, 0.0, 160.0, 200.0), Ground::Field);
    let mut scenario = Scenario::default();
    scenario.add("", clear.clone()).unwrap();
    let scene = Scene::new(&present, scenario.entries(), 0.0);
    let network = rule().network(&scene, &mut ()).unwrap();
    let after = Side { scene, network };
    assert!(after.network.ec_pc_ha() < before.network.ec_pc_ha());
    let found = suggested(&after, &before, 10);
    let mended = found.all.iter().find(|s| s.gap.width_m > 100.0).unwrap();
    assert!(mended.gain_ha > 0.0);
    let with = ec_with(&present, &[clear], &[&mended.area]);
    assert!(with > after.network.ec_pc_ha());
    let graded = rule().parameters.graded().unwrap();
    let budget = Budget { count: 10, area_m2: 500.0, within: Vec::new() };
    let few = suggest(&after, lost_links(&before, &after), &graded, 22.0, &budget, &mut ());
    assert!(!few.all.is_empty());
    assert!(few.all.iter().map(|s| s.area_m2).sum::<f64>() <= 500.0 + 1e-6);
}

#[test]
fn saplings_close_nothing() {
    let present = present();
    let before = Side::before(&present, &rule(), &mut ()).unwrap();
    let graded = rule().parameters.graded().unwrap();
    let budget = Budget { count: 10, area_m2: f64::INFINITY, within: Vec::new() };
    let found = suggest(&before, Vec::new(), &graded, 1.0, &budget, &mut ());
    assert_eq!(found, Suggestions::default());
}

#[test]
fn nothing_is_planted_beyond_where_it_is_wanted() {
    let present = present();
    let before = Side::before(&present, &rule(), &mut ()).unwrap();
    let graded = rule().parameters.graded().unwrap();
    // Round the first gap alone.
    let within = vec![Rect::new((X + 180.0, Y), (X + 250.0, Y + 200.0))];
    let budget = Budget { count: 10, area_m2: f64::INFINITY, within };
    let found = suggest(&before, Vec::new(), &graded, 22.0, &budget, &mut ());
    assert_eq!((found.candidates, found.all.len()), (1, 1));
    assert!((found.all[0].gap.width_m - 30.0).abs() < 0.5);
}

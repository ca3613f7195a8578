//! Scenarios: whatever is edited, taken back and done again, the figures are those of a run
//! over what is there.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests are blunt")]

use geo::{Area, Coord, LineString, MultiPolygon, Polygon, Rect};
use geodata::connectivity::{Analysis, Parameters};
use geodata::geometry::without;
use geodata::landscape::{Ground, Land, LandPiece, Resistance};
use geodata::links::{Glide, Grade, LinkKind, Topology, glide_links};
use geodata::scenario::{
    Edit, Figures, Impact, Live, PatchId, PlanPlace, Planting, Present, Question, Rule, Scenario,
    Scene, Side, Surveyed, Trees, assess,
};
use geodata::units::hectares;
use geodata::{Crs, Habitat, WorkingCrs};
use proptest::prelude::*;

const X: f64 = 25_490_000.0;
const Y: f64 = 6_680_000.0;

fn rect(x: f64, y: f64, width: f64, height: f64) -> MultiPolygon {
    let (x, y) = (X + x, Y + y);
    MultiPolygon(vec![Rect::new((x, y), (x + width, y + height)).to_polygon()])
}

/// The same with its corners a little off, so that no two ways are equally long.
fn quad(number: i32, x: f64, y: f64, width: f64, height: f64) -> MultiPolygon {
    let off = |corner: i32| f64::from((number * 7 + corner * 5) % 11) - 5.0;
    let (x, y) = (X + x, Y + y);
    let ring = vec![
        (x + off(1), y + off(2)),
        (x + width + off(3), y + off(4)),
        (x + width + off(5), y + height + off(6)),
        (x + off(7), y + height + off(8)),
    ];
    MultiPolygon(vec![Polygon::new(LineString::from(ring), vec![])])
}

fn working_crs() -> WorkingCrs {
    WorkingCrs::from_crs(Crs::from_name("EPSG:3879").unwrap()).unwrap()
}

/// A row of woods 60 m apart with habitat in each, in fields of 2 km by 1 km, with a
/// motorway through the middle.
fn present() -> Present {
    let patches = (0..6).map(|n| quad(n, 300.0 * f64::from(n) + 20.0, 20.0, 160.0, 160.0));
    let habitat = Habitat::from_shapes(patches.collect(), working_crs());
    let wood = |n: i32| {
        LandPiece::new(Ground::TallTrees, quad(n + 6, 300.0 * f64::from(n), 0.0, 240.0, 200.0))
    };
    let mut pieces: Vec<LandPiece> = (0..6).map(wood).collect();
    pieces.push(LandPiece::new(Ground::Field, rect(-500.0, -500.0, 3_000.0, 1_200.0)));
    pieces.push(LandPiece::new(Ground::Motorway, rect(855.0, -500.0, 30.0, 1_200.0)));
    Present::new(habitat, pieces, Vec::new())
}

fn rule(kind: LinkKind) -> Rule {
    let parameters = Parameters {
        kind,
        topology: Topology::Complete,
        distance_m: 500.0,
        ..Parameters::default()
    };
    Rule { parameters, resistance: Resistance::default(), cell_m: 10.0, most_glide_m: 2_000.0 }
}

fn ec_ha(present: &Present, scenario: &Scenario, rule: &Rule, years: f64) -> f64 {
    let scene = Scene::new(present, scenario.entries(), years);
    rule.network(&scene, &mut ()).unwrap().ec_pc_ha()
}

fn edits() -> impl Strategy<Value = Edit> {
    let place = || (0.0..1_700.0f64, 0.0..200.0f64, 20.0..200.0f64, 20.0..200.0f64);
    let patch = || (0u32..6).prop_map(PatchId::Present);
    let trees = Trees { height_m: 12.0, growth_m: 0.5 };
    prop_oneof![
        place().prop_map(|(x, y, w, h)| Edit::Clear(rect(x, y, w, h), Ground::BuiltUp)),
        place()
            .prop_map(move |(x, y, w, h)| { Edit::Plant(Planting::Area(rect(x, y, w, h)), trees) }),
        place().prop_map(move |(x, y, w, _)| {
            let line = LineString::from(vec![(X + x, Y + y), (X + x + w, Y + y)]);
            Edit::Plant(Planting::Row(line, 8.0), trees)
        }),
        place().prop_map(|(x, y, w, h)| Edit::AddPatch(rect(x, y + 250.0, w, h))),
        patch().prop_map(Edit::RemovePatch),
        (patch(), place()).prop_map(|(patch, (x, y, w, h))| {
            Edit::ReshapePatch(patch, rect(x, y + 250.0, w, h))
        }),
        (0u32..5).prop_map(|n| Edit::CutLink(PatchId::Present(n), PatchId::Present(n + 1))),
        (0u32..5).prop_map(|n| Edit::MendLink(PatchId::Present(n + 1), PatchId::Present(n))),
    ]
}

/// The same land in tiles of 150 m, so that an edit changes those that it touches alone.
fn mosaic() -> Present {
    let whole = present();
    let tile = |n: i32| {
        let (column, row) = (f64::from(n % 14), f64::from(n / 14));
        let polygons = rect(150.0 * column - 150.0, 150.0 * row - 150.0, 150.0, 150.0);
        LandPiece::new(Ground::Field, polygons)
    };
    let road = |n: i32| {
        let polygons = rect(855.0, 100.0 * f64::from(n) - 100.0, 30.0, 100.0);
        LandPiece::new(Ground::Motorway, polygons)
    };
    let woods = whole.pieces()[..6].to_vec();
    let pieces = woods.into_iter().chain((0..56).map(tile)).chain((0..6).map(road)).collect();
    let shapes = whole.habitat().shapes();
    Present::new(Habitat::from_shapes(shapes, working_crs()), pieces, Vec::new())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// A network that takes over what lies far from every edit is that of a run from nothing,
    /// to the last bit.
    #[test]
    fn what_is_taken_over_is_what_would_be_found(
        edits in prop::collection::vec(edits(), 1..4),
        most_glide_m in prop_oneof![Just(90.0), Just(250.0), Just(2_000.0)],
        held in any::<prop::sample::Index>(),
    ) {
        let present = mosaic();
        let rule = Rule { most_glide_m, ..rule(LinkKind::Glide) };
        let before = Side::before(&present, &rule, &mut ()).unwrap();
        let mut scenario = Scenario::new("A");
        for edit in edits {
            scenario.add("edit", edit).unwrap();
        }
        let scene = Scene::new(&present, scenario.entries(), 0.0);
        let anew = rule.network(&scene, &mut ()).unwrap();
        let again = rule.network_after(&scene, Some(&before), &mut ()).unwrap();
        prop_assert_eq!(&again.routes, &anew.routes);
        prop_assert_eq!(again.indices, anew.indices);
        // And figures that follow a hand are those of a run.
        let live = Live::new(&before, &rule).unwrap();
        let (followed, full) = (live.after(&before, &scene).unwrap(), Figures::of(&anew, &rule));
        prop_assert!((followed.ec_pc_ha - full.ec_pc_ha).abs() <= 1e-9 * full.ec_pc_ha.max(1.0));
        prop_assert_eq!(Figures { ec_pc_ha: full.ec_pc_ha, ..followed }, full);
        // So they are where a hand holds one edit of a plan: the others are there already.
        let mut rest = scenario.entries().to_vec();
        rest.remove(held.index(rest.len()));
        let rest = Scene::new(&present, &rest, 0.0);
        let network = rule.network_after(&rest, Some(&before), &mut ()).unwrap();
        let rest = Side { scene: rest, network };
        let live = Live::new(&rest, &rule).unwrap();
        let followed = live.after(&rest, &scene).unwrap();
        prop_assert!((followed.ec_pc_ha - full.ec_pc_ha).abs() <= 1e-9 * full.ec_pc_ha.max(1.0));
        prop_assert_eq!(Figures { ec_pc_ha: full.ec_pc_ha, ..followed }, full);
        // Another rule finds its own.
        let shorter = Rule { most_glide_m: most_glide_m * 0.7, ..rule };
        let anew = shorter.network(&scene, &mut ()).unwrap();
        let again = shorter.network_after(&scene, Some(&before), &mut ()).unwrap();
        prop_assert_eq!(&again.routes, &anew.routes);
        // Nor does it matter that the land lies over that of the present.
        let land = Land::new(scene.land.own_pieces().to_vec(), &scene.habitat);
        let alone = shorter.network(&Scene { land, ..scene }, &mut ()).unwrap();
        prop_assert_eq!(alone.routes.len(), anew.routes.len());
        for (p, q) in alone.routes.iter().zip(&anew.routes) {
            prop_assert_eq!((p.a, p.b, p.length_m), (q.a, q.b, q.length_m));
            prop_assert_eq!(p.gaps.len(), q.gaps.len());
            for (p, q) in p.gaps.iter().zip(&q.gaps) {
                prop_assert!((p.width_m - q.width_m).abs() < 1e-6);
            }
        }
    }
}

/// A patch left out and drawn again stands behind the others: a link to where it was is not
/// lost for that.
#[test]
fn a_patch_drawn_again_keeps_its_links() {
    let present = mosaic();
    let rule = rule(LinkKind::Glide);
    let before = Side::before(&present, &rule, &mut ()).unwrap();
    for number in 0..6 {
        let shape = present.habitat().shapes()[number as usize].clone();
        let mut scenario = Scenario::new("A");
        scenario.add("", Edit::RemovePatch(PatchId::Present(number))).unwrap();
        scenario.add("", Edit::AddPatch(shape)).unwrap();
        let scene = Scene::new(&present, scenario.entries(), 0.0);
        let anew = rule.network(&scene, &mut ()).unwrap();
        let again = rule.network_after(&scene, Some(&before), &mut ()).unwrap();
        assert_eq!(again.routes, anew.routes, "patch {number}");
        assert_eq!(again.routes.len(), before.network.routes.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Undone and done again, in any order, the list is what those left in it make of it.
    #[test]
    fn what_is_taken_back_has_never_been(
        edits in prop::collection::vec(edits(), 1..6),
        steps in prop::collection::vec(any::<bool>(), 0..12),
    ) {
        let present = present();
        let rule = rule(LinkKind::Glide);
        let mut scenario = Scenario::new("A");
        for edit in &edits {
            scenario.add("edit", edit.clone()).unwrap();
        }
        let mut left = edits.len();
        for is_undo in steps {
            if is_undo {
                left -= usize::from(scenario.undo().is_some());
            } else {
                left += usize::from(scenario.redo().is_some());
            }
        }
        let mut anew = Scenario::new("B");
        for edit in &edits[..left] {
            anew.add("edit", edit.clone()).unwrap();
        }
        prop_assert_eq!(scenario.entries(), anew.entries());
        let (own, other) = (ec_ha(&present, &scenario, &rule, 0.0), ec_ha(&present, &anew, &rule, 0.0));
        prop_assert!((own - other).abs() <= 1e-9 * other.max(1.0), "{} {}", own, other);
        // All the way back is the present.
        while scenario.undo().is_some() {}
        let now = ec_ha(&present, &Scenario::new("now"), &rule, 0.0);
        prop_assert_eq!(ec_ha(&present, &scenario, &rule, 0.0), now);
    }

    /// A scene has what a run over layers that are so from the beginning has.
    #[test]
    fn a_cleared_scene_is_a_network_of_cleared_layers(
        areas in prop::collection::vec((0.0..1_700.0f64, 0.0..200.0f64, 20.0..200.0f64), 1..4),
    ) {
        let present = present();
        let rule = rule(LinkKind::Glide);
        let mut scenario = Scenario::new("A");
        for (x, y, side) in &areas {
            scenario.add("", Edit::Clear(rect(*x, *y, *side, *side), Ground::BuiltUp)).unwrap();
        }
        let cleared: Vec<MultiPolygon> =
            areas.iter().map(|(x, y, side)| rect(*x, *y, *side, *side)).collect();
        let less = |shape: &MultiPolygon| {
            cleared.iter().fold(shape.clone(), |left, area| without(&left, &[area]))
        };
        let mut patches: Vec<MultiPolygon> = Vec::new();
        for patch in present.habitat().patches() {
            let left = less(&patch.polygons);
            patches.extend(left.into_iter().filter(|part| part.unsigned_area() >= 1.0).map(|part| MultiPolygon(vec![part])));
        }
        if patches.is_empty() {
            return Ok(());
        }
        let worth: Vec<f64> = patches.iter().map(|patch| hectares(patch.unsigned_area())).collect();
        let habitat = Habitat::from_shapes(patches, working_crs());
        let pieces = present.pieces().iter().map(|piece| {
            if piece.ground.is_trees() { LandPiece::new(piece.ground, less(&piece.polygons)) } else { piece.clone() }
        });
        let land = Land::new(pieces.filter(|piece| !piece.polygons.0.is_empty()).collect(), &habitat);
        let wanted = Glide { topology: Topology::Complete, most_m: 2_000.0, limits: rule.parameters.grading.limits };
        let routes = glide_links(&habitat, &land, &wanted, &mut ());
        let graded = rule.parameters.graded().unwrap();
        let links = routes.iter().filter_map(|route| graded.link(route)).collect();
        let expected = Analysis::new(links, worth, &rule.parameters).unwrap().indices.ec_pc_ha;
        let own = ec_ha(&present, &scenario, &rule, 0.0);
        prop_assert!((own - expected).abs() <= 1e-6 * expected.max(1e-3), "{} {}", own, expected);
    }
}

fn question<'a>(
    present: &'a Present,
    surveyed: &'a Surveyed,
    rule: &'a Rule,
    scenario: &'a Scenario,
    years: f64,
) -> Question<'a> {
    Question { present, surveyed, rule, entries: scenario.entries(), years, neighbourhood_m: 300.0 }
}

fn assessed(question: &Question<'_>) -> Impact {
    let before = Side::before(question.present, question.rule, &mut ()).unwrap();
    assess(question, &before, &mut ()).unwrap().1
}

#[test]
fn a_road_through_a_wood_splits_its_patch_and_widens_gaps() {
    let (present, surveyed, rule) = (present(), Surveyed::default(), rule(LinkKind::Glide));
    let mut scenario = Scenario::new("Road");
    // 80 m across the second wood, and 20 m of the third.
    let road = rect(360.0, -10.0, 80.0, 220.0);
    scenario.add("", Edit::Clear(road.clone(), Ground::Street)).unwrap();
    let asked = question(&present, &surveyed, &rule, &scenario, 0.0);
    let impact = assessed(&asked);
    assert!((impact.plan_ha - 1.76).abs() < 1e-9);
    let loss = &impact.habitat.patches;
    assert_eq!(loss.len(), 1);
    assert_eq!((loss[0].label.as_str(), loss[0].pieces), ("2", 2));
    let shared_ha = |shape: &MultiPolygon| hectares(geodata::geometry::shared_area(shape, &road));
    let of_patch = shared_ha(&present.habitat().patches()[1].polygons);
    assert!((loss[0].before_ha - loss[0].after_ha - of_patch).abs() < 1e-7);
    let of_wood = shared_ha(&present.pieces()[1].polygons);
    assert!(of_wood > of_patch && (impact.habitat.trees[0].lost_ha - of_wood).abs() < 1e-7);
    assert_eq!(impact.habitat.trees[0].kind, Ground::TallTrees);
    // Within 300 m are the first three.
    assert_eq!(impact.neighbourhood.patches, (3, 4));
    assert_eq!(impact.whole.patches, (6, 7));
    let (near, whole) = (impact.neighbourhood.ec_percent(), impact.whole.ec_percent());
    assert!(near < whole && whole < 0.0, "{near} {whole}");
    assert!(impact.whole.ec_pc_ha.1 < impact.whole.ec_pc_ha.0);
}

#[test]
fn trees_count_once_they_are_high_enough_and_mend_gaps() {
    let (present, rule) = (present(), rule(LinkKind::Glide));
    let before = ec_ha(&present, &Scenario::new("now"), &rule, 0.0);
    let mut scenario = Scenario::new("Planting");
    // Over the 60 m between the first two woods.
    let gap = Planting::Area(rect(240.0, 0.0, 60.0, 200.0));
    scenario.add("", Edit::Plant(gap, Trees { height_m: 3.0, growth_m: 0.5 })).unwrap();
    for (years, is_better) in [(0.0, false), (13.9, false), (14.0, true), (25.0, true)] {
        let after = ec_ha(&present, &scenario, &rule, years);
        assert_eq!(after > before + 1e-6, is_better, "{years}: {before} {after}");
    }
    // A mended link is as good, and a cut one worth less.
    let mut mended = Scenario::new("Mended");
    let (a, b) = (PatchId::Present(0), PatchId::Present(1));
    mended.add("", Edit::MendLink(a, b)).unwrap();
    assert!(ec_ha(&present, &mended, &rule, 0.0) > before);
    mended.add("", Edit::CutLink(b, a)).unwrap();
    assert!(ec_ha(&present, &mended, &rule, 0.0) < before);
}

#[test]
fn a_bridge_joins_over_a_motorway_and_poles_alone_do_not() {
    let (present, rule) = (present(), rule(LinkKind::Glide));
    let before = ec_ha(&present, &Scenario::new("now"), &rule, 0.0);
    let ends = [Coord { x: X + 840.0, y: Y + 100.0 }, Coord { x: X + 900.0, y: Y + 100.0 }];
    let grown = Trees { height_m: 16.0, growth_m: 0.0 };
    let with = |edit: Edit| {
        let mut scenario = Scenario::new("A");
        scenario.add("", edit).unwrap();
        ec_ha(&present, &scenario, &rule, 0.0)
    };
    assert!(with(Edit::GreenBridge(ends, 20.0, grown)) > before + 1e-6);
    let poles = |count| Edit::Poles { ends, height_m: 20.0, count };
    assert_eq!(with(poles(false)), before);
    assert!(with(poles(true)) > before + 1e-6);
}

#[test]
fn plans_that_are_odd_get_sensible_answers() {
    let (present, surveyed, rule) = (present(), Surveyed::default(), rule(LinkKind::Glide));
    let of = |area: MultiPolygon| {
        let mut scenario = Scenario::new("odd");
        scenario.add("", Edit::Clear(area, Ground::BuiltUp)).unwrap();
        assessed(&question(&present, &surveyed, &rule, &scenario, 0.0))
    };
    // Far from all data.
    let outside = of(rect(90_000.0, 0.0, 100.0, 100.0));
    assert_eq!(outside.place, PlanPlace::Outside);
    assert_eq!(outside.whole.ec_percent(), 0.0);
    assert_eq!(outside.neighbourhood.patches, (0, 0));
    // Over everything: nothing is left.
    let everything = of(rect(-5_000.0, -5_000.0, 20_000.0, 20_000.0));
    assert_eq!(everything.place, PlanPlace::NearEdge);
    assert_eq!(everything.whole.patches, (6, 0));
    assert_eq!((everything.whole.ec_pc_ha.1, everything.whole.ec_percent()), (0.0, -100.0));
    // Over a field: no patch, no tree; less open land changes no glide.
    let field = of(rect(0.0, -300.0, 100.0, 100.0));
    assert!(field.habitat.patches.is_empty() && field.habitat.trees.is_empty());
    assert_eq!(field.whole.ec_percent(), 0.0);
    // Without area, or no numbers: refused, and nothing is changed.
    let mut scenario = Scenario::new("none");
    let none = MultiPolygon(Vec::new());
    assert!(scenario.add("", Edit::Clear(none, Ground::BuiltUp)).is_err());
    assert!(scenario.add("", Edit::AddPatch(rect(f64::NAN, 0.0, 1.0, 1.0))).is_err());
    assert!(scenario.entries().is_empty() && scenario.undo_label().is_none());
}

#[test]
fn least_cost_links_feel_what_is_cleared() {
    let (present, rule) = (present(), rule(LinkKind::LeastCost));
    let mut scenario = Scenario::new("Clearing");
    // Nothing but open land for more than a cut between the first two.
    scenario.add("", Edit::Clear(rect(180.0, -200.0, 140.0, 600.0), Ground::BuiltUp)).unwrap();
    let scene = Scene::new(&present, scenario.entries(), 0.0);
    let network = rule.network(&scene, &mut ()).unwrap();
    let limits = rule.parameters.grading.limits;
    let first = network.routes.iter().find(|route| (route.a, route.b) == (0, 1)).unwrap();
    assert_eq!(first.grade(&limits), Grade::Cut);
    assert!(network.ec_pc_ha() < ec_ha(&present, &Scenario::new("now"), &rule, 0.0));
}

#[test]
fn branches_go_their_own_ways() {
    let mut first = Scenario::new("A");
    let one = first.add("Leave out", Edit::RemovePatch(PatchId::Present(1))).unwrap();
    let mut second = first.branch("B");
    assert!(second.undo().is_none());
    let two = second.add("Leave out", Edit::RemovePatch(PatchId::Present(2))).unwrap();
    assert_ne!(one, two);
    assert!(second.remove(one, "Keep") && !second.remove(one, "Keep"));
    assert_eq!((first.entries().len(), second.entries().len()), (1, 1));
    assert_eq!(second.undo(), Some("Keep"));
    assert_eq!(second.entries()[0].id, one);
}

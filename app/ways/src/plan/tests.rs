//! A plan from the drawing to the annex, without a browser.

use geo::{MultiPolygon, Rect};
use geodata::crs::Projection;
use geodata::landscape::{Ground as Class, Resistance};
use geodata::model::LayerRole;
use geodata::report::markdown;
use geodata::scenario::NEIGHBOURHOOD_M;
use geodata::scenario::Trees;
use geodata::{Crs, Layer, Parameters, ReadOptions, WorkingCrs, read_layer};
use liito_worker::{
    Assessed, Degrees, DrawnEdit, Fate, LandWork, LiveInfo, PlanShape, PlanState, PlanStep,
    PlanWork, Suggestions, Tone,
};

use super::*;

const X: f64 = 25_490_000.0;
const Y: f64 = 6_680_000.0;

fn crs() -> Crs {
    Crs::from_name("EPSG:3879").unwrap()
}

fn square(x: f64, y: f64, width: f64, height: f64) -> MultiPolygon {
    MultiPolygon(vec![Rect::new((X + x, Y + y), (X + x + width, Y + y + height)).to_polygon()])
}

fn layer(name: &str, role: LayerRole, boxes: &[(f64, f64, f64, f64)]) -> Layer {
    let rings = boxes.iter().map(|(x, y, width, height)| {
        let (x, y) = (X + x, Y + y);
        let (u, v) = (x + width, y + height);
        format!(
            r#"{{"type":"Feature","properties":{{"aluetyyppi":"Ydinalue"}},"geometry":{{"type":"Polygon","coordinates":[[[{x},{y}],[{u},{y}],[{u},{v}],[{x},{v}],[{x},{y}]]]}}}}"#
        )
    });
    let text = format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        rings.collect::<Vec<_>>().join(",")
    );
    let options = ReadOptions { input_crs: Some(crs()), ..ReadOptions::default() };
    let mut layer = read_layer(text.as_bytes(), name, &options).unwrap().layer;
    layer.role = role;
    layer
}

/// Two patches of 1 ha, trees between them, and 60 m of nothing before the third.
const BOXES: [(f64, f64, f64, f64); 3] =
    [(0.0, 0.0, 100.0, 100.0), (200.0, 0.0, 100.0, 100.0), (360.0, 0.0, 100.0, 100.0)];

fn planner_work(boxes: &[(f64, f64, f64, f64)]) -> Vec<u8> {
    let work = PlanWork {
        land: LandWork {
            shapes: boxes.iter().map(|(x, y, w, h)| square(*x, *y, *w, *h)).collect(),
            labels: ["A", "B", "C"].map(str::to_owned).to_vec(),
            working_crs: WorkingCrs::from_crs(crs()).unwrap(),
            layers: vec![layer("trees", LayerRole::TreeCover, &[(100.0, 0.0, 100.0, 100.0)])],
        },
        told: vec![
            layer("sites", LayerRole::Habitat, &boxes[..1]),
            layer("plan", LayerRole::Plan, &[(120.0, -10.0, 60.0, 120.0)]),
        ],
    };
    postcard::to_allocvec(&work).unwrap()
}

fn loaded() -> Planner {
    let mut planner = Planner::default();
    let bytes = planner_work(&BOXES);
    assert_eq!(planner.answer(PlanAsk::Load, &bytes, &mut ()).unwrap().0, Reply::Done);
    planner
}

fn degrees(ring: &[(f64, f64)]) -> Vec<Degrees> {
    let projection = Projection::from_working(WorkingCrs::from_crs(crs()).unwrap()).unwrap();
    let to = |(x, y): &(f64, f64)| {
        let at = projection.project(geo::Coord { x: X + x, y: Y + y }).unwrap();
        (at.x, at.y)
    };
    ring.iter().map(to).collect()
}

fn step(planner: &mut Planner, step: PlanStep) -> PlanState {
    let answer = planner.answer(PlanAsk::Step(step, "en".into()), &[], &mut ()).unwrap();
    match PlanReply::of(&answer.0) {
        Some(PlanReply::State(state)) => state,
        other => panic!("{other:?}"),
    }
}

fn wish(years: f64) -> PlanWish {
    let parameters = Parameters { kind: geodata::links::LinkKind::Glide, ..Parameters::default() };
    let resistance = Resistance::default();
    PlanWish {
        rule: Rule { parameters, resistance, cell_m: 5.0, most_glide_m: 2_000.0 },
        years,
        neighbourhood_m: NEIGHBOURHOOD_M,
        language: "en".into(),
    }
}

fn assessed(planner: &mut Planner) -> Assessed {
    let answer = planner.answer(PlanAsk::Assess(wish(0.0)), &[], &mut ()).unwrap();
    match PlanReply::of(&answer.0) {
        Some(PlanReply::Assessed(told)) => *told,
        other => panic!("{other:?}"),
    }
}

fn suggested(planner: &mut Planner) -> Suggestions {
    let answer = planner.answer(PlanAsk::Suggest(wish(0.0), 5), &[], &mut ()).unwrap();
    match PlanReply::of(&answer.0) {
        Some(PlanReply::Suggested(found)) => found,
        other => panic!("{other:?}"),
    }
}

fn live(planner: &mut Planner, step: PlanStep, wish: PlanWish) -> LiveInfo {
    let answer = planner.answer(PlanAsk::Live(step, wish), &[], &mut ()).unwrap();
    match PlanReply::of(&answer.0) {
        Some(PlanReply::Live(told)) => told,
        other => panic!("{other:?}"),
    }
}

#[test]
fn figures_follow_the_hand_and_are_those_of_what_is_let_go() {
    let mut planner = loaded();
    let ring = |x: f64| degrees(&[(x, 0.0), (x + 60.0, 0.0), (x + 60.0, 100.0), (x, 100.0)]);
    let drawn = |x: f64| DrawnEdit::PlantArea(ring(x), Trees { height_m: 20.0, growth_m: 0.0 });
    // Too little is drawn for figures.
    let line = DrawnEdit::PlantArea(ring(300.0)[..2].to_vec(), Trees::default());
    assert_eq!(live(&mut planner, PlanStep::Add(line), wish(0.0)).figures, None);
    let (before, after) =
        live(&mut planner, PlanStep::Add(drawn(300.0)), wish(0.0)).figures.unwrap();
    assert!(after.ec_pc_ha > before.ec_pc_ha && after.links[0] > before.links[0]);
    // The plan is what it was.
    assert!(step(&mut planner, PlanStep::Look).edits.is_empty());
    // Let go, then moved: what was told is what comes of it.
    let state = step(&mut planner, PlanStep::Add(drawn(300.0)));
    let told = assessed(&mut planner).whole.ec_pc_ha;
    assert!((told.0 - before.ec_pc_ha).abs() <= 1e-9 * told.0);
    assert!((told.1 - after.ec_pc_ha).abs() <= 1e-9 * told.1);
    let moved = PlanStep::Reshape(state.edits[0].id, ring(330.0));
    let (_, after) = live(&mut planner, moved.clone(), wish(0.0)).figures.unwrap();
    step(&mut planner, moved);
    let told = assessed(&mut planner).whole.ec_pc_ha;
    assert!((told.1 - after.ec_pc_ha).abs() <= 1e-9 * told.1);
    // The same beside an edit that no hand holds.
    let other = DrawnEdit::Clear(ring(0.0), Class::BuiltUp);
    step(&mut planner, PlanStep::Add(other));
    let moved = PlanStep::Reshape(state.edits[0].id, ring(310.0));
    let (same, after) = live(&mut planner, moved.clone(), wish(0.0)).figures.unwrap();
    assert!((same.ec_pc_ha - before.ec_pc_ha).abs() <= 1e-9 * same.ec_pc_ha);
    step(&mut planner, moved);
    let told = assessed(&mut planner).whole.ec_pc_ha;
    assert!(after.ec_pc_ha < before.ec_pc_ha);
    assert!((told.1 - after.ec_pc_ha).abs() <= 1e-9 * told.1);
    // Over a grid it is a preview.
    let mut coarse = wish(0.0);
    coarse.rule.parameters.kind = geodata::links::LinkKind::LeastCost;
    let told = live(&mut planner, PlanStep::Add(drawn(300.0)), coarse);
    assert!(told.is_coarse && told.figures.is_some());
}

#[test]
fn links_are_cut_and_mended_where_the_reader_points() {
    let mut planner = loaded();
    let today = assessed(&mut planner).whole.ec_pc_ha.0;
    let [between, gap, nowhere] =
        [(150.0, 50.0), (330.0, 50.0), (150.0, 900.0)].map(|at| degrees(&[at])[0]);
    let state = step(&mut planner, PlanStep::LinkAt(between, false));
    assert!(matches!(state.edits[0].shape, PlanShape::Line(_)), "{state:?}");
    let cut = assessed(&mut planner).whole.ec_pc_ha.1;
    assert!(cut < today, "{cut} {today}");
    step(&mut planner, PlanStep::Undo);
    step(&mut planner, PlanStep::LinkAt(gap, true));
    let mended = assessed(&mut planner).whole.ec_pc_ha.1;
    assert!(mended > today, "{mended} {today}");
    let state = step(&mut planner, PlanStep::LinkAt(nowhere, true));
    assert!(state.fault.is_some() && state.edits.len() == 1);
}

#[test]
fn plans_are_added_for_the_sum_of_their_effects() {
    let mut planner = loaded();
    let square = |x: f64| degrees(&[(x, 0.0), (x + 20.0, 0.0), (x + 20.0, 100.0), (x, 100.0)]);
    let cleared = |x: f64| PlanStep::Add(DrawnEdit::Clear(square(x), Class::BuiltUp));
    step(&mut planner, cleared(140.0));
    step(&mut planner, PlanStep::Begin(false));
    step(&mut planner, cleared(40.0));
    let alone = assessed(&mut planner).whole.ec_pc_ha.1;
    let state = step(&mut planner, PlanStep::AddPlan(0));
    assert_eq!(state.edits.len(), 2);
    let both = assessed(&mut planner).whole.ec_pc_ha.1;
    assert!(both < alone, "{both} {alone}");
    assert_eq!(step(&mut planner, PlanStep::Undo).edits.len(), 1);
}

#[test]
fn a_plan_from_the_drawing_to_the_annex() {
    let mut planner = loaded();
    let today = assessed(&mut planner);
    assert!(today.effects.is_empty() && today.near.ec_percent == 0.0);
    assert!(today.links[0].iter().all(|link| link.fate == Fate::Same));
    assert_eq!(step(&mut planner, PlanStep::Look).planned, 1);

    // Half of the first patch, which is surveyed as a core area.
    let ring = degrees(&[(-10.0, -10.0), (50.0, -10.0), (50.0, 110.0), (-10.0, 110.0)]);
    let state = step(&mut planner, PlanStep::Add(DrawnEdit::Clear(ring, Class::BuiltUp)));
    assert_eq!((state.edits.len(), state.undo.as_deref()), (1, Some("clear an area")));
    let told = assessed(&mut planner);
    let core = told.touched.iter().find(|line| line.words.contains("core area")).unwrap();
    assert_eq!((core.figure.as_str(), core.tone), ("1", Tone::Loss));
    assert!(told.near.ec_percent < -1.0 && told.whole.ec_percent < -1.0);

    // The opened plan fells the trees between the first two: their link is worse.
    let state = step(&mut planner, PlanStep::AddPlanned(Class::Street));
    assert_eq!(state.edits.len(), 2);
    let cut = assessed(&mut planner);
    assert!(cut.whole.ec_percent < told.whole.ec_percent);
    assert!(cut.links[0].iter().any(|link| link.fate == Fate::Worse));

    // Taken over, what is suggested mends once it has grown.
    let found = suggested(&mut planner);
    assert!(!found.all.is_empty() && found.all[0].gains_percent[0] == 0.0);
    assert!(found.all[0].gains_percent[2] > 0.0);
    let state = step(&mut planner, PlanStep::Accept(vec![found.all[0].id]));
    assert_eq!(state.edits.len(), 3);
    let answer = planner.answer(PlanAsk::Assess(wish(25.0)), &[], &mut ()).unwrap();
    let Some(PlanReply::Assessed(grown)) = PlanReply::of(&answer.0) else { panic!() };
    assert!(grown.whole.ec_pc_ha.1 > cut.whole.ec_pc_ha.1);

    // Back and forth, to the same figures.
    assert_eq!(step(&mut planner, PlanStep::Undo).redo.as_deref(), Some("take over suggestions"));
    let state = step(&mut planner, PlanStep::Undo);
    let again = assessed(&mut planner);
    assert!(again.revision == state.revision && again.revision > told.revision);
    assert_eq!(Assessed { revision: told.revision, ..again }, told);
    step(&mut planner, PlanStep::Redo);
    assert_eq!(Assessed { revision: cut.revision, ..assessed(&mut planner) }, cut);

    for (language, words) in [("fi", "Laskentaraportti"), ("sv", "Beräkningsrapport")] {
        let ask = PlanAsk::Annex(
            PlanWish { language: language.into(), ..wish(0.0) },
            AnnexWish::default(),
        );
        let answer = planner.answer(ask, &[], &mut ()).unwrap();
        let Some(PlanReply::Annex(report)) = PlanReply::of(&answer.0) else { panic!() };
        assert!(markdown(&report).starts_with(&format!("# {words}")), "{}", markdown(&report));
    }
}

#[test]
fn plans_outlive_their_worker_and_alternatives_go_their_own_ways() {
    let mut planner = loaded();
    let at = degrees(&[(50.0, 50.0)])[0];
    let answer = planner
        .answer(PlanAsk::Step(PlanStep::RemovePatchAt(at), "en".into()), &[], &mut ())
        .unwrap();
    let kept = answer.1.unwrap();
    let mut other = loaded();
    other.answer(PlanAsk::Restore, &kept, &mut ()).unwrap();
    assert_eq!(step(&mut other, PlanStep::Look), step(&mut planner, PlanStep::Look));
    assert_eq!(assessed(&mut other).near.habitat_percent, -100.0 / 3.0);

    let copy = step(&mut other, PlanStep::Begin(true));
    assert_eq!((copy.names.len(), copy.edits.len(), copy.undo), (2, 1, None));
    step(&mut other, PlanStep::Rename("North".into()));
    step(&mut other, PlanStep::Remove(copy.edits[0].id));
    assert_eq!(step(&mut other, PlanStep::Choose(0)).edits.len(), 1);
    let left = step(&mut other, PlanStep::Discard);
    assert_eq!((left.names, left.edits.len()), (vec!["North".to_owned()], 0));
}

#[test]
fn other_patches_have_plans_of_their_own() {
    let mut planner = loaded();
    let at = degrees(&[(50.0, 50.0)])[0];
    step(&mut planner, PlanStep::RemovePatchAt(at));
    let ring = degrees(&[(400.0, 10.0), (420.0, 10.0), (420.0, 40.0)]);
    let drawn = step(&mut planner, PlanStep::Add(DrawnEdit::Clear(ring, Class::BuiltUp)));
    // The first patch is closed: what went by its number would now mean the second.
    let other = planner_work(&BOXES[1..]);
    planner.answer(PlanAsk::Load, &other, &mut ()).unwrap();
    let state = step(&mut planner, PlanStep::Look);
    assert_eq!((state.edits.len(), state.undo.clone()), (1, None));
    assert!(state.revision > drawn.revision);
    // With their data they are there again, history and all, in another worker too.
    let answer = planner
        .answer(PlanAsk::Step(PlanStep::Rename("Two".into()), "en".into()), &[], &mut ())
        .unwrap();
    let mut again = loaded();
    again.answer(PlanAsk::Restore, &answer.1.unwrap(), &mut ()).unwrap();
    let first = step(&mut again, PlanStep::Look);
    assert_eq!((&first.edits, &first.undo), (&drawn.edits, &drawn.undo));
    again.answer(PlanAsk::Load, &other, &mut ()).unwrap();
    assert_eq!(step(&mut again, PlanStep::Look).names, ["Two"]);
}

#[test]
fn the_public_annex_and_its_plan_name_no_patch() {
    let mut planner = loaded();
    let at = degrees(&[(50.0, 50.0)])[0];
    step(&mut planner, PlanStep::RemovePatchAt(at));
    let mut annex = |is_for_authority: bool| {
        let wanted = AnnexWish { is_for_authority, ..AnnexWish::default() };
        let ask = PlanAsk::Annex(wish(0.0), wanted);
        let answer = planner.answer(ask, &[], &mut ()).unwrap();
        let Some(PlanReply::Annex(report)) = PlanReply::of(&answer.0) else { panic!() };
        markdown(&report)
    };
    assert!(annex(true).contains("Patch A left out"));
    let public = annex(false);
    assert!(public.contains("Patch – left out") && !public.contains("Patch A"), "{public}");
}

#[test]
fn what_makes_no_sense_is_told_and_changes_nothing() {
    let mut planner = loaded();
    let line = degrees(&[(0.0, 0.0), (10.0, 10.0), (20.0, 20.0)]);
    let far = vec![(200.0, 95.0), (201.0, 95.0), (201.0, 96.0)];
    let nowhere = degrees(&[(150.0, 50.0)])[0];
    for bad in [
        PlanStep::Add(DrawnEdit::Clear(line, Class::BuiltUp)),
        PlanStep::Add(DrawnEdit::AddPatch(far)),
        PlanStep::Add(DrawnEdit::GreenBridge(vec![nowhere], 40.0, Default::default())),
        PlanStep::RemovePatchAt(nowhere),
    ] {
        let state = step(&mut planner, bad.clone());
        assert!(state.fault.is_some() && state.edits.is_empty(), "{bad:?}");
    }
    let other = Planner::default().answer(PlanAsk::Assess(wish(0.0)), &[], &mut ()).unwrap();
    assert_eq!(other.0, Reply::OtherVersion);
}

#[test]
fn alternatives_stand_side_by_side_with_their_own_figures() {
    let mut planner = loaded();
    let ring = degrees(&[(-10.0, -10.0), (50.0, -10.0), (50.0, 110.0), (-10.0, 110.0)]);
    step(&mut planner, PlanStep::Add(DrawnEdit::Clear(ring, Class::BuiltUp)));
    step(&mut planner, PlanStep::Rename("South".into()));
    let south = assessed(&mut planner);
    step(&mut planner, PlanStep::Begin(true));
    step(&mut planner, PlanStep::Rename("North".into()));
    step(&mut planner, PlanStep::AddPlanned(Class::Street));
    let north = assessed(&mut planner);
    // An empty one has nothing to tell.
    step(&mut planner, PlanStep::Begin(false));
    step(&mut planner, PlanStep::Choose(1));

    let answer = planner.answer(PlanAsk::Compare(wish(0.0)), &[], &mut ()).unwrap();
    let Some(PlanReply::Compared(blocks)) = PlanReply::of(&answer.0) else { panic!() };
    let geodata::report::Block::Table(heads, rows) = &blocks[0] else { panic!("{blocks:?}") };
    assert!(rows.iter().all(|row| row.len() == heads.len()));
    assert_eq!(heads[1..], ["Today", "South", "North"]);
    let (l, last) = (Language::English, rows.last().unwrap());
    for (whole, told) in last[2..].iter().zip([&south, &north]) {
        assert!(whole.starts_with(&l.hectares(told.whole.ec_pc_ha.1)), "{whole}");
        assert!(whole.contains(&l.number(told.whole.ec_percent, 2)), "{whole}");
    }
    // In the annex of either they stand as they stand here.
    let ask = PlanAsk::Annex(wish(0.0), AnnexWish { runs: 2, ..AnnexWish::default() });
    let answer = planner.answer(ask, &[], &mut ()).unwrap();
    let Some(PlanReply::Annex(report)) = PlanReply::of(&answer.0) else { panic!() };
    assert!(report.contains(&blocks[0]));
    assert!(markdown(&report).contains("In 2 runs with other assumptions"));
}

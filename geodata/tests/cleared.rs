//! Twenty hectares of the real sheet, cleared: the same as with layers that shapely cut
//! (golden/cleared.py).
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

mod shared;
mod sheet;

use std::collections::BTreeMap;

use geo::{MultiPolygon, Rect};
use geodata::Parameters;
use geodata::landscape::{Ground, Resistance};
use geodata::links::{LinkKind, Topology};
use geodata::scenario::{
    Edit, PlanPlace, Present, Question, Rule, Scenario, Side, Surveyed, assess,
};
use serde::Deserialize;
use sheet::Sheet;

#[derive(Deserialize)]
struct Golden {
    patch: String,
    square: [f64; 4],
    patches: usize,
    ec_pc_ha: BTreeMap<String, [f64; 2]>,
}

#[test]
fn clearing_gives_what_cleared_layers_give() {
    let Some(Sheet { habitat, land, layers }) = Sheet::read() else { return };
    let golden: Golden = serde_json::from_str(include_str!("golden/cleared.json")).unwrap();
    let surveyed = Surveyed::new(&layers, habitat.working_crs()).unwrap();
    let pieces = land.pieces()[..land.pieces().len() - habitat.patches().len()].to_vec();
    let present = Present::new(habitat, pieces, Vec::new());
    let [west, south, east, north] = golden.square;
    let square = MultiPolygon(vec![Rect::new((west, south), (east, north)).to_polygon()]);
    let mut scenario = Scenario::new("20 ha");
    scenario.add("clear", Edit::Clear(square, Ground::BuiltUp)).unwrap();
    for (kind, topology) in [
        (LinkKind::Glide, Topology::Planar),
        (LinkKind::Glide, Topology::Complete),
        (LinkKind::LeastCost, Topology::Planar),
    ] {
        let parameters = Parameters { kind, topology, ..Parameters::default() };
        let resistance = Resistance::default();
        let rule = Rule { parameters, resistance, cell_m: 10.0, most_glide_m: 2_000.0 };
        let question = Question {
            present: &present,
            surveyed: &surveyed,
            rule: &rule,
            entries: scenario.entries(),
            years: 0.0,
            neighbourhood_m: 1_000.0,
        };
        let before = Side::before(&present, &rule, &mut ()).unwrap();
        let (_, impact) = assess(&question, &before, &mut ()).unwrap();
        let name = format!("{} {}", kind.name(), topology.name());
        let [before, after] = golden.ec_pc_ha[&name];
        for (own, expected) in [(impact.whole.ec_pc_ha.0, before), (impact.whole.ec_pc_ha.1, after)]
        {
            assert!((own / expected - 1.0).abs() < 1e-6, "{name}: {own} {expected}");
        }
        assert_eq!(impact.whole.patches, (363, golden.patches));
        assert!((impact.plan_ha - 20.0).abs() < 1e-6);
        assert_eq!(impact.place, PlanPlace::NearEdge);
        assert_eq!(impact.habitat.patches[0].label, golden.patch);
        // The loss of one place is small in the whole and large round it.
        assert!(impact.neighbourhood.ec_percent() < 2.0 * impact.whole.ec_percent());
    }
}

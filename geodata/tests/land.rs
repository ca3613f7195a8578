//! Real land: the sheet of the Topographic Database, its grid, and the ways over it.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

mod shared;
mod sheet;

use geodata::landscape::{Ground, Land, LandPiece};
use geodata::links::{GapLimits, Grade, LeastCost, Route, Topology, gaps_along, least_cost_links};
use sheet::Sheet;

fn planar(sheet: &Sheet) -> Vec<Route> {
    let wanted =
        LeastCost { topology: Topology::Planar, is_exact: false, most_cost: f64::INFINITY };
    least_cost_links(&sheet.habitat, &sheet.land, &sheet.grid(10.0), &wanted, &mut ())
}

#[test]
fn ways_over_the_real_sheet_follow_the_forest() {
    let Some(sheet) = Sheet::read() else { return };
    let routes = planar(&sheet);
    let limits = GapLimits::default();
    let count = |grade: Grade| routes.iter().filter(|r| r.grade(&limits) == grade).count();
    let counts = Grade::ALL.map(count);
    eprintln!("{} links: good, weak, critical, cut: {counts:?}", routes.len());
    let mut reached = vec![false; 363];
    for route in &routes {
        reached[route.a as usize] = true;
        reached[route.b as usize] = true;
        // From edge to edge.
        for (patch, end) in [(route.a, route.line[0]), (route.b, *route.line.last().unwrap())] {
            let patch = &sheet.habitat.patches()[patch as usize];
            assert!(patch.edges.distance_to(end) < 1e-6);
        }
        let treeless: f64 = route.gaps.iter().map(|gap| gap.width_m).sum();
        assert!(treeless <= route.length_m + 1e-6);
        for gap in &route.gaps {
            let parts: f64 = gap.parts.iter().map(|part| part.length_m).sum();
            assert!((parts - gap.width_m).abs() < 1e-6);
        }
    }
    assert!(reached.iter().all(|is_reached| *is_reached));
    // Trees cover about half of the sheet; ways between patches find nine tenths of theirs.
    let length: f64 = routes.iter().map(|route| route.length_m).sum();
    let treeless: f64 = routes.iter().flat_map(|r| &r.gaps).map(|gap| gap.width_m).sum();
    eprintln!("{:.1} km, {:.1} % of them treeless", length / 1000.0, 100.0 * treeless / length);
    assert!(treeless < 0.25 * length, "{treeless} of {length}");
}

/// Without its trees a link has one gap from patch to patch.
#[test]
fn felling_all_trees_between_two_patches_cuts_their_link() {
    let Some(sheet) = Sheet::read() else { return };
    let limits = GapLimits::default();
    let routes = planar(&sheet);
    let felled: Vec<LandPiece> = sheet
        .land
        .pieces()
        .iter()
        .filter(|piece| !piece.ground.is_trees() && piece.ground != Ground::Habitat)
        .cloned()
        .collect();
    let bare = Land::new(felled, &sheet.habitat);
    let mut cut = 0;
    for route in routes.iter().filter(|r| r.grade(&limits) < Grade::Cut && r.length_m > 150.0) {
        let gaps = gaps_along(&bare, &route.line);
        let touches_others = gaps.len() > 1;
        if !touches_others {
            assert_eq!(geodata::links::grade_of(&gaps, &limits), Grade::Cut);
            cut += 1;
        }
    }
    assert!(cut > 50, "{cut}");
}

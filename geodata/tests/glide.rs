//! Glide links: against every chain of stands on small seeded sets, and on the real sheet.
#![allow(
    clippy::cast_possible_truncation,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

mod shared;
mod sheet;

use geo::{Coord, Distance, Euclidean, MultiPolygon, Polygon, Rect, Rotate};
use geodata::landscape::{Ground, Land, LandPiece};
use geodata::links::{GapLimits, Glide, Grade, Route, Topology, glide_links};
use geodata::{Crs, Habitat, WorkingCrs};
use proptest::prelude::*;
use sheet::Sheet;

fn wanted(topology: Topology, most_m: f64) -> Glide {
    Glide { topology, most_m, limits: GapLimits::default() }
}

fn habitat(shapes: &[MultiPolygon]) -> Habitat {
    let crs = WorkingCrs::from_crs(Crs::from_name("EPSG:3879").unwrap()).unwrap();
    Habitat::from_shapes(shapes.to_vec(), crs)
}

fn rect(x: f64, y: f64, width: f64, height: f64) -> MultiPolygon {
    MultiPolygon(vec![Rect::new((x, y), (x + width, y + height)).to_polygon()])
}

fn trees(polygons: MultiPolygon) -> LandPiece {
    LandPiece::new(Ground::Trees, polygons)
}

fn only(routes: Vec<Route>) -> Route {
    assert_eq!(routes.len(), 1, "{routes:?}");
    routes.into_iter().next().unwrap()
}

/// Two patches 100 m wide with 40 m between them.
fn two_patches() -> [MultiPolygon; 2] {
    [rect(0.0, 0.0, 100.0, 100.0), rect(140.0, 0.0, 100.0, 100.0)]
}

#[test]
fn without_trees_a_glide_goes_straight() {
    let habitat = habitat(&two_patches());
    let land = Land::new(Vec::new(), &habitat);
    let route = only(glide_links(&habitat, &land, &wanted(Topology::Planar, 2000.0), &mut ()));
    assert_eq!((route.length_m, route.cost, route.widest_gap_m()), (40.0, 40.0, 40.0));
    assert_eq!(route.grade(&GapLimits::default()), Grade::Weak);
}

#[test]
fn a_way_of_a_better_grade_is_taken_up_to_the_greatest_length() {
    let habitat = habitat(&two_patches());
    // A horseshoe of trees from the one to the other, round by the north, with gaps of 8 m.
    let stands = [
        rect(40.0, 108.0, 20.0, 92.0),
        rect(40.0, 208.0, 160.0, 20.0),
        rect(180.0, 108.0, 20.0, 92.0),
    ];
    let land = Land::new(stands.into_iter().map(trees).collect(), &habitat);
    let route = only(glide_links(&habitat, &land, &wanted(Topology::Planar, 2000.0), &mut ()));
    assert_eq!(route.grade(&GapLimits::default()), Grade::Good);
    assert_eq!(route.gaps.len(), 4);
    assert!(route.gaps.iter().all(|gap| (gap.width_m - 8.0).abs() < 2.0), "{:?}", route.gaps);
    // Up the inner sides of both arms and along the inner side of the bow.
    let taut = 108.0 + 120.0 + 108.0;
    assert!((taut - 1.0..taut + 20.0).contains(&route.length_m), "{}", route.length_m);
    let short = only(glide_links(&habitat, &land, &wanted(Topology::Planar, 300.0), &mut ()));
    assert_eq!((short.length_m, short.grade(&GapLimits::default())), (40.0, Grade::Weak));
}

#[test]
fn felling_the_trees_between_two_patches_cuts_their_glide() {
    let habitat = habitat(&[rect(0.0, 0.0, 100.0, 100.0), rect(400.0, 0.0, 100.0, 100.0)]);
    let links = |stands: Vec<MultiPolygon>| {
        let land = Land::new(stands.into_iter().map(trees).collect(), &habitat);
        glide_links(&habitat, &land, &wanted(Topology::Planar, 2000.0), &mut ())
    };
    let whole = only(links(vec![rect(100.0, 20.0, 300.0, 60.0)]));
    assert_eq!((whole.length_m, whole.gaps.len()), (300.0, 0));
    assert_eq!(whole.grade(&GapLimits::default()), Grade::Good);
    assert!(links(Vec::new()).is_empty());
    // A strip 120 m wide through the trees cuts them, one 90 m wide does not.
    let strip = |width: f64| {
        vec![rect(100.0, 20.0, 100.0, 60.0), rect(200.0 + width, 20.0, 200.0 - width, 60.0)]
    };
    assert!(links(strip(120.0)).is_empty());
    let critical = only(links(strip(90.0)));
    assert_eq!(critical.grade(&GapLimits::default()), Grade::Critical);
    assert!((critical.widest_gap_m() - 90.0).abs() < 1e-6);
}

#[test]
fn patches_that_touch_and_patches_alone() {
    let habitat = habitat(&[
        rect(0.0, 0.0, 50.0, 50.0),
        rect(50.0, 0.0, 50.0, 50.0),
        rect(70.0, 20.0, 80.0, 80.0),
        rect(900.0, 0.0, 10.0, 10.0),
    ]);
    let land = Land::new(Vec::new(), &habitat);
    for topology in [Topology::Planar, Topology::Complete] {
        let routes = glide_links(&habitat, &land, &wanted(topology, 2000.0), &mut ());
        let lengths: Vec<_> = routes.iter().map(|r| (r.a, r.b, r.length_m, r.gaps.len())).collect();
        assert_eq!(lengths[0], (0, 1, 0.0, 0));
        assert!(lengths.contains(&(1, 2, 0.0, 0)));
        assert!(lengths.iter().all(|(_, b, ..)| *b != 3));
    }
}

/// Stands of trees, the first few of them patches.
fn stands() -> impl Strategy<Value = (usize, Vec<Polygon>)> {
    let stand = (0.0..500.0f64, 0.0..500.0f64, 8.0..120.0f64, 8.0..60.0f64, 0.0..180.0f64)
        .prop_map(|(x, y, width, height, turn)| {
            Rect::new((x, y), (x + width, y + height)).to_polygon().rotate_around_center(turn)
        });
    (2usize..5, prop::collection::vec(stand, 5..14))
}

/// The best grade that each two stands can reach each other at, over all chains of stands.
fn bottlenecks(stands: &[Polygon], limits: &GapLimits) -> Vec<Vec<Grade>> {
    let graded = |width: f64| {
        if width <= limits.unknown_height_m {
            Grade::Good
        } else if width <= limits.weak_m {
            Grade::Weak
        } else if width <= limits.critical_m {
            Grade::Critical
        } else {
            Grade::Cut
        }
    };
    let mut best: Vec<Vec<Grade>> = stands
        .iter()
        .map(|a| stands.iter().map(|b| graded(Euclidean.distance(a, b))).collect())
        .collect();
    for via in 0..stands.len() {
        for a in 0..stands.len() {
            for b in 0..stands.len() {
                best[a][b] = best[a][b].min(best[a][via].max(best[via][b]));
            }
        }
    }
    best
}

fn parts(patches: usize, routes: &[Route], grade: Grade) -> Vec<usize> {
    let mut part: Vec<usize> = (0..patches).collect();
    for _ in 0..patches {
        for route in routes.iter().filter(|r| r.grade(&GapLimits::default()) <= grade) {
            let least = part[route.a as usize].min(part[route.b as usize]);
            part[route.a as usize] = least;
            part[route.b as usize] = least;
        }
    }
    part
}

proptest! {
    #[test]
    fn grades_are_the_best_of_all_chains_of_stands((patches, stands) in stands()) {
        let limits = GapLimits::default();
        let shapes: Vec<MultiPolygon> =
            stands.iter().map(|stand| MultiPolygon(vec![stand.clone()])).collect();
        let habitat = habitat(&shapes[..patches]);
        let land = Land::new(shapes[patches..].iter().cloned().map(trees).collect(), &habitat);
        let best = bottlenecks(&stands, &limits);
        let complete = glide_links(&habitat, &land, &wanted(Topology::Complete, 1e6), &mut ());
        for a in 0..patches {
            for b in a + 1..patches {
                let found = complete.iter().find(|r| (r.a as usize, r.b as usize) == (a, b));
                let grade = found.map_or(Grade::Cut, |route| route.grade(&limits));
                prop_assert_eq!(grade, best[a][b], "{} and {}", a, b);
                if let Some(route) = found {
                    let straight = Euclidean.distance(&stands[a], &stands[b]);
                    prop_assert!(route.length_m >= straight - 1e-6);
                    // Where they overlap, the two ends are somewhere in both.
                    let ends = [(a, route.line[0]), (b, *route.line.last().unwrap())];
                    for (patch, end) in ends.into_iter().filter(|_| straight > 0.0) {
                        prop_assert!(habitat.patches()[patch].edges.distance_to(end) < 0.011);
                    }
                }
            }
        }
        // Neighbours alone tell who reaches whom at every grade.
        let planar = glide_links(&habitat, &land, &wanted(Topology::Planar, 1e6), &mut ());
        for grade in [Grade::Good, Grade::Weak, Grade::Critical] {
            prop_assert_eq!(parts(patches, &planar, grade), parts(patches, &complete, grade));
        }
    }
}

#[test]
fn glides_over_the_real_sheet() {
    let Some(sheet) = Sheet::read() else { return };
    let limits = GapLimits::default();
    let routes =
        glide_links(&sheet.habitat, &sheet.land, &wanted(Topology::Planar, 2000.0), &mut ());
    let counts =
        Grade::ALL.map(|grade| routes.iter().filter(|r| r.grade(&limits) == grade).count());
    eprintln!("{} glides: good, weak, critical, cut: {counts:?}", routes.len());
    assert!((800..1000).contains(&routes.len()));
    assert_eq!(counts[3], 0);
    assert!(counts[0] > counts[1] && counts[1] > counts[2]);
    for route in &routes {
        for (patch, end) in [(route.a, route.line[0]), (route.b, *route.line.last().unwrap())] {
            let patch = &sheet.habitat.patches()[patch as usize];
            assert!(patch.edges.distance_to(end) < 0.011);
        }
    }
    // Without trees only those are left that can be glided at once.
    let is_no_tree = |piece: &&LandPiece| !piece.ground.is_trees();
    let felled = sheet.land.pieces().iter().filter(is_no_tree);
    let felled = felled.filter(|piece| piece.ground != Ground::Habitat).cloned().collect();
    let bare = Land::new(felled, &sheet.habitat);
    let left = glide_links(&sheet.habitat, &bare, &wanted(Topology::Planar, 2000.0), &mut ());
    eprintln!("{} are left without trees", left.len());
    assert!(!left.is_empty() && left.len() < routes.len() / 2);
    for route in &left {
        assert!(route.widest_gap_m() <= 100.0);
        let chain = route.gaps.iter().map(|gap| gap.width_m).sum::<f64>();
        assert!(route.length_m - chain < 0.1 || route.gaps.len() > 1);
    }
}

#[test]
fn a_corner_of_the_line_lies_in_trees() {
    let Some(sheet) = Sheet::read() else { return };
    let routes =
        glide_links(&sheet.habitat, &sheet.land, &wanted(Topology::Planar, 2000.0), &mut ());
    let inner = |route: &Route| -> Vec<Coord> {
        route.line.iter().copied().skip(1).take(route.line.len().saturating_sub(2)).collect()
    };
    for corner in routes.iter().flat_map(inner) {
        assert!(sheet.land.ground_at(corner).is_canopy());
    }
}

//! What must hold whatever the data are.
#![allow(clippy::unwrap_used, reason = "tests are blunt")]

use geo::{Area, BoundingRect, Coord, Validation};
use geodata::connectivity::curve;
use geodata::geometry::{repair_polygons, shared_area};
use geodata::links::Topology;
use geodata::model::Overlaps;
use geodata::{Habitat, HabitatOptions, Indices, Parameters, ReadOptions, analyse, read_layer};
use proptest::prelude::*;

/// A feature of GeoJSON: a rectangle in EPSG:3879, metres from a corner in Espoo.
fn rectangle(x: f64, y: f64, width: f64, height: f64) -> String {
    let (x, y) = (25_480_000.0 + x, 6_675_000.0 + y);
    let corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height), (0.0, 0.0)];
    let ring: Vec<String> =
        corners.iter().map(|(dx, dy)| format!("[{},{}]", x + dx, y + dy)).collect();
    format!(
        r#"{{"type":"Feature","properties":{{}},"geometry":{{"type":"Polygon","coordinates":[[{}]]}}}}"#,
        ring.join(",")
    )
}

fn collection(features: &[String]) -> String {
    format!(
        r#"{{"type":"FeatureCollection","crs":{{"type":"name","properties":{{"name":"EPSG:3879"}}}},"features":[{}]}}"#,
        features.join(",")
    )
}

fn indices(features: &[String], parameters: &Parameters) -> Indices {
    let import =
        read_layer(collection(features).as_bytes(), "made", &ReadOptions::default()).unwrap();
    assert!(import.report.skipped.is_empty());
    let habitat = Habitat::new(&[import.layer], &HabitatOptions::default()).unwrap();
    analyse(&habitat, parameters).unwrap().indices
}

#[test]
fn cutting_a_patch_into_touching_halves_leaves_ec_pc_as_it_was() {
    let away = rectangle(900.0, 0.0, 300.0, 200.0);
    let whole = [rectangle(0.0, 0.0, 400.0, 300.0), away.clone()];
    let halves = [rectangle(0.0, 0.0, 200.0, 300.0), rectangle(200.0, 0.0, 200.0, 300.0), away];
    let (a, b) =
        (indices(&whole, &Parameters::default()), indices(&halves, &Parameters::default()));
    assert!((a.ec_pc_ha - b.ec_pc_ha).abs() < 1e-9 * a.ec_pc_ha);
    // IIC counts the link between the halves as a step, as it should be known.
    assert!(b.iic_num < a.iic_num);
}

/// Graphs of all pairs and of neighbours fall into the same components at any
/// threshold, for the minimum spanning tree is in both.
fn planar_keeps_components(features: &[String], thresholds: &[f64]) {
    for &threshold in thresholds {
        let with = |topology| {
            let threshold_m = Some(threshold);
            indices(features, &Parameters { topology, threshold_m, ..Parameters::default() })
        };
        let (all, planar) = (with(Topology::Complete), with(Topology::Planar));
        assert_eq!(all.components, planar.components, "at {threshold} m");
        assert!(planar.links <= all.links && planar.ec_pc_ha <= all.ec_pc_ha * (1.0 + 1e-12));
    }
}

#[test]
fn a_patch_in_between_parts_two_in_a_planar_network() {
    let three = [
        rectangle(0.0, 0.0, 100.0, 100.0),
        rectangle(200.0, -500.0, 100.0, 1100.0),
        rectangle(400.0, 0.0, 100.0, 100.0),
    ];
    let planar = Parameters { topology: Topology::Planar, ..Parameters::default() };
    assert_eq!(indices(&three, &planar).links, 2);
    assert_eq!(indices(&three, &Parameters::default()).links, 3);
    // Touching and lying in one another: neighbours at 0 m.
    let together = [
        rectangle(0.0, 0.0, 300.0, 300.0),
        rectangle(300.0, 0.0, 300.0, 300.0),
        rectangle(100.0, 100.0, 50.0, 50.0),
    ];
    planar_keeps_components(&together, &[0.0]);
    assert_eq!(indices(&[together[0].clone()], &planar).links, 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn planar_networks_hang_together_as_complete_ones(
        boxes in prop::collection::vec((0.0..3000.0f64, 0.0..3000.0f64, 20.0..300.0f64, 20.0..300.0f64), 1..25),
    ) {
        let features: Vec<String> =
            boxes.into_iter().map(|(x, y, w, h)| rectangle(x, y, w, h)).collect();
        planar_keeps_components(&features, &[0.0, 50.0, 100.0, 200.0, 400.0, 800.0]);
    }

    #[test]
    fn a_curve_passes_through_the_runs_at_its_distances(
        boxes in prop::collection::vec((0.0..3000.0f64, 0.0..3000.0f64, 20.0..300.0f64, 20.0..300.0f64), 1..12),
    ) {
        let features: Vec<String> =
            boxes.into_iter().map(|(x, y, w, h)| rectangle(x, y, w, h)).collect();
        let import = read_layer(collection(&features).as_bytes(), "made", &ReadOptions::default()).unwrap();
        let habitat = Habitat::new(&[import.layer], &HabitatOptions::default()).unwrap();
        let graphs = analyse(&habitat, &Parameters::default()).unwrap().graphs;
        let distances = curve::distances(200.0, 1000.0, 400.0).unwrap();
        for point in graphs.curve(&distances, &Parameters::default()).unwrap() {
            let parameters = Parameters { distance_m: point.distance_m, ..Parameters::default() };
            let expected = indices(&features, &parameters).pc_num;
            prop_assert!((point.pc_num - expected).abs() <= 1e-12 * expected);
        }
    }
}

#[test]
fn a_link_at_the_threshold_is_in_and_one_beyond_is_out() {
    let two = [rectangle(0.0, 0.0, 100.0, 100.0), rectangle(350.0, 0.0, 100.0, 100.0)];
    let at = |threshold: f64| {
        let parameters = Parameters { threshold_m: Some(threshold), ..Parameters::default() };
        indices(&two, &parameters).links
    };
    assert_eq!((at(250.0), at(249.999)), (1, 0));
    let cut = |cut: f64| {
        let parameters = Parameters { max_link_m: Some(cut), ..Parameters::default() };
        indices(&two, &parameters).pc_num
    };
    assert!(cut(250.0) > cut(249.999));
}

fn rectangles() -> impl Strategy<Value = Vec<String>> {
    let one = (0..40i32, 0..40i32, 1..8i32, 1..8i32).prop_map(|(x, y, w, h)| {
        let metres = |steps: i32| f64::from(steps) * 100.0;
        rectangle(metres(x), metres(y), metres(w), metres(h))
    });
    prop::collection::vec(one, 1..25)
}

proptest! {
    #[test]
    fn the_order_of_the_features_does_not_matter(features in rectangles(), by in 0usize..25) {
        let parameters = Parameters { landscape_area_ha: Some(1e6), ..Parameters::default() };
        let mut turned = features.clone();
        turned.rotate_left(by % features.len());
        let (a, b) = (indices(&features, &parameters), indices(&turned, &parameters));
        prop_assert_eq!((a.links, a.components), (b.links, b.components));
        for (x, y) in [(a.pc_num, b.pc_num), (a.iic_num, b.iic_num), (a.h, b.h), (a.ccp, b.ccp)] {
            prop_assert!((x - y).abs() <= 1e-12 * x.abs().max(1.0));
        }
    }

    #[test]
    fn indices_keep_their_bounds(features in rectangles(), distance in 50.0..5000.0f64) {
        let parameters = Parameters { distance_m: distance, ..Parameters::default() };
        let i = indices(&features, &parameters);
        let squares: f64 = features.len() as f64;
        prop_assert!(i.ec_pc_ha <= i.habitat_ha * (1.0 + 1e-12));
        prop_assert!(i.ec_iic_ha <= i.habitat_ha * (1.0 + 1e-12));
        prop_assert!(i.ccp > 0.0 && i.ccp <= 1.0 + 1e-12);
        prop_assert!(i.lcp_num >= i.habitat_ha * i.habitat_ha / squares * (1.0 - 1e-12));
        prop_assert!(i.h <= squares * (squares - 1.0) / 2.0);
    }

    /// Any ring at all: refused, or made valid, and never a panic.
    #[test]
    fn whatever_is_repaired_is_valid(
        parts in prop::collection::vec(
            prop::collection::vec(prop::collection::vec((0..9i32, 0..9i32), 0..12), 1..5), 1..3)
    ) {
        let parts: Vec<Vec<Vec<Coord>>> = parts.iter().map(|part| part.iter().map(|ring| {
            ring.iter().map(|(x, y)| Coord { x: f64::from(*x), y: f64::from(*y) }).collect()
        }).collect()).collect();
        if let Ok(repaired) = repair_polygons(parts) {
            let area = repaired.polygons.unsigned_area();
            let extent = repaired.polygons.bounding_rect().unwrap();
            prop_assert!(area > 0.0 && area <= extent.width() * extent.height() + 1e-9);
            prop_assert!(repaired.polygons.is_valid(), "{:?}", repaired.polygons);
        }
    }

    /// Whatever lies over what: joined patches lie beside each other and hold all
    /// that the areas did, once.
    #[test]
    fn joined_patches_hold_every_area_once(
        squares in prop::collection::vec((0..12i32, 0..12i32, 1..5i32, 1..5i32), 1..12)
    ) {
        let features: Vec<String> = squares.iter().map(|&(x, y, width, height)| {
            let [x, y, width, height] = [x, y, width, height].map(|n| 10.0 * f64::from(n));
            rectangle(x, y, width, height)
        }).collect();
        let import =
            read_layer(collection(&features).as_bytes(), "made", &ReadOptions::default()).unwrap();
        let layers = [import.layer];
        let made = |overlaps| {
            Habitat::new(&layers, &HabitatOptions { overlaps, ..HabitatOptions::default() }).unwrap()
        };
        let (kept, joined) = (made(Overlaps::Kept), made(Overlaps::Dissolved));
        prop_assert_eq!(kept.patches().len(), squares.len());
        prop_assert!(joined.left_out().is_empty());
        // Cells of ten metres that some square covers.
        let is_covered = |cell: (i32, i32)| squares.iter().any(|&(x, y, width, height)| {
            (x..x + width).contains(&cell.0) && (y..y + height).contains(&cell.1)
        });
        let cells = (0..20).flat_map(|x| (0..20).map(move |y| (x, y)));
        let covered = cells.filter(|cell| is_covered(*cell)).count();
        let area: f64 = joined.patches().iter().map(|patch| patch.area_m2).sum();
        prop_assert!((area - 100.0 * f64::from(u32::try_from(covered).unwrap())).abs() < 0.1);
        for (number, patch) in joined.patches().iter().enumerate() {
            prop_assert!(patch.polygons.is_valid());
            for other in &joined.patches()[..number] {
                prop_assert!(shared_area(&patch.polygons, &other.polygons) < 0.01);
            }
        }
    }

    /// A file with some bytes changed: read or refused, and never a panic.
    #[test]
    fn damaged_files_do_no_harm(
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"0123456789.-eE[]{},:\"nulltypfea \n".to_vec())), 1..6)
    ) {
        let mut bytes = collection(&[rectangle(0.0, 0.0, 100.0, 100.0), rectangle(300.0, 0.0, 50.0, 80.0)]).into_bytes();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Ok(import) = read_layer(&bytes, "damaged", &ReadOptions::default())
            && let Ok(habitat) = Habitat::new(&[import.layer], &HabitatOptions::default())
        {
            // Either figures or a reason; both are fine.
            let _ = analyse(&habitat, &Parameters::default());
        }
    }
}

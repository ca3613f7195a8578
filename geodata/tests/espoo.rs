//! Real patches: 363 in Espoo, derived from the Topographic Database of the
//! National Land Survey of Finland.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

mod shared;

use geodata::connectivity::Analysis;
use geodata::model::LayerRole;
use geodata::{
    Habitat, HabitatOptions, Import, Indices, Parameters, ReadOptions, analyse, euclidean_links,
    read_layer,
};

fn import(path: &str) -> Option<Import> {
    let path = shared::shared(path)?;
    let name = path.to_str().unwrap();
    let mut import = read_layer(&shared::bytes(&path), name, &ReadOptions::default()).unwrap();
    // Whatever the polygons say they are, here they are patches.
    import.layer.role = LayerRole::Habitat;
    Some(import)
}

fn run(path: &str) -> Option<(Habitat, Analysis)> {
    let import = import(path)?;
    assert!(import.report.skipped.is_empty());
    let habitat = Habitat::new(&[import.layer], &HabitatOptions::default()).unwrap();
    let analysis = analyse(&habitat, &Parameters::default()).unwrap();
    Some((habitat, analysis))
}

#[test]
fn patches_and_links_at_a_kilometre() {
    let Some((habitat, analysis)) = run("data/espoo-nls/habitat.geojson") else { return };
    assert_eq!(habitat.working_crs().to_string(), "EPSG:3879");
    assert_eq!(habitat.patches().len(), 363);
    assert_eq!(analysis.links.len(), 363 * 362 / 2);
    assert_eq!(analysis.indices.links, 2466);
}

#[test]
fn the_same_in_degrees_and_in_metres() {
    let (Some((_, degrees)), Some((_, metres))) =
        (run("data/espoo-nls/habitat.geojson"), run("data/espoo-nls/habitat_epsg3879.geojson"))
    else {
        return;
    };
    let (a, b): (Indices, Indices) = (degrees.indices, metres.indices);
    assert_eq!((a.links, a.components), (b.links, b.components));
    for (name, x, y) in [
        ("habitat_ha", a.habitat_ha, b.habitat_ha),
        ("pc_num", a.pc_num, b.pc_num),
        ("iic_num", a.iic_num, b.iic_num),
        ("h", a.h, b.h),
        ("lcp_num", a.lcp_num, b.lcp_num),
        ("ccp", a.ccp, b.ccp),
    ] {
        assert!((x - y).abs() <= 1e-5 * y, "{name}: {x} against {y}");
    }
}

#[test]
fn areas_agree_with_those_in_the_file() {
    let Some(import) = import("data/espoo-nls/habitat.geojson") else { return };
    let layers = [import.layer];
    let habitat = Habitat::new(&layers, &HabitatOptions::default()).unwrap();
    let column = geodata::model::Attribute::Column("area_ha".into());
    let stated = habitat.attributes(&layers, &column).unwrap();
    let measured = habitat.attributes(&layers, &geodata::model::Attribute::Area).unwrap();
    for (stated, measured) in stated.iter().zip(&measured) {
        assert!((stated - measured).abs() <= 0.01, "{stated} ha stated, {measured} ha measured");
    }
}

/// Pairs within a distance, counted by shapely in EPSG:3067 and EPSG:3879.
#[test]
fn pairs_of_real_terrain_in_both_systems() {
    let Some(import) = import("data/espoo-nls/terrain.geojson") else { return };
    let layers = [import.layer];
    for (crs, cut, pairs) in [
        (3067, 100.0, 13_302),
        (3067, 500.0, 106_083),
        (3879, 100.0, 13_298),
        (3879, 500.0, 106_049),
    ] {
        let crs = geodata::WorkingCrs::from_crs(geodata::Crs::from_epsg(crs).unwrap()).unwrap();
        let habitat =
            Habitat::new(&layers, &HabitatOptions { working_crs: Some(crs), ..Default::default() })
                .unwrap();
        assert_eq!(habitat.patches().len(), 4304);
        let links = euclidean_links(&habitat, Some(cut), &mut ()).unwrap();
        assert_eq!(links.len(), pairs, "{crs} up to {cut} m");
    }
}

/// Shapely finds none of the 4 304 invalid, though many touch.
#[test]
fn sound_terrain_is_left_alone() {
    let Some(import) = import("data/espoo-nls/terrain.geojson") else { return };
    assert_eq!(import.report.repaired, []);
}

#[test]
fn without_a_cut_many_patches_ask_for_one() {
    let Some(import) = import("data/espoo-nls/terrain.geojson") else { return };
    let habitat = Habitat::new(&[import.layer], &HabitatOptions::default()).unwrap();
    let error = analyse(&habitat, &Parameters::default()).unwrap_err();
    assert_eq!(error.to_string(), "4304 patches make 9260056 pairs: give a greatest link length");
}

/// Any split of the work gives the same figures to the last bit.
#[test]
fn shares_of_the_work_add_up_to_the_same_bits() {
    let Some((_, analysis)) = run("data/espoo-nls/habitat.geojson") else { return };
    let whole = analysis.graphs.sums(0..363);
    for share in [1, 7, 100] {
        let shares: Vec<_> = (0..363)
            .step_by(share)
            .flat_map(|start| analysis.graphs.sums(start..start + share))
            .collect();
        assert_eq!(shares, whole);
    }
}

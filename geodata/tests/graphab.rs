//! Agreement with Graphab, as the graph4lg package carries its output.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

mod shared;

use std::path::Path;

use geo::Coord;
use geodata::connectivity::importance::{RemovalNetwork, Wanted};
use geodata::connectivity::{Analysis, flux};
use geodata::units::round_length_m;
use geodata::{Link, Parameters};

/// Rows of a CSV file without its head, quotes taken off.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let text = String::from_utf8(shared::bytes(path)).unwrap();
    let words =
        |line: &str| line.split([',', '\t']).map(|w| w.trim_matches('"').to_owned()).collect();
    text.lines().skip(1).map(words).collect()
}

#[test]
fn pc_and_flux_of_ten_patches() {
    let Some(folder) = shared::shared("oracles/graph4lg") else { return };
    let patches = rows(&folder.join("patches.csv"));
    let place = |id: &str| patches.iter().position(|row| row[0] == id).unwrap() as u32;
    let mut links: Vec<Link> = rows(&folder.join("lkst1-links.csv"))
        .iter()
        .map(|row| {
            let (a, b) = (place(&row[0]), place(&row[1]));
            let nowhere = Coord { x: 0.0, y: 0.0 };
            let length_m = round_length_m(row[2].parse().unwrap());
            Link { a: a.min(b), b: a.max(b), length_m, factor: 1.0, from: nowhere, to: nowhere }
        })
        .collect();
    links.sort_by_key(|link| (link.a, link.b));
    assert_eq!((patches.len(), links.len()), (10, 45));
    // Theirs are in square metres; the landscape is 60 x 60 km.
    let attributes: Vec<f64> = patches.iter().map(|row| row[3].parse().unwrap()).collect();
    let parameters = Parameters {
        distance_m: 600.0,
        probability: 0.5,
        landscape_area_ha: Some(60_000.0 * 60_000.0),
        ..Parameters::default()
    };
    let analysis = Analysis::new(links.clone(), attributes.clone(), &parameters).unwrap();
    let printed: f64 = rows(&folder.join("PC.txt"))[0][4].parse().unwrap();
    let ours = analysis.indices.pc.unwrap();
    // Lengths are rounded to 2^-30 m, which is 1e-12 of a probability.
    assert!((ours - printed).abs() <= 1e-12 * printed, "PC {ours} against {printed}");
    let network = RemovalNetwork::new(&links, &attributes, &parameters).unwrap();
    let importance = network.patches(&network.all_shares(Wanted::PATCHES));
    for (patch, row) in patches.iter().enumerate() {
        let printed: f64 = row[4].parse().unwrap();
        let graphs = &analysis.graphs;
        let flux = flux::of_patch(graphs.weighted(), &attributes, graphs.kernel(), patch);
        for ours in [flux, importance[patch].flux_ha] {
            assert!((ours - printed).abs() <= 1e-12 * printed, "F of {patch}: {ours}, {printed}");
        }
    }
}

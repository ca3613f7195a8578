//! The same file gives the same bytes: on any number of threads, and natively
//! as in WebAssembly, where this very test runs under Node.js.
//!
//! Both compare with the files in `golden`; natively `LIITO_BLESS=1` writes them.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

mod made_up;

use std::fmt::Write as _;

use geodata::connectivity::importance::{RemovalNetwork, Wanted};
use geodata::connectivity::{Analysis, curve};
use geodata::io::conefor::{Pairs, read_distances, read_nodes};
use geodata::report::{
    InputSummary, LinkRows, ParameterSummary, PatchId, Summary, link_rows, patch_rows,
};
use geodata::{Link, Parameters};

#[cfg(not(target_arch = "wasm32"))]
use core::prelude::v1::test;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Conefor's two files for a network.
fn files((links, attributes): (Vec<Link>, Vec<f64>)) -> (String, String) {
    let (mut nodes, mut distances) = (String::new(), String::new());
    for (number, attribute) in (1..).zip(attributes) {
        writeln!(nodes, "{number} {attribute}").unwrap();
    }
    for link in links {
        writeln!(distances, "{} {} {}", link.a + 1, link.b + 1, link.length_m).unwrap();
    }
    (nodes, distances)
}

/// Everything there is to compute, as the command prints it.
fn computed((nodes, distances): &(String, String)) -> String {
    let nodes = read_nodes(nodes.as_bytes()).unwrap();
    let links = read_distances(distances.as_bytes(), &nodes, Pairs::Listed).unwrap();
    let attributes: Vec<f64> = nodes.iter().map(|node| node.attribute).collect();
    let parameters = Parameters {
        threshold_m: Some(1500.0),
        landscape_area_ha: Some(10_000.0),
        ..Parameters::default()
    };
    let analysis = Analysis::new(links.clone(), attributes.clone(), &parameters).unwrap();
    let network = RemovalNetwork::new(&links, &attributes, &parameters).unwrap();
    let sums = network.all_shares(Wanted::ALL);
    let ids: Vec<PatchId> = nodes.iter().map(|node| PatchId::Number(node.id)).collect();
    let mut summary = Summary::new(
        InputSummary::new(Vec::new(), nodes.len(), 0, 0, None),
        ParameterSummary::from(&parameters),
        analysis.indices,
    );
    summary.importance = Some(patch_rows(&network, &sums, &ids, &attributes, &analysis.components));
    summary.link_importance = Some(link_rows(&network, &sums, &ids, &links, LinkRows::Links));
    let distances = curve::distances(200.0, 2000.0, 600.0).unwrap();
    summary.curve = Some(analysis.graphs.curve(&distances, &parameters).unwrap());
    serde_json::to_string(&summary).unwrap()
}

/// Bytes that differ are not shown: too many.
fn same(name: &str, ours: &str, golden: &str) {
    #[cfg(not(target_arch = "wasm32"))]
    if std::env::var_os("LIITO_BLESS").is_some() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        std::fs::write(folder.join(format!("{name}.json")), ours).unwrap();
        return;
    }
    let differ = ours.bytes().zip(golden.trim_end().bytes()).position(|(x, y)| x != y);
    let around = |text: &str, at: usize| text[at.saturating_sub(60)..].chars().take(90).collect();
    let (x, y): (String, String) =
        differ.map_or((String::new(), String::new()), |at| (around(ours, at), around(golden, at)));
    assert!(ours == golden.trim_end(), "{name}: …{x}… against …{y}…");
}

#[test]
fn points_evenly_spread() {
    let files = files(made_up::uniform(45, 160, 7));
    same("uniform", &computed(&files), include_str!("golden/uniform.json"));
}

#[test]
fn a_grid_full_of_ties() {
    let files = files(made_up::grid(6, false, 1));
    same("grid", &computed(&files), include_str!("golden/grid.json"));
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn one_two_and_seven_threads() {
    for files in [files(made_up::uniform(150, 900, 3)), files(made_up::grid(11, false, 1))] {
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| computed(&files))
        };
        let one = on(1);
        assert!(one == on(2) && one == on(7));
    }
}

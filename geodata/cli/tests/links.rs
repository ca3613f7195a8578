//! `liito links` and `liito crossings`, as a user calls them.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

mod peers;
#[path = "../../tests/shared/mod.rs"]
mod shared;

use std::path::PathBuf;
use std::process::{Command, Output};

use peers::{peer, python};
use serde_json::Value;

fn liito(arguments: &[&str]) -> Output {
    command("links", arguments)
}

fn command(name: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_liito"))
        .arg(name)
        .args(arguments)
        .env("LC_ALL", "en_GB.UTF-8")
        .output()
        .unwrap()
}

/// A file of this test's own.
fn own(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("links-{name}"))
}

fn summary(output: &Output) -> Value {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn sheet(name: &str) -> Option<String> {
    let path = shared::shared(&format!("data/espoo-nls/{name}.geojson"))?;
    Some(path.to_str().unwrap().to_owned())
}

#[test]
fn links_of_the_real_sheet_with_their_grades() {
    let names = ["habitat", "tree_cover", "land_cover", "power_lines"];
    let Some(files) = names.map(sheet).into_iter().collect::<Option<Vec<_>>>() else { return };
    let [habitat, trees, land, wires] = &files[..] else { panic!("four files") };
    let wires = format!("power_line={wires}:30");
    let layers =
        ["--habitat", habitat, "--tree-cover", trees, "--land-cover", land, "--barriers", &wires];
    let run = |more: &[&str]| summary(&liito(&[&layers[..], more].concat()));
    let ways = run(&["--cell", "10"]);
    assert_eq!((&ways["patches"], &ways["cell_m"]), (&363.into(), &10.0.into()));
    assert_eq!(ways["working_crs"], "EPSG:3879");
    assert_eq!(ways["statement"], "Computed model. Not a nature survey, no legal effect.");
    let count = |summary: &Value, grade: &str| summary["grades"][grade].as_u64().unwrap();
    let all = |summary: &Value| {
        ["good", "weak", "critical", "cut"].iter().map(|g| count(summary, g)).sum::<u64>()
    };
    assert_eq!(all(&ways), ways["links"].as_u64().unwrap());
    // Ways through the forest have better grades than straight ones.
    let straight = run(&["--kind", "euclidean"]);
    let share = |summary: &Value| count(summary, "cut") as f64 / all(summary) as f64;
    assert!(share(&ways) < share(&straight), "{ways} {straight}");
    // The same on any number of threads.
    assert_eq!(run(&["--cell", "10", "--threads", "1"]), ways);
    // A table of one's own: nothing crosses water.
    let table = own("table.csv");
    std::fs::write(&table, "class,resistance\nwater,barrier\n").unwrap();
    let barred = run(&["--cell", "10", "--resistance", table.to_str().unwrap()]);
    assert_eq!(barred["resistance"]["water"], Value::Null);
    assert!(barred["links"].as_u64() <= ways["links"].as_u64());
    // True costs of the same pairs.
    let exact = run(&["--cell", "20", "--exact-cost"]);
    assert_eq!(exact["links"], run(&["--cell", "20"])["links"]);
}

/// Shapely leaves the same of each link outside trees and habitat, to a micrometre.
#[test]
fn gaps_are_as_wide_as_shapely_says() {
    let Some(python) = python() else { return };
    let (Some(habitat), Some(trees)) = (sheet("habitat"), sheet("tree_cover")) else { return };
    let (links, gaps) = (own("ways.gpkg"), own("gaps.gpkg"));
    let (links, gaps) = (links.to_str().unwrap(), gaps.to_str().unwrap());
    let layers = ["--habitat", &habitat, "--tree-cover", &trees];
    let more = ["--cell", "20", "-o", links, "--gaps-out", gaps];
    let found = summary(&liito(&[&layers[..], &more].concat()));
    let said = peer(&python, &["gaps", links, gaps, "EPSG:3879", &habitat, &trees], "");
    let (compared, widest) = said.split_once(' ').unwrap();
    let (compared, widest): (u64, f64) = (compared.parse().unwrap(), widest.parse().unwrap());
    assert!(compared > 1000 && compared <= found["gaps"].as_u64().unwrap(), "{compared}");
    assert!(widest <= 1e-6, "{widest} m");
}

#[test]
fn what_cannot_be_is_told_with_what_would_fit() {
    let Some(habitat) = sheet("habitat") else { return };
    let told = |arguments: &[&str]| {
        let output = liito(&[&["--habitat", &habitat], arguments].concat());
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, words) = told(&["--cell", "0.5"]);
    assert_eq!(code, 1);
    assert!(words.contains("Cells of 1.5 m fit"), "{words}");
    let (code, words) = told(&["--cell", "500"]);
    assert_eq!(code, 2);
    assert!(words.contains("0.5 to 100 m"), "{words}");
    let (code, words) = told(&["--topology", "complete"]);
    assert_eq!(code, 2);
    assert!(words.contains("--most-cost"), "{words}");
    let (code, words) = told(&["--barriers", "swamp=x.gpkg:3"]);
    assert_eq!(code, 2);
    assert!(words.contains("motorway"), "{words}");
    let table = own("wrong.csv");
    std::fs::write(&table, "water,30\nsnow,3\n").unwrap();
    let (code, words) = told(&["--resistance", table.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(words.contains("line 2") && words.contains("snow"), "{words}");
}

/// On the made-up city: it has roads and heights.
#[test]
fn crossings_are_ranked_by_what_mending_gives() {
    let demo = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/demo");
    let file = |name: &str| demo.join(name).to_str().unwrap().to_owned();
    let (habitat, trees) = (file("liito_orava_alueet.geojson"), file("tree_cover.geojson"));
    let land = ["land_cover.geojson", "lines.geojson", "buildings.geojson"].map(file);
    let points = own("crossings.gpkg");
    let layers = ["--habitat", &habitat, "--tree-cover", &trees, "--land-cover"];
    let land: Vec<&str> = land.iter().map(String::as_str).collect();
    let more = ["--cell", "20", "--top", "5", "-o", points.to_str().unwrap()];
    let found = summary(&command("crossings", &[&layers[..], &land, &more].concat()));
    let worst = found["worst"].as_array().unwrap();
    assert_eq!(worst.len(), 5);
    assert!(found["crossings"].as_u64().unwrap() > 20, "{found}");
    let gain = |row: &Value| row["gain_ha"].as_f64().unwrap();
    let ec = found["ec_pc_ha"].as_f64().unwrap();
    for pair in worst.windows(2) {
        assert!(gain(&pair[0]) >= gain(&pair[1]));
    }
    for row in worst {
        assert!(gain(row) > 0.0 && row["better_links"].as_u64() > Some(0), "{row}");
        assert!((100.0 * gain(row) / ec - row["gain_percent"].as_f64().unwrap()).abs() < 1e-9);
        let parts = row["in_it"].as_array().unwrap().iter();
        let sum: f64 = parts.map(|part| part["length_m"].as_f64().unwrap()).sum();
        assert!((sum - row["width_m"].as_f64().unwrap()).abs() < 1e-6);
        assert!(
            row["width_m"].as_f64().unwrap() > 10.0
                && row["patches"].as_array().unwrap().len() >= 2
        );
        assert!((24.0..25.5).contains(&row["longitude"].as_f64().unwrap()));
    }
    assert!(points.exists());
}

#[test]
fn more_patches_than_fit_in_memory_are_refused() {
    let square = |number: u32| {
        let (x, y) =
            (24.0 + 0.001 * f64::from(number % 100), 60.0 + 0.001 * f64::from(number / 100));
        let (u, v) = (x + 0.0003, y + 0.0003);
        format!(
            r#"{{"type":"Feature","properties":{{}},"geometry":{{"type":"Polygon","coordinates":[[[{x},{y}],[{u},{y}],[{u},{v}],[{x},{v}],[{x},{y}]]]}}}}"#
        )
    };
    let features: Vec<String> = (0..6001).map(square).collect();
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let file = own("many.geojson");
    std::fs::write(&file, text).unwrap();
    let output =
        command("crossings", &["--habitat", file.to_str().unwrap(), "--kind", "euclidean"]);
    let words = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{words}");
    assert!(words.contains("6,001 patches") && words.contains("6,000"), "{words}");
}

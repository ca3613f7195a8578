//! The command as a user runs it.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

#[path = "../../tests/shared/mod.rs"]
mod shared;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const TWO_SQUARES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"id":"a","worth":2},"geometry":{"type":"Polygon","coordinates":
[[[24.70,60.20],[24.71,60.20],[24.71,60.21],[24.70,60.21],[24.70,60.20]]]}},
{"type":"Feature","properties":{"id":"b","worth":3.5},"geometry":{"type":"Polygon","coordinates":
[[[24.72,60.20],[24.73,60.20],[24.73,60.21],[24.72,60.21],[24.72,60.20]]]}}]}"#;

fn liito(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_liito"));
    command.arg("connectivity").args(arguments);
    command.env("LC_ALL", "C").output().unwrap()
}

/// A file of this test's own.
fn file(name: &str, text: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn json(output: &Output) -> serde_json::Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn refused(arguments: &[&str], code: i32) -> String {
    let output = liito(arguments);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn prints_exactly_the_promised_members_in_order() {
    let path = file("exact.geojson", TWO_SQUARES.as_bytes());
    let path = path.to_str().unwrap();
    let output = liito(&[path]);
    let text = String::from_utf8(output.stdout).unwrap();
    let head = format!(
        r#"{{"input":{{"files":["{path}"],"patches":2,"skipped":0,"repaired":0,"working_crs":"EPSG:3879"}},"parameters":{{"link":"euclidean","topology":"complete","distance_m":1000.0,"probability":0.5,"threshold_m":1000.0,"max_link_m":null,"attribute":"area_ha","landscape_area_ha":null}},"indices":{{"links":1,"components":1,"habitat_ha":"#
    );
    assert!(text.starts_with(&head), "{text}");
    let members: Vec<String> =
        json(&liito(&[path]))["indices"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(
        members,
        [
            "links",
            "components",
            "habitat_ha",
            "pc_num",
            "pc",
            "ec_pc_ha",
            "iic_num",
            "iic",
            "ec_iic_ha",
            "h",
            "lcp_num",
            "lcp",
            "ccp"
        ]
    );
}

#[test]
fn attributes_thresholds_and_landscape_are_used() {
    let path = file("used.geojson", TWO_SQUARES.as_bytes());
    let path = path.to_str().unwrap();
    let run = json(&liito(&[
        path,
        "--attribute",
        "worth",
        "--landscape-area",
        "100",
        "--threshold",
        "100",
    ]));
    let indices = &run["indices"];
    assert_eq!(indices["links"], 0);
    assert_eq!(indices["components"], 2);
    assert_eq!(indices["habitat_ha"], 5.5);
    assert_eq!(indices["lcp_num"], 4.0 + 12.25);
    assert_eq!(indices["iic"], (4.0 + 12.25) / 10_000.0);
    // PC uses the link that is over the threshold too, unless it is cut.
    assert!(indices["pc_num"].as_f64().unwrap() > 16.25);
    let cut = json(&liito(&[path, "--attribute", "worth", "--max-link", "100"]));
    assert_eq!(cut["indices"]["pc_num"], 16.25);
}

#[test]
fn links_are_written_with_their_lengths_and_provenance() {
    let path = file("links-in.geojson", TWO_SQUARES.as_bytes());
    let out = file("links-out.geojson", b"");
    json(&liito(&[path.to_str().unwrap(), "--links-out", out.to_str().unwrap()]));
    let links: serde_json::Value = serde_json::from_slice(&std::fs::read(out).unwrap()).unwrap();
    assert_eq!(links["liito"]["summary"]["parameters"]["distance_m"], 1000.0);
    assert!(links["liito"]["statement"].as_str().unwrap().contains("no legal effect"));
    let link = &links["features"][0];
    assert_eq!(link["properties"]["patch_a"], "a");
    let length = link["properties"]["length_m"].as_f64().unwrap();
    assert!((length - 555.0).abs() < 1.0, "{length}");
    assert_eq!(link["geometry"]["coordinates"][0][0], 24.71);
}

#[test]
fn bad_input_names_the_file_and_what_to_do() {
    let cases: [(&str, &[u8], &str); 5] = [
        ("empty.geojson", b"", "The file is empty."),
        ("cut.geojson", br#"{"type":"Feature","#, "ends in the middle, at line 1"),
        ("points.geojson", br#"{"type":"Point","coordinates":[24.7,60.2]}"#, "no habitat patch"),
        ("metres.geojson", br#"{"type":"Polygon","coordinates":[[[500000,5000000],[500100,5000000],[500100,5000100],[500000,5000000]]]}"#, "Choose the coordinate system"),
        ("zip.geojson", b"PK\x03\x04rest", "a zip archive"),
    ];
    for (name, text, expected) in cases {
        let path = file(name, text);
        let told = refused(&[path.to_str().unwrap()], 1);
        assert!(told.contains(expected), "{name}: {told}");
        assert!(told.contains(name), "{told}");
    }
    assert!(refused(&["no-such-file.geojson"], 1).contains("no-such-file.geojson"));
    let path = file("column.geojson", TWO_SQUARES.as_bytes());
    let told = refused(&[path.to_str().unwrap(), "--attribute", "age"], 1);
    assert!(told.contains("Columns of numbers: worth"), "{told}");
}

#[test]
fn wrong_usage_is_exit_code_two() {
    refused(&[], 2);
    refused(&["x.geojson", "--distance", "far"], 2);
    refused(&["x.geojson", "--no-such-option"], 2);
    assert!(refused(&["x.geojson", "--probability", "2"], 2).contains("between 0 and 1"));
    assert!(refused(&["x.geojson", "--working-crs", "EPSG:3857"], 2).contains("EPSG:3857"));
}

#[test]
fn the_terminal_s_language_is_spoken() {
    let path = file("swedish.geojson", b"");
    let output = Command::new(env!("CARGO_BIN_EXE_liito"))
        .args(["connectivity", path.to_str().unwrap()])
        .env("LC_ALL", "sv_FI.UTF-8")
        .output()
        .unwrap();
    assert!(String::from_utf8(output.stderr).unwrap().contains("Filen är tom."));
}

#[test]
fn espoo_in_degrees_and_in_metres() {
    let Some(folder) = shared::shared("data/espoo-nls") else { return };
    let run = |name: &str| json(&liito(&[folder.join(name).to_str().unwrap()]));
    let (degrees, metres) = (run("habitat.geojson"), run("habitat_epsg3879.geojson"));
    // A repair that all features share is counted, not told 363 times.
    let told = liito(&[folder.join("habitat_epsg3879.geojson").to_str().unwrap()]).stderr;
    assert_eq!(String::from_utf8(told).unwrap().lines().count(), 11);
    assert_eq!(degrees["input"]["patches"], 363);
    assert_eq!(degrees["indices"]["links"], 2466);
    assert_eq!(metres["input"]["working_crs"], degrees["input"]["working_crs"]);
    for (name, value) in degrees["indices"].as_object().unwrap() {
        let Some(a) = value.as_f64() else { continue };
        let b = metres["indices"][name].as_f64().unwrap();
        assert!((a - b).abs() <= 1e-5 * b, "{name}: {a} against {b}");
    }
}

#[test]
fn too_many_patches_ask_for_a_cut() {
    let Some(path) = shared::shared("data/espoo-nls/terrain.geojson") else { return };
    let told = refused(&[path.to_str().unwrap()], 1);
    assert!(told.contains("4,304 patches make 9,260,056 pairs"), "{told}");
    assert!(told.contains("--max-link"), "{told}");
}

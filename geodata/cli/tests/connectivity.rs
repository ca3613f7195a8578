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
        "links components habitat_ha pc_num pc ec_pc_ha iic_num iic ec_iic_ha h lcp_num lcp ccp \
         iic_intra iic_direct iic_step pc_intra pc_direct pc_step f awf msc_ha slc_ha ecs_ha gd_m \
         mesh_ha degree clustering"
            .split(' ')
            .collect::<Vec<&str>>()
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
        ("zip.geojson", b"PK\x03\x04rest", "cannot be unpacked"),
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
    // What all features share is told once, not 363 times.
    let told = liito(&[folder.join("habitat_epsg3879.geojson").to_str().unwrap()]).stderr;
    assert_eq!(String::from_utf8(told).unwrap().lines().count(), 1);
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

/// Three patches in a row, 100 m apart each, p(100 m) = 0.5.
const NODES: &str = "1 1\n2 1\n3 1\n";
const DISTANCES: &str = "1 2 100\n2 3 100\n";

fn conefor(name: &str, nodes: &str, distances: &str) -> [String; 2] {
    let nodes = file(&format!("{name}-nodes.txt"), nodes.as_bytes());
    let distances = file(&format!("{name}-distances.txt"), distances.as_bytes());
    [nodes, distances].map(|path| path.to_str().unwrap().to_owned())
}

#[test]
fn conefor_s_files_importance_curve_and_metapatches() {
    let [nodes, distances] = conefor("row", NODES, DISTANCES);
    let arguments = [
        "--nodes",
        &nodes,
        "--distances",
        &distances,
        "--notall",
        "--distance",
        "100",
        "--importance",
        "--link-importance",
        "--curve",
        "100:200:100",
        "--metapatches",
        "99",
    ];
    let run = json(&liito(&arguments));
    // PCnum = 3 + 2 (0.5 + 0.5 + 0.25) = 5.5; without the middle one 2.
    assert_eq!(run["indices"]["pc_num"], 5.5);
    assert_eq!(run["input"]["working_crs"], serde_json::Value::Null);
    let middle = &run["importance"][1];
    let members: Vec<&String> = middle.as_object().unwrap().keys().collect();
    let promised = "id area_ha component degree d_pc d_pc_intra d_pc_flux d_pc_connector d_iic \
                    d_iic_intra d_iic_flux d_iic_connector bc bc_pc";
    assert_eq!(members[..14], promised.split(' ').collect::<Vec<&str>>());
    assert_eq!(middle["id"], 2);
    let near = |value: &serde_json::Value, expected: f64| {
        let value = value.as_f64().unwrap();
        assert!((value - expected).abs() < 1e-12 * expected.abs().max(1.0), "{value}, {expected}");
    };
    near(&middle["d_pc"], 350.0 / 5.5);
    near(&middle["d_pc_intra"], 100.0 / 5.5);
    near(&middle["d_pc_flux"], 200.0 / 5.5);
    near(&middle["d_pc_connector"], 50.0 / 5.5);
    near(&middle["bc"], 1.0);
    near(&middle["bc_pc"], 50.0 / 5.5);
    // Pairs in order, the one without a link too.
    let pairs = run["link_importance"].as_array().unwrap();
    assert_eq!(pairs.len(), 3);
    assert_eq!((&pairs[1]["a"], &pairs[1]["b"]), (&1.into(), &3.into()));
    assert_eq!(pairs[1]["distance_m"], serde_json::Value::Null);
    near(&pairs[0]["d_pc_removal"], 150.0 / 5.5);
    // With 1 and 2 as one: pairs worth 1, 0.5 and 0.5, both ways.
    near(&pairs[0]["d_pc_improvement"], 100.0 * (7.0 - 5.5) / 5.5);
    assert_eq!(run["curve"][0]["pc_num"], run["indices"]["pc_num"]);
    assert_eq!(run["curve"].as_array().unwrap().len(), 2);
    assert_eq!(run["metapatches"].as_array().unwrap().len(), 3);
    let links = json(&liito(&[&arguments[..8], &["--link-importance", "links"]].concat()));
    assert_eq!(links["link_importance"].as_array().unwrap().len(), 2);
    assert!(links.get("curve").is_none());
}

#[test]
fn candidates_are_told_by_what_they_would_add() {
    let [nodes, distances] = conefor("candidate", "1 1 1\n2 1 0\n3 1 1\n", DISTANCES);
    let run = json(&liito(&[
        "--nodes",
        &nodes,
        "--distances",
        &distances,
        "--notall",
        "--distance",
        "100",
        "--importance",
    ]));
    assert_eq!(run["input"]["patches"], 2);
    assert_eq!(run["indices"]["pc_num"], 2.0);
    assert_eq!(run["importance"][1]["candidate"], true);
    let gain = run["importance"][1]["d_pc"].as_f64().unwrap();
    assert!((gain - 175.0).abs() < 1e-12);
}

#[test]
fn what_is_wrong_with_conefor_s_files_is_told_by_line() {
    let cases = [
        ("word", "1 1\n2\n", DISTANCES, "line 2: 1 value stands here"),
        ("twice", "1 1\n1 2\n", DISTANCES, "node 1 stands twice"),
        ("head", "Node Area\n1 1\n", DISTANCES, "\"Node\" is not an identifier"),
        ("negative", "1 -1\n", DISTANCES, "\"-1\" is not a number of 0 or more"),
        ("state", "1 1 2\n", DISTANCES, "neither 1"),
        ("unknown", NODES, "1 4 100\n", "node 4 is not in the file of nodes"),
        ("far", NODES, "1 2 far\n", "the distance \"far\""),
        ("two", NODES, "1 2 5\n2 1 6\n", "line 2: nodes 1 and 2 have another distance"),
        ("missing", NODES, DISTANCES, "pairs are missing: 1, the first of them 1 and 3"),
        ("empty", "", DISTANCES, "The file is empty"),
    ];
    for (name, nodes, distances, expected) in cases {
        let [nodes, distances] = conefor(name, nodes, distances);
        let told = refused(&["--nodes", &nodes, "--distances", &distances], 1);
        assert!(told.contains(expected), "{name}: {told}");
        assert!(told.contains(name), "{told}");
    }
    let [nodes, distances] = conefor("usage", NODES, DISTANCES);
    refused(&["--nodes", &nodes], 2);
    for curve in ["1:2", "100:50:10", "0:100:10", "1:2000:1"] {
        refused(&["--nodes", &nodes, "--distances", &distances, "--notall", "--curve", curve], 2);
    }
    refused(&["--nodes", &nodes, "--distances", &distances, "--threads", "0"], 2);
}

#[test]
fn real_patches_on_any_number_of_threads() {
    let Some(path) = shared::shared("data/espoo-nls/habitat.geojson") else { return };
    let path = path.to_str().unwrap();
    let on = |threads: &str| {
        let asked = ["--importance", "--link-importance", "links", "--max-link", "1500"];
        liito(&[&[path, "--threads", threads], &asked[..]].concat()).stdout
    };
    let one = on("1");
    assert!(one.len() > 100_000 && one == on("2") && one == on("7"));
    let planar = json(&liito(&[path, "--topology", "planar"]));
    assert_eq!(planar["parameters"]["topology"], "planar");
    assert_eq!(planar["indices"]["components"], 1);
}

#[test]
fn areas_that_nest_and_repeat_are_told_and_results_carry_importance() {
    let square = |kind: &str, day: &str, west: f64, size: f64| {
        let (east, south, north) = (west + size, 60.2, 60.2 + size / 2.0);
        format!(
            r#"{{"type":"Feature","properties":{{"pvm":"{day}","aluetyyppi":"{kind}"}},"geometry":{{"type":"Polygon","coordinates":[[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]}}}}"#
        )
    };
    let features = [
        square("Elinalue", "2016-05-01", 24.70, 0.01),
        square("Elinalue", "2024-05-01", 24.70, 0.01),
        square("Ydinalue", "2024-05-01", 24.702, 0.002),
        square("Soveltuva", "2024-05-01", 24.705, 0.01),
        square("Elinalue", "2024-05-01", 24.74, 0.0005),
    ];
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let path = file("liito_orava_alueet.geojson", text.as_bytes());
    let path = path.to_str().unwrap();
    let saved = file("areas_out.geojson", b"");
    let saved = saved.to_str().unwrap();
    let run = json(&liito(&[path, "--min-area", "0.5", "--importance", "--patches-out", saved]));
    assert_eq!(run["input"]["patches"], 2);
    let areas = &run["areas"];
    assert_eq!((&areas["overlaps"], &areas["joined"]), (&"surveys".into(), &2.into()));
    assert_eq!(areas["left_out"][0]["reason"]["superseded"]["by"], "2");
    assert_eq!(areas["left_out"][1]["reason"], "too_small");
    let saved: serde_json::Value = serde_json::from_slice(&std::fs::read(saved).unwrap()).unwrap();
    let first = &saved["features"][0]["properties"];
    assert_eq!((&first["liito_joined"], &first["liito_occupied"]), (&2.into(), &true.into()));
    assert_eq!(first["liito_d_pc"], run["importance"][0]["d_pc"]);
    assert_eq!(saved["features"][1]["properties"]["liito_occupied"], false);
    let kept = json(&liito(&[path, "--overlaps", "kept"]));
    assert_eq!(
        (&kept["input"]["patches"], &kept["areas"]["overlaps"]),
        (&5.into(), &"kept".into())
    );
    assert!(refused(&[path, "--min-area=-1"], 2).contains("0 ha"));
}

//! `liito validate`: the made-up city's network held against its made-up surveys.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests are blunt")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

fn demo(name: &str) -> String {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/demo");
    folder.join(format!("{name}.geojson")).display().to_string()
}

fn validate(language: &str, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_liito"));
    command.env("LC_ALL", language).args(["validate", "--kind", "glide"]);
    command.args(["--habitat", &demo("liito_orava_alueet"), "--tree-cover", &demo("tree_cover")]);
    command.args(["--land-cover", &demo("land_cover"), &demo("lines"), &demo("buildings")]);
    command.args(more).output().expect("the command runs")
}

fn told(more: &[&str]) -> Value {
    let output = validate("en", more);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn surveys_are_held_against_the_network() {
    let lines = demo("liito_orava_yhteysviivat");
    let file = std::env::temp_dir().join(format!("liito-validate-{}.geojson", std::process::id()));
    let name = file.display().to_string();
    let more = ["--connections", &lines, "--shifts", "99", "-o", &name];
    let found = told(&more);
    let told_of: Vec<&Value> = found["connections"].as_array().unwrap().iter().collect();
    let counts: Vec<&Value> = told_of.iter().map(|of| &of["connections"]).collect();
    assert_eq!(counts, [&json!(61), &json!(54), &json!(115)]);
    // The city's surveyors say cut of what should be developed, and good of what is there.
    assert_eq!(told_of[0]["agreement"]["kappa"], Value::Null);
    let kappa = &told_of[2]["agreement"]["kappa"];
    let number = |value: &Value| value.as_f64().unwrap();
    assert!(number(&kappa["kappa"]) > 0.6);
    assert!(number(&kappa["interval"]["low"]) < number(&kappa["kappa"]));
    // They were drawn along the same trees.
    assert_eq!(told_of[2]["along"]["p"], json!(0.01));
    assert!(number(&told_of[0]["along"]["share"]) > number(&told_of[1]["along"]["share"]));
    let occupancy = found["occupancy"].as_array().unwrap();
    assert_eq!(occupancy.len(), 3);
    assert_eq!((&occupancy[0]["occupied"], &occupancy[0]["suitable"]), (&json!(327), &json!(86)));

    // Each connection is written with what was counted.
    let rows: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    std::fs::remove_file(&file).unwrap();
    let rows = rows["features"].as_array().unwrap();
    let count = |quality: &str, grade: &str| {
        let is = |row: &&Value| {
            row["properties"]["laatu"] == quality && row["properties"]["grade"] == grade
        };
        rows.iter().filter(is).count()
    };
    let table = &told_of[2]["agreement"]["counts"];
    for (row, quality) in ["Hyvä", "Heikko", "Poikki"].into_iter().enumerate() {
        for (column, grade) in ["good", "weak", "critical", "cut"].into_iter().enumerate() {
            assert_eq!(table[row][column], json!(count(quality, grade)), "{quality} {grade}");
        }
    }
    // The same seed, the same chance; another, another.
    assert_eq!(told(&more[..4]), found);
    let other = told(&["--connections", &lines, "--shifts", "99", "--seed", "2"]);
    let shifted = |of: &Value| of["connections"][2]["along"]["shifted"].clone();
    assert_ne!(shifted(&other), shifted(&found));
}

#[test]
fn the_report_says_that_the_city_is_made_up() {
    let lines = demo("liito_orava_yhteysviivat");
    let more = ["--connections", &lines, "--shifts", "9", "--format", "text"];
    for (language, words, alike) in [
        ("en", "These data are made up", "judged alike"),
        ("fi", "Aineisto on keksitty", "arvioitu samoin"),
        ("sv", "Uppgifterna är påhittade", "bedömda lika"),
    ] {
        let report = String::from_utf8(validate(language, &more).stdout).unwrap();
        assert!(report.contains(words) && report.contains(alike), "{report}");
    }
    // Without connections the patches alone are told of.
    let found = told(&[]);
    assert_eq!(found["connections"], json!([]));
    assert_eq!(found["occupancy"].as_array().unwrap().len(), 3);
}

#[test]
fn what_cannot_be_asked_is_told() {
    let lines = demo("liito_orava_yhteysviivat");
    let output = validate("en", &["--connections", &lines, "--within", "0"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("write a number above 0"));
    let output = validate("en", &["--connections", "no-such-file.gpkg"]);
    assert_eq!(output.status.code(), Some(1));
}

//! `liito sensitivity`, and bands of links.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests are blunt")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn demo(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/demo").join(name);
    path.display().to_string()
}

fn liito(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_liito"));
    command.env("LC_ALL", "en").args(arguments).output().expect("the command runs")
}

fn json(arguments: &[&str]) -> Value {
    let output = liito(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn layers() -> Vec<String> {
    let file = |name: &str| demo(&format!("{name}.geojson"));
    vec![
        "--habitat".into(),
        file("liito_orava_alueet"),
        "--tree-cover".into(),
        file("tree_cover"),
        "--land-cover".into(),
        file("land_cover"),
        file("lines"),
    ]
}

#[test]
fn ranks_have_intervals_and_the_same_seed_gives_the_same() {
    let layers = layers();
    let mut arguments: Vec<&str> = vec!["sensitivity"];
    arguments.extend(layers.iter().map(String::as_str));
    arguments.extend(["--kind", "glide", "--runs", "4", "--seed", "7", "--top", "5"]);
    let found = json(&arguments);
    assert_eq!(found, json(&arguments));
    assert_eq!(found["ranges"].as_array().unwrap().len(), 8);
    let number = |value: &Value| value.as_f64().unwrap();
    let (low, high) = (number(&found["ec_pc_ha_range"][0]), number(&found["ec_pc_ha_range"][1]));
    assert!(low < high && low > 0.0);
    for list in ["patches", "crossings"] {
        let rows = found[list].as_array().unwrap();
        assert_eq!(rows.len(), 5, "{list}");
        for (place, row) in rows.iter().enumerate() {
            assert_eq!(number(&row["rank"]), (place + 1) as f64, "{list}");
            assert!(number(&row["rank_5"]) <= number(&row["rank_50"]));
            assert!(number(&row["rank_50"]) <= number(&row["rank_95"]));
            assert!((0.0..=1.0).contains(&number(&row["share_in_first"])));
        }
    }
    // With another seed other assumptions are drawn.
    let place = arguments.iter().position(|argument| *argument == "7").unwrap();
    arguments[place] = "8";
    assert_ne!(found["ec_pc_ha_range"], json(&arguments)["ec_pc_ha_range"]);
}

#[test]
fn bands_of_links_are_written() {
    let layers = layers();
    let file = std::env::temp_dir().join(format!("liito-bands-{}.geojson", std::process::id()));
    let name = file.display().to_string();
    let mut arguments: Vec<&str> = vec!["links"];
    arguments.extend(layers.iter().map(String::as_str));
    arguments.extend(["--cell", "20", "--corridors-out", &name, "--corridors", "12"]);
    json(&arguments);
    let bands: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    std::fs::remove_file(&file).unwrap();
    let bands = bands["features"].as_array().unwrap();
    assert_eq!(bands.len(), 12);
    for band in bands {
        let [cost, most] =
            ["cost", "most_cost"].map(|name| band["properties"][name].as_f64().unwrap());
        assert!((most / cost - 1.1).abs() < 1e-6);
        assert!(band["geometry"]["type"].as_str().unwrap().ends_with("Polygon"));
    }
    // Glides have none.
    arguments.extend(["--kind", "glide"]);
    assert_eq!(liito(&arguments).status.code(), Some(2));
}

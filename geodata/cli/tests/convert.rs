//! Files between formats, read and written by GDAL too.
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

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use peers::{peer, python};

fn liito(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_liito"));
    command.arg("convert").args(arguments);
    command.env("LC_ALL", "C").output().unwrap()
}

fn own(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn done(output: &Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Files in each of the three systems, with how many features they have.
const INPUTS: [(&str, &str); 4] = [
    ("data/espoo-nls/habitat_epsg3879.gpkg", "363"),
    ("data/espoo-nls/terrain_epsg3067_shp.zip", "4304"),
    ("data/espoo-nls/power_lines.geojson", "398"),
    ("data/helsinki-osm/trees.geojson", "649"),
];

#[test]
fn gdal_reads_what_is_written() {
    let Some(python) = python() else { return };
    for (input, features) in INPUTS {
        let Some(input) = shared::shared(input) else { return };
        let stem = input.file_stem().unwrap().to_str().unwrap();
        for ending in ["gpkg", "fgb", "shp.zip", "geojson", "geojsonl", "csv"] {
            let output = own(&format!("read-by-gdal-{stem}.{ending}"));
            done(&liito(&[text(&input), "-o", text(&output)]));
            // GeoJSON has seven decimals of a degree, a centimetre in metres.
            let tolerance = match (ending, stem.contains("epsg")) {
                ("geojson" | "geojsonl", true) => "0.02",
                ("geojson" | "geojsonl", false) => "8e-8",
                _ => "0",
            };
            let same = peer(&python, &["same", text(&input), text(&output), tolerance], "");
            assert_eq!(same, features, "{}", output.display());
        }
    }
}

#[test]
fn what_gdal_writes_is_read() {
    let Some(python) = python() else { return };
    for (input, features) in INPUTS {
        let Some(input) = shared::shared(input) else { return };
        let stem = input.file_stem().unwrap().to_str().unwrap();
        for ending in ["gpkg", "fgb", "shp.zip", "geojson"] {
            let by_gdal = own(&format!("by-gdal-{stem}.{ending}"));
            let _ = std::fs::remove_file(&by_gdal);
            peer(&python, &["rewrite", text(&input), text(&by_gdal)], "");
            let output = own(&format!("from-gdal-{stem}-{}.gpkg", ending.replace('.', "-")));
            done(&liito(&[text(&by_gdal), "-o", text(&output)]));
            let same = peer(&python, &["same", text(&by_gdal), text(&output), "0"], "");
            assert_eq!(same, features, "{}", by_gdal.display());
        }
    }
}

#[test]
fn a_geopackage_opens_with_its_system_extent_and_index() {
    let Some(python) = python() else { return };
    let (Some(habitat), Some(lines)) = (
        shared::shared("data/espoo-nls/habitat_epsg3879.gpkg"),
        shared::shared("data/espoo-nls/power_lines.geojson"),
    ) else {
        return;
    };
    let output = own("two-layers.gpkg");
    done(&liito(&[text(&habitat), text(&lines), "-o", text(&output), "--crs", "EPSG:3067"]));
    let layers: serde_json::Value =
        serde_json::from_str(&peer(&python, &["describe", text(&output)], "")).unwrap();
    let names: Vec<&str> =
        layers.as_array().unwrap().iter().map(|layer| layer["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["habitat", "power_lines"]);
    for layer in layers.as_array().unwrap() {
        assert_eq!(layer["crs"], 3067);
        assert_eq!(layer["filter"], true, "GDAL sees no R-tree");
        // What the file says of its extent is what its features say.
        for (fast, slow) in
            layer["fast_bounds"].as_array().unwrap().iter().zip(layer["bounds"].as_array().unwrap())
        {
            assert!((fast.as_f64().unwrap() - slow.as_f64().unwrap()).abs() < 1e-6, "{layer}");
        }
    }
    assert_eq!(layers[0]["types"], serde_json::json!(["OFTString", "OFTString", "OFTReal"]));
}

#[test]
fn features_are_chosen_by_value_box_and_layer() {
    let Some(habitat) = shared::shared("data/espoo-nls/habitat_epsg3879.gpkg") else { return };
    let output = own("chosen.geojson");
    let count = |arguments: &[&str]| {
        let mut all = vec![text(&habitat), "-o", text(&output)];
        all.extend(arguments);
        done(&liito(&all));
        let json: serde_json::Value =
            serde_json::from_slice(&std::fs::read(&output).unwrap()).unwrap();
        json["features"].as_array().unwrap().len()
    };
    let (mixed, conifer) =
        (count(&["--where", "forest=mixed"]), count(&["--where", "forest=conifer"]));
    assert!(mixed > 0 && conifer > 0);
    assert_eq!(mixed + conifer, 363);
    let part = count(&["--clip", "24.6,60.2,24.7,60.25", "--layer", "habitat"]);
    assert!(part > 0 && part < 363, "{part}");
    let refused = |arguments: &[&str], code: i32, words: &str| {
        let mut all = vec![text(&habitat)];
        all.extend(arguments);
        let output = liito(&all);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains(words), "{said}");
    };
    let out = text(&output);
    refused(&["-o", out, "--where", "colour=red"], 2, "no column \"colour\"");
    refused(&["-o", "habitat.dwg"], 2, "no format that is written");
    refused(&["-o", out, "--layer", "elsewhere"], 1, "It has: –");
    refused(&["-o", out, "--clip", "1,2,3"], 2, "west,south,east,north");
    refused(&["-o", "/nowhere/out.geojson"], 1, "cannot be written");
}

/// Positions of every known system, as pyproj has them, there and back.
#[test]
fn every_system_agrees_with_pyproj_to_a_millimetre() {
    let Some(python) = python() else { return };
    let mut asked = String::new();
    let mut own_figures = Vec::new();
    for crs in geodata::Crs::all().filter(|crs| !crs.is_geographic()) {
        let projection = geodata::crs::Projection::from_to(geodata::Crs::WGS84, crs).unwrap();
        let back = geodata::crs::Projection::to_wgs84(crs).unwrap();
        let (meridian, south) = match crs.epsg() {
            3067 => (27.0, false),
            3006 => (15.0, false),
            2154 => (3.0, false),
            3857 => (25.0, false),
            code @ 3873..=3885 => (f64::from(code - 3873 + 19), false),
            code @ 25832..=25837 => (f64::from(code - 25800) * 6.0 - 183.0, false),
            code @ 32601..=32660 => (f64::from(code - 32600) * 6.0 - 183.0, false),
            code => (f64::from(code - 32700) * 6.0 - 183.0, true),
        };
        for (dx, y) in [(-2.5, 59.5), (0.0, 60.2), (1.3, 61.7), (2.9, 47.1)] {
            let at = geo::Coord { x: meridian + dx, y: if south { -y } else { y } };
            let metres = projection.project(at).unwrap();
            let degrees = back.project(metres).unwrap();
            assert!((degrees.x - at.x).abs() < 1e-9 && (degrees.y - at.y).abs() < 1e-9, "{crs}");
            // The systems of one datum each: no shift between datums is asked for.
            let base = match crs.epsg() {
                3067 | 3873..=3885 | 25832..=25837 => 4258,
                3006 => 4619,
                2154 => 4171,
                _ => 4326,
            };
            asked.push_str(&format!("{base} {} {} {}\n", crs.epsg(), at.x, at.y));
            own_figures.push((crs, metres));
        }
    }
    let answers = peer(&python, &["project"], &asked);
    assert_eq!(answers.lines().count(), own_figures.len());
    for ((crs, own), theirs) in own_figures.iter().zip(answers.lines()) {
        let (x, y) = theirs.split_once(' ').unwrap();
        let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
        assert!((own.x - x).abs() < 1e-3 && (own.y - y).abs() < 1e-3, "{crs}: {own:?} and {x} {y}");
    }
}

#[test]
fn results_carry_where_they_come_from_in_every_format() {
    let Some(habitat) = shared::shared("data/espoo-nls/habitat_epsg3879.gpkg") else { return };
    let python = python();
    for ending in ["gpkg", "fgb", "shp.zip", "csv", "geojson"] {
        let (links, patches) = (own(&format!("links.{ending}")), own(&format!("patches.{ending}")));
        let run = Command::new(env!("CARGO_BIN_EXE_liito"))
            .args(["connectivity", text(&habitat), "--max-link", "500"])
            .args(["--links-out", text(&links), "--patches-out", text(&patches)])
            .env("LC_ALL", "C")
            .output()
            .unwrap();
        done(&run);
        let figures: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
        let read = |path: &Path| {
            let bytes = std::fs::read(path).unwrap();
            geodata::read_layer(&bytes, text(path), &geodata::ReadOptions::default()).unwrap().layer
        };
        let links = read(&links);
        assert_eq!(figures["indices"]["links"], links.features.len(), "{ending}");
        assert!(ending != "gpkg" || links.name == "lasketut_yhteydet");
        let layer = read(&patches);
        assert_eq!(layer.features.len(), 363, "{ending}");
        assert!(
            layer
                .columns
                .iter()
                .any(|column| column.name.trim_start_matches("liito_") == "component"),
            "{ending}"
        );
        let bytes = std::fs::read(&patches).unwrap();
        let mut all = bytes.clone();
        if ending == "shp.zip" {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            all.clear();
            std::io::copy(&mut archive.by_name("README.txt").unwrap(), &mut all).unwrap();
        }
        let all = String::from_utf8_lossy(&all);
        for words in [
            "no legal effect",
            "habitat_epsg3879.gpkg",
            "PCnum",
            concat!("liito ", env!("CARGO_PKG_VERSION")),
        ] {
            assert!(all.contains(words), "{ending}: {words}");
        }
        if let Some(python) = &python {
            let told: serde_json::Value =
                serde_json::from_str(&peer(python, &["describe", text(&patches)], "")).unwrap();
            assert_eq!(told[0]["features"], 363, "{ending}");
        }
    }
}

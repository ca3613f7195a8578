//! `liito grid` and grids as input: links over a GeoTIFF are those over the layers.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests are blunt")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn demo(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/demo").join(name)
}

fn liito(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_liito"));
    command.env("LC_ALL", "en").args(arguments).output().expect("the command runs")
}

fn json(arguments: &[&str]) -> Value {
    let output = liito(arguments);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{errors}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn a_grid_of_classes_or_costs_gives_the_links_that_the_layers_give() {
    let [habitat, trees, cover, lines] =
        ["liito_orava_alueet", "tree_cover", "land_cover", "lines"]
            .map(|name| demo(&format!("{name}.geojson")).display().to_string());
    let folder = std::env::temp_dir().join(format!("liito-grid-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let layers = ["--habitat", &habitat, "--tree-cover", &trees, "--land-cover", &cover, &lines];
    let links = |more: &[&str]| json(&[&["links"][..], &layers, more].concat());
    let over_layers = links(&["--cell", "20"]);
    for kind in ["classes", "costs"] {
        let file = folder.join(format!("{kind}.tif")).display().to_string();
        let grid =
            json(&[&["grid"][..], &layers, &["--cell", "20", "--as", kind, "-o", &file]].concat());
        assert_eq!(grid["frame"]["cell_m"], 20.0);
        let cells: u64 = grid["cells"]
            .as_object()
            .unwrap()
            .values()
            .map(|class| class["cells"].as_u64().unwrap())
            .sum();
        let frame = &grid["frame"];
        let [columns, rows] = ["columns", "rows"].map(|side| frame[side].as_u64().unwrap());
        assert_eq!(cells, columns * rows);
        let over_grid = links(&["--grid", &file, "--grid-as", kind]);
        for figure in ["links", "grades", "length_m", "gaps"] {
            assert_eq!(over_grid[figure], over_layers[figure], "{kind}: {figure}");
        }
    }
    // Costs are no codes of classes: said with the place.
    let file = folder.join("costs.tif").display().to_string();
    let output = liito(&["links", "--habitat", &habitat, "--grid", &file, "--grid-as", "classes"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("Row 14, column 27: 1.5 is the code of no class"), "{said}");
    std::fs::remove_dir_all(&folder).unwrap();
}

//! `liito run`: a saved project gives its figures again, or says that it does not.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests are blunt")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use geodata::links::{LinkKind, Topology};
use geodata::model::{LayerRole, Overlaps};
use geodata::project::{MANIFEST, Project, ProjectRun, RunInput, figures_by_name, pack};
use geodata::{Crs, Parameters, WorkingCrs};
use sha2::{Digest, Sha256};

fn demo(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/demo");
    std::fs::read(folder.join(name)).unwrap()
}

fn liito(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_liito"));
    command.env("LC_ALL", "en").args(arguments).output().expect("the command runs")
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

const LAYERS: [(&str, LayerRole); 4] = [
    ("liito_orava_alueet.geojson", LayerRole::Habitat),
    ("tree_cover.geojson", LayerRole::TreeCover),
    ("land_cover.geojson", LayerRole::LandCover),
    ("lines.geojson", LayerRole::LandCover),
];

/// A project of the made-up city with gliding links, its figures as the command has them.
fn project() -> Project {
    let path = |name: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/demo");
        folder.join(name).display().to_string()
    };
    let [habitat, trees, land, lines] = LAYERS.map(|(name, _)| path(name));
    let output = liito(&[
        "connectivity",
        &habitat,
        "--kind",
        "glide",
        "--topology",
        "planar",
        "--tree-cover",
        &trees,
        "--land-cover",
        &land,
        &lines,
        "--distance",
        "700",
    ]);
    let summary: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let input = |(name, role): (&str, LayerRole)| RunInput {
        name: name.to_owned(),
        inside: format!("data-{name}"),
        sha256: Some(digest(&demo(name))),
        layer: None,
        crs: None,
        swap_axes: None,
        role,
    };
    let run = ProjectRun {
        inputs: LAYERS.map(input).to_vec(),
        parameters: Parameters {
            distance_m: 700.0,
            kind: LinkKind::Glide,
            topology: Topology::Planar,
            ..Parameters::default()
        },
        overlaps: Overlaps::Surveys,
        least_area_ha: 0.0,
        working_crs: WorkingCrs::Epsg(
            Crs::from_name(summary["input"]["working_crs"].as_str().unwrap()).unwrap(),
        ),
        raster_sha256: None,
        resistance: String::new(),
        cell_m: 5.0,
        methods: String::new(),
        figures: figures_by_name(&serde_json::from_value(summary["indices"].clone()).unwrap()),
    };
    Project {
        liito_project: 3,
        program: "0.1.0".into(),
        query: "?task=analyse&kind=glide&distance=700".into(),
        has_city: true,
        files: Vec::new(),
        raster: None,
        run: Some(Box::new(run)),
        plans: None,
    }
}

/// Saved as a file, with its layers.
fn saved(name: &str, project: &Project) -> PathBuf {
    let manifest = project.to_json();
    let layers = LAYERS.map(|(name, _)| (format!("data-{name}"), demo(name)));
    let mut files: Vec<(&str, &[u8])> = vec![(MANIFEST, manifest.as_bytes())];
    files.extend(layers.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    let path = std::env::temp_dir().join(format!("liito-run-{name}-{}.liito", std::process::id()));
    std::fs::write(&path, pack(&files).unwrap()).unwrap();
    path
}

fn run(path: &Path, more: &[&str]) -> (Output, String) {
    let name = path.display().to_string();
    let output = liito(&[&["run", &name][..], more].concat());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output, said)
}

#[test]
fn a_project_gives_its_figures_again() {
    let project = project();
    let path = saved("same", &project);
    let patches = path.with_extension("gpkg");
    let (output, said) =
        run(&path, &["--importance", "--patches-out", &patches.display().to_string()]);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("The figures are those that were saved"), "{said}");
    let summary: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let now = figures_by_name(&serde_json::from_value(summary["indices"].clone()).unwrap());
    assert_eq!(now, project.run.unwrap().figures);
    assert_eq!(summary["importance"].as_array().unwrap().len(), 413);
    assert!(std::fs::metadata(&patches).unwrap().len() > 10_000);
    // The same bytes on one platform, whatever the number of threads.
    assert_eq!(run(&path, &["--importance", "--threads", "1"]).0.stdout, output.stdout);
    std::fs::remove_file(&patches).unwrap();
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn other_figures_and_other_files_are_told() {
    let whole = project();
    let told = |name: &str, project: &Project, code: i32| {
        let path = saved(name, project);
        let (output, said) = run(&path, &[]);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(output.status.code(), Some(code), "{said}");
        said
    };
    let changed = |change: fn(&mut ProjectRun)| {
        let mut project = whole.clone();
        change(project.run.as_mut().unwrap());
        project
    };
    let other = changed(|run| *run.figures.get_mut("ec_pc_ha").unwrap() *= 1.0 + 1e-6);
    let said = told("other", &other, 1);
    assert!(said.contains("ec_pc_ha has a relative difference of 1.0e-6"), "{said}");
    // So small a difference is other arithmetic.
    let near = changed(|run| *run.figures.get_mut("ec_pc_ha").unwrap() *= 1.0 + 1e-10);
    assert!(told("near", &near, 0).contains("the largest relative difference"));
    let torn = changed(|run| run.inputs[1].sha256 = Some("0".repeat(64)));
    let said = told("torn", &torn, 1);
    assert!(said.contains("tree_cover.geojson is not the file"), "{said}");
    // Another system than the layers would choose: the one that was worked in.
    let elsewhere = changed(|run| {
        run.working_crs = WorkingCrs::TransverseMercator { meridian_deg: 30 };
    });
    assert!(told("elsewhere", &elsewhere, 1).contains("relative difference"));
    // Figures that this version does not know are no difference.
    let newer = changed(|run| {
        run.figures.insert("of_the_future".into(), 7.0);
    });
    told("newer", &newer, 0);
    let gone = changed(|run| run.inputs[1].inside = "elsewhere".into());
    assert!(told("gone", &gone, 1).contains("elsewhere"));
    let none = Project { run: None, ..whole.clone() };
    assert!(told("none", &none, 1).contains("Open it on the page"));
}

//! The made-up city as its users get it, and the one that the page opens on.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests are blunt")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn liito(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_liito"));
    command.arg("demo").args(arguments).env("LC_ALL", "C").output().unwrap()
}

fn own(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The demo beside the page is what the command writes, byte for byte.
#[test]
fn the_page_opens_on_what_the_command_makes() {
    let made = own("default city");
    assert!(liito(&["-o", made.to_str().unwrap()]).status.success());
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/demo");
    let names = |folder: &Path| -> Vec<String> {
        let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
        files(folder).iter().map(name).collect()
    };
    assert_eq!(names(&made), names(&kept));
    for (made, kept) in files(&made).iter().zip(files(&kept)) {
        assert!(
            std::fs::read(made).unwrap() == std::fs::read(&kept).unwrap(),
            "{} is another: write it again by `liito demo -o public/demo`",
            kept.display(),
        );
    }
}

#[test]
fn the_page_s_demo_is_light() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/demo");
    let packed = |path: PathBuf| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
        packed.write_all(&std::fs::read(path).unwrap()).unwrap();
        packed.finish().unwrap().len()
    };
    let size: usize = files(&kept).into_iter().map(packed).sum();
    assert!(size <= 900_000, "the demo takes {size} bytes as hosts send it");
}

#[test]
fn a_file_of_it_is_read_and_says_what_it_is() {
    let folder = own("small city");
    let made =
        liito(&["--size", "4", "--patches", "10", "--seed", "3", "-o", folder.to_str().unwrap()]);
    assert!(made.status.success());
    let text = std::fs::read_to_string(folder.join("liito_orava_alueet.geojson")).unwrap();
    assert!(text.contains("Made-up data"), "{}", &text[..400]);
    // As a delivery in the system of deliveries it passes the check.
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_liito")).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    };
    for layer in ["liito_orava_alueet", "liito_orava_pisteet", "liito_orava_yhteysviivat"] {
        let [from, to] = ["geojson", "gpkg"].map(|ending| folder.join(format!("{layer}.{ending}")));
        let (from, to) = (from.to_str().unwrap(), to.to_str().unwrap());
        run(&["convert", from, "--crs", "EPSG:3879", "-o", to]);
        run(&["check", to]);
    }
}

#[test]
fn what_cannot_be_made_is_said() {
    let folder = own("no city");
    let folder = folder.to_str().unwrap();
    let too_small = liito(&["--size", "1", "-o", folder]);
    assert_eq!(too_small.status.code(), Some(2));
    let said = String::from_utf8(too_small.stderr).unwrap();
    assert!(said.contains("a city has to be from 3 to 600 km wide"), "{said}");
    let too_many = liito(&["--size", "5", "--patches", "900", "-o", folder]);
    assert_eq!(too_many.status.code(), Some(2));
    let said = String::from_utf8(too_many.stderr).unwrap();
    assert!(said.contains("at most 120 patches fit"), "{said}");
}

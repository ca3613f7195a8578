//! Files made to take a machine down are refused, in 256 MB of memory.
#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

fn own(name: &str, bytes: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// What the command says of a file, given no more memory than this.
fn refused(path: &Path) -> String {
    let liito = env!("CARGO_BIN_EXE_liito");
    let output = path.with_extension("out.geojson");
    let script = r#"ulimit -v 262144; exec "$0" convert "$1" -o "$2""#;
    let run = Command::new("sh")
        .args(["-c", script, liito, path.to_str().unwrap(), output.to_str().unwrap()])
        .env("LC_ALL", "C")
        .env("RAYON_NUM_THREADS", "2")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(1), "{}: {said}", path.display());
    said
}

#[test]
fn a_file_of_two_gigabytes_is_not_even_read() {
    let path = own("two-gigabytes.geojson", b"{");
    std::fs::File::options().write(true).open(&path).unwrap().set_len(2 << 30).unwrap();
    assert!(refused(&path).contains("2.1\u{a0}GB; at most 1.0\u{a0}GB"));
}

#[test]
fn what_unpacks_to_gigabytes_is_stopped() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..2000 {
        gzip.write_all(&[b' '; 1_000_000]).unwrap();
    }
    let bomb = gzip.finish().unwrap();
    assert!(refused(&own("bomb.geojson.gz", &bomb)).contains("far more than map data do"));

    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let packed = zip::write::SimpleFileOptions::default();
    for name in ["bomb.shp", "bomb.dbf"] {
        zip.start_file(name, packed).unwrap();
        for _ in 0..1100 {
            zip.write_all(&[0; 1_000_000]).unwrap();
        }
    }
    let bomb = zip.finish().unwrap().into_inner();
    let said = refused(&own("bomb.shp.zip", &bomb));
    assert!(
        said.contains("at most 1.0\u{a0}GB") || said.contains("far more than map data do"),
        "{said}"
    );
}

#[test]
fn json_nested_a_million_deep_is_refused() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let text = format!("{}1{}", open.repeat(1_000_000), close.repeat(1_000_000));
        assert!(refused(&own("deep.geojson", text.as_bytes())).contains("not GeoJSON"));
    }
    let properties = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    let feature = format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"deep":{properties}}},"geometry":{{"type":"Point","coordinates":{properties}}}}}]}}"#
    );
    let path = own("deep-feature.geojson", feature.as_bytes());
    let output = Command::new(env!("CARGO_BIN_EXE_liito"))
        .args([
            "convert",
            path.to_str().unwrap(),
            "-o",
            path.with_extension("csv").to_str().unwrap(),
        ])
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    // The feature is left out and the file survives.
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("feature 1"), "{said}");
}

#[test]
fn a_billion_features_that_are_not_there_take_no_room() {
    // A dBASE table of a billion rows beside a shapefile of none.
    let mut dbf = vec![3, 124, 1, 1];
    dbf.extend(1_000_000_000u32.to_le_bytes());
    dbf.extend(65u16.to_le_bytes());
    dbf.extend(11u16.to_le_bytes());
    dbf.extend([0; 20]);
    dbf.extend(*b"NAME\0\0\0\0\0\0\0C\0\0\0\0\x0a\0");
    dbf.extend([0; 14]);
    dbf.push(b'\r');
    let mut shp = vec![0, 0, 0x27, 0x0a];
    shp.resize(100, 0);
    // And a polygon of a billion corners.
    shp.extend([0, 0, 0, 1, 0, 0, 0, 24]);
    shp.extend(5u32.to_le_bytes());
    shp.extend([0; 32]);
    shp.extend(1_000_000_000u32.to_le_bytes());
    shp.extend(1_000_000_000u32.to_le_bytes());
    shp.extend([0; 4]);
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in [("a.shp", shp.as_slice()), ("a.dbf", &dbf)] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let said = refused(&own("billion.shp.zip", &zip.finish().unwrap().into_inner()));
    assert!(said.contains("it claims 1,000,000,000 features where 0 fit"), "{said}");

    // A FlatGeobuf whose header is right but for the number of features.
    let small = own("small.csv", b"WKT,n\nPOINT(24 60),1\n");
    let fgb = Path::new(env!("CARGO_TARGET_TMPDIR")).join("billion.fgb");
    let made = Command::new(env!("CARGO_BIN_EXE_liito"))
        .args(["convert", small.to_str().unwrap(), "-o", fgb.to_str().unwrap()])
        .status()
        .unwrap();
    assert!(made.success());
    let mut bytes = std::fs::read(&fgb).unwrap();
    let header = 12..12 + u32::from_le_bytes(bytes[8..12].try_into().unwrap()) as usize;
    let count = (header.start..header.end - 8)
        .find(|at| bytes[*at..*at + 8] == 1u64.to_le_bytes())
        .expect("the number of features stands in the header");
    bytes[count..count + 8].copy_from_slice(&1_000_000_000u64.to_le_bytes());
    std::fs::write(&fgb, &bytes).unwrap();
    assert!(refused(&fgb).contains("it claims 1,000,000,000 features"));
}

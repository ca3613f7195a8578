//! Deliveries checked and made, as a user does it.
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

fn liito(arguments: &[&str], language: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_liito"));
    command.args(arguments).env("LC_ALL", language).output().unwrap()
}

fn own(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn exit_codes_tell_the_verdict() {
    let template = own("template.gpkg");
    let template = template.to_str().unwrap();
    assert!(liito(&["template", "liito_orava_pisteet", "-o", template], "C").status.success());
    let clean = liito(&["check", template], "C");
    assert_eq!(clean.status.code(), Some(0), "{:?}", said(&clean));
    assert!(said(&clean).0.contains(": 0 features"));
    let wrong = liito(&["check", template, "--layer", "nowhere"], "C");
    assert_eq!(wrong.status.code(), Some(2));
    assert_eq!(liito(&["check", template, "--today", "soon"], "C").status.code(), Some(2));
    let missing = liito(&["check", "absent.gpkg", template], "C");
    assert_eq!(missing.status.code(), Some(3));
    // What could be checked was.
    assert!(said(&missing).0.contains("no findings"));
    let misspelt = liito(&["template", "liito_orava_piste", "-o", template], "C");
    assert_eq!(misspelt.status.code(), Some(2));
    assert!(said(&misspelt).1.contains("write liito_orava_pisteet"));
}

#[test]
fn findings_are_given_as_text_json_and_csv() {
    let Some(path) = shared::shared("data/luoti-survey-files/liito_orava_yhteysviivat.gpkg") else {
        return;
    };
    let path = path.to_str().unwrap();
    let text = liito(&["check", path], "fi_FI.UTF-8");
    assert_eq!(text.status.code(), Some(1));
    assert!(said(&text).0.contains("”Testi” ei ole sallittu arvo"), "{}", said(&text).0);
    let json = said(&liito(&["check", path, "--format", "json"], "C")).0;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["schema"], "liito_orava_yhteysviivat");
    assert_eq!(json[0]["findings"].as_array().unwrap().len(), 6);
    assert_eq!(json[0]["findings"][0]["fault"], "missing_column");
    assert_eq!(json[0]["findings"][4]["fault"]["value_not_allowed"]["found"], "Testi");
    let csv = said(&liito(&["check", path, "--format", "csv"], "C")).0;
    assert_eq!(csv.lines().count(), 7);
    assert!(csv.lines().nth(5).unwrap().contains(",1,1,laatu,"));
}

//! The examples under the help of each subcommand are run as they stand there.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests are blunt")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const SUBCOMMANDS: [&str; 15] = [
    "connectivity",
    "run",
    "links",
    "grid",
    "crossings",
    "sensitivity",
    "validate",
    "impact",
    "convert",
    "check",
    "demo",
    "template",
    "completions",
    "man",
    "help",
];

fn liito(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_liito"));
    let command = command.current_dir(folder).env("LC_ALL", "en").args(arguments);
    command.output().expect("the command runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A folder of its own with the files of the made-up city.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("liito-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/demo");
    for entry in std::fs::read_dir(demo).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
    folder
}

/// The examples of a help.
fn examples(help: &str) -> Vec<String> {
    let (_, below) = help.split_once("Example").unwrap_or_default();
    let line = |line: &str| Some(line.strip_prefix("  liito ")?.split("   ").next()?.to_owned());
    below.lines().filter_map(line).collect()
}

#[test]
fn every_subcommand_has_examples_that_work() {
    let folder = folder("examples");
    for name in SUBCOMMANDS.into_iter().filter(|name| !["run", "help"].contains(name)) {
        let help = text(&liito(&folder, &[name, "--help"]).stdout);
        let examples = examples(&help);
        assert!(!examples.is_empty(), "{name} has no example: {help}");
        for example in examples {
            let arguments: Vec<&str> = example.split_whitespace().collect();
            assert_eq!(arguments[0], name);
            let output = liito(&folder, &arguments);
            // A check has done its work where it finds something.
            let found = name == "check" && output.status.code() == Some(1);
            let is_done = output.status.success() || found;
            assert!(is_done, "{example}: {}", text(&output.stderr));
        }
    }
    // That of projects is run by the tests of projects.
    let help = text(&liito(&folder, &["run", "--help"]).stdout);
    assert_eq!(examples(&help).len(), 1);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn shells_and_the_manual_know_every_subcommand() {
    let folder = folder("manual");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = text(&liito(&folder, &["completions", shell]).stdout);
        assert!(SUBCOMMANDS.iter().all(|name| script.contains(name)), "{shell}");
    }
    assert!(liito(&folder, &["man", "pages/here"]).status.success());
    for name in SUBCOMMANDS.into_iter().filter(|name| *name != "help") {
        let page =
            std::fs::read_to_string(folder.join(format!("pages/here/liito-{name}.1"))).unwrap();
        assert!(page.contains("Example"), "{name}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_layer_may_come_in_on_stdin_and_messages_as_json() {
    use std::io::Write;
    use std::process::Stdio;
    let folder = folder("stdin");
    let named =
        liito(&folder, &["connectivity", "liito_orava_alueet.geojson", "--max-link", "500"]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_liito"));
    command.current_dir(&folder).args(["connectivity", "-", "--max-link", "500"]);
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let bytes = std::fs::read(folder.join("liito_orava_alueet.geojson")).unwrap();
    piped.stdin.as_ref().unwrap().write_all(&bytes).unwrap();
    let output = piped.wait_with_output().unwrap();
    let value = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).unwrap();
    assert_eq!(value(&output.stdout)["indices"], value(&named.stdout)["indices"]);
    assert_eq!(value(&output.stdout)["input"]["files"], serde_json::json!(["stdin"]));

    let refused = liito(&folder, &["connectivity", "no-such-file.gpkg", "--json"]);
    assert_eq!(refused.status.code(), Some(1));
    let told = value(&refused.stderr);
    assert_eq!(told["level"], "error");
    assert!(told["message"].as_str().unwrap().contains("no-such-file.gpkg"));
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The chapter of the book that has the help of each subcommand.
#[test]
fn the_book_has_the_help_of_each_subcommand() {
    let folder = folder("book");
    let mut chapter = String::from(
        "# The command\n\nThe same library as the page's, for a terminal. `liito help SUBCOMMAND` \
         says what stands here; `liito completions bash` completes it in a shell, `liito man \
         pages` writes its manual. A test holds this chapter against the command.\n",
    );
    for name in SUBCOMMANDS.into_iter().filter(|name| *name != "help") {
        let help = text(&liito(&folder, &[name, "--help"]).stdout);
        let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
        chapter += &format!("\n## liito {name}\n\n```text\n{}\n```\n", lines.join("\n").trim_end());
    }
    std::fs::remove_dir_all(&folder).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../book/command.md");
    if std::env::var_os("LIITO_UPDATE").is_some() {
        std::fs::write(&path, &chapter).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == chapter,
        "book/command.md is of another version: LIITO_UPDATE=1 writes it anew"
    );
}

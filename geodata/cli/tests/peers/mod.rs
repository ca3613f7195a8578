//! Other programs at work on our files, by way of Python.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The Python that has pyogrio, from where `scripts/setup.sh tests` puts it; `None`
/// (said aloud, and never in CI) where it is absent.
pub fn python() -> Option<PathBuf> {
    let cache = std::env::var("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|_| std::env::var("HOME").map(|home| Path::new(&home).join(".cache")));
    let own = cache.ok().map(|cache| cache.join("liito/tools/python/bin/python"));
    let found = std::env::var("LIITO_PYTHON").map(PathBuf::from).ok().or(own);
    let found = found.filter(|path| path.exists());
    if found.is_none() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "no Python with pyogrio");
        eprintln!("skipped: no Python with pyogrio; scripts/setup.sh tests installs one");
    }
    found
}

/// What `peer.py` says.
pub fn peer(python: &Path, arguments: &[&str], input: &str) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers/peer.py");
    let mut child = Command::new(python)
        .arg(script)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let end: String = said.chars().rev().take(600).collect::<Vec<_>>().into_iter().rev().collect();
    assert!(output.status.success(), "{arguments:?}: {end}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

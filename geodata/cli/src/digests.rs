//! What tells every file that was read from others: results carry it.

use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

/// Files that were read so far, by name, each with its SHA-256.
static READ: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());

/// The SHA-256 of a file, in hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Remembers that a file was read.
pub fn remember(file: &str, bytes: &[u8]) {
    let told = (format!("sha256 of {file}"), digest(bytes));
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if !read.contains(&told) {
        read.push(told);
    }
}

/// All files that were read, as the facts of a result have them.
pub fn facts() -> Vec<(String, String)> {
    READ.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

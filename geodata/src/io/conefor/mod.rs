//! Conefor's own files: a list of nodes and a list of distances
//! (Saura and Torne 2009, doi:10.1016/j.envsoft.2008.05.005).
//!
//! Nodes: a line each of identifier and attribute and, where patches are to be
//! tried out, 1 for those there are and 0 for candidates. Distances: a line each
//! of two identifiers and a distance, in any order, of all pairs or of those
//! that have a link. Words are parted by blanks,
//! tabs or semicolons; decimals take a point.

mod distances;
mod error;
mod nodes;
#[cfg(feature = "formats")]
mod table;
#[cfg(feature = "formats")]
mod write;

pub use distances::{Pairs, read_distances};
pub use error::{ConeforError, ConeforFault};
pub use nodes::{ConeforNode, read_nodes};
#[cfg(feature = "formats")]
pub(super) use table::Conefor;
#[cfg(feature = "formats")]
pub(super) use write::written;

/// The words of each line that has any, with the line's number from 1.
fn lines(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    (1..).zip(text.lines()).filter_map(|(number, line)| {
        let words: Vec<&str> = line
            .split(|c: char| c.is_whitespace() || c == ';')
            .filter(|word| !word.is_empty())
            .collect();
        (!words.is_empty()).then_some((number, words))
    })
}

/// Text of a file.
fn text_of(bytes: &[u8]) -> Result<&str, ConeforError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        ConeforError { line, fault: ConeforFault::NotText }
    })?;
    if text.trim().is_empty() {
        return Err(ConeforError { line: 1, fault: ConeforFault::Empty });
    }
    Ok(text)
}

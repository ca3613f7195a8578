//! The list of nodes.

use std::collections::HashSet;

use super::{ConeforError, ConeforFault, lines, text_of};

/// A node: a patch that there is, or one that there could be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConeforNode {
    /// Its identifier.
    pub id: u64,
    /// What it is worth, in whatever unit.
    pub attribute: f64,
    /// False for a candidate.
    pub exists: bool,
}

/// Reads a list of nodes.
///
/// ```
/// use geodata::io::conefor::read_nodes;
/// let nodes = read_nodes(b"7 12.5 1\n9 3 0\n")?;
/// assert_eq!((nodes[0].id, nodes[0].attribute, nodes[0].exists), (7, 12.5, true));
/// assert!(!nodes[1].exists);
/// assert_eq!(read_nodes(b"7 1\n7 2").unwrap_err().line, 2);
/// # Ok::<(), geodata::io::conefor::ConeforError>(())
/// ```
///
/// # Errors
/// A [`ConeforError`] with the first line that is not as it should be.
pub fn read_nodes(bytes: &[u8]) -> Result<Vec<ConeforNode>, ConeforError> {
    let mut nodes = Vec::new();
    let mut known = HashSet::new();
    for (line, words) in lines(text_of(bytes)?) {
        let node = node(&words).map_err(|fault| ConeforError { line, fault })?;
        if !known.insert(node.id) {
            return Err(ConeforError { line, fault: ConeforFault::NodeTwice { id: node.id } });
        }
        nodes.push(node);
    }
    Ok(nodes)
}

fn node(words: &[&str]) -> Result<ConeforNode, ConeforFault> {
    let (id, attribute, state) = match *words {
        [id, attribute] => (id, attribute, "1"),
        [id, attribute, state] => (id, attribute, state),
        _ => return Err(ConeforFault::NodeWords { words: words.len() }),
    };
    Ok(ConeforNode {
        id: identifier(id)?,
        attribute: amount(attribute)
            // Beyond it sums of squares would have no end.
            .filter(|attribute| *attribute <= 1e100)
            .ok_or_else(|| ConeforFault::Attribute { found: attribute.to_owned() })?,
        exists: match state {
            "1" => true,
            "0" => false,
            _ => return Err(ConeforFault::State { found: state.to_owned() }),
        },
    })
}

pub(super) fn identifier(word: &str) -> Result<u64, ConeforFault> {
    word.parse().map_err(|_| ConeforFault::Identifier { found: word.to_owned() })
}

/// A finite number of 0 or more.
pub(super) fn amount(word: &str) -> Option<f64> {
    let number: f64 = word.parse().ok()?;
    // Adding 0 makes -0 a plain 0.
    (number.is_finite() && number >= 0.0).then_some(number + 0.0)
}

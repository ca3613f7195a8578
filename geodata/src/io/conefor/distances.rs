//! The list of distances.

use std::collections::HashMap;

use geo::Coord;

use super::nodes::{amount, identifier};
use super::{ConeforError, ConeforFault, ConeforNode, lines, text_of};
use crate::links::Link;
use crate::units::round_length_m;

/// Which pairs a list of distances holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pairs {
    /// Every pair of nodes.
    All,
    /// Those that have a link.
    Listed,
}

/// Reads a list of distances as links between places in `nodes`, sorted.
///
/// Distances are rounded as all lengths are. A node's distance to itself means
/// nothing; a pair may stand twice with the same distance.
///
/// ```
/// use geodata::io::conefor::{Pairs, read_distances, read_nodes};
/// let nodes = read_nodes(b"1 5\n2 5\n3 5")?;
/// let links = read_distances(b"3 1 250.5", &nodes, Pairs::Listed)?;
/// assert_eq!((links[0].a, links[0].b, links[0].length_m), (0, 2, 250.5));
/// assert!(read_distances(b"3 1 250.5", &nodes, Pairs::All).is_err());
/// # Ok::<(), geodata::io::conefor::ConeforError>(())
/// ```
///
/// # Errors
/// A [`ConeforError`] with the first line that is not as it should be.
pub fn read_distances(
    bytes: &[u8],
    nodes: &[ConeforNode],
    pairs: Pairs,
) -> Result<Vec<Link>, ConeforError> {
    let places: HashMap<u64, u32> = nodes.iter().map(|node| node.id).zip(0..).collect();
    let mut found: HashMap<(u32, u32), f64> = HashMap::new();
    let mut last_line = 1;
    for (line, words) in lines(text_of(bytes)?) {
        last_line = line;
        let at = |fault| ConeforError { line, fault };
        let (a, b, length_m) = distance(&words, &places).map_err(at)?;
        if a == b {
            continue;
        }
        let (a, b) = (a.min(b), a.max(b));
        if found.insert((a, b), length_m).is_some_and(|earlier| earlier != length_m) {
            let id = |place: u32| nodes[place as usize].id;
            return Err(at(ConeforFault::PairTwice { a: id(a), b: id(b) }));
        }
    }
    if pairs == Pairs::All {
        check_all(&found, nodes).map_err(|fault| ConeforError { line: last_line, fault })?;
    }
    let mut links: Vec<Link> = found
        .into_iter()
        .map(|((a, b), length_m)| {
            let nowhere = Coord { x: 0.0, y: 0.0 };
            Link { a, b, length_m, factor: 1.0, from: nowhere, to: nowhere }
        })
        .collect();
    links.sort_by_key(|link| (link.a, link.b));
    Ok(links)
}

fn distance(words: &[&str], places: &HashMap<u64, u32>) -> Result<(u32, u32, f64), ConeforFault> {
    let [a, b, distance] = *words else {
        return Err(ConeforFault::DistanceWords { words: words.len() });
    };
    let place = |word: &str| {
        let id = identifier(word)?;
        places.get(&id).copied().ok_or(ConeforFault::UnknownNode { id })
    };
    let (a, b) = (place(a)?, place(b)?);
    let length = amount(distance).map(round_length_m).filter(|length| length.is_finite());
    let length = length.ok_or_else(|| ConeforFault::Distance { found: distance.to_owned() })?;
    Ok((a, b, length))
}

fn check_all(found: &HashMap<(u32, u32), f64>, nodes: &[ConeforNode]) -> Result<(), ConeforFault> {
    let count = nodes.len() as u64;
    let missing = (count * count.saturating_sub(1) / 2).saturating_sub(found.len() as u64);
    if missing == 0 {
        return Ok(());
    }
    let first = (0..nodes.len()).zip(0u32..).find_map(|(i, a)| {
        let later = (i + 1..nodes.len()).zip(a + 1..);
        later.into_iter().find(|(_, b)| !found.contains_key(&(a, *b))).map(|(j, _)| (i, j))
    });
    let (a, b) = first.unwrap_or_default();
    Err(ConeforFault::PairsMissing { a: nodes[a].id, b: nodes[b].id, missing })
}

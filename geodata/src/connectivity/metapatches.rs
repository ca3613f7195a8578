//! Metapatches: patches that links up to a limit join into one (Zetterberg,
//! Mortberg and Balfors 2010, doi:10.1016/j.landurbplan.2010.01.002).
//!
//! What an animal crosses day by day makes one home of several patches; the
//! links between metapatches are those it crosses seldom.

use serde::{Deserialize, Serialize};

use crate::graph::{Components, PatchGraph};
use crate::links::Link;

/// Metapatches, and the shortest links between them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Metapatches {
    /// Metapatch of each patch, numbered from 0 by their lowest patch.
    pub of_patch: Vec<u32>,
    /// What each is worth: the sum of its patches' attributes, hectares.
    pub attributes_ha: Vec<f64>,
    /// The shortest link between each two that have one, sorted by the two;
    /// `a` and `b` are metapatches.
    pub links: Vec<Link>,
}

/// Joins patches by links no longer than `limit_m`.
///
/// ```
/// use geodata::connectivity::metapatches::metapatches;
/// use geodata::Link;
///
/// let nowhere = geo::Coord { x: 0.0, y: 0.0 };
/// let link = |a, b, length_m| Link { a, b, length_m, factor: 1.0, from: nowhere, to: nowhere };
/// let links = [link(0, 1, 20.0), link(0, 2, 300.0), link(1, 2, 250.0)];
/// let joined = metapatches(&links, &[1.0, 2.0, 4.0], 20.0);
/// assert_eq!(joined.of_patch, [0, 0, 1]);
/// assert_eq!(joined.attributes_ha, [3.0, 4.0]);
/// assert_eq!((joined.links.len(), joined.links[0].length_m), (1, 250.0));
/// ```
#[must_use]
pub fn metapatches(links: &[Link], attributes_ha: &[f64], limit_m: f64) -> Metapatches {
    let graph = PatchGraph::within(attributes_ha.len(), links, limit_m);
    let components = Components::of(&graph);
    let of_patch = components.of_node().to_vec();
    let mut between: Vec<Link> = links
        .iter()
        .filter_map(|link| {
            let (a, b) = (*of_patch.get(link.a as usize)?, *of_patch.get(link.b as usize)?);
            match a.cmp(&b) {
                std::cmp::Ordering::Less => Some(Link { a, b, ..*link }),
                std::cmp::Ordering::Greater => {
                    Some(Link { a: b, b: a, from: link.to, to: link.from, ..*link })
                }
                std::cmp::Ordering::Equal => None,
            }
        })
        .collect();
    between.sort_by(|x, y| (x.a, x.b).cmp(&(y.a, y.b)).then(x.length_m.total_cmp(&y.length_m)));
    between.dedup_by_key(|link| (link.a, link.b));
    Metapatches { attributes_ha: components.sums(attributes_ha), of_patch, links: between }
}

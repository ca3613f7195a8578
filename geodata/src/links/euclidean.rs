//! Euclidean links: straight from edge to edge.
//!
//! Between all pairs, or all pairs up to a cut; a pair exactly at the cut is
//! in. Blind to what lies between the patches: good for comparing with other
//! tools, never the grounds for a plan.

use std::ops::Range;

use super::{Link, LinkError};
use crate::geometry::nearest_patches;
use crate::model::Habitat;
use crate::progress::Progress;
use crate::units::round_length_m;

/// More patches than this need a cut before all pairs are linked.
pub const PATCHES_WITHOUT_CUT: usize = 2000;

/// Patches between two reports of progress.
const STEP: usize = 64;

/// Says whether links can be computed without a cut.
///
/// # Errors
/// [`LinkError::NeedsCut`] above [`PATCHES_WITHOUT_CUT`] patches without a cut.
pub fn check_cut(patches: usize, max_link_m: Option<f64>) -> Result<(), LinkError> {
    if max_link_m.is_none() && patches > PATCHES_WITHOUT_CUT {
        let pairs = (patches as u64) * (patches as u64 - 1) / 2;
        return Err(LinkError::NeedsCut { patches, pairs });
    }
    Ok(())
}

/// All links up to `max_link_m`, or all there are.
///
/// Sorted by `(a, b)`, `a < b`. Lengths are rounded by
/// [`round_length_m`](crate::units::round_length_m).
///
/// # Errors
/// [`LinkError::NeedsCut`], see [`check_cut`].
pub fn euclidean_links(
    habitat: &Habitat,
    max_link_m: Option<f64>,
    progress: &mut impl Progress,
) -> Result<Vec<Link>, LinkError> {
    let patches = habitat.patches().len();
    check_cut(patches, max_link_m)?;
    let mut links = Vec::new();
    for start in (0..patches).step_by(STEP) {
        let end = (start + STEP).min(patches);
        links.extend(euclidean_links_from(habitat, start..end, max_link_m));
        progress.report(end, patches);
    }
    Ok(links)
}

/// The links whose patch `a` is in `sources`: a share of the whole work.
///
/// The shares of successive ranges, one after the other, are the whole.
#[must_use]
pub fn euclidean_links_from(
    habitat: &Habitat,
    sources: Range<usize>,
    max_link_m: Option<f64>,
) -> Vec<Link> {
    let patches = habitat.patches();
    // Half a rounding step more, so that what rounds to the cut is found.
    let reach = max_link_m.map(|cut| cut + 1e-9);
    let mut links = Vec::new();
    for a in sources {
        let patch = &patches[a];
        let Some(bounds) = patch.edges.bounds() else { continue };
        let candidates: Vec<usize> = match reach {
            Some(reach) => habitat
                .index()
                .candidates(bounds, reach)
                .into_iter()
                .map(|b| b as usize)
                .filter(|&b| b > a)
                .collect(),
            None => (a + 1..patches.len()).collect(),
        };
        for b in candidates {
            let other = &patches[b];
            let nearest =
                nearest_patches(patch.shape(), other.shape(), reach.unwrap_or(f64::INFINITY));
            let Some(nearest) = nearest else { continue };
            let length_m = round_length_m(nearest.distance_m);
            if max_link_m.is_none_or(|cut| length_m <= cut) {
                links.push(Link {
                    a: number(a),
                    b: number(b),
                    length_m,
                    factor: 1.0,
                    from: nearest.from,
                    to: nearest.to,
                });
            }
        }
    }
    links
}

#[expect(clippy::cast_possible_truncation, reason = "patches are numbered in u32")]
fn number(patch: usize) -> u32 {
    patch as u32
}

//! Which patch is which of an earlier run.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::sites::{Flat, NO_PATCH, Shape};

/// There was none before, or there is none now.
pub(super) const NONE: u32 = u32::MAX;

/// What the patches of a run were in an earlier one. Those that are told keep their order:
/// a link belongs to the lower of its two patches, and which of two ways as good as each
/// other is taken may depend on it.
pub(in super::super) struct Followed {
    /// Each patch is as it was.
    pub is_same: Vec<bool>,
    /// What each patch was before; what is left of a changed one is the part that has most
    /// of its positions.
    pub old_of: Vec<u32>,
    /// What each patch of the earlier run has become.
    pub new_of: Vec<u32>,
}

impl Followed {
    /// Compares the patches of an earlier run with those of now, which are the first of their
    /// shapes: `was` and `now_of` tell which shape is which.
    pub fn new(flat: &Flat, (was, now_of): (&[Option<u32>], &[u32]), now: &[Shape]) -> Self {
        let patches =
            |shapes: &[Shape]| shapes.iter().take_while(|shape| shape.patch != NO_PATCH).count();
        let (old, new) = (patches(&flat.shapes), patches(now));
        let mut old_of: Vec<u32> = was[..new].iter().map(|was| was.unwrap_or(NONE)).collect();
        let mut new_of = now_of[..old].to_vec();
        let had_shape: Vec<bool> = old_of.iter().map(|was| *was != NONE).collect();
        follow_changed(flat, now, (&mut old_of, &mut new_of));
        keep_order(&mut old_of, &mut new_of);
        let is_same = had_shape.iter().zip(&old_of).map(|(had, was)| *had && *was != NONE);
        Self { is_same: is_same.collect(), old_of, new_of }
    }
}

/// Follows patches that have changed: each is the one that has most of its positions, so that
/// ways to where it is as it was still lead to it.
fn follow_changed(flat: &Flat, now: &[Shape], (old_of, new_of): (&mut [u32], &mut [u32])) {
    let mut shared: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    let changed = (0u32..).zip(&*old_of).filter(|(_, was)| **was == NONE);
    for (own, _) in changed {
        for (_, at) in now[own as usize].edge.positions() {
            let before = flat.find(&at).map_or(NO_PATCH, |site| flat.patch(site));
            if before != NO_PATCH && new_of[before as usize] == NONE {
                *shared.entry((before, own)).or_default() += 1;
            }
        }
    }
    let mut shared: Vec<((u32, u32), usize)> = shared.into_iter().collect();
    shared.sort_by_key(|(pair, count)| (Reverse(*count), *pair));
    for ((before, own), _) in shared {
        if old_of[own as usize] == NONE && new_of[before as usize] == NONE {
            old_of[own as usize] = before;
            new_of[before as usize] = own;
        }
    }
}

/// Forgets the fewest patches so that those left are in the same order as before: a longest
/// rising row of what they were (Schensted 1961, doi:10.4153/CJM-1961-015-3).
fn keep_order(old_of: &mut [u32], new_of: &mut [u32]) {
    // The last of the best row of each length, and what stands before each in its row.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; old_of.len()];
    for patch in (0..old_of.len()).filter(|patch| old_of[*patch] != NONE) {
        let length = ends.partition_point(|end| old_of[*end] < old_of[patch]);
        before[patch] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() {
            ends.push(patch);
        } else {
            ends[length] = patch;
        }
    }
    let mut is_kept = vec![false; old_of.len()];
    let mut at = ends.last().copied();
    while let Some(patch) = at {
        is_kept[patch] = true;
        at = before[patch];
    }
    for (was, _) in
        old_of.iter_mut().zip(is_kept).filter(|(was, is_kept)| **was != NONE && !is_kept)
    {
        new_of[*was as usize] = NONE;
        *was = NONE;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_that_went_behind_the_others_is_a_new_one() {
        let mut old_of = [1, 2, NONE, 5, 0, 7];
        let mut new_of = [4, 0, 1, NONE, NONE, 3, NONE, 5];
        keep_order(&mut old_of, &mut new_of);
        assert_eq!(old_of, [1, 2, NONE, 5, NONE, 7]);
        assert_eq!(new_of, [NONE, 0, 1, NONE, NONE, 3, NONE, 5]);
    }
}

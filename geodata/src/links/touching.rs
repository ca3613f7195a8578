//! Patches that touch: linked at no length, whatever the kind of link.

use crate::geometry::nearest_patches;
use crate::model::Habitat;

/// Pairs of patches that touch or overlap: `(lower, higher)`, sorted.
pub(super) fn touching(habitat: &Habitat) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    for (a, patch) in (0u32..).zip(habitat.patches()) {
        let Some(bounds) = patch.edges.bounds() else { continue };
        for b in habitat.index().candidates(bounds, 0.0).into_iter().filter(|b| *b > a) {
            let other = &habitat.patches()[b as usize];
            let nearest = nearest_patches(patch.shape(), other.shape(), 0.0);
            if nearest.is_some_and(|nearest| nearest.distance_m == 0.0) {
                pairs.push((a, b));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

//! Patches that touch: linked at no length, whatever the kind of link.

use crate::geometry::nearest_patches;
use crate::model::Habitat;

/// Pairs of patches that touch or overlap: `(lower, higher)`, sorted.
pub(super) fn touching(habitat: &Habitat) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    for (a, _) in (0u32..).zip(habitat.patches()) {
        pairs.extend(touched_by(habitat, a, |b| b > a).map(|b| (a, b)));
    }
    pairs.sort_unstable();
    pairs
}

/// The same, of some patches.
pub(super) fn touching_of(
    habitat: &Habitat,
    patches: impl Iterator<Item = u32>,
) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    for a in patches {
        pairs.extend(touched_by(habitat, a, |b| b != a).map(|b| (a.min(b), a.max(b))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The patches that one touches, among those that may be.
fn touched_by(habitat: &Habitat, own: u32, may: impl Fn(u32) -> bool) -> impl Iterator<Item = u32> {
    let patch = &habitat.patches()[own as usize];
    let near = patch.edges.bounds().map(|bounds| habitat.index().candidates(bounds, 0.0));
    near.into_iter().flatten().filter(move |number| {
        let other = &habitat.patches()[*number as usize];
        may(*number)
            && nearest_patches(patch.shape(), other.shape(), 0.0)
                .is_some_and(|nearest| nearest.distance_m == 0.0)
    })
}

//! Sorting that is compiled once for all types.
//!
//! Each kind of thing that the standard library sorts takes some kilobytes of code of its
//! own; together they were a fifth of the worker that a first visit loads. What is sorted
//! once a run goes by places instead: as stable, a little slower, and next to nothing to
//! load. Inner loops keep the standard library's.

use std::cmp::Ordering;

/// Sorts by a comparison; equal ones stay in their order.
///
/// ```
/// let mut words = ["b", "a", "bb", "c"];
/// geodata::order::sort_by(&mut words, |p, q| p.len().cmp(&q.len()).then(q.cmp(p)));
/// assert_eq!(words, ["c", "b", "a", "bb"]);
/// ```
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let by_place = |p: u32, q: u32| compare(&items[p as usize], &items[q as usize]);
    let places = sorted_places(items.len(), &by_place);
    arrange(places, &mut |p, q| items.swap(p, q));
}

/// Sorts by a key; equal ones stay in their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |p, q| key(p).cmp(&key(q)));
}

/// The places of so many things in the order that a comparison of places gives.
#[inline(never)]
fn sorted_places(count: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0..u32::try_from(count).unwrap_or(u32::MAX)).collect();
    places.sort_by(|p, q| compare(*p, *q));
    places
}

/// Puts what lies at `places[n]` to place n, each by swaps.
#[inline(never)]
fn arrange(mut places: Vec<u32>, swap: &mut dyn FnMut(usize, usize)) {
    for first in 0..places.len() {
        let mut at = first;
        loop {
            let from = places[at] as usize;
            places[at] = u32::try_from(at).unwrap_or(u32::MAX);
            if from == first {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn as_the_standard_library_sorts(numbers in prop::collection::vec((0u8..9, 0u8..200), 0..80)) {
            let (mut own, mut expected) = (numbers.clone(), numbers);
            sort_by_key(&mut own, |(key, _)| *key);
            expected.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(own, expected);
        }
    }
}

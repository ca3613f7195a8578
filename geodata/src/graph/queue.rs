//! A queue of places that gives the nearest first.
//!
//! A heap of four children a place that knows where each stands, so that one
//! that gets nearer moves up instead of standing in it twice. Of places equally
//! near the one with the lowest number comes first, always.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Nowhere in the heap.
const OUT: u32 = u32::MAX;

/// A length and a place in one number, in the order that they are wanted:
/// lengths are 0 or more, so their bits sort as they do.
type Key = u128;

fn key(length: f64, place: u32) -> Key {
    Key::from(length.to_bits()) << 32 | Key::from(place)
}

#[expect(clippy::cast_possible_truncation, reason = "the parts that were put together")]
fn parts(key: Key) -> (f64, u32) {
    (f64::from_bits((key >> 32) as u64), key as u32)
}

/// Places to visit, nearest first.
#[derive(Debug, Clone, Default)]
pub(super) struct NearestFirst {
    heap: Vec<Key>,
    /// Where each place stands in the heap.
    stands: Vec<u32>,
}

impl NearestFirst {
    /// Makes room for places up to `count`. The queue has to be empty.
    pub fn reserve(&mut self, count: usize) {
        debug_assert!(self.heap.is_empty());
        if self.stands.len() < count {
            self.stands.resize(count, OUT);
        }
    }

    /// Puts a place in, or moves it up: never farther away than it stood.
    pub fn push(&mut self, length: f64, place: u32) {
        let mut at = self.stands[place as usize] as usize;
        let key = key(length, place);
        if at == OUT as usize {
            at = self.heap.len();
            self.heap.push(key);
        }
        self.rise(at, key);
    }

    fn rise(&mut self, mut at: usize, key: Key) {
        while at > 0 {
            let up = (at - 1) / 4;
            let above = self.heap[up];
            if above < key {
                break;
            }
            self.put(at, above);
            at = up;
        }
        self.put(at, key);
    }

    fn put(&mut self, at: usize, key: Key) {
        self.heap[at] = key;
        self.stands[parts(key).1 as usize] = number(at);
    }

    /// The nearest, taken out.
    pub fn pop(&mut self) -> Option<(f64, u32)> {
        let nearest = parts(*self.heap.first()?);
        self.stands[nearest.1 as usize] = OUT;
        let moved = self.heap.pop()?;
        if !self.heap.is_empty() {
            // The gap sinks to the bottom, where what is moved came from, and
            // what is moved seldom rises far: fewer comparisons than sinking it.
            let count = self.heap.len();
            let mut gap = 0;
            while 4 * gap + 4 < count {
                let [a, b, c, d] = [1, 2, 3, 4].map(|child| (self.heap[4 * gap + child], child));
                let (least, child) = a.min(b).min(c.min(d));
                self.put(gap, least);
                gap = 4 * gap + child;
            }
            let last = (4 * gap + 1..count).min_by_key(|child| self.heap[*child]);
            if let Some(child) = last {
                self.put(gap, self.heap[child]);
                gap = child;
            }
            self.rise(gap, moved);
        }
        Some(nearest)
    }

    /// Takes out whatever waits.
    pub fn clear(&mut self) {
        for key in self.heap.drain(..) {
            self.stands[parts(key).1 as usize] = OUT;
        }
    }
}

/// Places that wait, nearest first, each as often as it was put in: quicker than
/// [`NearestFirst`] where few wait and hardly any gets nearer meanwhile.
#[derive(Debug, Clone, Default)]
pub(super) struct Waiting {
    heap: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Waiting {
    /// Puts a place in.
    pub fn push(&mut self, length: f64, place: u32) {
        // Lengths are 0 or more, so their bits sort as they do.
        self.heap.push(Reverse((length.to_bits(), place)));
    }

    /// The nearest, taken out.
    pub fn pop(&mut self) -> Option<(f64, u32)> {
        let Reverse((length, place)) = self.heap.pop()?;
        Some((f64::from_bits(length), place))
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.heap.is_empty()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "places are numbered in u32")]
fn number(place: usize) -> u32 {
    place as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn places_come_nearest_first_and_once(
            pushes in prop::collection::vec((0u8..20, 0u32..30), 0..200),
        ) {
            let mut queue = NearestFirst::default();
            queue.reserve(30);
            let mut best = [f64::INFINITY; 30];
            for (length, place) in pushes {
                let length = f64::from(length);
                if length <= best[place as usize] {
                    best[place as usize] = length;
                    queue.push(length, place);
                }
            }
            let mut expected: Vec<(f64, u32)> =
                best.iter().copied().zip(0..).filter(|(length, _)| length.is_finite()).collect();
            expected.sort_by(|x, y| x.partial_cmp(y).unwrap());
            let came: Vec<(f64, u32)> = std::iter::from_fn(|| queue.pop()).collect();
            prop_assert_eq!(came, expected);
        }
    }
}

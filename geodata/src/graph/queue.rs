//! A queue of places that gives the nearest first.
//!
//! A heap of four children a place that knows where each stands, so that one
//! that gets nearer moves up instead of standing in it twice. Of places equally
//! near the one with the lowest number comes first, always.

/// Nowhere in the heap.
const OUT: u32 = u32::MAX;

/// Places to visit, nearest first.
#[derive(Debug, Clone, Default)]
pub(super) struct NearestFirst {
    heap: Vec<(f64, u32)>,
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
    #[inline]
    pub fn push(&mut self, length: f64, place: u32) {
        let mut at = self.stands[place as usize] as usize;
        if at == OUT as usize {
            at = self.heap.len();
            self.heap.push((length, place));
        }
        while at > 0 {
            let up = (at - 1) / 4;
            let above = self.heap[up];
            if above < (length, place) {
                break;
            }
            self.heap[at] = above;
            self.stands[above.1 as usize] = number(at);
            at = up;
        }
        self.heap[at] = (length, place);
        self.stands[place as usize] = number(at);
    }

    /// The nearest, taken out.
    #[inline]
    pub fn pop(&mut self) -> Option<(f64, u32)> {
        let nearest = *self.heap.first()?;
        self.stands[nearest.1 as usize] = OUT;
        let moved = self.heap.pop()?;
        if !self.heap.is_empty() {
            self.sink(moved);
        }
        Some(nearest)
    }

    /// Lets one sink from the top to where it belongs.
    fn sink(&mut self, moved: (f64, u32)) {
        let count = self.heap.len();
        let mut at = 0;
        loop {
            let first = 4 * at + 1;
            if first >= count {
                break;
            }
            let mut least = first;
            for child in first + 1..(first + 4).min(count) {
                if self.heap[child] < self.heap[least] {
                    least = child;
                }
            }
            let below = self.heap[least];
            if moved < below {
                break;
            }
            self.heap[at] = below;
            self.stands[below.1 as usize] = number(at);
            at = least;
        }
        self.heap[at] = moved;
        self.stands[moved.1 as usize] = number(at);
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

//! How many crossings there are when some links have changed.
//!
//! A gap makes a crossing where no wider one that makes one lies within [`PLACE_M`]: a change
//! goes from gap to gap only as far as it changes what one of them makes.

use std::collections::{BinaryHeap, HashMap};

use geo::Coord;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::{PLACE_M, Width, is_open};
use crate::geometry::segment_distance;
use crate::links::{Gap, GapLimits, Route};

/// The gaps of a network and what each makes, ready to be told what becomes of them.
#[derive(Debug)]
pub struct KnownCrossings {
    limits: GapLimits,
    places: Vec<Place>,
    /// By their ends.
    by_width: HashMap<Width, u32>,
    tree: RTree<GeomWithData<Rectangle<[f64; 2]>, u32>>,
    /// The places of the gaps of each link.
    of_link: Vec<Vec<u32>>,
    count: usize,
}

/// A gap, be it of one link or of many.
#[derive(Debug, Clone)]
struct Place {
    width: Width,
    ends: (Coord, Coord),
    links: usize,
    is_crossing: bool,
}

impl Place {
    fn new(gap: &Gap) -> Self {
        let ends = (gap.from, gap.to);
        Self { width: Width::of(gap), ends, links: 0, is_crossing: false }
    }

    fn bounds(&self, by_m: f64) -> AABB<[f64; 2]> {
        let (p, q) = self.ends;
        AABB::from_corners(
            [p.x.min(q.x) - by_m, p.y.min(q.y) - by_m],
            [p.x.max(q.x) + by_m, p.y.max(q.y) + by_m],
        )
    }

    fn is_near(&self, other: &Self) -> bool {
        segment_distance(self.ends, other.ends) <= PLACE_M
    }
}

impl KnownCrossings {
    /// Those of links.
    #[must_use]
    pub fn new(routes: &[Route], limits: &GapLimits) -> Self {
        let mut known = Self {
            limits: *limits,
            places: Vec::new(),
            by_width: HashMap::new(),
            tree: RTree::new(),
            of_link: Vec::with_capacity(routes.len()),
            count: 0,
        };
        for route in routes {
            let open = route.gaps.iter().filter(|gap| is_open(gap, limits));
            let places: Vec<u32> = open.map(|gap| known.add(gap)).collect();
            known.of_link.push(places);
        }
        let boxes = (0u32..).zip(&known.places).map(|(number, place)| {
            let of = place.bounds(0.0);
            GeomWithData::new(Rectangle::from_corners(of.lower(), of.upper()), number)
        });
        known.tree = RTree::bulk_load(boxes.collect());
        // From nothing, all that is there has come.
        let mut change = Change::new(&known);
        (0..change.of.places.len()).for_each(|place| change.open(place));
        let count = change.settled();
        let crossings: Vec<usize> =
            change.crossings.into_iter().filter(|(_, is)| *is).map(|(place, _)| place).collect();
        crossings.into_iter().for_each(|place| known.places[place].is_crossing = true);
        known.count = count;
        known
    }

    #[expect(clippy::cast_possible_truncation, reason = "counted in u32")]
    fn add(&mut self, gap: &Gap) -> u32 {
        let next = self.places.len() as u32;
        let number = *self.by_width.entry(Width::of(gap)).or_insert(next);
        if number == next {
            self.places.push(Place::new(gap));
        }
        self.places[number as usize].links += 1;
        number
    }

    /// How many there are without some of the links, by their places, and with others.
    #[must_use]
    pub fn count_after<'a>(
        &self,
        gone: impl Iterator<Item = usize>,
        others: impl Iterator<Item = &'a Route>,
    ) -> usize {
        let mut change = Change::new(self);
        for place in gone.flat_map(|link| &self.of_link[link]) {
            let place = *place as usize;
            *change.links.entry(place).or_insert(self.places[place].links) -= 1;
        }
        for gap in others.flat_map(|route| &route.gaps).filter(|gap| is_open(gap, &self.limits)) {
            let place = change.place_of(gap);
            let before = self.places.get(place).map_or(0, |place| place.links);
            *change.links.entry(place).or_insert(before) += 1;
        }
        let changed: Vec<usize> = change.links.keys().copied().collect();
        changed.into_iter().for_each(|place| change.open(place));
        change.settled()
    }
}

/// A change to what is known.
struct Change<'a> {
    of: &'a KnownCrossings,
    /// Gaps that were not there, numbered after those that were.
    own: Vec<Place>,
    own_by_width: HashMap<Width, usize>,
    /// How many links the gaps have whose links have changed.
    links: HashMap<usize, usize>,
    /// What those make that were looked at.
    crossings: HashMap<usize, bool>,
    /// Those to be looked at, the widest first.
    queue: BinaryHeap<(Width, usize)>,
}

impl<'a> Change<'a> {
    fn new(of: &'a KnownCrossings) -> Self {
        Self {
            of,
            own: Vec::new(),
            own_by_width: HashMap::new(),
            links: HashMap::new(),
            crossings: HashMap::new(),
            queue: BinaryHeap::new(),
        }
    }

    fn place(&self, place: usize) -> &Place {
        let own = place.checked_sub(self.of.places.len());
        own.map_or_else(|| &self.of.places[place], |own| &self.own[own])
    }

    /// The number of a gap.
    fn place_of(&mut self, gap: &Gap) -> usize {
        let width = Width::of(gap);
        if let Some(known) = self.of.by_width.get(&width) {
            return *known as usize;
        }
        let next = self.of.places.len() + self.own.len();
        let number = *self.own_by_width.entry(width).or_insert(next);
        if number == next {
            self.own.push(Place::new(gap));
        }
        number
    }

    fn open(&mut self, place: usize) {
        self.queue.push((self.place(place).width, place));
    }

    fn is_crossing(&self, place: usize) -> bool {
        self.crossings.get(&place).copied().unwrap_or_else(|| self.place(place).is_crossing)
    }

    fn near(&self, place: usize) -> Vec<usize> {
        let own = self.place(place);
        let known = self.of.tree.locate_in_envelope_intersecting(&own.bounds(PLACE_M));
        let known = known.map(|entry| entry.data as usize);
        let first = self.of.places.len();
        let near = known.chain(first..first + self.own.len());
        near.filter(|other| *other != place && self.place(*other).is_near(own)).collect()
    }

    /// Looks at all that is to be looked at, and counts.
    fn settled(&mut self) -> usize {
        let mut count = self.of.count;
        while let Some((width, place)) = self.queue.pop() {
            // Who was told before is told again.
            while self.queue.peek().is_some_and(|(_, next)| *next == place) {
                self.queue.pop();
            }
            let near = self.near(place);
            let is_wider = |other: &&usize| self.place(**other).width > width;
            let is_there = self.links.get(&place).copied().unwrap_or(self.place(place).links) > 0;
            let is =
                is_there && !near.iter().filter(is_wider).any(|other| self.is_crossing(*other));
            if is == self.is_crossing(place) {
                continue;
            }
            count = if is { count + 1 } else { count.saturating_sub(1) };
            self.crossings.insert(place, is);
            let narrower = near.iter().filter(|other| self.place(**other).width < width);
            let narrower: Vec<usize> = narrower.copied().collect();
            narrower.into_iter().for_each(|other| self.open(other));
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::crossings;
    use super::*;

    proptest! {
        #[test]
        fn the_count_is_that_of_all(
            gaps in prop::collection::vec((0u8..12, 0u8..40, 0u8..8), 1..60),
            cut in 0usize..60,
            gone in prop::collection::btree_set(0usize..12, 0..6),
        ) {
            let limits = GapLimits::default();
            let gap = |&(_, x, width): &(u8, u8, u8)| {
                let (x, width_m) = (f64::from(x) * 9.0, 20.0 + f64::from(width) * 10.0);
                Gap {
                    at_m: 0.0,
                    width_m,
                    from: Coord { x, y: 0.0 },
                    to: Coord { x, y: width_m },
                    from_height_m: None,
                    to_height_m: None,
                    parts: Vec::new(),
                }
            };
            let route = |gaps: &[(u8, u8, u8)], a: u8| Route {
                a: u32::from(a),
                b: 99,
                cost: 0.0,
                length_m: 0.0,
                line: Vec::new(),
                gaps: gaps.iter().filter(|(of, ..)| *of == a).map(gap).collect(),
            };
            let (first, more) = gaps.split_at(cut.min(gaps.len()));
            let before: Vec<Route> = (0..12).map(|a| route(first, a)).collect();
            let others: Vec<Route> = (0..12).map(|a| route(more, a)).collect();
            let known = KnownCrossings::new(&before, &limits);
            prop_assert_eq!(known.count, crossings(&before, &limits).len());
            let left = (0..12).filter(|place| !gone.contains(place)).map(|n| before[n].clone());
            let all: Vec<Route> = left.chain(others.iter().cloned()).collect();
            let count = known.count_after(gone.iter().copied(), others.iter());
            prop_assert_eq!(count, crossings(&all, &limits).len());
        }
    }
}

//! Crossings: the places where gaps lie.
//!
//! A crossing is a place, not a link: gaps of several links at one place are one. The
//! widest gap of all not yet taken makes a crossing, and with it go all gaps that come
//! within [`PLACE_M`] of it, so that gaps along a road do not chain into one.

mod known;

use std::cmp::Reverse;

use geo::Coord;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};
use serde::{Deserialize, Serialize};

use super::{Gap, GapLimits, Grade, Route};
use crate::geometry::segment_distance;

pub use known::KnownCrossings;

/// Gaps so near to the widest of a crossing are of it, metres: an assumption.
pub const PLACE_M: f64 = 30.0;

/// A place where gaps lie that are wider than a glide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Crossing {
    /// The widest of its gaps: what is told of the place.
    pub gap: Gap,
    /// The middle between the ends of that gap, in the working system.
    pub middle: Coord,
    /// Its gaps: places of the links in their list, and of the gaps along them. Sorted.
    pub gaps: Vec<(usize, usize)>,
}

/// The width of a gap; of those that are as wide, where they lie tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Width(u64, [u64; 4]);

impl Width {
    fn of(gap: &Gap) -> Self {
        // Lengths that are not negative compare as their bits do.
        let ends = [gap.from.x, gap.from.y, gap.to.x, gap.to.y].map(f64::to_bits);
        Self(gap.width_m.to_bits(), ends)
    }
}

/// A gap is wider than a glide.
fn is_open(gap: &Gap, limits: &GapLimits) -> bool {
    gap.grade(limits) > Grade::Good
}

/// Gathers the gaps of links into crossings, the widest first. Good gaps are none.
#[must_use]
pub fn crossings(routes: &[Route], limits: &GapLimits) -> Vec<Crossing> {
    let mut open: Vec<(usize, usize)> = routes
        .iter()
        .enumerate()
        .flat_map(|(link, route)| (0..route.gaps.len()).map(move |gap| (link, gap)))
        .filter(|(link, gap)| is_open(&routes[*link].gaps[*gap], limits))
        .collect();
    let gap_of = |(link, gap): &(usize, usize)| &routes[*link].gaps[*gap];
    open.sort_by_cached_key(|of| (Reverse(Width::of(gap_of(of))), *of));
    let boxes = open.iter().enumerate().map(|(place, of)| {
        let Gap { from, to, .. } = gap_of(of);
        GeomWithData::new(Rectangle::from_corners([from.x, from.y], [to.x, to.y]), place)
    });
    let tree = RTree::bulk_load(boxes.collect());
    let mut is_taken = vec![false; open.len()];
    let mut found: Vec<Crossing> = Vec::new();
    for first in 0..open.len() {
        if is_taken[first] {
            continue;
        }
        let widest = gap_of(&open[first]);
        let (p, q) = (widest.from, widest.to);
        let near = AABB::from_corners(
            [p.x.min(q.x) - PLACE_M, p.y.min(q.y) - PLACE_M],
            [p.x.max(q.x) + PLACE_M, p.y.max(q.y) + PLACE_M],
        );
        let mut here = Vec::new();
        for place in tree.locate_in_envelope_intersecting(&near).map(|entry| entry.data) {
            let gap = gap_of(&open[place]);
            if !is_taken[place] && segment_distance((p, q), (gap.from, gap.to)) <= PLACE_M {
                is_taken[place] = true;
                here.push(open[place]);
            }
        }
        here.sort_unstable();
        let middle = (p + q) / 2.0;
        found.push(Crossing { gap: widest.clone(), middle, gaps: here });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(a: u32, b: u32, gaps: &[(f64, f64, f64)]) -> Route {
        let gaps = gaps.iter().map(|&(x, y, width_m)| Gap {
            at_m: 0.0,
            width_m,
            from: Coord { x, y },
            to: Coord { x, y: y + width_m },
            from_height_m: None,
            to_height_m: None,
            parts: Vec::new(),
        });
        let gaps = gaps.collect();
        Route { a, b, cost: 0.0, length_m: 0.0, line: Vec::new(), gaps }
    }

    #[test]
    fn gaps_at_one_place_are_one_crossing_and_do_not_chain() {
        let routes = [
            route(0, 1, &[(0.0, 0.0, 60.0), (500.0, 0.0, 8.0)]),
            route(0, 2, &[(20.0, 0.0, 40.0)]),
            // Within 30 m of the second, but not of the widest.
            route(1, 2, &[(45.0, 0.0, 30.0)]),
        ];
        let found = crossings(&routes, &GapLimits::default());
        let places: Vec<_> = found.iter().map(|c| (c.gap.width_m, c.gaps.clone())).collect();
        assert_eq!(places, [(60.0, vec![(0, 0), (1, 0)]), (30.0, vec![(2, 0)])]);
        assert_eq!(found[0].middle, Coord { x: 0.0, y: 30.0 });
    }
}

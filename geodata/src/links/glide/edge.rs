//! The positions along the edges of a shape.

use std::sync::Arc;

use geo::orient::{Direction, Orient};
use geo::{BoundingRect, Coord, Intersects, LineString, MultiPolygon, Rect};

use super::sites::INSIDE_M;
use crate::landscape::{Ground, Land};

/// Positions along an edge are at most so far apart, metres.
const SPACING_M: f64 = 20.0;

/// Corners nearer to a position than this along their ring have none of their own, metres.
const LEAST_M: f64 = 7.5;

/// The positions along the edges of a shape that part trees from none, or are a patch's.
#[derive(Debug)]
pub(super) struct Edge {
    is_patch: bool,
    /// All of its places lie in here.
    bounds: Option<Rect>,
    corners: Vec<Coord>,
    places: Vec<Place>,
}

/// Where there may be a position.
#[derive(Debug, Clone, PartialEq)]
struct Place {
    /// A little to the left of the edge, and to the right.
    beside: [Coord; 2],
    /// The stretch of edge about it, as a range of corners.
    stretch: (u32, u32),
    /// The position, where there is one.
    at: Option<Coord>,
}

impl Edge {
    /// Those along the edges of a shape.
    pub fn new(shape: &MultiPolygon, is_patch: bool, land: &Land) -> Self {
        let mut edge = Self { is_patch, bounds: None, corners: Vec::new(), places: Vec::new() };
        for polygon in shape.orient(Direction::Default) {
            for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                edge.add_ring(ring);
            }
        }
        let a_little = Coord { x: 1.0, y: 1.0 };
        let bounds = shape.bounding_rect();
        edge.bounds = bounds.map(|of| Rect::new(of.min() - a_little, of.max() + a_little));
        for place in &mut edge.places {
            place.at = position(is_patch, place.beside, land);
        }
        edge
    }

    /// The same where the land has changed in some boxes.
    pub fn again(self: &Arc<Self>, land: &Land, boxes: &[Rect]) -> Arc<Self> {
        let Some(bounds) = self.bounds else { return Arc::clone(self) };
        let near: Vec<&Rect> = boxes.iter().filter(|of| of.intersects(&bounds)).collect();
        if near.is_empty() || self.is_patch {
            return Arc::clone(self);
        }
        let is_near = |at: &Coord| near.iter().any(|of| of.intersects(at));
        let mut others: Vec<(usize, Option<Coord>)> = Vec::new();
        for (number, place) in self.places.iter().enumerate() {
            if place.beside.iter().any(is_near) {
                let at = position(false, place.beside, land);
                if at != place.at {
                    others.push((number, at));
                }
            }
        }
        if others.is_empty() {
            return Arc::clone(self);
        }
        let Self { is_patch, bounds, ref corners, ref places } = **self;
        let (corners, mut places) = (corners.clone(), places.clone());
        for (number, at) in others {
            places[number].at = at;
        }
        Arc::new(Self { is_patch, bounds, corners, places })
    }

    /// The positions, each with its place.
    pub fn positions(&self) -> impl Iterator<Item = (u32, Coord)> {
        (0..).zip(&self.places).filter_map(|(number, place)| Some((number, place.at?)))
    }

    /// The position at a place.
    pub fn position(&self, place: u32) -> Option<Coord> {
        self.places.get(place as usize)?.at
    }

    /// Positions that another edge of the same shape has not, each with its place.
    pub fn beside(&self, other: &Self) -> impl Iterator<Item = (u32, Coord)> {
        let places = (0..).zip(self.places.iter().zip(&other.places));
        places.filter_map(|(number, (own, other))| {
            let at = own.at?;
            (other.at != own.at).then_some((number, at))
        })
    }

    /// The stretch of edge about a place.
    pub fn stretch(&self, place: u32) -> &[Coord] {
        let (from, to) = self.places[place as usize].stretch;
        &self.corners[from as usize..to as usize]
    }

    #[expect(clippy::cast_possible_truncation, reason = "counted in u32")]
    fn add_ring(&mut self, ring: &LineString) {
        let corners = dense(ring);
        let count = corners.len();
        if count < 3 {
            return;
        }
        let kept = thinned(&corners);
        let start = self.corners.len();
        // From the last position round to the first.
        let last = kept.last().copied().unwrap_or(0);
        self.corners.extend(corners[last..].iter().chain(&corners).chain(&corners[..1]));
        let of_ring = start + count - last;
        for (number, &place) in kept.iter().enumerate() {
            let before = if number == 0 { start } else { of_ring + kept[number - 1] };
            let next = kept.get(number + 1).map_or(of_ring + count, |next| of_ring + next);
            self.places.push(Place {
                beside: [INSIDE_M, -INSIDE_M].map(|by| beside(&corners, place, by)),
                stretch: (before as u32, next as u32 + 1),
                at: None,
            });
        }
    }
}

/// Where a position lies beside a place: for a patch within it, for trees where they are on
/// one side alone.
fn position(is_patch: bool, [left, right]: [Coord; 2], land: &Land) -> Option<Coord> {
    if is_patch { Some(left) } else { edge_of_trees(land, left, right) }
}

/// Corners of a ring at least [`LEAST_M`] apart along it, by rising place.
///
/// Which of two neighbours stays is told by where they lie, not by where the ring begins:
/// a change at one end of a wood moves no position at its other end.
fn thinned(corners: &[Coord]) -> Vec<usize> {
    let count = corners.len();
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|place| (priority(corners[*place]), *place));
    let mut is_kept = vec![false; count];
    for place in order {
        let has_near = |forward: bool| {
            let (mut at, mut along_m) = (place, 0.0);
            for _ in 1..count {
                let next = if forward { (at + 1) % count } else { (at + count - 1) % count };
                along_m += distance(corners[at], corners[next]);
                if along_m >= LEAST_M {
                    return false;
                }
                if is_kept[next] {
                    return true;
                }
                at = next;
            }
            false
        };
        is_kept[place] = !has_near(true) && !has_near(false);
    }
    (0..count).filter(|place| is_kept[*place]).collect()
}

/// A number that is as good as drawn, but always the same for a place to a decimetre
/// (the finalizer of Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
#[expect(clippy::cast_possible_truncation, reason = "decimetres of a planet")]
fn priority(at: Coord) -> u64 {
    let [x, y] = [at.x, at.y].map(|metres| (metres * 10.0).round() as i64);
    let mut mixed = x.cast_unsigned().rotate_left(32) ^ y.cast_unsigned();
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// Which of two positions beside an edge is in trees while the other is not, if it is so
/// and no patch lies there.
fn edge_of_trees(land: &Land, left: Coord, right: Coord) -> Option<Coord> {
    let (one, other) = (land.ground_at(left), land.ground_at(right));
    let (at, ground) = match (one.is_canopy(), other.is_canopy()) {
        (true, false) => (left, one),
        (false, true) => (right, other),
        _ => return None,
    };
    (ground != Ground::Habitat).then_some(at)
}

/// A ring's corners without the last, which is the first, and more between those that are
/// far apart.
fn dense(ring: &LineString) -> Vec<Coord> {
    let mut corners = Vec::new();
    for line in ring.lines() {
        let length = distance(line.start, line.end);
        if length == 0.0 {
            continue;
        }
        let steps = (length / SPACING_M).ceil();
        let mut step = 0.0;
        while step < steps {
            corners.push(line.start + line.delta() * (step / steps));
            step += 1.0;
        }
    }
    corners
}

/// The position so far to the left of a ring at a corner, in the middle of its angle.
fn beside(corners: &[Coord], place: usize, by: f64) -> Coord {
    let at = corners[place];
    let before = corners[(place + corners.len() - 1) % corners.len()];
    let next = corners[(place + 1) % corners.len()];
    let normal = |from: Coord, to: Coord| {
        let length = distance(from, to);
        Coord { x: (from.y - to.y) / length, y: (to.x - from.x) / length }
    };
    let sum = normal(before, at) + normal(at, next);
    let length = distance(sum, Coord { x: 0.0, y: 0.0 });
    if length < 1e-6 { at } else { at + sum * (by / length) }
}

fn distance(a: Coord, b: Coord) -> f64 {
    let step = b - a;
    (step.x * step.x + step.y * step.y).sqrt()
}

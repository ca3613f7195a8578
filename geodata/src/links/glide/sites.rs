//! The positions that ways go by: along the edges of trees and of patches.

use std::collections::HashMap;
use std::sync::Arc;

use geo::orient::{Direction, Orient};
use geo::{BoundingRect, Coord, Intersects, LineString, MultiPolygon, Rect};

use super::again::mark_of;
use super::graph::SiteGraph;
use super::search::Way;
use crate::landscape::{Ground, Land};
use crate::model::Habitat;
use crate::parallel;

/// Positions along an edge are at most so far apart, metres.
pub const SPACING_M: f64 = 20.0;

/// Corners nearer to a position than this along their ring have none of their own, metres.
const LEAST_M: f64 = 7.5;

/// A position lies so far inside the trees, metres: on their very edge, rounding would say
/// whether it is in them.
pub(super) const INSIDE_M: f64 = 0.01;

/// The patch of a position that is of none.
pub(super) const NO_PATCH: u32 = u32::MAX;

/// Positions that ways go by.
#[derive(Debug, Default)]
pub(super) struct Sites {
    /// In the working system, within trees or a patch.
    pub at: Vec<Coord>,
    /// The patch whose edge it is, else [`NO_PATCH`].
    pub patch: Vec<u32>,
    /// The stretch of edge about each, as a range of `corners`.
    stretches: Vec<(u32, u32)>,
    corners: Vec<Coord>,
    edges: Edges,
}

/// The positions of each shape, by its mark, for another run to take over.
pub(super) type Edges = HashMap<u64, Arc<Edge>>;

/// Positions along the edges of a shape.
#[derive(Debug)]
pub(super) struct Edge {
    bounds: Rect,
    at: Vec<Coord>,
    /// The stretch of edge about each, as a range of `corners`.
    stretches: Vec<(u32, u32)>,
    corners: Vec<Coord>,
}

impl Sites {
    /// Those along the edges of patches and of trees; where the edges of an earlier run are
    /// known, and the boxes that anything differs in, those of other shapes are taken over.
    pub fn new(habitat: &Habitat, land: &Land, before: Option<(&Edges, &[Rect])>) -> Self {
        // What lies under trees parts none from others.
        let lowest = Ground::ALL.into_iter().filter(|ground| ground.is_canopy()).min();
        let matters = |ground: Ground| Some(ground) >= lowest && ground != Ground::Habitat;
        let trees = land.pieces().iter().filter(|piece| matters(piece.ground));
        let patches = (0u32..).zip(habitat.patches());
        let shapes: Vec<(u32, &MultiPolygon)> = patches
            .map(|(number, patch)| (number, &*patch.polygons))
            .chain(trees.map(|piece| (NO_PATCH, &*piece.polygons)))
            .collect();
        let edges = parallel::map(&shapes, |(patch, shape)| {
            let is_patch = *patch != NO_PATCH;
            let mark = mark_of(shape) ^ u64::from(is_patch);
            let known = before.and_then(|(edges, boxes)| {
                let edge = edges.get(&mark)?;
                let differs = boxes.iter().any(|of| of.intersects(&edge.bounds));
                (!differs).then(|| Arc::clone(edge))
            });
            (mark, known.unwrap_or_else(|| Arc::new(along_edges(shape, is_patch, land))))
        });
        let mut all = Self::default();
        for ((mark, edge), (patch, _)) in edges.into_iter().zip(&shapes) {
            all.append(&edge, *patch);
            all.edges.insert(mark, edge);
        }
        all.without_doubles()
    }

    /// Without positions that are there already: areas share their edges.
    fn without_doubles(self) -> Self {
        // What lies side by side stands side by side: searches go from neighbour to neighbour,
        // and memory is slow to those who jump about in it.
        let mut places: Vec<((u64, u64, u64), usize)> = self.at.iter().map(key).zip(0..).collect();
        places.sort_unstable();
        places.dedup_by_key(|(key, _)| *key);
        Self {
            at: places.iter().map(|(_, place)| self.at[*place]).collect(),
            patch: places.iter().map(|(_, place)| self.patch[*place]).collect(),
            stretches: places.iter().map(|(_, place)| self.stretches[*place]).collect(),
            ..self
        }
    }

    /// The positions of each shape.
    pub fn edges(&self) -> &Edges {
        &self.edges
    }

    /// What each position is among others; `u32::MAX` where it is not among them. Both stand
    /// in the same order, so that what is among them keeps its order.
    pub fn among(&self, others: &Self) -> Vec<u32> {
        let mut rest = (0u32..).zip(&others.at).map(|(place, at)| (place, key(at))).peekable();
        let find = |at: &Coord| {
            let own = key(at);
            while rest.next_if(|(_, other)| *other < own).is_some() {}
            rest.next_if(|(_, other)| *other == own).map_or(u32::MAX, |(place, _)| place)
        };
        self.at.iter().map(find).collect()
    }

    /// The stretch of edge about a position.
    pub fn stretch(&self, site: usize) -> &[Coord] {
        let (from, to) = self.stretches[site];
        &self.corners[from as usize..to as usize]
    }

    /// The positions of each patch.
    pub fn by_patch(&self, patches: usize) -> Vec<Vec<u32>> {
        let mut sites = vec![Vec::new(); patches];
        for (site, patch) in (0u32..).zip(&self.patch) {
            if let Some(of) = sites.get_mut(*patch as usize) {
                of.push(site);
            }
        }
        sites
    }

    /// A way as a line.
    pub fn line(&self, graph: &SiteGraph, way: &Way) -> Vec<Coord> {
        let mut line: Vec<Coord> = way.sites.iter().take(1).map(|s| self.at[*s as usize]).collect();
        for (pair, step) in way.sites.windows(2).zip(&way.steps) {
            if let Some((low, high)) = graph.bridge(*step) {
                line.extend(if pair[0] < pair[1] { [low, high] } else { [high, low] });
            }
            line.push(self.at[pair[1] as usize]);
        }
        line
    }

    #[expect(clippy::cast_possible_truncation, reason = "counted in u32")]
    fn append(&mut self, edge: &Edge, patch: u32) {
        let before = self.corners.len() as u32;
        self.at.extend(&edge.at);
        self.patch.extend(edge.at.iter().map(|_| patch));
        self.stretches.extend(edge.stretches.iter().map(|(from, to)| (from + before, to + before)));
        self.corners.extend(&edge.corners);
    }
}

/// What positions are sorted by.
fn key(at: &Coord) -> (u64, u64, u64) {
    (morton(at), at.x.to_bits(), at.y.to_bits())
}

/// A place's square of 16 m on the curve that goes through squares, then squares of squares
/// (Morton 1966, A computer oriented geodetic data base and a new technique in file
/// sequencing).
#[expect(clippy::cast_possible_truncation, reason = "metres of a planet")]
fn morton(at: &Coord) -> u64 {
    let spread = |metres: f64| {
        let mut bits = u64::from((((metres / 16.0).floor() as i32).cast_unsigned()) ^ (1 << 31));
        for (shift, mask) in [
            (16, 0x0000_ffff_0000_ffff),
            (8, 0x00ff_00ff_00ff_00ff),
            (4, 0x0f0f_0f0f_0f0f_0f0f),
            (2, 0x3333_3333_3333_3333),
            (1, 0x5555_5555_5555_5555),
        ] {
            bits = (bits | (bits << shift)) & mask;
        }
        bits
    };
    spread(at.x) | (spread(at.y) << 1)
}

/// The positions along the edges of a shape that part trees from none, or are a patch's.
fn along_edges(shape: &MultiPolygon, is_patch: bool, land: &Land) -> Edge {
    let nothing = Coord { x: 0.0, y: 0.0 };
    let bounds = shape.bounding_rect().unwrap_or_else(|| Rect::new(nothing, nothing));
    let beside = Coord { x: 1.0, y: 1.0 };
    let bounds = Rect::new(bounds.min() - beside, bounds.max() + beside);
    let mut edge = Edge { bounds, at: Vec::new(), stretches: Vec::new(), corners: Vec::new() };
    for polygon in shape.orient(Direction::Default) {
        for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
            along_ring(ring, is_patch, land, &mut edge);
        }
    }
    edge
}

#[expect(clippy::cast_possible_truncation, reason = "counted in u32")]
fn along_ring(ring: &LineString, is_patch: bool, land: &Land, edge: &mut Edge) {
    let corners = dense(ring);
    let count = corners.len();
    if count < 3 {
        return;
    }
    let places = thinned(&corners);
    let start = edge.corners.len();
    // From the last position round to the first.
    let last = places.last().copied().unwrap_or(0);
    edge.corners.extend(corners[last..].iter().chain(&corners).chain(&corners[..1]));
    let of_ring = start + count - last;
    for (number, &place) in places.iter().enumerate() {
        let inside = |by: f64| beside(&corners, place, by);
        let (left, right) = (inside(INSIDE_M), inside(-INSIDE_M));
        let at = if is_patch { Some(left) } else { edge_of_trees(land, left, right) };
        let Some(at) = at else { continue };
        let before = if number == 0 { start } else { of_ring + places[number - 1] };
        let next = places.get(number + 1).map_or(of_ring + count, |next| of_ring + next);
        edge.at.push(at);
        edge.stretches.push((before as u32, next as u32 + 1));
    }
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

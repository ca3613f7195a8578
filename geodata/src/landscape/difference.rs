//! The edges by which two lands differ.

use std::collections::HashMap;

use geo::orient::{Direction, Orient};
use geo::{Coord, LineString, Polygon};

use super::LandPiece;
use crate::geometry::SignedEdge;

/// Edges that are of one land alone: those that are new count 1, those that are gone -1. What
/// both have, the same shape or the same edge of shapes that differ, is not among them.
#[must_use]
pub fn differing(old: &[LandPiece], new: &[LandPiece]) -> Vec<SignedEdge> {
    let key = |piece: &LandPiece| (std::sync::Arc::as_ptr(&piece.polygons), piece.ground);
    let mut shapes: HashMap<_, i32> = HashMap::with_capacity(old.len());
    let sides = [(old, -1), (new, 1)];
    for (pieces, by) in sides {
        for piece in pieces {
            *shapes.entry(key(piece)).or_default() += by;
        }
    }
    let is_apart = |piece: &&LandPiece| shapes.get(&key(piece)) != Some(&0);
    // Of shapes made anew most polygons are still the same; of the others, most edges.
    let mut polygons: HashMap<u64, i32> = HashMap::new();
    for (pieces, by) in sides {
        for (polygon, group) in each(pieces.iter().filter(is_apart)) {
            *polygons.entry(mark(polygon, u64::from(group))).or_default() += by;
        }
    }
    let mut edges: HashMap<(u8, Bits, Bits), i16> = HashMap::new();
    for (pieces, by) in sides {
        for (polygon, group) in each(pieces.iter().filter(is_apart)) {
            if polygons.get(&mark(polygon, u64::from(group))) == Some(&0) {
                continue;
            }
            let polygon = polygon.orient(Direction::Default);
            let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            for line in rings.flat_map(LineString::lines) {
                let count = edges.entry((group, bits(line.start), bits(line.end))).or_default();
                *count += if by > 0 { 1 } else { -1 };
            }
        }
    }
    let apart = edges.into_iter().filter(|(_, count)| *count != 0);
    apart
        .map(|((group, from, to), count)| SignedEdge { group, a: at(from), b: at(to), count })
        .collect()
}

/// A position to the last bit.
type Bits = (u64, u64);

fn bits(at: Coord) -> Bits {
    (at.x.to_bits(), at.y.to_bits())
}

fn at((x, y): Bits) -> Coord {
    Coord { x: f64::from_bits(x), y: f64::from_bits(y) }
}

fn each<'a>(
    pieces: impl Iterator<Item = &'a LandPiece>,
) -> impl Iterator<Item = (&'a Polygon, u8)> {
    pieces.flat_map(|piece| piece.polygons.iter().map(|p| (p, piece.ground.code())))
}

/// A number that tells shapes apart, to the last bit.
fn mark(polygon: &Polygon, of: u64) -> u64 {
    let mix = |mark: u64, bits: u64| {
        let mixed = (mark ^ bits).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 29)
    };
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    rings.fold(mix(of, 1), |mark, ring| {
        let coordinates = ring.0.iter().flat_map(|at| [at.x.to_bits(), at.y.to_bits()]);
        mix(coordinates.fold(mark, mix), 2)
    })
}

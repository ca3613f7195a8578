//! Where two lands differ.

use std::collections::HashMap;

use geo::orient::{Direction, Orient};
use geo::{Coord, LineString, MultiPolygon, Polygon, Rect};

use crate::landscape::LandPiece;

/// Boxes outside of which the same lies over every place of both lands.
///
/// What lies over a place is told by the edges round it, so it can differ only within what
/// edges enclose that are of one land alone: each chain of those has its box.
pub(super) fn changed(old: &[LandPiece], new: &[LandPiece]) -> Vec<Rect> {
    let mut polygons: HashMap<u64, i32> = HashMap::new();
    let sides = [(old, 1), (new, -1)];
    for (pieces, by) in sides {
        for (polygon, group) in each(pieces) {
            *polygons.entry(mark(polygon, u64::from(group))).or_default() += by;
        }
    }
    // Most polygons are in both; of the others, the edges that are not.
    let mut edges: HashMap<Edge, i32> = HashMap::new();
    for (pieces, by) in sides {
        for (polygon, group) in each(pieces) {
            if polygons.get(&mark(polygon, u64::from(group))) == Some(&0) {
                continue;
            }
            let polygon = polygon.orient(Direction::Default);
            let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            for line in rings.flat_map(LineString::lines) {
                *edges.entry((group, bits(line.start), bits(line.end))).or_default() += by;
            }
        }
    }
    let apart = edges.into_iter().filter(|(_, count)| *count != 0);
    boxes_of_chains(apart.map(|((_, from, to), _)| (from, to)).collect())
}

/// A position to the last bit.
type Bits = (u64, u64);

/// An edge of a group.
type Edge = (u8, Bits, Bits);

fn bits(at: Coord) -> Bits {
    (at.x.to_bits(), at.y.to_bits())
}

fn each(pieces: &[LandPiece]) -> impl Iterator<Item = (&Polygon, u8)> {
    pieces.iter().flat_map(|piece| piece.polygons.iter().map(|p| (p, piece.ground.code())))
}

/// The box of each chain of edges that hang together, sorted.
fn boxes_of_chains(edges: Vec<(Bits, Bits)>) -> Vec<Rect> {
    fn root(parents: &mut [usize], mut of: usize) -> usize {
        while parents[of] != of {
            parents[of] = parents[parents[of]];
            of = parents[of];
        }
        of
    }
    let mut numbers: HashMap<Bits, usize> = HashMap::new();
    let mut parents: Vec<usize> = Vec::new();
    for (from, to) in edges {
        let [from, to] = [from, to].map(|at| {
            *numbers.entry(at).or_insert_with(|| {
                parents.push(parents.len());
                parents.len() - 1
            })
        });
        let (from, to) = (root(&mut parents, from), root(&mut parents, to));
        parents[from] = to;
    }
    let mut boxes: HashMap<usize, (Coord, Coord)> = HashMap::new();
    for ((x, y), number) in numbers {
        let at = Coord { x: f64::from_bits(x), y: f64::from_bits(y) };
        let (low, high) = boxes.entry(root(&mut parents, number)).or_insert((at, at));
        *low = Coord { x: low.x.min(at.x), y: low.y.min(at.y) };
        *high = Coord { x: high.x.max(at.x), y: high.y.max(at.y) };
    }
    let mut boxes: Vec<Rect> =
        boxes.into_values().map(|(low, high)| Rect::new(low, high)).collect();
    boxes.sort_by(|p, q| p.min().x.total_cmp(&q.min().x).then(p.min().y.total_cmp(&q.min().y)));
    boxes
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

/// The same for several polygons.
pub(in super::super) fn mark_of(polygons: &MultiPolygon) -> u64 {
    polygons.iter().fold(0, |of, polygon| mark(polygon, of))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::without;
    use crate::landscape::Ground;

    fn piece(ground: Ground, x: f64, y: f64, width: f64, height: f64) -> LandPiece {
        let polygon = Rect::new((x, y), (x + width, y + height)).to_polygon();
        LandPiece { ground, polygons: MultiPolygon(vec![polygon]) }
    }

    #[test]
    fn a_corner_that_is_cleared_is_all_that_differs() {
        let wood = piece(Ground::TallTrees, 0.0, 0.0, 1_000.0, 1_000.0);
        let others = [piece(Ground::Field, 0.0, 0.0, 3_000.0, 1_000.0)];
        let cleared = piece(Ground::BuiltUp, 400.0, 300.0, 50.0, 80.0);
        let mut less = wood.clone();
        less.polygons = without(&wood.polygons, &[&cleared.polygons]);
        let old: Vec<LandPiece> = [wood].into_iter().chain(others.clone()).collect();
        let new: Vec<LandPiece> = [less, cleared].into_iter().chain(others).collect();
        assert_eq!(changed(&old, &new), [Rect::new((400.0, 300.0), (450.0, 380.0))]);
        assert_eq!(changed(&old, &old), []);
        // Whichever way its ring turns, it is the same land.
        let mut turned = old.clone();
        turned[0].polygons.0[0].exterior_mut(|ring| ring.0.reverse());
        assert_eq!(changed(&old, &turned), []);
    }
}

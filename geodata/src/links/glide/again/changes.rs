//! Where two lands differ.

use std::collections::HashMap;

use geo::{Coord, Rect};

use crate::landscape::{LandPiece, differing};

/// Boxes outside of which the same lies over every place of both lands.
///
/// What lies over a place is told by the edges round it, so it can differ only within what
/// edges enclose that are of one land alone: each chain of those has its box.
pub(super) fn changed(old: &[LandPiece], new: &[LandPiece]) -> Vec<Rect> {
    let edges = differing(old, new).into_iter();
    boxes_of_chains(edges.map(|edge| (bits(edge.a), bits(edge.b))).collect())
}

/// A position to the last bit.
type Bits = (u64, u64);

fn bits(at: Coord) -> Bits {
    (at.x.to_bits(), at.y.to_bits())
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use geo::MultiPolygon;

    use super::*;
    use crate::geometry::without;
    use crate::landscape::Ground;

    fn piece(ground: Ground, x: f64, y: f64, width: f64, height: f64) -> LandPiece {
        let polygon = Rect::new((x, y), (x + width, y + height)).to_polygon();
        LandPiece::new(ground, MultiPolygon(vec![polygon]))
    }

    #[test]
    fn a_corner_that_is_cleared_is_all_that_differs() {
        let wood = piece(Ground::TallTrees, 0.0, 0.0, 1_000.0, 1_000.0);
        let others = [piece(Ground::Field, 0.0, 0.0, 3_000.0, 1_000.0)];
        let cleared = piece(Ground::BuiltUp, 400.0, 300.0, 50.0, 80.0);
        let mut less = wood.clone();
        less.polygons = without(&wood.polygons, &[&cleared.polygons]).into();
        let old: Vec<LandPiece> = [wood].into_iter().chain(others.clone()).collect();
        let new: Vec<LandPiece> = [less, cleared].into_iter().chain(others).collect();
        assert_eq!(changed(&old, &new), [Rect::new((400.0, 300.0), (450.0, 380.0))]);
        assert_eq!(changed(&old, &old), []);
        // Whichever way its ring turns, it is the same land.
        let mut turned = old.clone();
        Arc::make_mut(&mut turned[0].polygons).0[0].exterior_mut(|ring| ring.0.reverse());
        assert_eq!(changed(&old, &turned), []);
    }
}

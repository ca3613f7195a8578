//! Who is whose neighbour in the Voronoi diagram of labelled positions.
//!
//! Where more than three positions lie on one empty circle, their triangulation is a matter
//! of taste: their cells meet in a point, so all of them are neighbours. Who is whose
//! neighbour is so told by where positions lie, and not by their order or by others far away.

use std::collections::{BTreeMap, HashMap};

use geo::Coord;
use robust::{Coord as Exact, incircle};
use spade::handles::DirectedEdgeHandle;
use spade::{DelaunayTriangulation, HasPosition, Point2, Triangulation};

/// A position, and the place in the list of those that lie there.
struct Site {
    position: Point2<f64>,
    place: usize,
}

impl HasPosition for Site {
    type Scalar = f64;

    fn position(&self) -> Point2<f64> {
        self.position
    }
}

/// Farther positions are none: the triangulation would refuse all for them.
const FARTHEST: f64 = 1e15;

/// A number, 0 where it is next to nothing: the triangulation refuses numbers
/// that are almost 0, and -0 has other bits than 0.
fn flushed(number: f64) -> f64 {
    if number.abs() < 1e-9 { 0.0 } else { number }
}

/// Origins are multiples of this, metres, so that few changes give another.
const ORIGINS_M: f64 = 65_536.0;

/// Pairs of labels whose Voronoi cells touch: `(lower, higher)`, sorted.
///
/// By the Delaunay triangulation, which joins those that share a border; those that meet in
/// a point are told by the exact test for a common circle (Shewchuk 1997,
/// doi:10.1007/PL00009321). Labels at the same position are neighbours, and their neighbours
/// are everyone's. Positions that are no numbers are left out, and all where they are too far
/// apart for numbers.
#[must_use]
pub fn voronoi_neighbours(sites: &[(Coord, u32)]) -> Vec<(u32, u32)> {
    let first = sites.first().map_or(Coord { x: 0.0, y: 0.0 }, |(position, _)| *position);
    // Positions are told from here: near to it numbers are finer.
    let [x, y] = [first.x, first.y].map(|metres| (metres / ORIGINS_M).floor() * ORIGINS_M);
    let mut places: HashMap<(u64, u64), usize> = HashMap::new();
    let mut labels: Vec<Vec<u32>> = Vec::new();
    let mut vertices = Vec::new();
    for (position, label) in sites {
        let [x, y] = [position.x - x, position.y - y].map(flushed);
        if !(x.abs() < FARTHEST && y.abs() < FARTHEST) {
            continue;
        }
        let place = *places.entry((x.to_bits(), y.to_bits())).or_insert_with(|| {
            vertices.push(Site { position: Point2::new(x, y), place: labels.len() });
            labels.push(Vec::new());
            labels.len() - 1
        });
        if !labels[place].contains(label) {
            labels[place].push(*label);
        }
    }
    // Fails only on numbers beyond what was let in.
    let Ok(triangulation) = DelaunayTriangulation::<Site>::bulk_load(vertices) else {
        return Vec::new();
    };
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let edges = triangulation.undirected_edges();
    let ends = edges.map(|edge| edge.vertices().map(|vertex| vertex.data().place));
    let around = on_one_circle(&triangulation);
    let pairs_around = around.iter().flat_map(|circle| {
        let numbered = circle.iter().enumerate();
        numbered.flat_map(|(n, from)| circle[..n].iter().map(|to| [*from, *to]))
    });
    let together = (0..labels.len()).map(|place| [place, place]);
    for [from, to] in ends.chain(pairs_around).chain(together) {
        for a in &labels[from] {
            let others = labels[to].iter().filter(|b| *b != a);
            pairs.extend(others.map(|b| (*a.min(b), *a.max(b))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn exact(position: Point2<f64>) -> Exact<f64> {
    Exact { x: position.x, y: position.y }
}

/// The places of the positions on each empty circle that has more than three.
fn on_one_circle(triangulation: &DelaunayTriangulation<Site>) -> Vec<Vec<usize>> {
    let mut parts: Vec<usize> = (0..triangulation.num_all_faces()).collect();
    let root = |parts: &[usize], mut of: usize| {
        while parts[of] != of {
            of = parts[of];
        }
        of
    };
    for edge in triangulation.undirected_edges() {
        let edge = edge.as_directed();
        if has_one_circle(edge) {
            let [one, other] = [edge, edge.rev()].map(|side| side.face().fix().index());
            let (one, other) = (root(&parts, one), root(&parts, other));
            parts[one.max(other)] = one.min(other);
        }
    }
    let mut circles: BTreeMap<usize, (usize, Vec<usize>)> = BTreeMap::new();
    for face in triangulation.inner_faces() {
        let (faces, places) = circles.entry(root(&parts, face.fix().index())).or_default();
        *faces += 1;
        places.extend(face.vertices().map(|vertex| vertex.data().place));
    }
    let shared = circles.into_values().filter(|(faces, _)| *faces > 1);
    shared
        .map(|(_, mut places)| {
            places.sort_unstable();
            places.dedup();
            places
        })
        .collect()
}

/// The triangles on both sides of an edge have the same circle.
fn has_one_circle(edge: DirectedEdgeHandle<'_, Site, (), (), ()>) -> bool {
    let beyond = [edge, edge.rev()].map(|side| side.opposite_position());
    let ([from, to], [Some(left), Some(right)]) = (edge.positions(), beyond) else {
        return false;
    };
    incircle(exact(from), exact(to), exact(left), exact(right)) == 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_on_an_empty_circle_are_neighbours_whatever_their_order() {
        // Five on a circle about the origin, one far away, and a lattice beside them.
        let mut sites: Vec<(Coord, u32)> =
            [(3.0, 4.0), (-3.0, 4.0), (4.0, -3.0), (-5.0, 0.0), (0.0, -5.0)]
                .into_iter()
                .chain([(900.0, 40.0)])
                .chain((0..12).map(|n| (20.0 + f64::from(n % 4), f64::from(n / 4))))
                .zip(0..)
                .map(|((x, y), label)| (Coord { x, y }, label))
                .collect();
        let pairs = voronoi_neighbours(&sites);
        let among = |low: u32, high: u32| {
            pairs.iter().filter(|(a, b)| (low..high).contains(a) && (low..high).contains(b)).count()
        };
        assert_eq!(among(0, 5), 10);
        // The sides of six squares, and both diagonals of each.
        assert_eq!(among(6, 18), 9 + 8 + 2 * 6);
        for _ in 0..sites.len() {
            sites.rotate_left(1);
            assert_eq!(voronoi_neighbours(&sites), pairs);
        }
    }

    #[test]
    fn a_position_between_two_parts_them() {
        let at = |x: f64, y: f64, label| (Coord { x, y }, label);
        // Three in a row: the ends are no neighbours.
        let row = [at(0.0, 0.0, 0), at(1.0, 0.0, 1), at(2.0, 0.0, 2)];
        assert_eq!(voronoi_neighbours(&row), [(0, 1), (1, 2)]);
        // Off the line, the three meet in a point.
        let bent = [at(0.0, 0.0, 0), at(1.0, 0.5, 1), at(2.0, 0.0, 2)];
        assert_eq!(voronoi_neighbours(&bent), [(0, 1), (0, 2), (1, 2)]);
        let together = [at(0.0, 0.0, 4), at(0.0, 0.0, 2), at(f64::NAN, 0.0, 9)];
        assert_eq!(voronoi_neighbours(&together), [(2, 4)]);
        assert!(voronoi_neighbours(&[]).is_empty());
    }
}

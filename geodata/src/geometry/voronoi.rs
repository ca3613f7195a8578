//! Who is whose neighbour in the Voronoi diagram of labelled positions.
//!
//! Where more than three positions lie on one empty circle, their triangulation is a matter
//! of taste: their cells meet in a point, so all of them are neighbours. Who is whose
//! neighbour is so told by where positions lie, and not by their order or by others far away.

use std::collections::{BTreeMap, HashMap, HashSet};

use geo::{Coord, Rect};
use robust::{Coord as Exact, incircle, orient2d};
use spade::handles::{DirectedEdgeHandle, FaceHandle, InnerTag};
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

/// Circles of a smaller radius than this are known to much better than a metre.
const EXACT_M: f64 = 1e7;

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
/// are everyone's. Positions that are no numbers are left out.
#[must_use]
pub fn voronoi_neighbours(sites: &[(Coord, u32)]) -> Vec<(u32, u32)> {
    Voronoi::new(sites).map(|diagram| diagram.neighbours()).unwrap_or_default()
}

/// The Voronoi diagram of labelled positions, by their triangulation.
pub struct Voronoi {
    triangulation: DelaunayTriangulation<Site>,
    /// The labels at each position.
    labels: Vec<Vec<u32>>,
    /// Positions are told from here: near to it numbers are finer.
    origin: Coord,
}

impl Voronoi {
    /// The diagram; `None` where positions are too far apart for numbers.
    #[must_use]
    pub fn new(sites: &[(Coord, u32)]) -> Option<Self> {
        let first = sites.first().map_or(Coord { x: 0.0, y: 0.0 }, |(position, _)| *position);
        let [x, y] = [first.x, first.y].map(|metres| (metres / ORIGINS_M).floor() * ORIGINS_M);
        let origin = Coord { x, y };
        let mut places: HashMap<(u64, u64), usize> = HashMap::new();
        let mut labels: Vec<Vec<u32>> = Vec::new();
        let mut vertices = Vec::new();
        for (position, label) in sites {
            let [x, y] = [position.x - origin.x, position.y - origin.y].map(flushed);
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
        let triangulation = DelaunayTriangulation::<Site>::bulk_load(vertices).ok()?;
        Some(Self { triangulation, labels, origin })
    }

    /// Pairs of labels whose cells touch: `(lower, higher)`, sorted.
    #[must_use]
    pub fn neighbours(&self) -> Vec<(u32, u32)> {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        let mut join = |a: u32, b: u32| {
            if a != b {
                pairs.push((a.min(b), a.max(b)));
            }
        };
        let edges = self.triangulation.undirected_edges();
        let ends = edges.map(|edge| edge.vertices().map(|vertex| vertex.data().place));
        let around = on_one_circle(&self.triangulation);
        let pairs_around = around.iter().flat_map(|circle| {
            let numbered = circle.iter().enumerate();
            numbered.flat_map(|(n, from)| circle[..n].iter().map(|to| [*from, *to]))
        });
        let together = (0..self.labels.len()).map(|place| [place, place]);
        for [from, to] in ends.chain(pairs_around).chain(together) {
            for a in &self.labels[from] {
                for b in &self.labels[to] {
                    join(*a, *b);
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// Whether the cells of some labels would stay what they are with more positions outside
    /// of a region.
    #[must_use]
    pub fn hold(
        &self,
        labels: &HashSet<u32>,
        region: &Rect,
        outside: impl Iterator<Item = Coord> + Clone,
    ) -> bool {
        let is_wanted: Vec<bool> = self
            .labels
            .iter()
            .map(|here| here.iter().any(|label| labels.contains(label)))
            .collect();
        let from_here = |at: &Coord| Exact { x: at.x - self.origin.x, y: at.y - self.origin.y };
        let outside = outside.map(|at| from_here(&at));
        let is_free = |reaches: &dyn Fn(Exact<f64>) -> bool| !outside.clone().any(reaches);
        let inner = self.triangulation.inner_faces().all(|face| {
            let is_asked = face.vertices().iter().any(|vertex| is_wanted[vertex.data().place]);
            let [a, b, c] = face.positions().map(exact);
            !is_asked || self.has_circle_in(&face, region) || {
                let (centre, radius) = wider_circle(&face);
                // Most lie far away, which takes no exact numbers to see.
                let is_far = |at: &Exact<f64>| {
                    radius < EXACT_M
                        && ((at.x - centre.x).abs() > radius || (at.y - centre.y).abs() > radius)
                };
                is_free(&|at| !is_far(&at) && incircle(a, b, c, at) >= 0.0)
            }
        });
        // Beyond an edge of the hull lies nothing.
        inner
            && self.triangulation.convex_hull().all(|edge| {
                let is_asked = edge.vertices().iter().any(|vertex| is_wanted[vertex.data().place]);
                let [from, to] = edge.positions().map(exact);
                !is_asked || is_free(&|at| orient2d(from, to, at) > 0.0)
            })
    }

    /// A triangle has its circle within a region.
    fn has_circle_in(&self, face: &Triangle<'_>, region: &Rect) -> bool {
        let (centre, radius) = wider_circle(face);
        let (x, y) = (centre.x + self.origin.x, centre.y + self.origin.y);
        let (low, high) = (region.min(), region.max());
        [x - low.x, high.x - x, y - low.y, high.y - y].into_iter().all(|room| room > radius)
    }
}

type Triangle<'a> = FaceHandle<'a, InnerTag, Site, (), (), ()>;

/// The circle of a triangle and a little more, since it is rounded.
fn wider_circle(face: &Triangle<'_>) -> (Point2<f64>, f64) {
    let (centre, radius_2) = face.circumcircle();
    (centre, radius_2.sqrt() * (1.0 + 1e-6) + 1e-3)
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
    fn cells_that_hold_are_those_of_the_whole() {
        let at = |n: u32| {
            let mixed = (n + 1).wrapping_mul(0x9e37_79b9).rotate_left(9).wrapping_mul(0x85eb_ca6b);
            (Coord { x: f64::from(mixed % 200), y: f64::from(mixed / 4096 % 200) }, n)
        };
        let all: Vec<(Coord, u32)> = (0..400).map(at).collect();
        let whole = voronoi_neighbours(&all);
        let of = |pairs: &[(u32, u32)], label: u32| {
            pairs.iter().copied().filter(|(a, b)| *a == label || *b == label).collect::<Vec<_>>()
        };
        // In the middle, and at the edge of all.
        for (low, high) in [(40.0, 160.0), (100.0, 200.0)] {
            let region = Rect::new((low, low), (high, high));
            let inside = |at: &Coord| {
                let within = low..=high;
                within.contains(&at.x) && within.contains(&at.y)
            };
            let (near, far): (Vec<_>, Vec<_>) = all.iter().partition(|(at, _)| inside(at));
            let far: Vec<Coord> = far.into_iter().map(|(at, _)| at).collect();
            let local = Voronoi::new(&near).unwrap();
            let pairs = local.neighbours();
            let holds =
                |label: u32| local.hold(&HashSet::from([label]), &region, far.iter().copied());
            let labels = near.iter().map(|(_, label)| *label);
            let (sure, unsure): (Vec<u32>, Vec<u32>) = labels.partition(|label| holds(*label));
            assert!(sure.len() > 60, "{} {}", sure.len(), unsure.len());
            for label in sure {
                assert_eq!(of(&pairs, label), of(&whole, label));
            }
            for label in unsure {
                assert_ne!(of(&pairs, label), of(&whole, label));
            }
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

//! Whether two areas hang together: over a part of their inside, or along their edges.

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{Coord, LineString, MultiPolygon};
use robust::{Coord as Exact, orient2d};

use super::bounds::{Bounds, are_near, bounds_of, edge_bounds};
use super::segment::{Segment, distance_2};

/// A ring whose edges are cut where they touch the other area.
struct CutRing {
    edges: Vec<Segment>,
    /// Where the other touches each edge between its ends.
    cuts: Vec<Vec<Coord>>,
    /// Whether the other touches the end of each edge.
    touches_end: Vec<bool>,
}

impl CutRing {
    fn new(ring: &LineString) -> Self {
        let edges: Vec<Segment> = ring.0.windows(2).map(|ends| (ends[0], ends[1])).collect();
        let count = edges.len();
        Self { edges, cuts: vec![Vec::new(); count], touches_end: vec![false; count] }
    }

    /// Notes that the other area touches an edge there.
    fn touch(&mut self, edge: usize, at: Coord) {
        let (start, end) = self.edges[edge];
        if at == end {
            self.touches_end[edge] = true;
        } else if at == start {
            let before = edge.checked_sub(1).unwrap_or(self.edges.len() - 1);
            self.touches_end[before] = true;
        } else {
            self.cuts[edge].push(at);
        }
    }

    /// Whether some of it lies inside an area whose edges it does not cross: between two places
    /// where they touch all of it is on one side, so that one position of it tells.
    fn comes_into(&self, area: &MultiPolygon, bounds: Bounds) -> bool {
        let mut is_known = false;
        for ((edge, cuts), touches_end) in self.edges.iter().zip(&self.cuts).zip(&self.touches_end)
        {
            let (start, end) = *edge;
            let mut ends: Vec<Coord> = cuts.clone();
            let far_2 = |at: &Coord| distance_2(start, *at);
            crate::order::sort_by(&mut ends, |p, q| far_2(p).total_cmp(&far_2(q)));
            ends.push(end);
            let mut from = start;
            for (number, to) in ends.iter().enumerate() {
                let middle = (from + *to) / 2.0;
                if !is_known && is_in(middle, bounds) && holds(area, middle) {
                    return true;
                }
                is_known = number + 1 == ends.len() && !touches_end;
                from = *to;
            }
        }
        false
    }
}

/// True where two areas share some of their inside or a stretch of their edges:
/// corners that touch do not join. Sides are told exactly.
///
/// ```
/// use geo::{MultiPolygon, Rect};
/// use geodata::geometry::are_joined;
/// let square = |x: f64, y: f64| MultiPolygon(vec![Rect::new((x, y), (x + 1.0, y + 1.0)).to_polygon()]);
/// assert!(are_joined(&square(0.0, 0.0), &square(1.0, 0.5)));
/// assert!(are_joined(&square(0.0, 0.0), &square(0.5, 0.5)));
/// assert!(!are_joined(&square(0.0, 0.0), &square(1.0, 1.0)));
/// ```
#[must_use]
pub fn are_joined(a: &MultiPolygon, b: &MultiPolygon) -> bool {
    let (mut rings_a, mut rings_b) = (cut_rings(a), cut_rings(b));
    let bounds = |rings: &[CutRing]| bounds_of(rings.iter().flat_map(|ring| &ring.edges));
    let (bounds_a, bounds_b) = (bounds(&rings_a), bounds(&rings_b));
    let near_a = edges_in(&rings_a, bounds_b);
    let near_b = edges_in(&rings_b, bounds_a);
    for (ring_a, edge_a) in &near_a {
        let p = rings_a[*ring_a].edges[*edge_a];
        for (ring_b, edge_b) in &near_b {
            let q = rings_b[*ring_b].edges[*edge_b];
            if !are_near(edge_bounds(p), edge_bounds(q), 0.0) {
                continue;
            }
            let of_q = [side(p, q.0), side(p, q.1)];
            let of_p = [side(q, p.0), side(q, p.1)];
            if of_q == [0.0, 0.0] && shares_a_stretch(p, q) || crosses(of_q) && crosses(of_p) {
                return true;
            }
            for (end, side) in [q.0, q.1].into_iter().zip(of_q) {
                if side == 0.0 && is_in(end, edge_bounds(p)) {
                    rings_a[*ring_a].touch(*edge_a, end);
                    let ring = &mut rings_b[*ring_b];
                    ring.touch(*edge_b, end);
                }
            }
            for (end, side) in [p.0, p.1].into_iter().zip(of_p) {
                if side == 0.0 && is_in(end, edge_bounds(q)) {
                    rings_b[*ring_b].touch(*edge_b, end);
                    rings_a[*ring_a].touch(*edge_a, end);
                }
            }
        }
    }
    rings_a.iter().any(|ring| ring.comes_into(b, bounds_b))
        || rings_b.iter().any(|ring| ring.comes_into(a, bounds_a))
}

fn cut_rings(areas: &MultiPolygon) -> Vec<CutRing> {
    let rings =
        areas.0.iter().flat_map(|area| std::iter::once(area.exterior()).chain(area.interiors()));
    rings.filter(|ring| ring.0.len() > 1).map(CutRing::new).collect()
}

/// Edges whose boxes meet a box, by ring and place.
fn edges_in(rings: &[CutRing], bounds: Bounds) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (number, ring) in rings.iter().enumerate() {
        for (place, edge) in ring.edges.iter().enumerate() {
            if are_near(edge_bounds(*edge), bounds, 0.0) {
                found.push((number, place));
            }
        }
    }
    found
}

/// On which side of a segment a position is: positive to its left, 0 on its line, exactly.
fn side((start, end): Segment, at: Coord) -> f64 {
    let exact = |of: Coord| Exact { x: of.x, y: of.y };
    orient2d(exact(start), exact(end), exact(at))
}

/// Whether the two are on either side, and neither on the line.
fn crosses([first, second]: [f64; 2]) -> bool {
    (first > 0.0 && second < 0.0) || (first < 0.0 && second > 0.0)
}

/// Whether two segments on one line have more than a point in common.
fn shares_a_stretch(p: Segment, q: Segment) -> bool {
    let along = |at: Coord| {
        if (p.1.x - p.0.x).abs() >= (p.1.y - p.0.y).abs() { at.x } else { at.y }
    };
    let span = |of: Segment| (along(of.0).min(along(of.1)), along(of.0).max(along(of.1)));
    let ((from_p, to_p), (from_q, to_q)) = (span(p), span(q));
    from_p.max(from_q) < to_p.min(to_q)
}

fn holds(area: &MultiPolygon, at: Coord) -> bool {
    area.0.iter().any(|part| part.coordinate_position(&at) == CoordPos::Inside)
}

fn is_in(at: Coord, [min_x, min_y, max_x, max_y]: Bounds) -> bool {
    at.x >= min_x && at.x <= max_x && at.y >= min_y && at.y <= max_y
}

#[cfg(test)]
mod tests {
    use geo::dimensions::Dimensions;
    use geo::{Polygon, Relate, unary_union};
    use proptest::prelude::*;

    use super::*;

    /// By the matrix of the DE-9IM, which `geo` computes.
    fn by_matrix(a: &MultiPolygon, b: &MultiPolygon) -> bool {
        let matrix = a.relate(b);
        matrix.get(CoordPos::Inside, CoordPos::Inside) != Dimensions::Empty
            || matrix.get(CoordPos::OnBoundary, CoordPos::OnBoundary) == Dimensions::OneDimensional
    }

    /// Triangles and squares with corners on a small lattice, as one, so that touching,
    /// overlapping and holding each other are frequent.
    fn area() -> impl Strategy<Value = MultiPolygon> {
        let corner = || (0..6_i32, 0..6_i32);
        let shape =
            (corner(), corner(), corner(), any::<bool>()).prop_map(|(a, b, c, is_square)| {
                let at = |(x, y): (i32, i32)| Coord { x: f64::from(x), y: f64::from(y) };
                let ring = match is_square {
                    true => vec![a, (a.0 + 1, a.1), (a.0 + 1, a.1 + 1), (a.0, a.1 + 1), a],
                    false => vec![a, b, c, a],
                };
                Polygon::new(ring.into_iter().map(at).collect::<Vec<_>>().into(), Vec::new())
            });
        prop::collection::vec(shape, 1..5).prop_map(|shapes| {
            use geo::{
                Area,
                orient::{Direction, Orient},
            };
            let shapes: Vec<Polygon> = shapes
                .into_iter()
                .filter(|shape| shape.unsigned_area() > 0.0)
                .map(|shape| shape.orient(Direction::Default))
                .collect();
            unary_union(&shapes)
        })
    }

    proptest! {
        #[test]
        fn areas_are_joined_where_the_matrix_says_so(a in area(), b in area()) {
            prop_assert_eq!(are_joined(&a, &b), by_matrix(&a, &b));
            prop_assert_eq!(are_joined(&b, &a), by_matrix(&a, &b));
        }
    }
}

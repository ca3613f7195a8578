//! The edges of a patch under a hierarchy of boxes.
//!
//! Edges stay in ring order, where neighbours lie near each other, so boxes
//! over runs of them are tight and the tree needs no sorting. Two trees are
//! searched together, nearest boxes first, and a pair of boxes further apart
//! than the best pair of edges so far is left unopened.

use geo::{Coord, CoordsIter, Intersects, LinesIter, MultiPolygon};

use super::bounds::{Bounds, NOWHERE, edge_bounds, grown};
use super::segment::{Segment, distance_2, nearest_between, nearest_on};

/// Edges under one leaf.
const LEAF: usize = 8;

/// The edges of one or several polygons, arranged for distance questions.
#[derive(Debug, Clone)]
pub struct EdgeTree {
    edges: Vec<Segment>,
    /// Boxes level by level, leaves first; the last level has one box.
    levels: Vec<Vec<Bounds>>,
}

/// Two patches' nearest positions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearest {
    /// Distance in metres; 0 where the patches touch or overlap.
    pub distance_m: f64,
    /// The position on the first patch.
    pub from: Coord,
    /// The position on the second patch.
    pub to: Coord,
}

impl EdgeTree {
    /// Arranges the edges of `polygons`.
    #[must_use]
    pub fn new(polygons: &MultiPolygon) -> Self {
        let edges: Vec<Segment> =
            polygons.lines_iter().map(|line| (line.start, line.end)).collect();
        let leaves: Vec<Bounds> = edges
            .chunks(LEAF)
            .map(|run| run.iter().fold(NOWHERE, |bounds, edge| grown(bounds, edge_bounds(*edge))))
            .collect();
        let mut levels = vec![leaves];
        while let Some(below) = levels.last().filter(|below| below.len() > 1) {
            let above = below
                .chunks(2)
                .map(|pair| pair.iter().fold(NOWHERE, |bounds, child| grown(bounds, *child)))
                .collect();
            levels.push(above);
        }
        Self { edges, levels }
    }

    /// `[min_x, min_y, max_x, max_y]` of all edges; `None` without edges.
    #[must_use]
    pub fn bounds(&self) -> Option<[f64; 4]> {
        self.levels.last().and_then(|top| top.first()).copied()
    }

    /// Number of edges.
    #[must_use]
    pub fn len(&self) -> usize {
        self.edges.len()
    }

    /// True without edges.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edges.is_empty()
    }

    /// Distance from a position to the nearest edge, metres.
    #[must_use]
    pub fn distance_to(&self, position: Coord) -> f64 {
        let nearest = self.nearest_to(position);
        nearest.map_or(f64::INFINITY, |nearest| distance_2(position, nearest).sqrt())
    }

    /// The position on an edge that is nearest to a position; `None` without edges.
    #[must_use]
    pub fn nearest_to(&self, position: Coord) -> Option<Coord> {
        let at = [position.x, position.y, position.x, position.y];
        let mut best = f64::INFINITY;
        let mut found = None;
        let mut open = vec![(self.levels.len() - 1, 0)];
        while let Some((level, node)) = open.pop() {
            let Some(bounds) = self.levels[level].get(node) else { continue };
            if gap_2(*bounds, at) >= best {
                continue;
            }
            if level > 0 {
                open.extend([(level - 1, 2 * node), (level - 1, 2 * node + 1)]);
                continue;
            }
            for edge in self.leaf(node) {
                let nearest = nearest_on(position, *edge);
                let distance = distance_2(position, nearest);
                if distance < best {
                    (best, found) = (distance, Some(nearest));
                }
            }
        }
        found
    }

    /// Nearest edges of two trees, if they are within `limit_m`.
    ///
    /// Measures edges only: see [`nearest_patches`] for polygons, one of which
    /// may lie inside the other.
    fn nearest(&self, other: &Self, limit_m: f64) -> Option<Nearest> {
        if self.is_empty() || other.is_empty() {
            return None;
        }
        // A little more than the limit, so that a tie with it is not lost to
        // the rounding of the square.
        let limit = limit_m * (1.0 + 1e-12);
        let mut search = Search { a: self, b: other, best_2: limit * limit, found: None };
        search.open((self.levels.len() - 1, 0), (other.levels.len() - 1, 0));
        let best_2 = search.best_2;
        search.found.map(|(from, to)| Nearest { distance_m: best_2.sqrt(), from, to })
    }

    /// Calls `found` for each two edges whose boxes meet, each pair once.
    pub(super) fn meeting_edges(&self, mut found: impl FnMut(usize, usize)) {
        if self.is_empty() {
            return;
        }
        let top = (self.levels.len() - 1, 0);
        let mut open = vec![(top, top)];
        while let Some((a, b)) = open.pop() {
            let (Some(bounds_a), Some(bounds_b)) =
                (self.levels[a.0].get(a.1), self.levels[b.0].get(b.1))
            else {
                continue;
            };
            if gap_2(*bounds_a, *bounds_b) > 0.0 {
                continue;
            }
            if a.0 == 0 {
                for i in self.leaf_range(a.1) {
                    for j in self.leaf_range(b.1).filter(|&j| j > i) {
                        let (p, q) = (edge_bounds(self.edges[i]), edge_bounds(self.edges[j]));
                        if gap_2(p, q) == 0.0 {
                            found(i, j);
                        }
                    }
                }
                continue;
            }
            let below = a.0 - 1;
            for (i, j) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                // A node against itself: its children meet once, not twice.
                if a.1 != b.1 || i <= j {
                    open.push(((below, 2 * a.1 + i), (below, 2 * b.1 + j)));
                }
            }
        }
    }

    /// An edge by its place in ring order.
    pub(super) fn edge(&self, number: usize) -> Segment {
        self.edges[number]
    }

    fn leaf_range(&self, node: usize) -> std::ops::Range<usize> {
        node * LEAF..((node + 1) * LEAF).min(self.edges.len())
    }

    fn leaf(&self, node: usize) -> &[Segment] {
        &self.edges[self.leaf_range(node)]
    }
}

/// Nearest positions of two patches, if they are within `limit_m` of each other.
///
/// Edge to edge, in metres; 0 where they touch, overlap or one holds the other.
#[must_use]
pub fn nearest_patches(
    a: (&MultiPolygon, &EdgeTree),
    b: (&MultiPolygon, &EdgeTree),
    limit_m: f64,
) -> Option<Nearest> {
    let boxes_meet = match (a.1.bounds(), b.1.bounds()) {
        (Some(p), Some(q)) => gap_2(p, q) == 0.0,
        _ => return None,
    };
    if boxes_meet && let Some(shared) = part_inside(a.0, b.0).or_else(|| part_inside(b.0, a.0)) {
        return Some(Nearest { distance_m: 0.0, from: shared, to: shared });
    }
    a.1.nearest(b.1, limit_m)
}

/// A position of a part of `inner` that lies in `outer`.
fn part_inside(inner: &MultiPolygon, outer: &MultiPolygon) -> Option<Coord> {
    inner
        .iter()
        .filter_map(|part| part.exterior().coords_iter().next())
        .find(|position| outer.intersects(position))
}

/// A level and a place in it.
type Node = (usize, usize);

struct Search<'a> {
    a: &'a EdgeTree,
    b: &'a EdgeTree,
    best_2: f64,
    found: Option<(Coord, Coord)>,
}

impl Search<'_> {
    fn open(&mut self, a: Node, b: Node) {
        if a.0 == 0 && b.0 == 0 {
            self.compare_leaves(a.1, b.1);
            return;
        }
        // Open the higher of the two, so that both come down together.
        let split_a = a.0 >= b.0;
        let (level, node) = if split_a { a } else { b };
        let tree = if split_a { self.a } else { self.b };
        let fixed = if split_a { self.b.levels[b.0][b.1] } else { self.a.levels[a.0][a.1] };
        let below = &tree.levels[level - 1];
        let child = |side: usize| {
            let place = 2 * node + side;
            below.get(place).map(|bounds| (gap_2(*bounds, fixed), (level - 1, place)))
        };
        let (first, second) = match (child(0), child(1)) {
            (Some(left), Some(right)) if right.0 < left.0 => (Some(right), Some(left)),
            other => other,
        };
        for (gap, place) in [first, second].into_iter().flatten() {
            let worth = if self.found.is_some() { gap < self.best_2 } else { gap <= self.best_2 };
            if worth {
                if split_a {
                    self.open(place, b);
                } else {
                    self.open(a, place);
                }
            }
        }
    }

    fn compare_leaves(&mut self, a: usize, b: usize) {
        for p in self.a.leaf(a) {
            let p_bounds = edge_bounds(*p);
            for q in self.b.leaf(b) {
                let gap = gap_2(p_bounds, edge_bounds(*q));
                if gap > self.best_2 || (self.found.is_some() && gap >= self.best_2) {
                    continue;
                }
                let (d, from, to) = nearest_between(*p, *q);
                if d < self.best_2 || (self.found.is_none() && d <= self.best_2) {
                    self.best_2 = d;
                    self.found = Some((from, to));
                }
            }
        }
    }
}

/// Squared distance between two boxes, 0 where they meet.
fn gap_2(a: Bounds, b: Bounds) -> f64 {
    let dx = (b[0] - a[2]).max(a[0] - b[2]).max(0.0);
    let dy = (b[1] - a[3]).max(a[1] - b[3]).max(0.0);
    dx * dx + dy * dy
}

#[cfg(test)]
mod tests {
    use geo::{Distance, Euclidean, Polygon, Rect, coord};
    use proptest::prelude::*;

    use super::*;

    fn square(x: f64, y: f64, side: f64) -> MultiPolygon {
        let rect = Rect::new(coord! { x: x, y: y }, coord! { x: x + side, y: y + side });
        MultiPolygon(vec![rect.to_polygon()])
    }

    fn distance(a: &MultiPolygon, b: &MultiPolygon, limit: f64) -> Option<f64> {
        nearest_patches((a, &EdgeTree::new(a)), (b, &EdgeTree::new(b)), limit)
            .map(|nearest| nearest.distance_m)
    }

    #[test]
    fn squares_apart_touching_nested_and_in_a_hole() {
        assert_eq!(distance(&square(0.0, 0.0, 1.0), &square(4.0, 5.0, 1.0), 10.0), Some(5.0));
        assert_eq!(distance(&square(0.0, 0.0, 1.0), &square(1.0, 0.5, 1.0), 10.0), Some(0.0));
        assert_eq!(distance(&square(0.0, 0.0, 9.0), &square(4.0, 4.0, 1.0), 10.0), Some(0.0));
        let ring = Polygon::new(
            square(0.0, 0.0, 9.0).0[0].exterior().clone(),
            vec![square(2.0, 2.0, 5.0).0[0].exterior().clone()],
        );
        assert_eq!(distance(&MultiPolygon(vec![ring]), &square(4.0, 4.0, 1.0), 10.0), Some(2.0));
    }

    #[test]
    fn a_pair_at_the_limit_is_found_and_one_beyond_is_not() {
        let (a, b) = (square(0.0, 0.0, 1.0), square(4.0, 0.0, 1.0));
        assert_eq!(distance(&a, &b, 3.0), Some(3.0));
        assert_eq!(distance(&a, &b, 2.999), None);
    }

    /// A star-shaped polygon round a centre.
    fn star() -> impl Strategy<Value = MultiPolygon> {
        (prop::collection::vec(1.0..10.0f64, 3..60), -30.0..30.0f64, -30.0..30.0f64).prop_map(
            |(radii, x, y)| {
                let step = std::f64::consts::TAU / radii.len() as f64;
                let ring = radii.iter().enumerate().map(|(n, r)| {
                    let angle = n as f64 * step;
                    coord! { x: x + r * libm::cos(angle), y: y + r * libm::sin(angle) }
                });
                MultiPolygon(vec![Polygon::new(ring.collect(), vec![])])
            },
        )
    }

    proptest! {
        #[test]
        fn agrees_with_the_distance_of_geo(a in star(), b in star()) {
            let ours = distance(&a, &b, f64::INFINITY).unwrap();
            let theirs = Euclidean.distance(&a, &b);
            prop_assert!((ours - theirs).abs() < 1e-9, "{ours} against {theirs}");
        }

        #[test]
        fn point_distance_agrees_with_geo(a in star(), x in -40.0..40.0f64, y in -40.0..40.0f64) {
            let position = coord! { x: x, y: y };
            let ours = EdgeTree::new(&a).distance_to(position);
            let theirs = a.0[0].exterior().lines()
                .map(|line| Euclidean.distance(&line, position))
                .fold(f64::INFINITY, f64::min);
            prop_assert!((ours - theirs).abs() < 1e-9);
        }
    }
}

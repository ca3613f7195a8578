//! What is wrong with polygons whose rings are each closed and tidy?

use std::ops::Range;

use geo::line_intersection::line_intersection;
use geo::{BoundingRect, Coord, Intersects, Line, LineIntersection, MultiPolygon, Polygon};

use super::EdgeTree;

/// A fault between or within rings, by the rules of the OGC's simple features.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fault {
    /// A ring crosses or touches itself, or two rings cross or share an edge.
    Crossing(Coord),
    /// A hole lies outside its shell.
    HoleOutside(Coord),
    /// One part of a multipolygon lies in another.
    PartInside(Coord),
}

/// The edges of one ring.
struct Ring {
    edges: Range<usize>,
}

/// The first fault of `polygons`, or `None` where they are valid.
pub(super) fn first_fault(polygons: &MultiPolygon) -> Option<Fault> {
    crossing(polygons)
        .map(Fault::Crossing)
        .or_else(|| hole_outside(polygons).map(Fault::HoleOutside))
        .or_else(|| part_inside(polygons).map(Fault::PartInside))
}

/// Where edges meet that may not.
fn crossing(polygons: &MultiPolygon) -> Option<Coord> {
    let mut rings: Vec<Ring> = Vec::new();
    let mut ring_of_edge: Vec<usize> = Vec::new();
    for ring in polygons.iter().flat_map(rings_of) {
        let start = ring_of_edge.len();
        let count = ring.0.len().saturating_sub(1);
        ring_of_edge.extend(std::iter::repeat_n(rings.len(), count));
        rings.push(Ring { edges: start..start + count });
    }
    let tree = EdgeTree::new(polygons);
    let mut found: Option<(usize, usize, Coord)> = None;
    tree.meeting_edges(|i, j| {
        if found.is_some_and(|(a, b, _)| (a, b) < (i, j)) {
            return;
        }
        let same_ring = ring_of_edge[i] == ring_of_edge[j];
        let Range { start, end } = rings[ring_of_edge[i]].edges;
        let consecutive = same_ring && (j == i + 1 || (i == start && j + 1 == end));
        let (p, q) = (tree.edge(i), tree.edge(j));
        let fault = match line_intersection(Line::new(p.0, p.1), Line::new(q.0, q.1)) {
            None => None,
            Some(LineIntersection::SinglePoint { intersection, is_proper }) => {
                let allowed = consecutive || (!same_ring && !is_proper);
                (!allowed).then_some(intersection)
            }
            Some(LineIntersection::Collinear { intersection }) => {
                (intersection.start != intersection.end || (same_ring && !consecutive))
                    .then_some(intersection.start)
            }
        };
        if let Some(at) = fault {
            found = Some((i, j, at));
        }
    });
    found.map(|(_, _, at)| at)
}

fn hole_outside(polygons: &MultiPolygon) -> Option<Coord> {
    polygons.iter().find_map(|polygon| {
        if polygon.interiors().is_empty() {
            return None;
        }
        let shell = Polygon::new(polygon.exterior().clone(), vec![]);
        polygon
            .interiors()
            .iter()
            .filter_map(|hole| hole.0.first().copied())
            .find(|position| !shell.intersects(position))
    })
}

fn part_inside(polygons: &MultiPolygon) -> Option<Coord> {
    let boxes: Vec<_> = polygons.iter().map(BoundingRect::bounding_rect).collect();
    for (i, part) in polygons.iter().enumerate() {
        let position = part.exterior().0.first().copied();
        for (j, other) in polygons.iter().enumerate() {
            let (Some(position), Some(a), Some(b)) = (position, boxes[i], boxes[j]) else {
                continue;
            };
            // A part that only touches another has no position in its inside.
            if i != j && a.intersects(&b) && strictly_inside(position, other) {
                return Some(position);
            }
        }
    }
    None
}

fn strictly_inside(position: Coord, polygon: &Polygon) -> bool {
    use geo::coordinate_position::{CoordPos, CoordinatePosition};
    polygon.coordinate_position(&position) == CoordPos::Inside
}

/// Shell first, then holes, the order in which edges are numbered.
fn rings_of(polygon: &Polygon) -> impl Iterator<Item = &geo::LineString> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors())
}

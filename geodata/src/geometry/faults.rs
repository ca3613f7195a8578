//! What is wrong with polygons whose rings are each closed and tidy?

use std::ops::Range;

use geo::line_intersection::line_intersection;
use geo::{
    BoundingRect, Coord, Intersects, Line, LineIntersection, MultiPolygon, Polygon, Validation,
};
use rstar::RTree;
use rstar::primitives::{GeomWithData, Rectangle};

use super::EdgeTree;

/// A fault between or within rings, by the rules of the OGC's simple features.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fault {
    /// A ring crosses or touches itself, or two rings cross or share an edge.
    Crossing(Coord),
    /// A hole lies outside its shell.
    HoleOutside(Coord),
    /// A hole lies in another hole.
    HoleInHole(Coord),
    /// One part of a multipolygon lies in another.
    PartInside(Coord),
}

/// The edges of one ring.
struct Ring {
    edges: Range<usize>,
}

/// The first fault of `polygons`, or `None` where they are valid.
pub(super) fn first_fault(polygons: &MultiPolygon) -> Option<Fault> {
    let meetings = meetings(polygons);
    meetings
        .crossing
        .map(Fault::Crossing)
        .or_else(|| hole_outside(polygons).map(Fault::HoleOutside))
        .or_else(|| hole_in_hole(polygons).map(Fault::HoleInHole))
        .or_else(|| part_inside(polygons).map(Fault::PartInside))
        .or_else(|| {
            // Rings that meet at corners may pass into each other there, which
            // takes a closer look. Few do, so it may take its time.
            let at = meetings.touch.filter(|_| !polygons.is_valid())?;
            Some(Fault::Crossing(at))
        })
}

/// How rings meet themselves and each other.
struct Meetings {
    /// Where edges meet that may not.
    crossing: Option<Coord>,
    /// Where different rings meet in a point, which they may.
    touch: Option<Coord>,
}

fn meetings(polygons: &MultiPolygon) -> Meetings {
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
    let mut touch = None;
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
                if !same_ring {
                    touch = touch.or(Some(intersection));
                }
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
    Meetings { crossing: found.map(|(_, _, at)| at), touch }
}

fn hole_in_hole(polygons: &MultiPolygon) -> Option<Coord> {
    polygons.iter().find_map(|polygon| {
        let holes: Vec<Polygon> =
            polygon.interiors().iter().map(|hole| Polygon::new(hole.clone(), vec![])).collect();
        first_inside_another(&holes)
    })
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
    first_inside_another(&polygons.0)
}

/// The first corner of the first polygon that lies inside another of them.
fn first_inside_another(polygons: &[Polygon]) -> Option<Coord> {
    if polygons.len() < 2 {
        return None;
    }
    let boxes = (0u32..).zip(polygons).filter_map(|(number, polygon)| {
        let rect = polygon.bounding_rect()?;
        let corners = [[rect.min().x, rect.min().y], [rect.max().x, rect.max().y]];
        Some(GeomWithData::new(Rectangle::from_corners(corners[0], corners[1]), number))
    });
    let tree = RTree::bulk_load(boxes.collect());
    (0..).zip(polygons).find_map(|(number, polygon)| {
        let position = polygon.exterior().0.first().copied()?;
        tree.locate_all_at_point(&[position.x, position.y])
            .filter(|entry| entry.data != number)
            // A part that only touches another has no corner inside it.
            .any(|entry| strictly_inside(position, &polygons[entry.data as usize]))
            .then_some(position)
    })
}

fn strictly_inside(position: Coord, polygon: &Polygon) -> bool {
    use geo::coordinate_position::{CoordPos, CoordinatePosition};
    polygon.coordinate_position(&position) == CoordPos::Inside
}

/// Shell first, then holes, the order in which edges are numbered.
fn rings_of(polygon: &Polygon) -> impl Iterator<Item = &geo::LineString> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors())
}

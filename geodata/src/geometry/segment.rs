//! Straight segments: how far apart, and do they cross?

use geo::{Coord, LinesIter, MultiPolygon};

/// A segment from the first to the second position.
pub(crate) type Segment = (Coord, Coord);

/// The position of a segment nearest to `point`.
pub(crate) fn nearest_on(point: Coord, (start, end): Segment) -> Coord {
    let along = end - start;
    let length_2 = along.x * along.x + along.y * along.y;
    if length_2 == 0.0 {
        return start;
    }
    let offset = point - start;
    let t = (offset.x * along.x + offset.y * along.y) / length_2;
    if t <= 0.0 {
        start
    } else if t >= 1.0 {
        end
    } else {
        Coord { x: start.x + t * along.x, y: start.y + t * along.y }
    }
}

/// Squared distance between two positions.
pub(crate) fn distance_2(a: Coord, b: Coord) -> f64 {
    let d = a - b;
    d.x * d.x + d.y * d.y
}

/// Twice the signed area of the triangle `a`, `b`, `c`.
pub(crate) fn cross(a: Coord, b: Coord, c: Coord) -> f64 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Where two segments cross in their interiors, if they do.
pub(crate) fn crossing(p: Segment, q: Segment) -> Option<Coord> {
    let (d1, d2) = (cross(q.0, q.1, p.0), cross(q.0, q.1, p.1));
    if d1 * d2 >= 0.0 {
        return None;
    }
    let (d3, d4) = (cross(p.0, p.1, q.0), cross(p.0, p.1, q.1));
    if d3 * d4 >= 0.0 {
        return None;
    }
    let t = d1 / (d1 - d2);
    Some(Coord { x: p.0.x + t * (p.1.x - p.0.x), y: p.0.y + t * (p.1.y - p.0.y) })
}

/// Squared distance of two segments, with the nearest position on each.
pub(crate) fn nearest_between(p: Segment, q: Segment) -> (f64, Coord, Coord) {
    if let Some(at) = crossing(p, q) {
        return (0.0, at, at);
    }
    // Segments that do not cross are nearest at an end of one of them.
    let ends = [
        (p.0, nearest_on(p.0, q)),
        (p.1, nearest_on(p.1, q)),
        (nearest_on(q.0, p), q.0),
        (nearest_on(q.1, p), q.1),
    ];
    let mut best = (f64::INFINITY, p.0, q.0);
    for (on_p, on_q) in ends {
        let d = distance_2(on_p, on_q);
        if d < best.0 {
            best = (d, on_p, on_q);
        }
    }
    best
}

/// Distance of two segments; 0 where they cross.
#[must_use]
pub fn segment_distance(p: (Coord, Coord), q: (Coord, Coord)) -> f64 {
    nearest_between(p, q).0.sqrt()
}

/// The nearest positions of two lines; `None` where one has no length at all.
#[must_use]
pub fn nearest_on_lines(p: &[Coord], q: &[Coord]) -> Option<(Coord, Coord)> {
    let pairs = p.windows(2).flat_map(|p| q.windows(2).map(move |q| ((p[0], p[1]), (q[0], q[1]))));
    let nearest = pairs.map(|(p, q)| nearest_between(p, q)).min_by(|a, b| a.0.total_cmp(&b.0));
    nearest.map(|(_, on_p, on_q)| (on_p, on_q))
}

/// Where a segment last passes an edge of polygons, if it does; corners count too.
#[must_use]
pub fn last_crossing((start, end): (Coord, Coord), polygons: &MultiPolygon) -> Option<Coord> {
    let passed = polygons.lines_iter().filter_map(|edge| {
        let (a, b) = (cross(start, end, edge.start), cross(start, end, edge.end));
        if (a >= 0.0) == (b >= 0.0) {
            return None;
        }
        let (p, q) = (cross(edge.start, edge.end, start), cross(edge.start, edge.end, end));
        let along = p / (p - q);
        (0.0..=1.0).contains(&along).then_some(along)
    });
    let along = passed.reduce(f64::max)?;
    Some(start + (end - start) * along)
}

//! Where a segment meets an edge.

use geo::Coord;

use super::SignedEdge as Edge;
use crate::geometry::segment::{Segment, cross};

/// How a segment meets an edge.
pub(super) enum Meeting {
    /// So far along the segment, in (1) or out (-1).
    Crosses(f64, i16),
    /// It runs along the edge, or through one of its ends.
    Touches,
    /// Not at all.
    Passes,
}

/// How a segment meets an edge.
///
/// Which side of the edge the segment's ends are on decides, by the same sum for an end
/// that the next segment starts from: what starts on an edge is told once, here or there.
pub(super) fn meeting((start, end): Segment, edge: &Edge) -> Meeting {
    let (a, b) = (cross(start, end, edge.a), cross(start, end, edge.b));
    let (is_a_left, is_b_left) = (a >= 0.0, b >= 0.0);
    if is_a_left == is_b_left && a != 0.0 && b != 0.0 {
        return Meeting::Passes;
    }
    let (p, q) = (cross(edge.a, edge.b, start), cross(edge.a, edge.b, end));
    let (is_p_left, is_q_left) = (p >= 0.0, q >= 0.0);
    if a == 0.0 || b == 0.0 {
        let is_along = p == 0.0 && q == 0.0;
        let is_apart = is_p_left == is_q_left && p != 0.0 && q != 0.0;
        if is_along || !is_apart {
            return Meeting::Touches;
        }
    }
    if is_a_left == is_b_left || is_p_left == is_q_left {
        return Meeting::Passes;
    }
    Meeting::Crosses(
        (p / (p - q)).clamp(0.0, 1.0),
        if is_b_left { -edge.count } else { edge.count },
    )
}

/// How far along a segment it meets an edge, its corners too.
pub(super) fn meetings((start, end): Segment, edge: &Edge) -> [f64; 2] {
    let step = end - start;
    let length_2 = step.x * step.x + step.y * step.y;
    let along = |at: Coord| {
        let offset = at - start;
        ((offset.x * step.x + offset.y * step.y) / length_2).clamp(0.0, 1.0)
    };
    let (a, b) = (cross(start, end, edge.a), cross(start, end, edge.b));
    if a == b {
        // Side by side; where they are on one line, its ends are where the edge's are.
        return [along(edge.a), along(edge.b)];
    }
    let t = a / (a - b);
    [along(edge.a + (edge.b - edge.a) * t.clamp(0.0, 1.0)); 2]
}

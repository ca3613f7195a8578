//! Boxes along the axes.

use super::segment::Segment;

/// `[min_x, min_y, max_x, max_y]`.
pub type Bounds = [f64; 4];

/// The box of nothing.
pub(super) const NOWHERE: Bounds =
    [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];

/// The box of an edge.
pub(super) fn edge_bounds((a, b): Segment) -> Bounds {
    [a.x.min(b.x), a.y.min(b.y), a.x.max(b.x), a.y.max(b.y)]
}

/// The box of all of them.
pub(super) fn bounds_of<'a>(edges: impl Iterator<Item = &'a Segment>) -> Bounds {
    edges.fold(NOWHERE, |all, edge| grown(all, edge_bounds(*edge)))
}

/// A box round two.
pub(super) fn grown(a: Bounds, b: Bounds) -> Bounds {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// Whether two boxes come as near as `slack`: at 0, whether they have a point in common.
pub(super) fn are_near(a: Bounds, b: Bounds, slack: f64) -> bool {
    a[0] <= b[2] + slack && b[0] <= a[2] + slack && a[1] <= b[3] + slack && b[1] <= a[3] + slack
}

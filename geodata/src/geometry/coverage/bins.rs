//! Edges sorted into square bins, and how often each group winds round the anchor of each.

use geo::Coord;

use super::{Coverage, MOST_GROUPS, SignedEdge as Edge};
use crate::geometry::segment::cross;

/// Bins are at least so wide, metres.
const LEAST_BIN_M: f64 = 20.0;

/// More bins than about this are not made.
const MOST_BINS: f64 = 600_000.0;

/// Edges are put into neighbouring bins too where they come so near, metres.
const MARGIN_M: f64 = 1e-6;

/// Bins begin so much of their width before the first edge: no round number, so that their
/// anchors do not lie on edges, which like round ones.
const ASIDE: f64 = 0.490_073_114_857;

impl Coverage {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded above")]
    pub(super) fn without_bins(edges: &[Edge], used: Vec<u8>) -> Self {
        let (mut min, mut max) = (
            Coord { x: f64::INFINITY, y: f64::INFINITY },
            Coord { x: f64::NEG_INFINITY, y: f64::NEG_INFINITY },
        );
        for corner in edges.iter().flat_map(|edge| [edge.a, edge.b]) {
            min = Coord { x: min.x.min(corner.x), y: min.y.min(corner.y) };
            max = Coord { x: max.x.max(corner.x), y: max.y.max(corner.y) };
        }
        if edges.is_empty() {
            (min, max) = (Coord { x: 0.0, y: 0.0 }, Coord { x: 0.0, y: 0.0 });
        }
        // A bin beyond on each side, so that no edge lies on the border of the last.
        let (width, height) = (max.x - min.x, max.y - min.y);
        let bin_m = LEAST_BIN_M.max((width * height / MOST_BINS).sqrt());
        let min = Coord { x: min.x - ASIDE * bin_m, y: min.y - ASIDE * bin_m };
        let bins = |length: f64| (length / bin_m).floor() as usize + 2;
        let (columns, rows) = (bins(width), bins(height));
        Self {
            min,
            bin_m,
            columns,
            rows,
            offsets: Vec::new(),
            in_bin: Vec::new(),
            anchors: Vec::new(),
            used,
            beneath: None,
        }
    }

    /// Sorts the edges into the bins that they pass through.
    pub(super) fn fill_bins(&mut self, edges: &[Edge]) {
        let mut counts = vec![0u32; self.columns * self.rows + 1];
        for edge in edges {
            self.bins_of(edge, |bin| counts[bin + 1] += 1);
        }
        for bin in 0..self.columns * self.rows {
            counts[bin + 1] += counts[bin];
        }
        let nothing = Coord { x: 0.0, y: 0.0 };
        let none = Edge { a: nothing, b: nothing, group: 0, count: 0 };
        let mut in_bin = vec![none; counts.last().map_or(0, |all| *all as usize)];
        let mut next = counts.clone();
        for edge in edges {
            self.bins_of(edge, |bin| {
                in_bin[next[bin] as usize] = *edge;
                next[bin] += 1;
            });
        }
        self.offsets = counts;
        self.in_bin = in_bin;
    }

    fn bins_of(&self, edge: &Edge, mut found: impl FnMut(usize)) {
        let (low, high) = if edge.a.y <= edge.b.y { (edge.a, edge.b) } else { (edge.b, edge.a) };
        let (first, last) = (self.row(low.y - MARGIN_M), self.row(high.y + MARGIN_M));
        for row in first..=last {
            // The part of the edge within the row.
            let (bottom, top) = (self.bottom(row) - MARGIN_M, self.bottom(row + 1) + MARGIN_M);
            let x_at = |y: f64| {
                if high.y > low.y {
                    let share = ((y - low.y) / (high.y - low.y)).clamp(0.0, 1.0);
                    low.x + share * (high.x - low.x)
                } else {
                    low.x
                }
            };
            let (p, q) = if first == last || high.y <= low.y {
                (low.x, high.x)
            } else {
                (x_at(bottom), x_at(top))
            };
            let from = self.column(p.min(q) - MARGIN_M);
            for column in from..=self.column(p.max(q) + MARGIN_M) {
                found(row * self.columns + column);
            }
        }
    }

    /// Counts the windings round each bin's anchor, a row at a time from the left.
    pub(super) fn measure_anchors(&mut self, edges: &[Edge]) {
        let place = self.places();
        let used = self.used.len();
        let mut anchors = vec![0i16; self.columns * self.rows * used];
        for edge in edges {
            let (low, high) = (edge.a.y.min(edge.b.y), edge.a.y.max(edge.b.y));
            for row in self.row(low)..=self.row(high) {
                let y = self.anchor_y(row);
                if low > y || y >= high {
                    continue;
                }
                let x = edge.a.x + (y - edge.a.y) / (edge.b.y - edge.a.y) * (edge.b.x - edge.a.x);
                // The first anchor beyond the edge, by the side that it is on.
                let is_down = edge.b.y < edge.a.y;
                let is_beyond = |column: usize| {
                    let anchor = Coord { x: self.left(column), y };
                    (cross(edge.a, edge.b, anchor) >= 0.0) == is_down
                };
                let mut column = self.column(x);
                while column > 0 && is_beyond(column) {
                    column -= 1;
                }
                while column < self.columns && !is_beyond(column) {
                    column += 1;
                }
                if column < self.columns {
                    // The inside is on the left of an edge.
                    let bin = row * self.columns + column;
                    let group = usize::from(place[usize::from(edge.group)]);
                    anchors[bin * used + group] += if is_down { edge.count } else { -edge.count };
                }
            }
        }
        for row in anchors.chunks_mut((self.columns * used).max(1)) {
            for place in used..row.len() {
                row[place] += row[place - used];
            }
        }
        self.anchors = anchors;
    }

    /// Where each group stands among those that there are.
    fn places(&self) -> [u8; MOST_GROUPS] {
        let mut places = [0; MOST_GROUPS];
        for (place, group) in (0u8..).zip(&self.used) {
            places[usize::from(*group)] = place;
        }
        places
    }
}

//! What lies over a place or along a line, of polygons in groups that may overlap.
//!
//! Edges are sorted into square bins. Of each bin it is known how often each group winds
//! round the middle of its left side; from there to any place in the bin only the bin's
//! own edges can make a difference. A place is of a group where any of its polygons holds
//! it, so polygons need not be joined beforehand.

mod bins;
mod meeting;

use std::ops::Range;
use std::sync::Arc;

use geo::orient::{Direction, Orient};
use geo::{Coord, LineString, MultiPolygon};

use super::segment::Segment;
use meeting::{Meeting, meeting, meetings};

/// Groups that there can be.
pub const MOST_GROUPS: usize = 32;

/// Stretches shorter than this are rounding, metres.
const LEAST_STRETCH_M: f64 = 1e-9;

/// Edges that lie over others are at most one for this many of those, as bins hold them.
const ONE_OVER_IN: usize = 4;

/// A set of groups, a bit each.
pub type Groups = u32;

/// A stretch of a line over which the same groups lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// Where it begins, metres along the line.
    pub from_m: f64,
    /// Where it ends, metres along the line.
    pub to_m: f64,
    /// What lies over it.
    pub groups: Groups,
}

type Counts = [i16; MOST_GROUPS];

/// An edge of a group, with the inside on its left; it counts so many times, or takes so many
/// away where the count is negative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignedEdge {
    /// Its start.
    pub a: Coord,
    /// Its end.
    pub b: Coord,
    /// The group.
    pub group: u8,
    /// How often it counts.
    pub count: i16,
}

use SignedEdge as Edge;

/// Polygons in groups, arranged for questions about places and lines.
#[derive(Debug, Clone)]
pub struct Coverage {
    min: Coord,
    bin_m: f64,
    columns: usize,
    rows: usize,
    /// Where each bin's edges stand in `in_bin`.
    offsets: Vec<u32>,
    /// The edges of each bin, side by side: looking them up by number would cost a visit to
    /// memory for each.
    in_bin: Vec<Edge>,
    /// Windings round the middle of each bin's left side, `used` numbers a bin.
    anchors: Vec<i16>,
    /// The groups that there are.
    used: Vec<u8>,
    /// What these edges are added to and taken from.
    beneath: Option<Arc<Self>>,
}

impl Coverage {
    /// Arranges polygons, each with the number of its group, below [`MOST_GROUPS`].
    ///
    /// Sound polygons in metres; those of a higher group are left out.
    #[must_use]
    pub fn new<'a>(pieces: impl IntoIterator<Item = (u8, &'a MultiPolygon)>) -> Self {
        let mut edges = Vec::new();
        let mut groups: Groups = 0;
        for (group, polygons) in pieces {
            if usize::from(group) >= MOST_GROUPS {
                continue;
            }
            groups |= 1 << group;
            for polygon in polygons.orient(Direction::Default) {
                let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
                let lines = rings.flat_map(LineString::lines);
                edges.extend(lines.map(|line| Edge {
                    a: line.start,
                    b: line.end,
                    group,
                    count: 1,
                }));
            }
        }
        Self::of(&edges, groups)
    }

    /// What another becomes by edges that are added to it and taken from it, all of which close
    /// rings. `None` where they are so many that this would be slower than to begin anew, where
    /// the other lies over others itself, and for a group too many.
    #[must_use]
    pub fn over(beneath: &Arc<Self>, edges: &[SignedEdge]) -> Option<Self> {
        let are_many = edges.len() * ONE_OVER_IN > beneath.in_bin.len();
        let is_beyond = edges.iter().any(|edge| usize::from(edge.group) >= MOST_GROUPS);
        if are_many || is_beyond || beneath.beneath.is_some() {
            return None;
        }
        let groups = edges.iter().fold(0, |groups, edge| groups | 1 << edge.group);
        Some(Self { beneath: Some(Arc::clone(beneath)), ..Self::of(edges, groups) })
    }

    fn of(edges: &[Edge], groups: Groups) -> Self {
        let used = (0u8..32).filter(|group| groups & (1 << group) != 0).collect();
        let mut coverage = Self::without_bins(edges, used);
        coverage.fill_bins(edges);
        coverage.measure_anchors(edges);
        coverage
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    fn column(&self, x: f64) -> usize {
        (((x - self.min.x) / self.bin_m) as usize).min(self.columns - 1)
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    fn row(&self, y: f64) -> usize {
        (((y - self.min.y) / self.bin_m) as usize).min(self.rows - 1)
    }

    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    fn left(&self, column: usize) -> f64 {
        self.min.x + column as f64 * self.bin_m
    }

    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    fn bottom(&self, row: usize) -> f64 {
        self.min.y + row as f64 * self.bin_m
    }

    fn anchor_y(&self, row: usize) -> f64 {
        self.bottom(row) + self.bin_m / 2.0
    }

    fn is_inside(&self, position: Coord) -> bool {
        let Coord { x, y } = position - self.min;
        x >= 0.0
            && y >= 0.0
            && x < self.left(self.columns) - self.min.x
            && y < self.bottom(self.rows) - self.min.y
    }

    fn edges_in(&self, bin: usize) -> &[Edge] {
        &self.in_bin[self.offsets[bin] as usize..self.offsets[bin + 1] as usize]
    }

    /// Windings of every group round a position.
    fn counts_at(&self, position: Coord) -> Counts {
        let mut counts = [0; MOST_GROUPS];
        self.add_counts(position, &mut counts);
        if let Some(beneath) = &self.beneath {
            beneath.add_counts(position, &mut counts);
        }
        counts
    }

    fn add_counts(&self, position: Coord, counts: &mut Counts) {
        if self.in_bin.is_empty() || !self.is_inside(position) {
            return;
        }
        let (row, column) = (self.row(position.y), self.column(position.x));
        let bin = row * self.columns + column;
        let known = &self.anchors[bin * self.used.len()..];
        for (group, count) in self.used.iter().zip(known) {
            counts[usize::from(*group)] += *count;
        }
        let anchor = Coord { x: self.left(column), y: self.anchor_y(row) };
        for edge in self.edges_in(bin) {
            if let Meeting::Crosses(_, turn) = meeting((anchor, position), edge) {
                counts[usize::from(edge.group)] += turn;
            }
        }
    }

    /// The groups that lie over a position.
    #[must_use]
    pub fn groups_at(&self, position: Coord) -> Groups {
        present(&self.counts_at(position))
    }

    /// What lies along a line, from its start to its end, each stretch where the last
    /// ended. Nothing for a line without length.
    #[must_use]
    pub fn along(&self, line: &[Coord]) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut start_m = 0.0;
        let mut crossings = Vec::new();
        for pair in line.windows(2) {
            let segment = (pair[0], pair[1]);
            let step = segment.1 - segment.0;
            let length = (step.x * step.x + step.y * step.y).sqrt();
            if length == 0.0 {
                continue;
            }
            crossings.clear();
            if self.cross(segment, &mut crossings) {
                self.piece_by_piece(segment, start_m, length, &mut stretches);
                start_m += length;
                continue;
            }
            crossings.sort_by(|p: &(f64, u8, i16), q| p.0.total_cmp(&q.0).then(p.1.cmp(&q.1)));
            let mut counts = self.counts_at(segment.0);
            let mut groups = present(&counts);
            let mut from_m = start_m;
            for &(t, group, turn) in &crossings {
                let at_m = start_m + t * length;
                push(&mut stretches, Stretch { from_m, to_m: at_m, groups });
                from_m = from_m.max(at_m);
                let count = &mut counts[usize::from(group)];
                *count += turn;
                groups = groups & !(1 << group) | u32::from(*count > 0) << group;
            }
            let end_m = start_m + length;
            push(&mut stretches, Stretch { from_m, to_m: end_m, groups });
            start_m = end_m;
        }
        // Slivers that were passed over leave no hole.
        let mut from_m = 0.0;
        for stretch in &mut stretches {
            stretch.from_m = from_m;
            from_m = stretch.to_m;
        }
        if let Some(last) = stretches.last_mut() {
            last.to_m = start_m;
        }
        stretches
    }

    /// What lies along a segment that runs along an edge or through a corner, where which
    /// side it passes on is anyone's guess: by the middle of each piece between edges.
    fn piece_by_piece(
        &self,
        segment: Segment,
        start_m: f64,
        length: f64,
        stretches: &mut Vec<Stretch>,
    ) {
        let mut cuts = vec![0.0, 1.0];
        self.edges_along(segment, &mut |_, edge| cuts.extend(meetings(segment, edge)));
        cuts.sort_by(f64::total_cmp);
        for pair in cuts.windows(2).filter(|pair| pair[1] > pair[0]) {
            let middle = segment.0 + (segment.1 - segment.0) * f64::midpoint(pair[0], pair[1]);
            let [from_m, to_m] = [pair[0], pair[1]].map(|t| start_m + t * length);
            push(stretches, Stretch { from_m, to_m, groups: self.groups_at(middle) });
        }
    }

    /// Where a segment crosses edges: how far along it, whose edge, in (1) or out (-1).
    /// True where it touches one without crossing it, so that this does not tell.
    fn cross(&self, segment: Segment, found: &mut Vec<(f64, u8, i16)>) -> bool {
        let mut touches = false;
        self.edges_along(segment, &mut |range, edge| match meeting(segment, edge) {
            Meeting::Crosses(t, turn) => {
                if range.contains(&t) {
                    found.push((t, edge.group, turn));
                }
            }
            Meeting::Touches => touches = true,
            Meeting::Passes => {}
        });
        touches
    }

    /// Calls `found` for the edges in each bin that a segment goes through, with the part of
    /// the segment that is in the bin.
    fn edges_along(&self, segment: Segment, found: &mut impl FnMut(&Range<f64>, &Edge)) {
        self.own_edges_along(segment, found);
        if let Some(beneath) = &self.beneath {
            beneath.own_edges_along(segment, found);
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    fn own_edges_along(&self, segment: Segment, found: &mut impl FnMut(&Range<f64>, &Edge)) {
        if self.in_bin.is_empty() {
            return;
        }
        let (start, end) = segment;
        let step = end - start;
        // The part of the segment within the bins.
        let (mut enter, mut leave) = (0.0f64, 1.0f64);
        let bounds = [
            (start.x, step.x, self.min.x, self.left(self.columns)),
            (start.y, step.y, self.min.y, self.bottom(self.rows)),
        ];
        for (from, by, low, high) in bounds {
            if by == 0.0 {
                if from < low || from > high {
                    return;
                }
                continue;
            }
            let (p, q) = ((low - from) / by, (high - from) / by);
            enter = enter.max(p.min(q));
            leave = leave.min(p.max(q));
        }
        if enter >= leave {
            return;
        }
        let at = |t: f64| Coord { x: start.x + t * step.x, y: start.y + t * step.y };
        let first = at(enter);
        let (mut column, mut row) = (self.column(first.x), self.row(first.y));
        let mut from = enter;
        loop {
            // Where the segment leaves the bin.
            let side = |from: f64, by: f64, low: f64| match by {
                by if by > 0.0 => (low + self.bin_m - from) / by,
                by if by < 0.0 => (low - from) / by,
                _ => f64::INFINITY,
            };
            let out_x = side(start.x, step.x, self.min.x + column as f64 * self.bin_m);
            let out_y = side(start.y, step.y, self.min.y + row as f64 * self.bin_m);
            let is_last = out_x.min(out_y) >= leave;
            let to = if is_last { 2.0 } else { out_x.min(out_y).max(from) };
            let part = from..to;
            for edge in self.edges_in(row * self.columns + column) {
                found(&part, edge);
            }
            if is_last {
                return;
            }
            from = to;
            let (place, by, most) = if out_x <= out_y {
                (&mut column, step.x, self.columns)
            } else {
                (&mut row, step.y, self.rows)
            };
            match if by > 0.0 { Some(*place + 1) } else { place.checked_sub(1) } {
                Some(next) if next < most => *place = next,
                _ => return,
            }
        }
    }
}

fn present(counts: &Counts) -> Groups {
    counts.iter().enumerate().filter(|(_, count)| **count > 0).fold(0, |all, (g, _)| all | 1 << g)
}

/// Adds a stretch, as part of the last where the same lies over both.
fn push(stretches: &mut Vec<Stretch>, next: Stretch) {
    if next.to_m - next.from_m <= LEAST_STRETCH_M {
        return;
    }
    match stretches.last_mut() {
        Some(last) if last.groups == next.groups => last.to_m = next.to_m,
        _ => stretches.push(next),
    }
}

#[cfg(test)]
mod tests {
    use geo::{Contains, Polygon, Rect, coord};
    use proptest::prelude::*;

    use super::*;

    fn square(x: f64, y: f64, side: f64) -> MultiPolygon {
        MultiPolygon(vec![Rect::new((x, y), (x + side, y + side)).to_polygon()])
    }

    #[test]
    fn a_line_through_overlapping_squares_and_a_hole() {
        let ring = Polygon::new(
            square(0.0, 0.0, 100.0).0[0].exterior().clone(),
            vec![square(40.0, 40.0, 20.0).0[0].exterior().clone()],
        );
        let (a, b, c) =
            (MultiPolygon(vec![ring]), square(80.0, 0.0, 60.0), square(90.0, 0.0, 90.0));
        let coverage = Coverage::new([(0, &a), (3, &b), (3, &c)]);
        let line = [
            coord! { x: -10.0, y: 50.0 },
            coord! { x: 50.0, y: 50.0 },
            coord! { x: 200.0, y: 50.0 },
        ];
        let found: Vec<(f64, f64, Groups)> =
            coverage.along(&line).iter().map(|s| (s.from_m, s.to_m, s.groups)).collect();
        let expected = [
            (0.0, 10.0, 0),
            (10.0, 50.0, 1),
            (50.0, 70.0, 0),
            (70.0, 90.0, 1),
            (90.0, 110.0, 9),
            (110.0, 190.0, 8),
            (190.0, 210.0, 0),
        ];
        assert_eq!(found, expected);
        assert_eq!(coverage.groups_at(coord! { x: 85.0, y: 10.0 }), 9);
        assert_eq!(coverage.groups_at(coord! { x: 1e6, y: 10.0 }), 0);
        assert!(Coverage::new([]).along(&line)[0].groups == 0);
    }

    /// A star-shaped polygon round a centre.
    fn star() -> impl Strategy<Value = MultiPolygon> {
        (prop::collection::vec(5.0..80.0f64, 3..40), -90.0..90.0f64, -90.0..90.0f64).prop_map(
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

    #[test]
    fn a_line_along_edges_and_through_corners() {
        let (a, b) = (square(0.0, 0.0, 100.0), square(140.0, 0.0, 100.0));
        let coverage = Coverage::new([(0, &a), (1, &b)]);
        for y in [0.0, 100.0] {
            let line = [coord! { x: 90.0, y: y }, coord! { x: 150.0, y: y }];
            let found = coverage.along(&line);
            let bare: Vec<_> = found.iter().filter(|s| s.groups == 0).collect();
            let widest = bare.iter().map(|s| s.to_m - s.from_m).fold(0.0, f64::max);
            // On the edges themselves it is anyone's guess, between them it is not.
            assert!(widest >= 40.0, "{found:?}");
            assert!(found.iter().any(|s| s.from_m <= 10.0 && s.to_m >= 50.0 && s.groups == 0));
        }
        let through = [coord! { x: -50.0, y: 150.0 }, coord! { x: 150.0, y: -50.0 }];
        let found: Vec<_> = coverage.along(&through).iter().map(|s| s.groups).collect();
        assert_eq!(found, [0, 1, 0]);
        let past = [coord! { x: 0.0, y: 200.0 }, coord! { x: 200.0, y: 0.0 }];
        let found: Vec<_> = coverage.along(&past).iter().map(|s| s.groups).collect();
        assert_eq!(found, [0, 2]);
    }

    fn signed(stars: &[(u8, MultiPolygon)], count: i16) -> impl Iterator<Item = SignedEdge> + '_ {
        stars.iter().flat_map(move |(group, star)| {
            let lines = star.0[0].orient(Direction::Default).exterior().lines().collect::<Vec<_>>();
            lines.into_iter().map(move |line| SignedEdge {
                a: line.start,
                b: line.end,
                group: *group,
                count,
            })
        })
    }

    proptest! {
        #[test]
        fn over_others_it_is_what_it_is_alone(
            stay in prop::collection::vec((0u8..3, star()), 6..12),
            gone in prop::collection::vec((0u8..3, star()), 0..2),
            came in prop::collection::vec((0u8..3, star()), 0..2),
            corners in prop::collection::vec((-150.0..150.0f64, -150.0..150.0f64), 2..6),
        ) {
            let of = |stars: &[&[(u8, MultiPolygon)]]| {
                let all = stars.iter().flat_map(|stars| stars.iter());
                Coverage::new(all.map(|(group, star)| (*group, star)).collect::<Vec<_>>())
            };
            let beneath = Arc::new(of(&[&stay, &gone]));
            let edges: Vec<SignedEdge> = signed(&gone, -1).chain(signed(&came, 1)).collect();
            let Some(over) = Coverage::over(&beneath, &edges) else { return Ok(()) };
            let alone = of(&[&stay, &came]);
            let line: Vec<Coord> = corners.iter().map(|(x, y)| coord! { x: *x, y: *y }).collect();
            for at in &line {
                prop_assert_eq!(over.groups_at(*at), alone.groups_at(*at));
            }
            prop_assert_eq!(over.along(&line), alone.along(&line));
        }

        #[test]
        fn agrees_with_geo_at_places_and_along_lines(
            stars in prop::collection::vec((0u8..3, star()), 1..6),
            corners in prop::collection::vec((-150.0..150.0f64, -150.0..150.0f64), 2..6),
        ) {
            let coverage = Coverage::new(stars.iter().map(|(group, star)| (*group, star)));
            let expected = |at: Coord| {
                stars.iter().filter(|(_, star)| star.contains(&at)).fold(0, |all, (g, _)| all | 1 << g)
            };
            let line: Vec<Coord> = corners.iter().map(|(x, y)| coord! { x: *x, y: *y }).collect();
            for at in &line {
                prop_assert_eq!(coverage.groups_at(*at), expected(*at));
            }
            let stretches = coverage.along(&line);
            let mut from_m = 0.0;
            let mut length = 0.0;
            let at_m = |m: f64| {
                let mut left = m;
                for pair in line.windows(2) {
                    let step = pair[1] - pair[0];
                    let l = (step.x * step.x + step.y * step.y).sqrt();
                    if left <= l {
                        return pair[0] + step * (left / l);
                    }
                    left -= l;
                }
                line[line.len() - 1]
            };
            for pair in line.windows(2) {
                let step = pair[1] - pair[0];
                length += (step.x * step.x + step.y * step.y).sqrt();
            }
            for stretch in &stretches {
                prop_assert_eq!(stretch.from_m, from_m);
                from_m = stretch.to_m;
                if stretch.to_m - stretch.from_m > 1e-6 {
                    let middle = at_m((stretch.from_m + stretch.to_m) / 2.0);
                    prop_assert_eq!(stretch.groups, expected(middle));
                }
            }
            prop_assert!((from_m - length).abs() < 1e-9);
        }
    }
}

//! Do surveyed lines run where the computed paths do? Their length near to those, against that
//! of the same lines shifted at random.

use geo::{Coord, LineString, MultiLineString};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};
use serde::{Deserialize, Serialize};

use super::Interval;
use crate::random::Random;

/// How far lines are shifted, metres: so far that they leave the path that they were drawn
/// along, and so near that they stay in the same part of the city.
pub const SHIFT_M: (f64, f64) = (150.0, 1_000.0);

/// A shift after which the ends do not lie in trees as they did is drawn again, so often.
const REDRAWN: usize = 50;

/// How a comparison with shifted lines is made.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Shifts {
    /// A line so near to a path runs along it, metres.
    pub within_m: f64,
    /// How often all lines are shifted.
    pub times: u32,
    /// The same seed gives the same shifts.
    pub seed: u64,
}

impl Default for Shifts {
    fn default() -> Self {
        Self { within_m: 50.0, times: 999, seed: 1 }
    }
}

/// How much of some lines runs along paths.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Along {
    /// How many lines.
    pub lines: usize,
    /// Their length, metres.
    pub length_m: f64,
    /// Share of it along paths.
    pub share: f64,
    /// The same of the shifted lines, in the mean.
    pub shifted: f64,
    /// Where 95 % of those shares lie.
    pub shifted_interval: Interval,
    /// How often chance alone does as well: (1 + shifts that do) / (1 + shifts), as Davison and
    /// Hinkley 1997, doi:10.1017/CBO9780511802843, section 4.2.
    pub p: f64,
}

/// Shares so near to each other differ by rounding.
const TIE: f64 = 1e-9;

type Piece = GeomWithData<Rectangle<[f64; 2]>, (Coord, Coord)>;

/// Paths to run along.
pub struct Paths {
    pieces: RTree<Piece>,
    within_m: f64,
}

impl Paths {
    /// Paths as lines in the working system.
    pub fn new<'l>(lines: impl IntoIterator<Item = &'l [Coord]>, within_m: f64) -> Self {
        let mut pieces = Vec::new();
        for line in lines {
            pieces.extend(line.windows(2).map(|pair| {
                let corners = ([pair[0].x, pair[0].y], [pair[1].x, pair[1].y]);
                let rectangle = Rectangle::from_corners(corners.0, corners.1);
                Piece::new(rectangle, (pair[0], pair[1]))
            }));
        }
        Self { pieces: RTree::bulk_load(pieces), within_m }
    }

    /// How much of a line lies along the paths, metres.
    #[must_use]
    pub fn along_m(&self, line: &MultiLineString) -> f64 {
        self.shifted_m(line, Coord { x: 0.0, y: 0.0 })
    }

    /// How much of it, shifted.
    fn shifted_m(&self, line: &MultiLineString, by: Coord) -> f64 {
        let pieces = line.0.iter().flat_map(LineString::lines);
        pieces.map(|piece| self.piece_m(piece.start + by, piece.end + by)).sum()
    }

    fn piece_m(&self, from: Coord, to: Coord) -> f64 {
        let length = length(to - from);
        if length <= 0.0 {
            return 0.0;
        }
        let r = self.within_m;
        let envelope = AABB::from_corners(
            [from.x.min(to.x) - r, from.y.min(to.y) - r],
            [from.x.max(to.x) + r, from.y.max(to.y) + r],
        );
        let near = self.pieces.locate_in_envelope_intersecting(&envelope);
        let mut parts: Vec<(f64, f64)> =
            near.filter_map(|piece| within(from, to, piece.data, r)).collect();
        crate::order::sort_by(&mut parts, |p, q| p.0.total_cmp(&q.0).then(p.1.total_cmp(&q.1)));
        let (mut covered, mut end) = (0.0, 0.0_f64);
        for (low, high) in parts {
            covered += (high - low.max(end)).max(0.0);
            end = end.max(high);
        }
        covered * length
    }
}

/// Compares lines with the same lines shifted, each by a vector of its own, so that as many of
/// its ends lie in trees as before; `None` without lines that have a length, or without paths.
///
/// Lines are drawn and paths found where trees are: without that condition shifted lines would
/// land on water and in blocks of houses, where nothing can run, and any line would beat them.
#[must_use]
pub fn along(
    lines: &[&MultiLineString],
    paths: &Paths,
    is_wooded: impl Fn(Coord) -> bool + Sync,
    shifts: &Shifts,
) -> Option<Along> {
    let length_m: f64 = lines.iter().map(|line| length_of(line)).sum();
    if length_m <= 0.0 || paths.pieces.size() == 0 {
        return None;
    }
    let share = lines.iter().map(|line| paths.along_m(line)).sum::<f64>() / length_m;
    let wooded_ends =
        |line: &MultiLineString, by: Coord| ends(line).filter(|end| is_wooded(*end + by)).count();
    let stay = Coord { x: 0.0, y: 0.0 };
    let wooded: Vec<usize> = lines.iter().map(|line| wooded_ends(line, stay)).collect();
    let times: Vec<u32> = (0..shifts.times.max(1)).collect();
    let mut shares = crate::parallel::map(&times, |time| {
        // Each time has numbers of its own, so that threads change nothing.
        let mut random = Random::new(Random::new(shifts.seed ^ (u64::from(*time) << 32)).next());
        let shifted = lines.iter().zip(&wooded).map(|(line, wooded)| {
            let mut by = shift(&mut random);
            for _ in 0..REDRAWN {
                if wooded_ends(line, by) >= *wooded {
                    break;
                }
                by = shift(&mut random);
            }
            paths.shifted_m(line, by)
        });
        shifted.sum::<f64>() / length_m
    });
    crate::order::sort_by(&mut shares, f64::total_cmp);
    let as_well = shares.len() - shares.partition_point(|other| *other < share - TIE);
    #[expect(clippy::cast_precision_loss, reason = "at most some thousand shifts")]
    let (p, mean) = (
        (1 + as_well) as f64 / (1 + shares.len()) as f64,
        shares.iter().sum::<f64>() / shares.len() as f64,
    );
    Some(Along {
        lines: lines.len(),
        length_m,
        share,
        shifted: mean,
        shifted_interval: Interval::of_sorted(&shares),
        p,
    })
}

/// A vector of any direction.
fn shift(random: &mut Random) -> Coord {
    loop {
        let way = Coord { x: 2.0 * random.share() - 1.0, y: 2.0 * random.share() - 1.0 };
        let long = length(way);
        if long > 0.1 && long <= 1.0 {
            let far = SHIFT_M.0 + random.share() * (SHIFT_M.1 - SHIFT_M.0);
            return way * (far / long);
        }
    }
}

/// The part of a straight line, from 0 to 1, that lies within a distance of another. The
/// distance to a straight line is convex, so it is one part.
fn within(from: Coord, to: Coord, (a, b): (Coord, Coord), r: f64) -> Option<(f64, f64)> {
    let parts = [in_disc(from, to, a, r), in_disc(from, to, b, r), in_band(from, to, (a, b), r)];
    let parts = parts.into_iter().flatten();
    parts.reduce(|p, q| (p.0.min(q.0), p.1.max(q.1))).filter(|(low, high)| high > low)
}

fn in_disc(from: Coord, to: Coord, middle: Coord, r: f64) -> Option<(f64, f64)> {
    let (way, off) = (to - from, from - middle);
    let (a, b, c) = (dot(way, way), dot(way, off), dot(off, off) - r * r);
    let root = b * b - a * c;
    (root >= 0.0).then(|| root.sqrt()).and_then(|root| clamped((-b - root) / a, (-b + root) / a))
}

/// Beside the other line, between its ends.
fn in_band(from: Coord, to: Coord, (a, b): (Coord, Coord), r: f64) -> Option<(f64, f64)> {
    let (way, other) = (to - from, b - a);
    let long = length(other);
    if long <= 0.0 {
        return None;
    }
    let unit = other * (1.0 / long);
    let off = from - a;
    let ahead = between(dot(off, unit), dot(way, unit), 0.0, long)?;
    let across = Coord { x: -unit.y, y: unit.x };
    let beside = between(dot(off, across), dot(way, across), -r, r)?;
    clamped(ahead.0.max(beside.0), ahead.1.min(beside.1))
}

/// For which part from 0 to 1 something that begins at `at` and goes by `by` lies between.
fn between(at: f64, by: f64, low: f64, high: f64) -> Option<(f64, f64)> {
    if by == 0.0 {
        return (low <= at && at <= high).then_some((0.0, 1.0));
    }
    let (p, q) = ((low - at) / by, (high - at) / by);
    clamped(p.min(q), p.max(q))
}

fn clamped(low: f64, high: f64) -> Option<(f64, f64)> {
    let (low, high) = (low.max(0.0), high.min(1.0));
    (low <= high).then_some((low, high))
}

fn dot(p: Coord, q: Coord) -> f64 {
    p.x * q.x + p.y * q.y
}

fn length(way: Coord) -> f64 {
    dot(way, way).sqrt()
}

/// Length of a line of several parts, metres.
pub(super) fn length_of(line: &MultiLineString) -> f64 {
    line.0.iter().flat_map(LineString::lines).map(|piece| length(piece.end - piece.start)).sum()
}

/// Where a line begins and ends, part by part.
fn ends(line: &MultiLineString) -> impl Iterator<Item = Coord> + '_ {
    line.0.iter().flat_map(|part| part.0.first().into_iter().chain(part.0.last())).copied()
}

#[cfg(test)]
mod tests {
    use geo::{Distance, Euclidean, Line, coord};
    use proptest::prelude::*;

    use super::*;

    fn straight(from: (f64, f64), to: (f64, f64)) -> MultiLineString {
        LineString::from(vec![from, to]).into()
    }

    const PATH: [Coord; 2] = [Coord { x: 0.0, y: 0.0 }, Coord { x: 1000.0, y: 0.0 }];

    #[test]
    fn what_runs_along_is_measured_once() {
        // Twice the same path counts once.
        let paths = Paths::new([&PATH[..], &PATH[..]], 50.0);
        assert_eq!(paths.along_m(&straight((100.0, 30.0), (600.0, 30.0))), 500.0);
        assert_eq!(paths.along_m(&straight((100.0, 50.1), (600.0, 50.1))), 0.0);
        // Across: 50 m on each side.
        assert!((paths.along_m(&straight((500.0, -400.0), (500.0, 400.0))) - 100.0).abs() < 1e-9);
        // Beyond the end: sqrt(50² - 30²) = 40 m.
        assert!((paths.along_m(&straight((900.0, 30.0), (1400.0, 30.0))) - 140.0).abs() < 1e-9);
    }

    #[test]
    fn lines_along_paths_are_told_from_chance() {
        let rows: Vec<[Coord; 2]> = (0..10)
            .map(|row| f64::from(row) * 1000.0)
            .map(|y| [coord! { x: 0.0, y: y }, coord! { x: 10_000.0, y: y }])
            .collect();
        let paths = Paths::new(rows.iter().map(|row| &row[..]), 50.0);
        let on: Vec<_> = (0..10)
            .map(|row| f64::from(row) * 1000.0 + 20.0)
            .map(|y| straight((4000.0, y), (5000.0, y)))
            .collect();
        let shifts = Shifts { times: 199, ..Shifts::default() };
        let found = along(&on.iter().collect::<Vec<_>>(), &paths, |_| true, &shifts).unwrap();
        assert_eq!((found.lines, found.length_m, found.share, found.p), (10, 10_000.0, 1.0, 0.005));
        assert!(found.shifted < 0.2 && found.shifted_interval.high < 0.5);
        assert_eq!(along(&on.iter().collect::<Vec<_>>(), &paths, |_| true, &shifts), Some(found));
        // Between the rows chance does better.
        let off = straight((4000.0, 500.0), (5000.0, 500.0));
        let found = along(&[&off], &paths, |_| true, &shifts).unwrap();
        assert_eq!((found.share, found.p), (0.0, 1.0));
    }

    #[test]
    fn shifted_lines_end_in_trees_as_they_did() {
        // Trees within 60 m of the paths alone: where lines can end, they run along one.
        let rows: Vec<[Coord; 2]> = (0..10)
            .map(|row| f64::from(row) * 400.0)
            .map(|y| [coord! { x: 0.0, y: y }, coord! { x: 4_000.0, y: y }])
            .collect();
        let paths = Paths::new(rows.iter().map(|row| &row[..]), 60.0);
        let is_wooded = |at: Coord| (at.y / 400.0 - (at.y / 400.0).round()).abs() < 0.15;
        let on = straight((1_500.0, 1_620.0), (2_000.0, 1_620.0));
        let shifts = Shifts { times: 99, within_m: 60.0, ..Shifts::default() };
        let anywhere = along(&[&on], &paths, |_| true, &shifts).unwrap();
        let wooded = along(&[&on], &paths, is_wooded, &shifts).unwrap();
        assert!(anywhere.shifted < 0.6 && anywhere.p < 0.5, "{anywhere:?}");
        assert!(wooded.shifted > 0.95 && wooded.p > 0.9, "{wooded:?}");
    }

    #[test]
    fn nothing_to_compare_is_told() {
        let line = straight((0.0, 0.0), (0.0, 0.0));
        let paths = Paths::new([&PATH[..]], 50.0);
        assert_eq!(along(&[&line], &paths, |_| true, &Shifts::default()), None);
        let other = straight((0.0, 0.0), (5.0, 0.0));
        let none = Paths::new(std::iter::empty(), 50.0);
        assert_eq!(along(&[&other], &none, |_| true, &Shifts::default()), None);
    }

    proptest! {
        /// As many small steps say.
        #[test]
        fn parts_are_those_that_lie_within(
            numbers in prop::array::uniform8(-100.0_f64..100.0),
            r in 1.0_f64..80.0,
        ) {
            let at = |n: usize| coord! { x: numbers[n], y: numbers[n + 1] };
            let (from, to, a, b) = (at(0), at(2), at(4), at(6));
            let other = Line::new(a, b);
            let steps = 4000;
            let near = (0..steps)
                .map(|step| from + (to - from) * ((f64::from(step) + 0.5) / f64::from(steps)))
                .filter(|at| Euclidean.distance(&geo::Point(*at), &other) <= r)
                .count();
            let (low, high) = within(from, to, (a, b), r).unwrap_or((0.0, 0.0));
            prop_assert!((high - low - near as f64 / f64::from(steps)).abs() < 1e-3);
        }
    }
}

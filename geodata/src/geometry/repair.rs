//! Polygons as files have them, made into polygons that can be measured.
//!
//! Rings are closed, freed of repeated positions and wound as RFC 7946 asks.
//! Rings that cross themselves or each other are rebuilt by the constrained
//! triangulation of Ledoux, Arroyo Ohori and Meijers (2014,
//! doi:10.1016/j.cageo.2014.01.009), parts that overlap are dissolved.

use std::cmp::Ordering;

use geo::algorithm::winding_order::Winding;
use geo::{Area, BooleanOps, Coord, LineString, MakeValid, MultiPolygon, Polygon, unary_union};
use serde::{Deserialize, Serialize};

use super::faults::{Fault, first_fault};
use super::pinches::parted;

/// Something that was wrong with a shape and was put right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Repair {
    /// Rings whose last position was not their first.
    RingsClosed(u32),
    /// Positions that repeated the one before.
    RepeatedPositions(u32),
    /// Rings wound the wrong way round.
    RingsRewound(u32),
    /// Holes or parts that enclosed nothing, left out.
    EmptyRingsDropped(u32),
    /// Boundaries that crossed, touched or covered themselves, first at this position.
    SelfIntersection {
        /// Easting or longitude.
        x: f64,
        /// Northing or latitude.
        y: f64,
    },
    /// A hole outside its shell, first at this position.
    HoleOutside {
        /// Easting or longitude.
        x: f64,
        /// Northing or latitude.
        y: f64,
    },
    /// Holes that lay in one another, first at this position.
    HolesOverlapped {
        /// Easting or longitude.
        x: f64,
        /// Northing or latitude.
        y: f64,
    },
    /// Parts that lay in one another, first at this position.
    PartsOverlapped {
        /// Easting or longitude.
        x: f64,
        /// Northing or latitude.
        y: f64,
    },
}

/// Polygons fit to be measured, and what was done to them.
#[derive(Debug, Clone, PartialEq)]
pub struct Repaired {
    /// Valid polygons with a positive area.
    pub polygons: MultiPolygon,
    /// What was put right, in a fixed order.
    pub repairs: Vec<Repair>,
}

/// Why a ring cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RingFault {
    /// Fewer than three different positions.
    TooFewPositions,
    /// Encloses no area.
    NoArea,
    /// The boundary crosses itself in a way that could not be resolved.
    Unresolvable,
}

/// Counts of what was done to rings.
#[derive(Default)]
struct Counts {
    closed: u32,
    repeated: u32,
    rewound: u32,
    dropped: u32,
}

/// Closes a ring and takes out positions that repeat the one before.
///
/// Returns the ring, whether it had to be closed, and how many were taken out.
///
/// # Errors
/// [`RingFault::TooFewPositions`] where fewer than three different ones are left.
pub fn tidy_ring(mut ring: Vec<Coord>) -> Result<(LineString, bool, u32), RingFault> {
    let was_open = ring.first() != ring.last();
    if was_open {
        ring.extend(ring.first().copied());
    }
    let before = ring.len();
    ring.dedup();
    let repeated = u32::try_from(before - ring.len()).unwrap_or(u32::MAX);
    if ring.len() < 4 {
        return Err(RingFault::TooFewPositions);
    }
    Ok((LineString(ring), was_open, repeated))
}

/// Makes polygons out of rings: `parts[n][0]` is the shell of part n, the others its holes.
///
/// A hole or a part that encloses nothing is left out and counted, as long as
/// something is left.
///
/// # Errors
/// [`RingFault`] where no area is left.
pub fn repair_polygons(parts: Vec<Vec<Vec<Coord>>>) -> Result<Repaired, RingFault> {
    let mut counts = Counts::default();
    let mut polygons = Vec::with_capacity(parts.len());
    let mut last_fault = RingFault::TooFewPositions;
    for part in parts {
        match tidy_polygon(part, &mut counts) {
            Ok(polygon) => polygons.push(polygon),
            Err(fault) => {
                last_fault = fault;
                counts.dropped += 1;
            }
        }
    }
    if polygons.is_empty() {
        return Err(last_fault);
    }
    let mut polygons = MultiPolygon(polygons);
    let fault = first_fault(&polygons);
    if fault.is_some() {
        polygons = made_valid(polygons)?;
    }
    Ok(Repaired { polygons, repairs: repairs(&counts, fault) })
}

fn tidy_polygon(part: Vec<Vec<Coord>>, counts: &mut Counts) -> Result<Polygon, RingFault> {
    let mut tidy = |ring: Vec<Coord>, is_shell: bool| -> Result<LineString, RingFault> {
        let (mut ring, closed, repeated) = tidy_ring(ring)?;
        let enclosed = Polygon::new(ring.clone(), vec![]).signed_area();
        counts.closed += u32::from(closed);
        counts.repeated += repeated;
        // A figure of eight may enclose equal areas of both signs, so no area
        // is only fatal where repair cannot find any either.
        if enclosed != 0.0 && (enclosed > 0.0) != is_shell {
            counts.rewound += 1;
            if is_shell { ring.make_ccw_winding() } else { ring.make_cw_winding() }
        }
        Ok(ring)
    };
    let mut rings = part.into_iter();
    let shell = tidy(rings.next().unwrap_or_default(), true)?;
    let mut holes = Vec::new();
    let mut dropped = 0;
    for ring in rings {
        match tidy(ring, false) {
            Ok(hole) => holes.push(hole),
            Err(_) => dropped += 1,
        }
    }
    counts.dropped += dropped;
    Ok(Polygon::new(shell, holes))
}

/// Valid polygons: each shell less all its holes, overlapping parts dissolved.
///
/// Even and odd decide within a ring, but not between rings: a hole in a hole
/// stays a hole, and one outside its shell takes nothing away and adds nothing.
fn made_valid(polygons: MultiPolygon) -> Result<MultiPolygon, RingFault> {
    let rebuilt = |ring: &LineString| {
        Polygon::new(ring.clone(), vec![]).make_valid().map_err(|_| RingFault::Unresolvable)
    };
    let mut valid: Vec<Polygon> = Vec::new();
    for polygon in polygons {
        let single = MultiPolygon(vec![polygon]);
        if first_fault(&single).is_none() {
            valid.extend(single);
            continue;
        }
        let shell = rebuilt(single.0[0].exterior())?;
        let holes: Vec<MultiPolygon> =
            single.0[0].interiors().iter().map(rebuilt).collect::<Result<_, _>>()?;
        let kept = if holes.is_empty() { shell } else { shell.difference(&unary_union(&holes)) };
        valid.extend(kept);
    }
    let mut valid = MultiPolygon(valid);
    if valid.0.len() > 1 && first_fault(&valid).is_some() {
        valid = unary_union(&valid.0);
    }
    settled(valid)
}

/// How often an overlay is laid over itself until its rounding has come to rest.
const ROUNDS: usize = 8;

/// What an overlay gave, simple also after its positions were rounded: laid over itself
/// until nothing of it meets what it may not.
fn settled(mut polygons: MultiPolygon) -> Result<MultiPolygon, RingFault> {
    for _ in 0..ROUNDS {
        polygons.0.retain(|polygon| polygon.unsigned_area() > 0.0);
        if polygons.0.is_empty() {
            return Err(RingFault::NoArea);
        }
        polygons = wound(parted(wound(polygons)));
        if first_fault(&polygons).is_none() {
            return Ok(polygons);
        }
        polygons = unary_union(&polygons.0);
    }
    Err(RingFault::Unresolvable)
}

/// Rings wound as they should be, and in an order that goes by their positions: the
/// triangulation gives them as its hash tables happen to have them.
fn wound(polygons: MultiPolygon) -> MultiPolygon {
    let mut polygons: Vec<Polygon> = polygons.into_iter().map(wound_polygon).collect();
    crate::order::sort_by(&mut polygons, |a, b| by_positions(a.exterior(), b.exterior()));
    MultiPolygon(polygons)
}

fn wound_polygon(polygon: Polygon) -> Polygon {
    let (mut shell, mut holes) = polygon.into_inner();
    shell.make_ccw_winding();
    holes.iter_mut().for_each(Winding::make_cw_winding);
    for ring in std::iter::once(&mut shell).chain(&mut holes) {
        begin_at_least(ring);
    }
    crate::order::sort_by(&mut holes, by_positions);
    Polygon::new(shell, holes)
}

/// Turns a closed ring so that it begins at its least position.
fn begin_at_least(ring: &mut LineString) {
    ring.0.pop();
    let places = 0..ring.0.len();
    let least = places.min_by(|a, b| by_position(&ring.0[*a], &ring.0[*b])).unwrap_or(0);
    ring.0.rotate_left(least);
    ring.0.extend(ring.0.first().copied());
}

fn by_position(a: &Coord, b: &Coord) -> Ordering {
    a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y))
}

fn by_positions(a: &LineString, b: &LineString) -> Ordering {
    let pairs = a.0.iter().zip(&b.0);
    pairs
        .map(|(a, b)| by_position(a, b))
        .find(|order| order.is_ne())
        .unwrap_or(a.0.len().cmp(&b.0.len()))
}

fn repairs(counts: &Counts, fault: Option<Fault>) -> Vec<Repair> {
    let counted = [
        (counts.closed, Repair::RingsClosed as fn(u32) -> Repair),
        (counts.repeated, Repair::RepeatedPositions),
        (counts.rewound, Repair::RingsRewound),
        (counts.dropped, Repair::EmptyRingsDropped),
    ];
    let mut repairs: Vec<Repair> = counted
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, repair)| repair(count))
        .collect();
    repairs.extend(fault.map(|fault| match fault {
        Fault::Crossing(Coord { x, y }) => Repair::SelfIntersection { x, y },
        Fault::HoleOutside(Coord { x, y }) => Repair::HoleOutside { x, y },
        Fault::HoleInHole(Coord { x, y }) => Repair::HolesOverlapped { x, y },
        Fault::PartInside(Coord { x, y }) => Repair::PartsOverlapped { x, y },
    }));
    repairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(positions: &[(f64, f64)]) -> Vec<Coord> {
        positions.iter().map(|&(x, y)| Coord { x, y }).collect()
    }

    fn repaired(parts: Vec<Vec<Vec<Coord>>>) -> (f64, Vec<Repair>) {
        let Repaired { polygons, repairs } = repair_polygons(parts).unwrap();
        assert_eq!(first_fault(&polygons), None);
        (polygons.unsigned_area(), repairs)
    }

    const SQUARE: [(f64, f64); 5] = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)];

    #[test]
    fn a_sound_square_is_left_alone() {
        assert_eq!(repaired(vec![vec![ring(&SQUARE)]]), (16.0, vec![]));
    }

    #[test]
    fn open_repeating_and_backward_rings_are_put_right() {
        let open = ring(&[(0.0, 0.0), (0.0, 4.0), (0.0, 4.0), (4.0, 4.0), (4.0, 0.0)]);
        let expected =
            vec![Repair::RingsClosed(1), Repair::RepeatedPositions(1), Repair::RingsRewound(1)];
        assert_eq!(repaired(vec![vec![open]]), (16.0, expected));
    }

    #[test]
    fn what_is_repaired_comes_out_the_same_every_time() {
        // Four loops that meet in corners: hash tables give them in any order.
        let loops = ring(&[
            (0.0, 0.0),
            (2.0, 0.0),
            (2.0, 2.0),
            (4.0, 2.0),
            (4.0, 4.0),
            (2.0, 4.0),
            (2.0, 2.0),
            (0.0, 2.0),
            (-2.0, 2.0),
            (-2.0, 0.0),
            (0.0, 0.0),
            (0.0, -2.0),
            (2.0, -2.0),
            (2.0, 0.0),
        ]);
        let once = repair_polygons(vec![vec![loops.clone()]]).unwrap();
        for _ in 0..20 {
            assert_eq!(repair_polygons(vec![vec![loops.clone()]]).unwrap(), once);
        }
    }

    #[test]
    fn a_bowtie_becomes_two_triangles() {
        let bowtie = ring(&[(0.0, 0.0), (4.0, 4.0), (4.0, 0.0), (0.0, 4.0), (0.0, 0.0)]);
        let (area, repairs) = repaired(vec![vec![bowtie]]);
        assert!((area - 8.0).abs() < 1e-9);
        assert_eq!(repairs, [Repair::SelfIntersection { x: 2.0, y: 2.0 }]);
    }

    #[test]
    fn a_spike_is_cut_off() {
        let spike = ring(&[
            (0.0, 0.0),
            (4.0, 0.0),
            (9.0, 0.0),
            (4.0, 0.0),
            (4.0, 4.0),
            (0.0, 4.0),
            (0.0, 0.0),
        ]);
        assert!((repaired(vec![vec![spike]]).0 - 16.0).abs() < 1e-9);
    }

    #[test]
    fn a_hole_outside_takes_nothing_away_and_adds_nothing() {
        let hole = ring(&[(10.0, 10.0), (10.0, 11.0), (11.0, 11.0), (11.0, 10.0), (10.0, 10.0)]);
        let (area, repairs) = repaired(vec![vec![ring(&SQUARE), hole]]);
        assert!((area - 16.0).abs() < 1e-9);
        assert_eq!(repairs, [Repair::HoleOutside { x: 10.0, y: 10.0 }]);
    }

    #[test]
    fn holes_that_meet_take_away_what_they_cover() {
        let big = |s: f64| ring(&[(0.0, 0.0), (s, 0.0), (s, s), (0.0, s), (0.0, 0.0)]);
        let square = |x: f64, y: f64, s: f64| {
            ring(&[(x, y), (x, y + s), (x + s, y + s), (x + s, y), (x, y)])
        };
        let area = |holes: Vec<Vec<Coord>>| {
            let mut rings = vec![big(10.0)];
            rings.extend(holes);
            repaired(vec![rings]).0
        };
        // One in the other.
        assert!((area(vec![square(1.0, 1.0, 8.0), square(3.0, 3.0, 2.0)]) - 36.0).abs() < 1e-6);
        // Overlapping each other.
        assert!((area(vec![square(1.0, 1.0, 4.0), square(3.0, 1.0, 4.0)]) - 76.0).abs() < 1e-6);
        // Outside, touching the shell with its first corner.
        let outside = ring(&[(10.0, 5.0), (12.0, 7.0), (12.0, 3.0), (10.0, 5.0)]);
        assert!((area(vec![outside]) - 100.0).abs() < 1e-6);
        // Touching in a corner, as they may.
        let touching = vec![square(1.0, 1.0, 2.0), square(3.0, 3.0, 2.0)];
        assert!((area(touching) - 92.0).abs() < 1e-9);
    }

    #[test]
    fn rings_that_touch_themselves_come_apart() {
        // Overlay gives the two triangles of this ring as one hole pinched at a point.
        let crossing = ring(&[
            (3.0, 1.0),
            (0.0, 3.0),
            (3.0, 7.0),
            (5.0, 2.0),
            (2.0, 0.0),
            (0.0, 3.0),
            (4.0, 2.0),
            (3.0, 3.0),
        ]);
        let outside = ring(&[(4.0, 0.0), (5.0, 0.0), (5.0, 1.0)]);
        let Repaired { polygons, .. } = repair_polygons(vec![vec![crossing, outside]]).unwrap();
        assert_eq!(first_fault(&polygons), None);
        assert_eq!(polygons.0.len(), 1);
        assert_eq!(polygons.0[0].interiors().len(), 2);
        // 18 within the outer ring, less triangles of 1.875 and 0.375.
        assert!((polygons.unsigned_area() - 15.75).abs() < 1e-6, "{}", polygons.unsigned_area());
    }

    #[test]
    fn overlapping_parts_count_once() {
        let shifted: Vec<(f64, f64)> = SQUARE.iter().map(|(x, y)| (x + 2.0, *y)).collect();
        let (area, _) = repaired(vec![vec![ring(&SQUARE)], vec![ring(&shifted)]]);
        assert!((area - 24.0).abs() < 1e-6, "{area}");
        let (area, repairs) = repaired(vec![
            vec![ring(&SQUARE)],
            vec![ring(&[(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0), (1.0, 1.0)])],
        ]);
        assert!((area - 16.0).abs() < 1e-6, "{area}");
        assert_eq!(repairs, [Repair::PartsOverlapped { x: 1.0, y: 1.0 }]);
    }

    #[test]
    fn what_encloses_nothing_is_refused() {
        let line = ring(&[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (0.0, 0.0)]);
        assert_eq!(repair_polygons(vec![vec![line]]), Err(RingFault::NoArea));
        let short = ring(&[(0.0, 0.0), (1.0, 1.0)]);
        assert_eq!(repair_polygons(vec![vec![short]]), Err(RingFault::TooFewPositions));
        assert_eq!(repair_polygons(vec![]), Err(RingFault::TooFewPositions));
    }
}

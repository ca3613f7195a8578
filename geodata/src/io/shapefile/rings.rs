//! Which rings are shells, and which are holes of which shell?
//!
//! The format says that shells run clockwise and holes the other way. Where a
//! shape has any ring that runs clockwise, that is taken at its word: shells that
//! then lie over each other are dissolved, and told. Where it has none, a ring's
//! place is told by what it lies in.

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{Area, BoundingRect, Coord, LineString, Polygon, Rect};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

/// A ring with what has to be known to place it.
struct Ring {
    polygon: Polygon,
    bounds: Rect,
    /// Positive where it runs against the clock.
    signed_area: f64,
}

/// Corners of a ring that are asked at most where it lies in another.
const MOST_CORNERS: usize = 3;
/// Corners that are asked at most whether they reach into another ring.
const MOST_REACHING: usize = 64;

impl Ring {
    /// `None` for a ring of no positions.
    fn new(positions: Vec<Coord>) -> Option<Self> {
        let polygon = Polygon::new(LineString(positions), Vec::new());
        let (bounds, signed_area) = (polygon.bounding_rect()?, polygon.signed_area());
        Some(Self { polygon, bounds, signed_area })
    }

    fn is_hole_by_winding(&self) -> bool {
        self.signed_area > 0.0
    }

    /// True where this ring lies in another: by corners that do not touch it.
    fn lies_in(&self, other: &Self) -> bool {
        let bounds = |ring: &Self| (ring.bounds.min(), ring.bounds.max());
        let ((min, max), (other_min, other_max)) = (bounds(self), bounds(other));
        let is_within = min.x >= other_min.x
            && min.y >= other_min.y
            && max.x <= other_max.x
            && max.y <= other_max.y;
        if !is_within {
            return false;
        }
        let corners = &self.polygon.exterior().0;
        // The same ring twice has no corner inside itself, which takes long to find out.
        let others = &other.polygon.exterior().0;
        if corners.len() == others.len()
            && self.bounds == other.bounds
            && self.signed_area.abs() == other.signed_area.abs()
        {
            return false;
        }
        let midpoints = corners.windows(2).map(|ends| (ends[0] + ends[1]) / 2.0);
        let places = corners.iter().copied().chain(midpoints);
        let mut inside = 0;
        for place in places {
            match other.polygon.coordinate_position(&place) {
                CoordPos::Outside => return false,
                CoordPos::Inside => inside += 1,
                // Holes may touch their shells.
                CoordPos::OnBoundary => {}
            }
            if inside == MOST_CORNERS {
                break;
            }
        }
        inside > 0
    }

    /// True where a corner of this ring lies in another.
    fn reaches_into(&self, other: &Self) -> bool {
        let is_inside =
            |corner: &Coord| other.polygon.coordinate_position(corner) == CoordPos::Inside;
        self.polygon.exterior().0.iter().take(MOST_REACHING).any(is_inside)
    }
}

/// Sorts rings that come in any order into polygons: the shell first, then its holes.
///
/// A ring that lies in a shell is a hole of the smallest such, and one that lies
/// in a hole is a shell again. Rings of no positions stay polygons of their own,
/// to be told as such.
pub(super) fn polygons(rings: Vec<Vec<Coord>>) -> Vec<Vec<Vec<Coord>>> {
    let is_finite = |position: &Coord| position.x.is_finite() && position.y.is_finite();
    if rings.len() < 2 || !rings.iter().flatten().all(is_finite) {
        return vec![rings];
    }
    let (mut placed, mut parts): (Vec<Ring>, Vec<Vec<Vec<Coord>>>) = (Vec::new(), Vec::new());
    for ring in rings {
        if ring.is_empty() {
            parts.push(vec![ring]);
        } else {
            placed.extend(Ring::new(ring));
        }
    }
    // The larger first, so that what a ring lies in has its place already.
    let mut order: Vec<usize> = (0..placed.len()).collect();
    order.sort_by(|x, y| {
        placed[*y].signed_area.abs().total_cmp(&placed[*x].signed_area.abs()).then(x.cmp(y))
    });
    let mut rank = vec![0; placed.len()];
    order.iter().enumerate().for_each(|(place, number)| rank[*number] = place);
    let boxes = placed.iter().enumerate().map(|(number, ring)| {
        let (min, max) = (ring.bounds.min(), ring.bounds.max());
        GeomWithData::new(Rectangle::from_corners([min.x, min.y], [max.x, max.y]), number)
    });
    let boxes = RTree::bulk_load(boxes.collect());
    let follows_the_rule = placed.iter().any(|ring| ring.signed_area < 0.0);
    // For each ring the shell it is a hole of; itself where it is a shell.
    let mut shell_of: Vec<usize> = (0..placed.len()).collect();
    for number in &order {
        let ring = &placed[*number];
        if follows_the_rule && !ring.is_hole_by_winding() {
            continue;
        }
        let corner = ring.bounds.min();
        let mut around: Vec<usize> = boxes
            .locate_in_envelope_intersecting(&AABB::from_point([corner.x, corner.y]))
            .map(|found| found.data)
            .filter(|other| rank[*other] < rank[*number])
            .filter(|other| !follows_the_rule || !placed[*other].is_hole_by_winding())
            .collect();
        around.sort_by_key(|other| std::cmp::Reverse(rank[*other]));
        let within = around.into_iter().find(|other| ring.lies_in(&placed[*other]));
        // One that is wound as a hole and lies only partly in a shell is a hole of it still.
        let outer = within.or_else(|| {
            let near = AABB::from_corners(
                [corner.x, corner.y],
                [ring.bounds.max().x, ring.bounds.max().y],
            );
            let is_outer = |other: &usize| {
                rank[*other] < rank[*number]
                    && !placed[*other].is_hole_by_winding()
                    && ring.reaches_into(&placed[*other])
            };
            let near = boxes.locate_in_envelope_intersecting(&near).map(|found| found.data);
            if follows_the_rule { near.filter(is_outer).min() } else { None }
        });
        if let Some(outer) = outer.filter(|outer| shell_of[*outer] == *outer) {
            shell_of[*number] = outer;
        }
    }
    let is_shell = |number: usize| shell_of[number] == number;
    let shells: Vec<usize> = (0..placed.len()).filter(|number| is_shell(*number)).collect();
    let mut part_of = vec![0; placed.len()];
    for shell in shells {
        part_of[shell] = parts.len();
        parts.push(vec![placed[shell].polygon.exterior().0.clone()]);
    }
    for number in (0..placed.len()).filter(|number| !is_shell(*number)) {
        parts[part_of[shell_of[number]]].push(placed[number].polygon.exterior().0.clone());
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, side: f64) -> Vec<Coord> {
        [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side), (0.0, 0.0)]
            .iter()
            .map(|(dx, dy)| Coord { x: x + dx, y: y + dy })
            .collect()
    }

    fn clockwise(mut ring: Vec<Coord>) -> Vec<Coord> {
        ring.reverse();
        ring
    }

    fn sizes(rings: Vec<Vec<Coord>>) -> Vec<usize> {
        polygons(rings).iter().map(Vec::len).collect()
    }

    #[test]
    fn rings_in_any_order_find_their_shells() {
        // An island in a lake in a wood, and a wood beside it; wound so and the other way.
        let (island, beside) = (square(3.0, 3.0, 1.0), square(20.0, 20.0, 5.0));
        let (wood, lake) = (square(0.0, 0.0, 10.0), square(2.0, 2.0, 4.0));
        let rings = vec![island.clone(), beside.clone(), wood.clone(), lake.clone()];
        let parts = polygons(rings);
        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 2]);
        assert_eq!(parts[2], [wood.clone(), lake.clone()]);
        let [island, beside, wood] = [island, beside, wood].map(clockwise);
        assert_eq!(sizes(vec![island, beside, wood, lake]), [1, 1, 2]);
    }

    #[test]
    fn what_is_wound_as_a_shell_is_one_even_within_another() {
        let (wood, core) = (clockwise(square(0.0, 0.0, 10.0)), clockwise(square(2.0, 2.0, 4.0)));
        assert_eq!(sizes(vec![wood.clone(), core]), [1, 1]);
        assert_eq!(sizes(vec![wood, clockwise(square(20.0, 0.0, 4.0))]), [1, 1]);
    }

    #[test]
    fn a_ring_wound_as_a_hole_outside_of_every_shell_is_not_lost() {
        let wood = clockwise(square(0.0, 0.0, 10.0));
        assert_eq!(sizes(vec![wood.clone(), square(20.0, 0.0, 4.0)]), [1, 1]);
        assert_eq!(sizes(vec![wood, square(8.0, 8.0, 4.0)]), [2]);
    }

    #[test]
    fn holes_may_touch_their_shells_by_corners() {
        let wood = clockwise(square(0.0, 0.0, 10.0));
        let tip = [(0.0, 0.0), (4.0, 2.0), (2.0, 4.0), (0.0, 0.0)];
        let tip: Vec<Coord> = tip.iter().map(|(x, y)| Coord { x: *x, y: *y }).collect();
        // All corners of this one lie on the shell.
        let diamond = [(5.0, 0.0), (10.0, 5.0), (5.0, 10.0), (0.0, 5.0), (5.0, 0.0)];
        let diamond: Vec<Coord> = diamond.iter().map(|(x, y)| Coord { x: *x, y: *y }).collect();
        assert_eq!(sizes(vec![wood.clone(), tip]), [2]);
        assert_eq!(sizes(vec![diamond, wood.clone()]), [2]);
        // The same ring twice, wound as a shell and as a hole, is told as such later.
        assert_eq!(sizes(vec![wood, square(0.0, 0.0, 10.0)]), [1, 1]);
    }

    #[test]
    fn thousands_of_rings_take_no_time() {
        let ring = |number: u32| clockwise(square(f64::from(number) * 2.0, 0.0, 1.0));
        assert_eq!(polygons((0..20_000).map(ring).collect()).len(), 20_000);
    }

    #[test]
    fn rings_of_nothing_or_no_number_are_left_to_be_refused() {
        let nan = vec![Coord { x: f64::NAN, y: 0.0 }; 4];
        assert_eq!(sizes(vec![square(0.0, 0.0, 1.0), nan]), [2]);
        assert_eq!(sizes(vec![square(0.0, 0.0, 1.0), vec![]]), [1, 1]);
    }
}

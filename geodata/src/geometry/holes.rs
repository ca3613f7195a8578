//! Holes where they belong.
//!
//! Where rings meet at corners, overlay may hand a hole to an area beside it or inside it. Areas
//! taken together are right then, but none of the two is.

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{Area, BoundingRect, Coord, LineString, MultiPolygon, Polygon};

/// The same areas, each hole in the smallest that holds it.
pub(super) fn settled(areas: MultiPolygon) -> MultiPolygon {
    if areas.0.len() < 2 || areas.iter().all(|area| area.interiors().is_empty()) {
        return areas;
    }
    let mut strays: Vec<(LineString, Coord)> = Vec::new();
    let mut settled: Vec<Polygon> = Vec::with_capacity(areas.0.len());
    for area in areas {
        let (shell, holes) = area.into_inner();
        let shell = Polygon::new(shell, Vec::new());
        let mut own = Vec::with_capacity(holes.len());
        for hole in holes {
            match inside(&hole) {
                Some(at) if !holds(&shell, at) => strays.push((hole, at)),
                _ => own.push(hole),
            }
        }
        let (shell, _) = shell.into_inner();
        settled.push(Polygon::new(shell, own));
    }
    for (hole, at) in strays {
        let shells = settled.iter_mut().filter(|area| holds(&shell_of(area), at));
        let smallest = shells
            .min_by(|a, b| shell_of(a).unsigned_area().total_cmp(&shell_of(b).unsigned_area()));
        if let Some(area) = smallest {
            area.interiors_push(hole);
        }
    }
    MultiPolygon(settled)
}

fn shell_of(area: &Polygon) -> Polygon {
    Polygon::new(area.exterior().clone(), Vec::new())
}

/// A position inside a hole.
fn inside(hole: &LineString) -> Option<Coord> {
    super::inside(&Polygon::new(hole.clone(), Vec::new()))
}

fn holds(shell: &Polygon, at: Coord) -> bool {
    let is_in_box = shell.bounding_rect().is_some_and(|rect| {
        let (low, high) = (rect.min(), rect.max());
        (low.x..=high.x).contains(&at.x) && (low.y..=high.y).contains(&at.y)
    });
    is_in_box && shell.coordinate_position(&at) == CoordPos::Inside
}

#[cfg(test)]
mod tests {
    use geo::Rect;

    use super::*;

    fn square(x: f64, y: f64, side: f64) -> Polygon {
        Rect::new((x, y), (x + side, y + side)).to_polygon()
    }

    #[test]
    fn a_hole_goes_to_the_smallest_area_that_holds_it() {
        let hole = square(2.0, 2.0, 1.0).exterior().clone();
        let beside = Polygon::new(square(20.0, 0.0, 5.0).exterior().clone(), vec![hole.clone()]);
        let all = MultiPolygon(vec![square(-50.0, -50.0, 100.0), square(0.0, 0.0, 10.0), beside]);
        let settled = settled(all);
        let holes: Vec<usize> = settled.iter().map(|area| area.interiors().len()).collect();
        assert_eq!(holes, [0, 1, 0]);
        assert_eq!(settled.0[1].interiors(), [hole]);
    }

    #[test]
    fn what_is_right_stays_as_it_is() {
        let hole = square(2.0, 2.0, 1.0).exterior().clone();
        let holed = Polygon::new(square(0.0, 0.0, 10.0).exterior().clone(), vec![hole]);
        let all = MultiPolygon(vec![holed, square(2.2, 2.2, 0.5)]);
        assert_eq!(settled(all.clone()), all);
    }
}

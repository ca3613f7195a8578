//! How much of areas lies within a disc, exactly.

use geo::{Coord, MultiPolygon, Polygon};

/// Area of what lies within a disc, square metres.
///
/// By Green's theorem: each edge adds the signed area of what it spans with the middle of the
/// disc, a triangle where it lies inside and a sector where it does not.
///
/// # Arguments
/// `areas` are sound and in metres, and do not overlap.
///
/// ```
/// use geo::{Coord, MultiPolygon, Rect};
/// use geodata::geometry::area_in_disc;
/// let half = Rect::new((0.0, -9.0), (9.0, 9.0)).to_polygon();
/// let area = area_in_disc(&MultiPolygon(vec![half]), Coord { x: 0.0, y: 0.0 }, 2.0);
/// assert!((area - 2.0 * std::f64::consts::PI).abs() < 1e-12);
/// ```
#[must_use]
pub fn area_in_disc(areas: &MultiPolygon, centre: Coord, radius: f64) -> f64 {
    areas.iter().map(|polygon| of_polygon(polygon, centre, radius)).sum()
}

fn of_polygon(polygon: &Polygon, centre: Coord, radius: f64) -> f64 {
    // Whichever way rings go round.
    let ring = |ring: &geo::LineString| -> f64 {
        let spans =
            ring.lines().map(|line| spanned(line.start - centre, line.end - centre, radius));
        spans.sum::<f64>().abs()
    };
    ring(polygon.exterior()) - polygon.interiors().iter().map(ring).sum::<f64>()
}

/// Signed area, within a disc about the origin, of the triangle of the origin and an edge.
fn spanned(a: Coord, b: Coord, radius: f64) -> f64 {
    let cross = |p: Coord, q: Coord| p.x * q.y - p.y * q.x;
    let dot = |p: Coord, q: Coord| p.x * q.x + p.y * q.y;
    let sector = |p: Coord, q: Coord| 0.5 * radius * radius * libm::atan2(cross(p, q), dot(p, q));
    let along = b - a;
    let length_2 = dot(along, along);
    if length_2 == 0.0 {
        return 0.0;
    }
    // Where the edge's line meets the circle, as shares of the edge.
    let half = -dot(a, along) / length_2;
    let rest = half * half - (dot(a, a) - radius * radius) / length_2;
    if rest <= 0.0 {
        return sector(a, b);
    }
    let root = rest.sqrt();
    let (enters, leaves) = ((half - root).max(0.0), (half + root).min(1.0));
    if enters >= leaves {
        return sector(a, b);
    }
    let at = |share: f64| a + along * share;
    let (from, to) = (at(enters), at(leaves));
    let before = if enters > 0.0 { sector(a, from) } else { 0.0 };
    let after = if leaves < 1.0 { sector(to, b) } else { 0.0 };
    before + 0.5 * cross(from, to) + after
}

#[cfg(test)]
mod tests {
    use geo::{Area, Rect};

    use super::*;

    fn square(x: f64, y: f64, side: f64) -> Polygon {
        Rect::new((x, y), (x + side, y + side)).to_polygon()
    }

    #[test]
    fn what_lies_inside_counts_whole_and_holes_do_not() {
        let centre = Coord { x: 10.0, y: 10.0 };
        let inside = MultiPolygon(vec![square(8.0, 8.0, 1.0), square(11.0, 11.0, 2.0)]);
        assert!((area_in_disc(&inside, centre, 6.0) - 5.0).abs() < 1e-12);
        let hole = square(9.0, 9.0, 2.0).exterior().clone();
        let holed = Polygon::new(square(-90.0, -90.0, 200.0).exterior().clone(), vec![hole]);
        let expected = std::f64::consts::PI * 36.0 - 4.0;
        assert!((area_in_disc(&MultiPolygon(vec![holed]), centre, 6.0) - expected).abs() < 1e-9);
        let far = MultiPolygon(vec![square(30.0, 10.0, 5.0)]);
        assert!(area_in_disc(&far, centre, 6.0).abs() < 1e-12);
    }

    #[test]
    fn it_agrees_with_an_overlay_of_a_circle_of_many_corners() {
        use geo::BooleanOps;
        let corner = |n: i32| {
            let angle = f64::from(n) * std::f64::consts::TAU / 5000.0;
            Coord { x: 40.0 * libm::cos(angle), y: 40.0 * libm::sin(angle) }
        };
        let circle = Polygon::new((0..5000).map(corner).collect::<Vec<_>>().into(), Vec::new());
        for (x, y, side) in [(-10.0, 5.0, 60.0), (20.0, -39.0, 25.0), (-50.0, -50.0, 55.0)] {
            let area = square(x, y, side);
            let expected = area.intersection(&circle).unsigned_area();
            let got = area_in_disc(&MultiPolygon(vec![area]), Coord { x: 0.0, y: 0.0 }, 40.0);
            assert!((got - expected).abs() < 1e-4 * expected.max(1.0), "{got} {expected}");
        }
    }
}

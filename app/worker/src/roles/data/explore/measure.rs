//! Lengths and areas that a reader measures, in the metres that all else is computed in.

use geo::{Area, Coord, Euclidean, Length, LineString};
use geodata::geometry::repair_polygons;
use geodata::units::hectares;
use liito_worker::{Degrees, Measured};

use super::Data;

impl Data {
    pub(super) fn measure(&self, points: &[Degrees]) -> Measured {
        let way: Vec<Coord> = points.iter().filter_map(|at| self.metres(*at)).collect();
        let way = LineString(way);
        let length_m = Euclidean.length(&way);
        let area_ha = (way.0.len() >= 3).then(|| {
            // One that crosses itself goes round both its halves.
            let whole = repair_polygons(vec![vec![way.0]]);
            hectares(whole.map_or(0.0, |whole| whole.polygons.unsigned_area()))
        });
        Measured { length_m, area_ha }
    }
}

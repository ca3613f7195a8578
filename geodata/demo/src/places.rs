//! Names on the map: centres, suburbs, lakes, bays and islands.

use geo::{Area, Coord, Geometry, InteriorPoint, Point, Polygon};
use geodata::model::{ColumnKind, LayerRole, Value};

use crate::districts::{District, Fabric};
use crate::grid::distance;
use crate::layer::{Table, text};
use crate::names::{Named, Names};
use crate::terrain::Terrain;

pub fn table() -> Table {
    let columns =
        [("kind", ColumnKind::Text), ("name", ColumnKind::Text), ("name_sv", ColumnKind::Text)];
    Table::new("places", LayerRole::Background, &columns)
}

/// Puts a name on the map, if there is one left.
fn put(table: &mut Table, names: &mut Names, named: Named, kind: &str, at: Coord) {
    if let Some(name) = names.next(named) {
        let values = vec![text(kind), text(name.finnish), text(name.swedish)];
        table.rows.push((Geometry::Point(Point(at)), values));
    }
}

/// Names what there is to name.
pub fn name_places(
    table: &mut Table,
    names: &mut Names,
    terrain: &Terrain,
    districts: &[District],
    water: &[Polygon],
) {
    for district in districts {
        let (named, kind) = match district.fabric {
            Fabric::Centre => (Named::Centre, "centre"),
            _ => (Named::Suburb, "suburb"),
        };
        put(table, names, named, kind, district.middle);
    }
    let is_sea = |polygon: &Polygon| polygon.unsigned_area() > 15.0e6;
    for lake in water.iter().filter(|polygon| !is_sea(polygon)) {
        if lake.unsigned_area() > 60_000.0
            && let Some(at) = lake.interior_point()
        {
            put(table, names, Named::Lake, "lake", at.0);
        }
    }
    for sea in water.iter().filter(|polygon| is_sea(polygon)) {
        let mut islands: Vec<Polygon> =
            sea.interiors().iter().map(|hole| Polygon::new(hole.clone(), Vec::new())).collect();
        islands.sort_by(|a, b| b.unsigned_area().total_cmp(&a.unsigned_area()));
        for island in islands.iter().take(24).filter(|island| island.unsigned_area() > 40_000.0) {
            if let Some(at) = island.interior_point() {
                put(table, names, Named::Island, "island", at.0);
            }
        }
        for bay in bays(sea, terrain) {
            put(table, names, Named::Bay, "bay", bay);
        }
    }
}

/// Places in the sea with land on most sides.
fn bays(sea: &Polygon, terrain: &Terrain) -> Vec<Coord> {
    let mut found: Vec<Coord> = Vec::new();
    for corner in sea.exterior().0.iter().step_by(9) {
        // A little off the shore, away from land.
        for (dx, dy) in [(0.0, -260.0), (260.0, 0.0), (-260.0, 0.0), (0.0, 260.0)] {
            let at = *corner + Coord { x: dx, y: dy };
            let sides = (0..12_u32).filter(|side| {
                let angle = f64::from(*side) / 12.0 * std::f64::consts::TAU;
                let far = at + Coord { x: 620.0 * libm::cos(angle), y: 620.0 * libm::sin(angle) };
                terrain.off_water_m(far) > 0.0
            });
            let is_bay = terrain.off_water_m(at) < -120.0 && (7..=11).contains(&sides.count());
            if is_bay && found.iter().all(|other| distance(*other, at) > 1_900.0) {
                found.push(at);
            }
        }
    }
    found
}

/// A name in both languages, or nothing twice.
pub fn values(names: &mut Names, named: Named) -> [Value; 2] {
    names
        .next(named)
        .map_or([Value::Null, Value::Null], |name| [text(name.finnish), text(name.swedish)])
}

//! Areas where a grid is above zero, as polygons with smooth edges.

use contour::ContourBuilder;
use geo::{Area, MultiPolygon, Polygon, SimplifyVwPreserve};
use geodata::geometry::repair_polygons;

use crate::grid::Grid;

/// Polygons round the cells above zero, largest first: their edges run where the
/// values between cells would be zero.
///
/// Corners that change less than `detail_m2` of area are left out, polygons and holes
/// of less than `least_m2` too.
pub fn outlines(grid: &Grid, detail_m2: f64, least_m2: f64) -> Vec<Polygon> {
    let builder = ContourBuilder::new(grid.columns, grid.rows, true)
        .x_origin(grid.origin.x)
        .y_origin(grid.origin.y)
        .x_step(grid.cell_m)
        .y_step(grid.cell_m);
    let Ok(contours) = builder.contours(&grid.values, &[0.0]) else { return Vec::new() };
    let mut outlines: Vec<Polygon> = contours
        .iter()
        .flat_map(|contour| &contour.geometry().0)
        .filter_map(|polygon| tidy(polygon, detail_m2, least_m2))
        .flatten()
        .filter(|polygon| polygon.unsigned_area() >= least_m2)
        .collect();
    outlines.sort_by(|a, b| b.unsigned_area().total_cmp(&a.unsigned_area()));
    outlines
}

fn tidy(polygon: &Polygon, detail_m2: f64, least_m2: f64) -> Option<MultiPolygon> {
    if polygon.unsigned_area() < least_m2 {
        return None;
    }
    let (shell, mut holes) = polygon.clone().into_inner();
    holes.retain(|hole| Polygon::new(hole.clone(), Vec::new()).unsigned_area() >= least_m2);
    let simple = Polygon::new(shell, holes).simplify_vw_preserve(detail_m2);
    sound(&simple)
}

/// The polygon without faults; `None` where nothing is left of it.
pub fn sound(polygon: &Polygon) -> Option<MultiPolygon> {
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    let parts = vec![rings.map(|ring| ring.0.clone()).collect()];
    repair_polygons(parts).ok().map(|repaired| repaired.polygons)
}

//! A draft plan that touches a core area, and a planting that would close a gap.

use geo::{Area, Centroid, Coord, Geometry, LineString, Polygon};
use geodata::model::{ColumnKind, LayerRole};

use crate::grid::{Grid, distance};
use crate::layer::{Table, text};
use crate::squirrels::{Connection, Patch};

pub fn table() -> Table {
    let columns = [
        ("kind", ColumnKind::Text),
        ("name", ColumnKind::Text),
        ("name_sv", ColumnKind::Text),
        ("name_en", ColumnKind::Text),
    ];
    Table::new("plan", LayerRole::Plan, &columns)
}

/// Draws both near a place, where there is something to draw them over.
pub fn propose(
    table: &mut Table,
    near: Coord,
    patches: &[Patch],
    connections: &[Connection],
    roads: &Grid,
) {
    let far =
        |patch: &&Patch| patch.outline.centroid().map_or(f64::INFINITY, |at| distance(at.0, near));
    let core = patches
        .iter()
        .filter(|patch| patch.kind == "Ydinalue" && patch.outline.unsigned_area() > 30_000.0)
        .min_by(|a, b| far(a).total_cmp(&far(b)));
    let Some(middle) = core.and_then(|core| core.outline.centroid()) else { return };
    let towards = near - middle.0;
    let towards = towards / distance(near, middle.0).max(1.0);
    // Over the half of it that faces the centre.
    let (at, across) = (middle.0 + towards * 150.0, Coord { x: -towards.y, y: towards.x });
    let corner = |along: f64, side: f64| at + towards * along + across * side;
    let ring = vec![
        corner(-150.0, -190.0),
        corner(120.0, -230.0),
        corner(240.0, -60.0),
        corner(220.0, 170.0),
        corner(-20.0, 240.0),
        corner(-170.0, 110.0),
    ];
    let area = Polygon::new(LineString(ring), Vec::new());
    table.rows.push((
        Geometry::Polygon(area),
        vec![
            text("draft_plan"),
            text("Keksitty asemakaavaluonnos"),
            text("Påhittat detaljplaneutkast"),
            text("Made-up draft plan"),
        ],
    ));
    let gap = connections
        .iter()
        .filter(|connection| (26.0..90.0).contains(&connection.gap_m))
        // Nobody plants on a road.
        .filter(|connection| {
            let (from, to) = connection.gap;
            [from, (from + to) * 0.5, to].iter().all(|at| roads.at(*at) > 12.0)
        })
        .min_by(|a, b| distance(a.gap.0, middle.0).total_cmp(&distance(b.gap.0, middle.0)));
    let Some(Connection { gap: (from, to), gap_m, .. }) = gap else { return };
    let along = (*to - *from) / gap_m.max(1.0);
    let across = Coord { x: -along.y, y: along.x } * 14.0;
    let (from, to) = (*from - along * 4.0, *to + along * 4.0);
    let strip = Polygon::new(
        LineString(vec![from + across, to + across, to - across, from - across]),
        Vec::new(),
    );
    table.rows.push((
        Geometry::Polygon(strip),
        vec![
            text("planting"),
            text("Keksitty istutusehdotus"),
            text("Påhittat planteringsförslag"),
            text("Made-up planting proposal"),
        ],
    ));
}

//! Land cover: water, fields, mires, built-up land and hard surfaces.

use geo::{Coord, LineString, Polygon};

use crate::districts::{Building, Fabric};
use crate::grid::{Grid, distance};
use crate::noise::Noise;
use crate::outline::outlines;
use crate::random::Random;
use crate::terrain::Terrain;
use crate::transport::FAR_M;

/// Water, with its shores.
pub fn water(land: &Grid) -> Vec<Polygon> {
    outlines(&land.filled(|cell, _| -land.values[cell]), 120.0, 6_000.0)
}

/// Metres inside fields: on clay, off water, roads and buildings.
pub fn fields(land: &Grid, terrain: &Terrain, roads: &Grid, buildings: &Grid) -> Grid {
    land.filled(|cell, at| {
        let clay = 420.0 * terrain.clay(at);
        clay.min(land.values[cell] - 25.0)
            .min(roads.values[cell] + 4.0)
            .min(buildings.values[cell] - 30.0)
    })
}

/// Metres inside open mires: small hollows in the wilds.
pub fn mires(land: &Grid, terrain: &Terrain, roads: &Grid, mire: Noise) -> Grid {
    land.filled(|cell, at| {
        let hollow = 260.0 * (mire.layered(at.x, at.y, 900.0, 3) - 0.62);
        let wild = 400.0 * (terrain.wildness(at) - 0.6);
        hollow.min(wild).min(land.values[cell] - 10.0).min(roads.values[cell] - 20.0)
    })
}

/// Metres from buildings, as far as it matters.
pub fn from_buildings<'a>(cells: &Grid, buildings: impl Iterator<Item = &'a Building>) -> Grid {
    let mut grid = Grid { values: vec![FAR_M; cells.values.len()], ..*cells };
    for building in buildings {
        let ring = &building.outline.exterior().0;
        if let [a, b, c, ..] = ring.as_slice() {
            // Along the middle of its length, as wide as it is deep.
            let deep_m = distance(*b, *c);
            let (from, to) = ((*a + (*c - *b) * 0.5), (*b + (*c - *b) * 0.5));
            grid.paint_line(&LineString(vec![from, to]), deep_m / 2.0, 50.0);
        }
    }
    grid
}

/// Yards and blocks round buildings of some kind.
pub fn yards(from_buildings: &Grid, land: &Grid, reach_m: f64) -> Vec<Polygon> {
    let inside = from_buildings
        .filled(|cell, _| (reach_m - from_buildings.values[cell]).min(land.values[cell] - 6.0));
    outlines(&inside, 420.0, 2_500.0)
}

/// Car parks and squares between the buildings of centres.
pub fn squares(
    buildings: &[Building],
    random: &mut Random,
    free: impl Fn(Coord) -> bool,
) -> Vec<Polygon> {
    let mut squares = Vec::new();
    for building in buildings.iter().filter(|building| building.fabric != Fabric::Houses) {
        let share = if building.fabric == Fabric::Centre { 0.35 } else { 0.3 };
        if !random.chance(share) {
            continue;
        }
        let ring = &building.outline.exterior().0;
        if let [a, b, c, d, ..] = ring.as_slice() {
            let (across, gap) = (*d - *a, 1.35);
            let deep = random.between(1.6, 2.4);
            let corners = vec![
                *a + across * gap,
                *b + across * gap,
                *c + across * (gap + deep - 1.0),
                *d + across * (gap + deep - 1.0),
            ];
            if corners.iter().all(|corner| free(*corner)) {
                squares.push(Polygon::new(LineString(corners), Vec::new()));
            }
        }
    }
    squares
}

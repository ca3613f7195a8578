//! Streams and power lines.

use geo::{Coord, InteriorPoint, LineString, Polygon};

use crate::grid::Grid;
use crate::random::Random;
use crate::routes::{Manner, Routes};
use crate::terrain::Terrain;
use crate::transport::FAR_M;

/// Half the width that is cleared for a power line, metres.
pub const POWER_CLEARED_M: f64 = 17.0;

/// Streams from lakes to the next water in the south.
pub fn streams(
    terrain: &Terrain,
    routes: &Routes,
    lakes: &[Polygon],
    south_m: f64,
) -> Vec<LineString> {
    let winding = Manner { water: 0.5, straight_m: 30.0 };
    let mut streams = Vec::new();
    for lake in lakes {
        let Some(source) = lake.interior_point() else { continue };
        let mut goal = source.0;
        let mut has_left = false;
        while goal.y > south_m {
            goal.y -= 100.0;
            let is_wet = terrain.off_water_m(goal) < -20.0;
            if has_left && is_wet {
                streams.extend(dry_runs(terrain, &routes.between(source.0, goal, winding)));
                break;
            }
            has_left |= terrain.off_water_m(goal) > 80.0;
        }
    }
    streams
}

/// The stretches of a line on land, each with a foot in the water.
fn dry_runs(terrain: &Terrain, line: &LineString) -> Vec<LineString> {
    let (mut runs, mut run) = (Vec::new(), Vec::<Coord>::new());
    for at in &line.0 {
        let is_wet = terrain.off_water_m(*at) < 0.0;
        if is_wet {
            if run.len() > 1 {
                run.push(*at);
                runs.push(std::mem::take(&mut run));
            }
            run.clear();
        }
        run.push(*at);
    }
    runs.retain(|run| run.len() > 2);
    runs.into_iter().map(LineString).collect()
}

/// Power lines across the north, straight from tower to tower.
pub fn power_lines(
    origin: Coord,
    width_m: f64,
    height_m: f64,
    random: &mut Random,
) -> Vec<LineString> {
    let mut line = |stops: &[(f64, f64)]| {
        let place = |(u, v): &(f64, f64)| Coord {
            x: origin.x + u * width_m,
            y: origin.y + (v + random.between(-0.02, 0.02)) * height_m,
        };
        LineString(stops.iter().map(place).collect())
    };
    vec![
        line(&[(0.0, 0.60), (0.2, 0.66), (0.42, 0.69), (0.66, 0.66), (1.0, 0.71)]),
        line(&[(0.08, 1.0), (0.16, 0.84), (0.2, 0.66), (0.2, 0.44)]),
        line(&[(0.42, 0.69), (0.47, 0.86), (0.58, 1.0)]),
    ]
}

/// Metres from the clearings of power lines, as far as it matters.
pub fn off_power(cells: &Grid, lines: &[LineString]) -> Grid {
    let mut grid = Grid { values: vec![FAR_M; cells.values.len()], ..*cells };
    for line in lines {
        grid.paint_line(line, POWER_CLEARED_M, 60.0);
    }
    grid
}

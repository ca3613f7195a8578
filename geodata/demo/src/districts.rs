//! Where people live: five centres, blocks of flats and streets of houses between
//! them, and the buildings along their streets.

use geo::{Coord, LineString, Polygon};

use crate::grid::{Grid, distance};
use crate::noise::Noise;
use crate::random::Random;
use crate::terrain::{CITY_HEIGHT_M, CITY_WIDTH_M, Terrain};
use crate::transport::{Way, WayKind};

/// How a district is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fabric {
    Centre,
    Flats,
    Houses,
}

/// A part of the city.
#[derive(Debug, Clone)]
pub struct District {
    pub fabric: Fabric,
    pub middle: Coord,
    pub radius_m: f64,
    /// Direction of its streets, radians.
    pub turn: f64,
}

/// A building with its corners, and the district that it stands in.
#[derive(Debug, Clone)]
pub struct Building {
    pub middle: Coord,
    pub radius_m: f64,
    pub outline: Polygon,
    pub fabric: Fabric,
}

/// Where the centres are, as shares of the extent, and on which of them trains stop.
const CENTRES: [(f64, f64, bool); 5] = [
    (0.90, 0.33, false),
    (0.62, 0.31, false),
    (0.89, 0.53, true),
    (0.52, 0.50, true),
    (0.27, 0.30, false),
];

/// Water and the edge of the city are kept off so far, metres.
const OFF_WATER_M: f64 = 45.0;

/// The centres, each on the driest ground near its place, and whether trains stop there.
pub fn centres(
    terrain: &Terrain,
    origin: Coord,
    width_m: f64,
    height_m: f64,
    random: &mut Random,
) -> Vec<(District, bool)> {
    let centre = |(u, v, has_trains): (f64, f64, bool)| {
        let wanted = Coord { x: origin.x + u * width_m, y: origin.y + v * height_m };
        let middle = driest(terrain, wanted, 900.0);
        let turn = random.between(0.0, std::f64::consts::FRAC_PI_2);
        let radius_m = random.between(620.0, 820.0);
        (District { fabric: Fabric::Centre, middle, radius_m, turn }, has_trains)
    };
    CENTRES.map(centre).into_iter().filter(|(d, _)| terrain.off_water_m(d.middle) > 0.0).collect()
}

/// The place near another with most land round it.
fn driest(terrain: &Terrain, wanted: Coord, reach_m: f64) -> Coord {
    let steps = [-1.0, -0.5, 0.0, 0.5, 1.0];
    let near = steps.iter().flat_map(|dy| steps.iter().map(move |dx| (*dx, *dy)));
    let score = |at: Coord| -> f64 {
        let around = steps.iter().flat_map(|dy| steps.iter().map(move |dx| (*dx, *dy)));
        let dry = around
            .filter(|(dx, dy)| {
                let spot = Coord { x: at.x + 700.0 * dx, y: at.y + 700.0 * dy };
                terrain.off_water_m(spot) > OFF_WATER_M
            })
            .count();
        f64::from(u8::try_from(dry).unwrap_or(u8::MAX)) - distance(at, wanted) / 400.0
    };
    near.map(|(dx, dy)| Coord { x: wanted.x + reach_m * dx, y: wanted.y + reach_m * dy })
        .max_by(|a, b| score(*a).total_cmp(&score(*b)))
        .unwrap_or(wanted)
}

/// Districts of flats and of houses: many in the south and east, few in the wilds.
pub fn suburbs(
    terrain: &Terrain,
    origin: Coord,
    (width_m, height_m): (f64, f64),
    centres: &[District],
    random: &mut Random,
) -> Vec<District> {
    let share = width_m * height_m / (CITY_WIDTH_M * CITY_HEIGHT_M);
    let mut found: Vec<District> = Vec::new();
    for _ in 0..3_000 {
        let enough = 56.0 * share;
        if f64::from(u32::try_from(found.len()).unwrap_or(u32::MAX)) >= enough {
            break;
        }
        let middle = Coord {
            x: origin.x + random.between(0.03, 0.97) * width_m,
            y: origin.y + random.between(0.03, 0.97) * height_m,
        };
        let is_flats = random.chance(0.28);
        let radius_m =
            if is_flats { random.between(300.0, 460.0) } else { random.between(340.0, 720.0) };
        let turn = random.between(0.0, std::f64::consts::FRAC_PI_2);
        let tame = 1.0 - terrain.wildness(middle);
        let apart =
            |other: &District| distance(other.middle, middle) > 0.84 * (other.radius_m + radius_m);
        let is_wanted = random.unit() < tame * tame * tame * 1.6
            && terrain.off_water_m(middle) > 150.0
            && found.iter().chain(centres).all(apart);
        if is_wanted {
            let fabric = if is_flats { Fabric::Flats } else { Fabric::Houses };
            found.push(District { fabric, middle, radius_m, turn });
        }
    }
    found
}

/// What streets and buildings have to keep off.
pub struct Ground<'a> {
    pub terrain: &'a Terrain,
    /// Distance from clearings of great roads and rails, metres.
    pub great: &'a Grid,
    /// Sways streets and the edges of districts.
    pub sway: Noise,
    pub origin: Coord,
    pub width_m: f64,
    pub height_m: f64,
}

impl Ground<'_> {
    fn is_inside(&self, at: Coord) -> bool {
        let (x, y) = (at.x - self.origin.x, at.y - self.origin.y);
        x > 60.0 && y > 60.0 && x < self.width_m - 60.0 && y < self.height_m - 60.0
    }

    fn is_buildable(&self, at: Coord, off_great_m: f64) -> bool {
        self.is_inside(at)
            && self.terrain.off_water_m(at) > OFF_WATER_M
            && self.great.at(at) > off_great_m
    }
}

impl District {
    /// Streets on a lattice that sways, with some of it left out.
    pub fn streets(&self, ground: &Ground<'_>, random: &mut Random) -> Vec<Way> {
        let (long_m, short_m, sway_m, kept) = match self.fabric {
            Fabric::Centre => (104.0, 88.0, 8.0, 0.93),
            Fabric::Flats => (138.0, 112.0, 30.0, 0.74),
            Fabric::Houses => (148.0, 96.0, 50.0, 0.62),
        };
        let (sine, cosine) = (libm::sin(self.turn), libm::cos(self.turn));
        let place = |i: f64, j: f64| {
            let (x, y) = (i * long_m, j * short_m);
            let at = self.middle + Coord { x: x * cosine - y * sine, y: x * sine + y * cosine };
            let sway = |shift: f64| ground.sway.layered(at.x + shift, at.y - shift, 330.0, 2);
            at + Coord { x: sway_m * sway(0.0), y: sway_m * sway(7_000.0) }
        };
        let holds = |at: Coord| {
            let ragged = 0.9 + 0.3 * ground.sway.layered(at.x, at.y, 420.0, 2);
            distance(at, self.middle) < self.radius_m * ragged && ground.is_buildable(at, 22.0)
        };
        let reach = 1.3 * self.radius_m;
        let mut ways = Vec::new();
        let mut lay = |count: f64, across: f64, kept: f64, at: &dyn Fn(f64, f64) -> Coord| {
            let (mut row, steps) = (-(across / 1.0).floor(), 2.0 * count);
            while row <= across {
                let mut line: Vec<Coord> = Vec::new();
                let mut step = 0.0;
                while step <= steps {
                    let along = -count + step;
                    let (here, half) = (at(along, row), at(along + 0.5, row));
                    let goes_on = holds(here) && holds(half) && holds(at(along + 1.0, row));
                    if goes_on && random.chance(kept) {
                        if line.is_empty() {
                            line.push(here);
                        }
                        line.extend([half, at(along + 1.0, row)]);
                    } else if !line.is_empty() {
                        ways.push(std::mem::take(&mut line));
                    }
                    step += 1.0;
                }
                if !line.is_empty() {
                    ways.push(line);
                }
                row += 1.0;
            }
        };
        let (columns, rows) = ((reach / long_m).ceil(), (reach / short_m).ceil());
        lay(columns, rows, 0.94, &|along, row| place(along, row));
        lay(rows, columns, kept, &|along, row| place(row, along));
        ways.into_iter().map(|line| Way { kind: WayKind::Street, line: LineString(line) }).collect()
    }

    /// Buildings along its streets.
    pub fn buildings(
        &self,
        streets: &[Way],
        ground: &Ground<'_>,
        roads: &Grid,
        taken: &mut Taken,
        random: &mut Random,
    ) -> Vec<Building> {
        let mut buildings = Vec::new();
        for edge in streets.iter().flat_map(|street| street.line.lines()) {
            let length = distance(edge.start, edge.end);
            let along = (edge.end - edge.start) / length.max(1e-9);
            for side in [-1.0, 1.0] {
                let mut at = random.between(8.0, 20.0);
                while at < length - 6.0 {
                    let Plot { wide_m, deep_m, setback_m, next_m } = self.plot(random);
                    let off = side * (setback_m + deep_m / 2.0);
                    let middle = edge.start + along * at + Coord { x: -along.y, y: along.x } * off;
                    let building = self.building(middle, along, wide_m, deep_m);
                    at += next_m;
                    let corners = building.outline.exterior().0.iter();
                    let fits = corners.clone().all(|corner| {
                        ground.is_buildable(*corner, 12.0) && roads.at(*corner) > -1.5
                    });
                    // Some plots are empty.
                    if fits && random.chance(0.74) && taken.take(&building) {
                        buildings.push(building);
                    }
                }
            }
        }
        buildings
    }

    fn plot(&self, random: &mut Random) -> Plot {
        let mut between = |low, high| random.between(low, high);
        match self.fabric {
            Fabric::Centre => Plot {
                wide_m: between(24.0, 46.0),
                deep_m: between(13.0, 19.0),
                setback_m: between(7.0, 10.0),
                next_m: between(44.0, 56.0),
            },
            Fabric::Flats => Plot {
                wide_m: between(22.0, 52.0),
                deep_m: between(11.0, 14.0),
                setback_m: between(10.0, 22.0),
                next_m: between(78.0, 118.0),
            },
            Fabric::Houses => Plot {
                wide_m: between(10.0, 17.0),
                deep_m: between(8.0, 11.0),
                setback_m: between(9.0, 14.0),
                next_m: between(60.0, 98.0),
            },
        }
    }

    fn building(&self, middle: Coord, along: Coord, wide_m: f64, deep_m: f64) -> Building {
        let across = Coord { x: -along.y, y: along.x };
        let (a, b) = (along * (wide_m / 2.0), across * (deep_m / 2.0));
        let ring = vec![middle - a - b, middle + a - b, middle + a + b, middle - a + b];
        let radius_m = (wide_m * wide_m + deep_m * deep_m).sqrt() / 2.0;
        let outline = Polygon::new(LineString(ring), Vec::new());
        Building { middle, radius_m, outline, fabric: self.fabric }
    }
}

/// Sizes of a building and its plot, metres.
struct Plot {
    wide_m: f64,
    deep_m: f64,
    setback_m: f64,
    next_m: f64,
}

/// Ground that is built on already.
#[derive(Debug)]
pub struct Taken {
    cells: Grid,
    buildings: Vec<Vec<(Coord, f64)>>,
}

/// Side of the cells in which neighbours are looked for: more than two buildings wide.
const NEIGHBOURS_M: f64 = 120.0;

impl Taken {
    pub fn new(origin: Coord, width_m: f64, height_m: f64) -> Self {
        let cells = Grid::new(origin, width_m, height_m, NEIGHBOURS_M, 0.0);
        let buildings = vec![Vec::new(); cells.values.len()];
        Self { cells, buildings }
    }

    /// Takes the ground of a building, where nothing stands on it.
    fn take(&mut self, building: &Building) -> bool {
        let Building { middle, radius_m, .. } = *building;
        let around = [-1.0, 0.0, 1.0];
        let is_free = around.iter().all(|dy| {
            around.iter().all(|dx| {
                let near = middle + Coord { x: dx * NEIGHBOURS_M, y: dy * NEIGHBOURS_M };
                self.buildings[self.cells.cell(near)].iter().all(|(other, radius)| {
                    distance(*other, middle) > 0.9 * (radius + radius_m) + 3.0
                })
            })
        });
        if is_free {
            self.buildings[self.cells.cell(middle)].push((middle, radius_m));
        }
        is_free
    }
}

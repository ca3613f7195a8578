//! Parks and nature reserves, and what there is in them.

use geo::{Coord, Polygon};

use crate::districts::{District, Fabric};
use crate::grid::{Grid, distance};
use crate::noise::Noise;
use crate::outline::outlines;
use crate::random::Random;
use crate::terrain::Terrain;

/// A park or a reserve.
#[derive(Debug, Clone)]
pub struct Green {
    pub is_reserve: bool,
    pub outline: Polygon,
    /// What there is, in the words of OpenStreetMap.
    pub facilities: Vec<&'static str>,
}

/// What greens have to keep off.
pub struct Site<'a> {
    pub terrain: &'a Terrain,
    /// Metres from buildings.
    pub buildings: &'a Grid,
    /// Metres from clearings of ways.
    pub roads: &'a Grid,
    pub ragged: Noise,
    pub origin: Coord,
    pub width_m: f64,
    pub height_m: f64,
}

/// Parks by centres and suburbs, reserves in the wilds and by the shore.
pub fn greens(site: &Site<'_>, districts: &[District], random: &mut Random) -> Vec<Green> {
    let mut greens: Vec<Green> = Vec::new();
    for district in districts {
        let count = if district.fabric == Fabric::Centre { 6 } else { 2 + random.below(3) };
        for _ in 0..count {
            let turn = random.between(0.0, std::f64::consts::TAU);
            let off = district.radius_m * random.between(0.5, 1.5);
            let middle =
                district.middle + Coord { x: off * libm::cos(turn), y: off * libm::sin(turn) };
            let radius_m = random.between(110.0, 240.0);
            if site.buildings.at(middle) > 0.45 * radius_m {
                greens.extend(site.green(middle, radius_m, false, random));
            }
        }
    }
    let share = (site.width_m * site.height_m / 500.0e6).max(0.1);
    let mut left = 26.0 * share;
    for _ in 0..600 {
        if left < 1.0 {
            break;
        }
        let middle = Coord {
            x: site.origin.x + random.between(0.04, 0.96) * site.width_m,
            y: site.origin.y + random.between(0.04, 0.96) * site.height_m,
        };
        let by_water = site.terrain.off_water_m(middle).abs() < 500.0;
        let is_wanted = random.unit()
            < site.terrain.wildness(middle).max(if by_water { 0.35 } else { 0.0 })
            && site.buildings.at(middle) > 200.0;
        if is_wanted {
            let found = site.green(middle, random.between(260.0, 900.0), true, random);
            left -= f64::from(u8::from(found.is_some()));
            greens.extend(found);
        }
    }
    greens
}

impl Site<'_> {
    /// Round a place, as far as there is nothing in the way; `None` where that is little.
    fn green(
        &self,
        middle: Coord,
        radius_m: f64,
        is_reserve: bool,
        random: &mut Random,
    ) -> Option<Green> {
        let reach = 1.5 * radius_m;
        let corner = Coord { x: middle.x - reach, y: middle.y - reach };
        let window = Grid::new(corner, 2.0 * reach, 2.0 * reach, 10.0, 0.0);
        let inside = window.filled(|_, at| {
            let ragged = 1.0 + 0.42 * self.ragged.layered(at.x, at.y, radius_m, 3);
            let round = radius_m * ragged - distance(at, middle);
            let edge = (at.x - self.origin.x)
                .min(at.y - self.origin.y)
                .min(self.origin.x + self.width_m - at.x)
                .min(self.origin.y + self.height_m - at.y);
            let free = round.min(self.terrain.off_water_m(at) + 2.0).min(edge);
            let roads = if is_reserve { self.roads.at(at) } else { self.roads.at(at) + 4.0 };
            free.min(self.buildings.at(at) - 9.0).min(roads)
        });
        let least = if is_reserve { 40_000.0 } else { 7_000.0 };
        let outline = outlines(&inside, 110.0, least).into_iter().next()?;
        let by_water = inside.values.iter().enumerate().any(|(cell, value)| {
            *value > 0.0 && self.terrain.off_water_m(inside.middle(cell)) < 40.0
        });
        Some(Green { is_reserve, outline, facilities: facilities(is_reserve, by_water, random) })
    }
}

fn facilities(is_reserve: bool, by_water: bool, random: &mut Random) -> Vec<&'static str> {
    let offered: &[(&str, f64)] = if is_reserve {
        &[("nature_trail", 0.7), ("campfire", 0.3), ("bird_hide", 0.2), ("parking", 0.4)]
    } else {
        &[
            ("playground", 0.6),
            ("bench", 0.7),
            ("fitness_station", 0.25),
            ("pitch", 0.3),
            ("dog_park", 0.15),
            ("sledding_hill", 0.15),
            ("toilets", 0.2),
        ]
    };
    let mut found: Vec<&str> =
        offered.iter().filter(|(_, share)| random.chance(*share)).map(|(name, _)| *name).collect();
    if by_water && random.chance(0.6) {
        found.push("swimming_area");
    }
    found
}

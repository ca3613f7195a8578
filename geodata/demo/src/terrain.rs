//! Sea, islands, lakes and how wild the land is: functions of the position, so that
//! a larger city has the same ones and more.

use geo::Coord;

use crate::noise::Noise;

/// Size that the shapes of the land are made for, metres.
pub const CITY_WIDTH_M: f64 = 25_000.0;
/// The same from south to north.
pub const CITY_HEIGHT_M: f64 = 20_000.0;

/// How far north the shore lies, on average.
const SHORE_M: f64 = 4_600.0;

/// The lie of the land.
#[derive(Debug, Clone, Copy)]
pub struct Terrain {
    hills: Noise,
    lakes: Noise,
    soils: Noise,
    bends: Noise,
}

impl Terrain {
    pub fn new(seed: u64) -> Self {
        Self {
            hills: Noise::new(seed, "hills"),
            lakes: Noise::new(seed, "lakes"),
            soils: Noise::new(seed, "soils"),
            bends: Noise::new(seed, "bends"),
        }
    }

    /// Metres above the sea, negative in it.
    pub fn above_sea_m(&self, at: Coord) -> f64 {
        let inland = at.y - SHORE_M - 0.03 * (at.x - CITY_WIDTH_M / 2.0);
        let base = if inland < 0.0 {
            -6.0 * (1.0 - libm::exp(inland / 1_300.0)) + inland / 1_400.0
        } else {
            24.0 * (1.0 - libm::exp(-inland / 2_400.0)) + inland / 350.0
        };
        // Bays run from north-north-west to south-south-east, as the ice went.
        let bend = 260.0 * self.bends.layered(at.x, at.y, 1_300.0, 2);
        let (along, across) = (at.y + 0.45 * at.x, at.x - 0.45 * at.y + bend);
        base + 18.0 * self.hills.layered(across * 1.5, along * 0.7, 3_000.0, 6)
            + 5.0 * self.hills.layered(across * 1.2 + 9_000.0, along * 0.8, 950.0, 3)
    }

    /// How far above the level of the nearest lake, as a share; negative in one.
    fn above_lakes(&self, at: Coord) -> f64 {
        let bend = 220.0 * self.bends.layered(at.y, at.x, 900.0, 3);
        let (along, across) = (at.y - 0.7 * at.x + bend, at.x + 0.7 * at.y);
        let level = 0.74 - 0.28 * self.wildness(at);
        level - self.lakes.layered(across * 0.9, along * 0.55, 1_500.0, 5)
    }

    /// Roughly the metres to water, negative in it; far from it no measure of anything.
    pub fn off_water_m(&self, at: Coord) -> f64 {
        let sea = 90.0 * self.above_sea_m(at);
        let inland = at.y - SHORE_M;
        if inland < 1_500.0 { sea } else { sea.min(900.0 * self.above_lakes(at)) }
    }

    /// From 0 in the dense south-east to 1 in the forests of the north-west.
    pub fn wildness(&self, at: Coord) -> f64 {
        let (u, v) = (at.x / CITY_WIDTH_M, (at.y - SHORE_M) / (CITY_HEIGHT_M - SHORE_M));
        let gradient = 0.62 * v + 0.5 * (0.75 - u);
        (gradient + 0.25 * self.soils.layered(at.x, at.y, 5_000.0, 2)).clamp(0.0, 1.0)
    }

    /// From 0 to about 1: rocks that roads go round.
    pub fn roughness(&self, at: Coord) -> f64 {
        1.6 * self.bends.layered(at.x - 3_000.0, at.y, 800.0, 3).max(0.0)
    }

    /// Above 0 on clay that is farmed, in broad valleys.
    pub fn clay(&self, at: Coord) -> f64 {
        let valley = self.soils.layered(at.x + 0.3 * at.y, at.y - 0.5 * at.x, 1_900.0, 4);
        let wildness = self.wildness(at);
        valley - 0.30 - 1.2 * (wildness - 0.52).abs()
    }
}

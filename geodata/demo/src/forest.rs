//! The forest as stands, each with one height of trees, less everything that is
//! water, built, farmed or cleared.

use geo::{Coord, LineString, Polygon};
use rayon::prelude::*;

use crate::districts::Fabric;
use crate::grid::{Grid, distance};
use crate::noise::Noise;
use crate::outline::outlines;
use crate::random::{mixed, seed_of, unit_of};
use crate::terrain::Terrain;
use crate::transport::{Way, WayKind};

/// Heights of trees that cover is told apart by, metres: from and up to.
pub const HEIGHTS_M: [(i64, Option<i64>); 4] =
    [(2, Some(10)), (10, Some(15)), (15, Some(20)), (20, None)];

/// The class from which on trees are fit to live in.
const TALL: usize = 2;

/// Mean distance of stands, metres.
const STAND_M: f64 = 245.0;

/// Habitat ends so far inside the edge of the trees, metres.
const INSIDE_M: f64 = 12.0;

/// So far from wooded land it does not matter what stands are near, metres.
const OPEN_M: f64 = -60.0;

/// Classes reach so far into one another, metres, so that simpler edges leave no seam
/// without trees between them.
const SEAM_M: f64 = 2.0;

/// The stands of the forest: cells of a Voronoi diagram.
#[derive(Debug)]
pub struct Stands {
    sway: Noise,
    /// The lattice place of the first of them, and how many there are in a row.
    first: (i64, i64),
    columns: usize,
    stands: Vec<Stand>,
}

/// Stands so far away, in places of the lattice, are looked at too.
const REACH: i64 = 3;

/// Further than any stand, metres.
const FAR_M: f64 = 1e9;

/// Where felled stands are counted.
const FELLED: usize = HEIGHTS_M.len();

/// One of them.
#[derive(Debug)]
struct Stand {
    middle: Coord,
    /// Place among [`HEIGHTS_M`]; `None` where it has been felled.
    height: Option<usize>,
    /// The more, the better flying squirrels do there; negative where they do not.
    quality: f64,
}

impl Stands {
    /// The stands of an extent. They go by their place alone, so that it has the same
    /// trees however large the city round it is.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts")]
    pub fn new(seed: u64, cells: &Grid) -> Self {
        let place = |metres: f64| (metres / STAND_M).floor() as i64;
        let (west, south) = (cells.origin.x, cells.origin.y);
        let first = (place(west) - REACH, place(south) - REACH);
        let high = cells.middle(cells.values.len() - 1);
        let last = (place(high.x) + REACH, place(high.y) + REACH);
        let kinds = Kinds::new(seed);
        let rows = (first.1..=last.1).flat_map(|j| (first.0..=last.0).map(move |i| (i, j)));
        Self {
            sway: Noise::new(seed, "stand edges"),
            first,
            columns: (last.0 - first.0 + 1) as usize,
            stands: rows.map(|(i, j)| kinds.stand(i, j)).collect(),
        }
    }

    /// Stands have wavy edges: they are looked for from here.
    fn swayed(&self, at: Coord) -> Coord {
        let sway = |shift: f64| 30.0 * self.sway.layered(at.x + shift, at.y - shift, 260.0, 3);
        at + Coord { x: sway(0.0), y: sway(9_000.0) }
    }

    /// The stands near a swayed position, and how far their middles are, metres.
    fn near(&self, at: Coord) -> impl Iterator<Item = (&Stand, f64)> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in bounds")]
        let place = |metres: f64, first: i64| {
            (((metres / STAND_M).floor() as i64 - first).max(2) - 2) as usize
        };
        let (column, row) = (place(at.x, self.first.0), place(at.y, self.first.1));
        (row..row + 5).flat_map(move |row| {
            let start = row * self.columns + column;
            let stands = self.stands.get(start..start + 5).unwrap_or_default();
            stands.iter().map(move |stand| (stand, distance(stand.middle, at)))
        })
    }

    /// Metres inside stands of each height, negative outside.
    fn inside_heights(&self, at: Coord) -> [f64; HEIGHTS_M.len()] {
        // Felled ones last.
        let mut distances = [FAR_M; HEIGHTS_M.len() + 1];
        for (stand, far) in self.near(self.swayed(at)) {
            let height = stand.height.unwrap_or(FELLED);
            distances[height] = distances[height].min(far);
        }
        std::array::from_fn(|height| {
            let others = distances.iter().enumerate().filter(|(other, _)| *other != height);
            let other = others.fold(f64::INFINITY, |least, (_, far)| least.min(*far));
            (other - distances[height]) / 2.0
        })
    }

    /// Metres inside stands of more than a quality, negative outside.
    pub fn inside_quality(&self, at: Coord, least_quality: f64) -> f64 {
        let (mut better, mut worse) = (FAR_M, FAR_M);
        for (stand, far) in self.near(self.swayed(at)) {
            let nearest = if stand.quality <= least_quality { &mut worse } else { &mut better };
            *nearest = nearest.min(far);
        }
        (worse - better) / 2.0
    }
}

/// What grows where.
struct Kinds {
    seed: u64,
    quality: Noise,
    age: Noise,
}

impl Kinds {
    fn new(seed: u64) -> Self {
        let quality = Noise::new(seed, "mixed forest");
        Self { seed: seed_of(seed, "stands"), quality, age: Noise::new(seed, "age of forest") }
    }

    fn stand(&self, i: i64, j: i64) -> Stand {
        #[expect(clippy::cast_sign_loss, reason = "a hash")]
        let key = (i as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (j as u64).rotate_left(32);
        let share = |salt: u64| unit_of(mixed(mixed(key ^ self.seed).wrapping_add(salt)));
        #[expect(clippy::cast_precision_loss, reason = "a place in a city")]
        let middle = Coord {
            x: (i as f64 + 0.12 + 0.76 * share(1)) * STAND_M,
            y: (j as f64 + 0.12 + 0.76 * share(2)) * STAND_M,
        };
        let age =
            0.5 + 0.62 * (share(3) - 0.5) + 0.62 * self.age.layered(middle.x, middle.y, 1_300.0, 3);
        let height = match age {
            age if age < 0.10 => None,
            age if age < 0.24 => Some(0),
            age if age < 0.42 => Some(1),
            age if age < 0.66 => Some(2),
            _ => Some(3),
        };
        let mixed_forest = self.quality.layered(middle.x, middle.y, 1_500.0, 3);
        let quality = match height {
            Some(height) if height >= TALL => 1.0 + mixed_forest + 0.55 * (share(4) - 0.5),
            _ => -1.0,
        };
        Stand { middle, height, quality }
    }
}

/// What trees have to keep off.
pub struct Openings<'a> {
    pub terrain: &'a Terrain,
    /// Metres from water.
    pub land: &'a Grid,
    /// Metres from clearings of ways.
    pub roads: &'a Grid,
    /// Metres from buildings, and whose they are.
    pub houses: &'a Grid,
    pub blocks: &'a Grid,
    /// Metres from farmed land and mires.
    pub open: &'a Grid,
    /// Metres from the clearings of power lines.
    pub power: &'a Grid,
    pub woods: Noise,
    pub gardens: Noise,
}

/// Trees in gardens and yards reach so far from buildings, metres.
const YARD_M: f64 = 27.0;

impl Openings<'_> {
    /// Metres inside wooded land, negative outside.
    fn inside(&self, cell: usize, at: Coord) -> f64 {
        let hard = (self.land.values[cell] - 4.0)
            .min(self.roads.values[cell])
            .min(self.open.values[cell])
            .min(self.power.values[cell]);
        if hard < -STAND_M {
            return hard;
        }
        let (houses, blocks) = (self.houses.values[cell], self.blocks.values[cell]);
        let garden = |thin: f64| 40.0 * self.gardens.layered(at.x, at.y, 74.0, 2) - thin;
        let wooded = if blocks < YARD_M {
            garden(17.0).min(blocks - 6.0)
        } else if houses < YARD_M {
            garden(7.0).min(houses - 5.0)
        } else {
            let wild = 150.0 * self.terrain.wildness(at);
            190.0 * self.woods.layered(at.x, at.y, 640.0, 3) + 38.0 + wild
        };
        hard.min(wooded)
    }

    /// Wooded land: metres inside it, for each cell.
    pub fn wooded(&self) -> Grid {
        self.land.filled(|cell, at| self.inside(cell, at))
    }
}

/// Tree cover, class of heights by class of heights.
pub fn cover(stands: &Stands, wooded: &Grid) -> Vec<(Polygon, usize)> {
    let heights: Vec<[f64; HEIGHTS_M.len()]> = (0..wooded.values.len())
        .into_par_iter()
        .map(|cell| {
            let edge = wooded.values[cell];
            if edge < OPEN_M {
                [edge; HEIGHTS_M.len()]
            } else {
                stands.inside_heights(wooded.middle(cell)).map(|inside| edge.min(inside + SEAM_M))
            }
        })
        .collect();
    let of_one = |height: usize| {
        let inside = wooded.filled(|cell, _| heights[cell][height]);
        let trees = outlines(&inside, 460.0, if height >= TALL { 1_200.0 } else { 2_800.0 });
        trees.into_iter().map(move |tree| (tree, height))
    };
    (0..HEIGHTS_M.len()).flat_map(of_one).collect()
}

/// Where flying squirrels may live: inside tall mixed stands of more than a quality.
pub fn habitat(stands: &Stands, wooded: &Grid, least_quality: f64) -> Grid {
    wooded.filled(|cell, at| {
        let wooded = wooded.values[cell];
        let inside = if wooded < OPEN_M {
            wooded
        } else {
            wooded.min(stands.inside_quality(at, least_quality))
        };
        inside - INSIDE_M
    })
}

/// Rows of trees along the main roads and the streets of centres: strips of a crown's width.
pub fn rows(ways: &[(Way, Option<Fabric>)], terrain: &Terrain, roads: &Grid) -> Vec<Polygon> {
    let mut strips = Vec::new();
    for (way, fabric) in ways {
        let (off, step) = match (way.kind, fabric) {
            (WayKind::Street, Some(Fabric::Centre)) => (6.5, 3),
            (WayKind::Main, _) => (10.0, 3),
            _ => continue,
        };
        for (number, edge) in way.line.lines().enumerate() {
            let length = distance(edge.start, edge.end);
            if length < 34.0 || number % step != 0 {
                continue;
            }
            let along = (edge.end - edge.start) / length;
            let across = Coord { x: -along.y, y: along.x };
            for side in [-1.0, 1.0] {
                let (from, to) = (edge.start + along * 9.0, edge.end - along * 9.0);
                let (near, far) = (across * side * (off - 2.5), across * side * (off + 2.5));
                let ring = vec![from + near, to + near, to + far, from + far];
                // Not in the water, nor over another road.
                let stands_free = ring
                    .iter()
                    .chain([&(edge.start + far), &(edge.end + far)])
                    .all(|at| terrain.off_water_m(*at) > 12.0 && roads.at(*at) > -(off + 12.0));
                if stands_free {
                    strips.push(Polygon::new(LineString(ring), Vec::new()));
                }
            }
        }
    }
    strips
}

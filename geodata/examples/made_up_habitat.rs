//! Writes the made-up habitats that the page opens on:
//! `cargo run -p liito-geodata --example made_up_habitat > public/example/habitat.geojson`
//!
//! Blobs of forest scattered round Espoo by a seeded generator. They show
//! nothing real; the same seed gives the same bytes.

use std::io::Write;

use geo::{Coord, Geometry, LineString, Polygon};
use geodata::io::geojson::FeatureCollectionWriter;
use geodata::{Crs, WorkingCrs};
use serde_json::{Map, Value, json};

const SEED: u64 = 20_26;
const PATCHES: usize = 140;
/// South-west corner and size of the area, EPSG:3879, metres.
const ORIGIN: (f64, f64) = (25_477_000.0, 6_669_500.0);
const SIZE: (f64, f64) = (17_000.0, 15_000.0);

/// SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195).
struct Random(u64);

impl Random {
    /// From 0 up to 1.
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }
}

/// A ragged blob: a circle whose radius sways by a few waves.
fn blob(random: &mut Random, centre: Coord, radius: f64) -> Polygon {
    let waves: Vec<(f64, f64, f64)> = (2..7)
        .map(|n| {
            let n = f64::from(n);
            (n, random.between(0.0, 0.42 / n.sqrt()), random.between(0.0, std::f64::consts::TAU))
        })
        .collect();
    let stretch = random.between(0.65, 1.5);
    let turn = random.between(0.0, std::f64::consts::PI);
    let ring: Vec<Coord> = (0..40)
        .map(|step| {
            let angle = f64::from(step) / 40.0 * std::f64::consts::TAU;
            let sway: f64 =
                waves.iter().map(|(n, a, phase)| a * libm::sin(n * angle + phase)).sum();
            let r = radius * (1.0 + sway).max(0.25);
            let (x, y) = (r * libm::cos(angle) * stretch, r * libm::sin(angle) / stretch);
            Coord {
                x: centre.x + x * libm::cos(turn) - y * libm::sin(turn),
                y: centre.y + x * libm::sin(turn) + y * libm::cos(turn),
            }
        })
        .collect();
    Polygon::new(LineString(ring), vec![])
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut random = Random(SEED);
    let crs = WorkingCrs::from_crs(Crs::from_epsg(3879)?)?;
    let mut members = Map::new();
    members.insert("name".into(), json!("Made-up habitats round Espoo"));
    members.insert("note".into(), json!("Made-up data: these habitats are not real."));
    let mut writer = FeatureCollectionWriter::new(crs, &members)?;
    let mut placed: Vec<(Coord, f64)> = Vec::new();
    while placed.len() < PATCHES {
        let at = Coord {
            x: ORIGIN.0 + random.between(0.0, SIZE.0),
            y: ORIGIN.1 + random.between(0.0, SIZE.1),
        };
        // Forest is large in the north-west and in crumbs by the coast.
        let wild = ((at.y - ORIGIN.1) / SIZE.1 + (ORIGIN.0 + SIZE.0 - at.x) / SIZE.0) / 2.0;
        let radius = random.between(50.0, 90.0 + 210.0 * wild);
        let apart = |(other, r): &(Coord, f64)| {
            let (dx, dy) = (other.x - at.x, other.y - at.y);
            (dx * dx + dy * dy).sqrt() > 1.7 * (r + radius)
        };
        if random.unit() > 0.25 + 0.75 * wild || !placed.iter().all(apart) {
            continue;
        }
        placed.push((at, radius));
        let mut properties: Map<String, Value> = Map::new();
        properties.insert("id".into(), json!(format!("H{:03}", placed.len())));
        let forest = if random.unit() < 0.6 { "spruce" } else { "mixed" };
        properties.insert("forest".into(), json!(forest));
        writer.feature(&Geometry::Polygon(blob(&mut random, at, radius)), &properties)?;
    }
    std::io::stdout().write_all(writer.finish().as_bytes())?;
    Ok(())
}

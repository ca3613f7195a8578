//! A made-up city by the Gulf of Finland, in the layers that a real one keeps.
//!
//! It has the place and the size of Espoo and nothing of its shape: a ragged coast
//! with bays and islands, lakes and forest in the north-west, motorways, a ring road, a
//! railway, five centres with suburbs round them, fields, power lines, streams, tree
//! cover that follows all that, parks and reserves with invented names, and flying
//! squirrels where the forest is tall and mixed, surveyed as Luoti has it. The same
//! seed gives the same city to the last digit, on any machine.
//!
//! ```
//! use liito_demo::{CityOptions, city};
//! let small = CityOptions { width_m: 4_000.0, patches: 12, ..CityOptions::default() };
//! let layers = city(&small)?;
//! assert_eq!(layers[0].name, "liito_orava_alueet");
//! assert_eq!(layers[0].features.len(), 12);
//! # Ok::<(), liito_demo::DemoError>(())
//! ```
#![deny(missing_docs)]

mod districts;
mod forest;
mod green;
mod grid;
mod land;
mod layer;
mod lines;
mod names;
mod noise;
mod outline;
mod places;
mod proposals;
mod random;
mod routes;
mod squirrels;
mod terrain;
mod town;
mod transport;

use geo::Coord;
use geodata::io::About;
use geodata::model::Value;
use geodata::{Error, Layer};
use layer::{Placing, Table};
use rayon::prelude::*;
use thiserror::Error as ThisError;
use town::{TOWN, TownSite, town};

/// Who made the surveys of a made-up city up.
pub const SURVEYOR: &str = "Liito demo";

/// True where a survey layer is of a made-up city.
#[must_use]
pub fn is_made_up(layer: &Layer) -> bool {
    let Some(column) = layer.column("viite") else { return false };
    layer.features.iter().any(|feature| *feature.value(column) == Value::Text(SURVEYOR.to_owned()))
}

/// Patches that a town has unless more are asked for.
const PATCHES_A_TOWN: usize = 450;

/// Narrowest city, metres: a motorway needs some room.
const NARROWEST_M: f64 = 3_000.0;
/// Widest city, metres: the projection is true as far as that.
const WIDEST_M: f64 = 600_000.0;
/// Patches of more than this a square kilometre do not fit.
const DENSEST_A_KM2: f64 = 6.0;

/// What city to make.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CityOptions {
    /// What chance goes by.
    pub seed: u64,
    /// From west to east, metres; from south to north it is four fifths of that.
    pub width_m: f64,
    /// Number of areas of flying squirrels that are asked for.
    pub patches: usize,
}

impl Default for CityOptions {
    fn default() -> Self {
        Self { seed: 1, width_m: TOWN.0, patches: PATCHES_A_TOWN }
    }
}

impl CityOptions {
    /// A city of so many patches, as large as they need.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a number of patches")]
    pub fn of_patches(seed: u64, patches: usize) -> Self {
        let towns = (patches as f64 / PATCHES_A_TOWN as f64).max(1.0);
        Self { seed, width_m: (TOWN.0 * towns.sqrt()).round(), patches }
    }

    /// A city so wide, with as many patches as that has room for.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a number of patches")]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "as before")]
    pub fn of_width(seed: u64, width_m: f64) -> Self {
        let towns = (width_m / TOWN.0) * (width_m / TOWN.0);
        let patches = (PATCHES_A_TOWN as f64 * towns).max(1.0) as usize;
        Self { seed, width_m, patches }
    }

    /// From south to north, metres.
    #[must_use]
    pub fn height_m(&self) -> f64 {
        self.width_m * TOWN.1 / TOWN.0
    }
}

/// Why there is no such city.
#[derive(Debug, Clone, PartialEq, ThisError)]
pub enum DemoError {
    /// It would be too small or too large.
    #[error("a city has to be from {least_km} to {most_km} km wide")]
    Size {
        /// Kilometres.
        least_km: f64,
        /// Kilometres.
        most_km: f64,
    },
    /// So many patches do not fit.
    #[error("at most {most} patches fit")]
    TooDense {
        /// How many do.
        most: usize,
    },
    /// The library could not do its part.
    #[error(transparent)]
    Library(#[from] Error),
}

/// Makes the city: its layers in degrees, habitat first, in the order to draw them.
///
/// The number of patches is the one asked for as long as the forest has room for them,
/// else as many as it has room for.
///
/// # Errors
/// [`DemoError`] where the size or the number is out of bounds.
pub fn city(options: &CityOptions) -> Result<Vec<Layer>, DemoError> {
    if !(NARROWEST_M..=WIDEST_M).contains(&options.width_m) {
        let (least_km, most_km) = (NARROWEST_M / 1000.0, WIDEST_M / 1000.0);
        return Err(DemoError::Size { least_km, most_km });
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number of patches"
    )]
    let most = (DENSEST_A_KM2 * options.width_m * options.height_m() / 1e6) as usize;
    if options.patches > most {
        return Err(DemoError::TooDense { most });
    }
    let towns: Vec<Vec<Table>> =
        sites(options).into_par_iter().map(town).collect::<Result<_, Error>>()?;
    let mut whole: Vec<Table> = Vec::new();
    for tables in towns {
        if whole.is_empty() {
            whole = tables;
        } else {
            for (table, more) in whole.iter_mut().zip(tables) {
                table.rows.extend(more.rows);
            }
        }
    }
    let placing = Placing::new().map_err(Error::from)?;
    let layers = whole.iter().map(|table| table.layer(&placing)).collect::<Result<_, _>>();
    Ok(layers.map_err(Error::from)?)
}

/// What the files of a city say of themselves.
#[must_use]
pub fn about(options: &CityOptions) -> About {
    let fact = |name: &str, value: String| (name.to_owned(), value);
    About {
        title: "A made-up city".to_owned(),
        statement: "Made-up data: nothing here is real. Keksittyä aineistoa. Påhittade data."
            .to_owned(),
        facts: vec![
            fact("seed", options.seed.to_string()),
            fact("width_m", options.width_m.to_string()),
            fact("patches", options.patches.to_string()),
            fact("version", geodata::VERSION.to_owned()),
        ],
        fields: Vec::new(),
        summary: String::new(),
    }
}

/// The towns that a city falls into: one, or as many as its size asks for.
#[expect(clippy::cast_precision_loss, reason = "a number of towns")]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of towns")]
fn sites(options: &CityOptions) -> Vec<TownSite> {
    let (width_m, height_m) = (options.width_m, options.height_m());
    // A small city is the middle of a large one, by the coast.
    let origin = if width_m < TOWN.0 {
        Coord { x: (TOWN.0 - width_m) / 2.0, y: 0.47 * (TOWN.1 - height_m) }
    } else {
        Coord { x: 0.0, y: 0.0 }
    };
    let a_side = ((width_m / TOWN.0).ceil() as usize).max(1);
    let (width_m, height_m) = (width_m / a_side as f64, height_m / a_side as f64);
    let count = a_side * a_side;
    (0..count)
        .map(|number| {
            let (column, row) = (number % a_side, number / a_side);
            let patches = options.patches * (number + 1) / count - options.patches * number / count;
            let corner = Coord { x: column as f64 * width_m, y: row as f64 * height_m };
            let seed = options.seed;
            TownSite {
                seed,
                origin: origin + corner,
                width_m,
                height_m,
                patches,
                is_first: number == 0,
            }
        })
        .collect()
}

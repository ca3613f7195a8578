//! `liito demo`: a made-up city to try things on.

use std::path::PathBuf;

use clap::Args;
use geodata::io::{FileFormat, WriteOptions, write};
use liito_demo::{CityOptions, about, city};
use liito_locales::messages;

use crate::failure::{Failure, language};
use crate::voice::say;

/// What the subcommand takes.
#[derive(Args)]
pub struct Arguments {
    /// What chance goes by: the same seed gives the same city, byte for byte
    #[arg(long, value_name = "N", default_value_t = CityOptions::default().seed)]
    seed: u64,
    /// Width from west to east, km; from south to north it is four fifths of that
    /// [default: 25, or what the patches need]
    #[arg(long, value_name = "KM")]
    size: Option<f64>,
    /// Number of areas of flying squirrels [default: 450 in 25 km, more in more]
    #[arg(long, value_name = "N")]
    patches: Option<usize>,
    /// Folder to write the layers into, as GeoJSON
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let usual = CityOptions { seed: arguments.seed, ..CityOptions::default() };
    let options = match (arguments.size, arguments.patches) {
        (None, None) => usual,
        (None, Some(patches)) => CityOptions::of_patches(arguments.seed, patches),
        (Some(km), None) => CityOptions::of_width(arguments.seed, 1000.0 * km),
        (Some(km), Some(patches)) => CityOptions { width_m: 1000.0 * km, patches, ..usual },
    };
    let layers = city(&options).map_err(Failure::NoCity)?;
    let unwritable = |path: &PathBuf| {
        let file = path.display().to_string();
        move |reason| Failure::Unwritable { file, reason }
    };
    std::fs::create_dir_all(&arguments.output).map_err(unwritable(&arguments.output))?;
    let writing = WriteOptions {
        // The coordinates are round already.
        decimals: Some(6),
        about: Some(about(&options)),
        ..WriteOptions::default()
    };
    for layer in &layers {
        let path = arguments.output.join(format!("{}.geojson", layer.name));
        let written = write(FileFormat::GeoJson, std::slice::from_ref(layer), &writing)
            .map_err(|error| Failure::NotWritten { file: path.display().to_string(), error })?;
        std::fs::write(&path, written.bytes).map_err(unwritable(&path))?;
    }
    let patches = layers.first().map_or(0, |layer| layer.features.len());
    if patches < options.patches {
        say(&messages::cli::fewer_patches(language(), patches, &options.patches.to_string()));
    }
    Ok(())
}

//! `liito convert`: from one format to another.

use std::path::PathBuf;

use clap::Args;
use geodata::io::{FileFormat, WriteOptions, losses, write};
use geodata::model::{clipped, filtered};
use geodata::{Crs, Layer, ReadOptions};
use liito_locales::{loss, messages};

use crate::failure::{Failure, language};
use crate::format::format_of;
use crate::input::read_all;
use crate::voice::say;

/// What the subcommand takes.
#[derive(Args)]
pub struct Arguments {
    /// Files to read, of any format, also packed by gzip or zip
    #[arg(required = true, value_name = "IN")]
    files: Vec<PathBuf>,
    /// File to write; its ending says the format: .geojson, .geojsonl, .gpkg, .shp.zip (or
    /// .zip), .fgb, .csv, .txt
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// Layers to take, by their names in the file [default: all]
    #[arg(long, value_name = "NAME")]
    layer: Vec<String>,
    /// Coordinate system to write [default: as read, and degrees for GeoJSON]
    #[arg(long, value_name = "EPSG:N")]
    crs: Option<String>,
    /// Coordinate system of the files, whatever they say
    #[arg(long, value_name = "EPSG:N")]
    input_crs: Option<String>,
    /// Take features with this value in a column alone; given more than once, all must hold
    #[arg(long = "where", value_name = "COLUMN=VALUE", value_parser = condition)]
    conditions: Vec<(String, String)>,
    /// Take features that touch this box alone, whole: west,south,east,north in degrees
    #[arg(long, value_name = "BBOX", value_parser = bounds, allow_hyphen_values = true)]
    clip: Option<[f64; 4]>,
    /// Decimals of coordinates in GeoJSON [default: 7 of degrees, 4 of metres]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=15))]
    decimals: Option<u8>,
}

fn condition(text: &str) -> Result<(String, String), String> {
    let (column, value) = text.split_once('=').ok_or("write COLUMN=VALUE")?;
    Ok((column.to_owned(), value.to_owned()))
}

fn bounds(text: &str) -> Result<[f64; 4], String> {
    let numbers: Vec<f64> = text
        .split(',')
        .map(|number| number.trim().parse())
        .collect::<Result<_, _>>()
        .map_err(|_| "not four numbers")?;
    match *numbers {
        [west, south, east, north] if west <= east && south <= north => {
            Ok([west, south, east, north])
        }
        _ => Err("write west,south,east,north in degrees".to_owned()),
    }
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let name = arguments.output.display().to_string();
    let format =
        format_of(&arguments.output).ok_or(Failure::UnknownEnding { file: name.clone() })?;
    let crs = |name: &Option<String>| name.as_deref().map(Crs::from_name).transpose();
    let options = WriteOptions {
        crs: crs(&arguments.crs)?,
        decimals: arguments.decimals,
        ..WriteOptions::default()
    };
    let reading = ReadOptions {
        input_crs: crs(&arguments.input_crs)?,
        layers: (!arguments.layer.is_empty()).then(|| arguments.layer.clone()),
        ..ReadOptions::default()
    };
    let (layers, _) = read_all(&arguments.files, &reading)?;
    let layers: Vec<Layer> = layers
        .into_iter()
        .map(|layer| {
            let layer = filtered(layer, &arguments.conditions).map_err(Failure::NoColumn)?;
            match arguments.clip {
                Some(bounds) => Ok(clipped(layer, bounds)?),
                None => Ok(layer),
            }
        })
        .collect::<Result<_, Failure>>()?;
    let written = write(format, &layers, &options)
        .map_err(|error| Failure::NotWritten { file: name.clone(), error })?;
    tell_losses(&name, format, &layers, &options);
    std::fs::write(&arguments.output, written.bytes)
        .map_err(|reason| Failure::Unwritable { file: name, reason })
}

fn tell_losses(file: &str, format: FileFormat, layers: &[Layer], options: &WriteOptions) {
    let l = language();
    for layer in layers {
        for lost in losses(format, layer, options) {
            let layer = messages::report::layer(l, &layer.name);
            say(&format!("{file}: {layer}: {}", loss(l, &lost)));
        }
    }
}

//! `liito template`: an empty delivery.

use std::path::PathBuf;

use clap::Args;
use geodata::luoti::template;

use crate::failure::Failure;

/// What the subcommand takes.
#[derive(Args)]
pub struct Arguments {
    /// Survey layer of Luoti, such as liito_orava_alueet
    #[arg(value_name = "LAYER")]
    layer: String,
    /// GeoPackage to write
    #[arg(short, long, value_name = "FILE.gpkg")]
    output: PathBuf,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let file = arguments.output.display().to_string();
    let written = template(&arguments.layer)
        .map_err(|_| Failure::unknown_layer(&arguments.layer))?
        .map_err(|error| Failure::NotWritten { file: file.clone(), error })?;
    std::fs::write(&arguments.output, written.bytes)
        .map_err(|reason| Failure::Unwritable { file, reason })
}

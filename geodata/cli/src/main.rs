//! `liito`: habitat connectivity from the command line.
//!
//! One file a subcommand. Exit codes: 0 done, 1 bad input, 2 wrong usage.

mod connectivity;
mod convert;
mod failure;
mod input;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Habitat connectivity: layers in, figures out.
#[derive(Parser)]
#[command(name = "liito", version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Computes links and indices of connectivity of habitat patches
    Connectivity(connectivity::Arguments),
    /// Turns files of one format into another: GeoJSON, GeoPackage, zipped shapefile,
    /// FlatGeobuf, CSV and Conefor's in and out; KML, GPX and GML in
    Convert(convert::Arguments),
}

fn main() -> ExitCode {
    // A wrong usage ends here with exit code 2.
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Command::Connectivity(arguments) => connectivity::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(),
    }
}

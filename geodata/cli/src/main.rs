//! `liito`: habitat connectivity from the command line.
//!
//! One file a subcommand. Exit codes: 0 done, 1 bad input or findings, 2 wrong
//! usage, 3 a file to check that cannot be read.

mod check;
mod connectivity;
mod convert;
mod crossings;
mod demo;
mod failure;
mod format;
mod grid;
mod impact;
mod input;
mod links;
mod routes;
mod sensitivity;
mod template;

use std::process::ExitCode;

use check::Verdict;
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
    /// Finds links over the land, with their ways, gaps and grades
    Links(links::Arguments),
    /// Writes the grid that least-cost links go over, as a GeoTIFF
    Grid(grid::Arguments),
    /// Ranks the places where links fail, by what mending them would give
    Crossings(crossings::Arguments),
    /// Says how firm the ranks of patches and crossings are, by other assumptions
    Sensitivity(sensitivity::Arguments),
    /// Says what a plan does to the network, and writes an annex to the plan report
    Impact(impact::Arguments),
    /// Turns files of one format into another: GeoJSON, GeoPackage, zipped shapefile,
    /// FlatGeobuf, CSV and Conefor's in and out; KML, GPX and GML in
    Convert(convert::Arguments),
    /// Checks deliveries against the survey layers of Luoti
    Check(check::Arguments),
    /// Makes up a city by the Gulf of Finland, with layers to try everything on
    Demo(demo::Arguments),
    /// Writes an empty delivery of a survey layer of Luoti
    Template(template::Arguments),
}

fn main() -> ExitCode {
    // A wrong usage ends here with exit code 2.
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Command::Connectivity(arguments) => connectivity::run(&arguments),
        Command::Links(arguments) => links::run(&arguments),
        Command::Grid(arguments) => grid::run(&arguments),
        Command::Crossings(arguments) => crossings::run(&arguments),
        Command::Sensitivity(arguments) => sensitivity::run(&arguments),
        Command::Impact(arguments) => impact::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Check(arguments) => match check::run(&arguments) {
            Ok(Verdict::Clean) => Ok(()),
            Ok(Verdict::Findings) => return ExitCode::from(1),
            Ok(Verdict::Unreadable) => return ExitCode::from(3),
            Err(failure) => Err(failure),
        },
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Template(arguments) => template::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(),
    }
}

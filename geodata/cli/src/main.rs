//! `liito`: habitat connectivity from the command line.
//!
//! One file a subcommand. Exit codes: 0 done, 1 bad input or findings, 2 wrong
//! usage, 3 a file to check that cannot be read.

mod check;
mod connectivity;
mod convert;
mod costs;
mod crossings;
mod demo;
mod digests;
mod examples;
mod failure;
mod format;
mod grid;
mod impact;
mod input;
mod links;
mod manual;
mod result_file;
mod routes;
mod run;
mod sensitivity;
mod template;
mod validate;
mod voice;

use std::process::ExitCode;

use check::Verdict;
use clap::{CommandFactory, Parser, Subcommand};

/// Habitat connectivity: layers in, figures out.
#[derive(Parser)]
#[command(name = "liito", version, about, max_term_width = 100, after_long_help = examples::LIITO)]
struct Arguments {
    /// Say what there is to say beside the result as lines of JSON
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Computes links and indices of connectivity of habitat patches
    #[command(after_help = examples::CONNECTIVITY)]
    Connectivity(connectivity::Arguments),
    /// Does the run of a saved project again, and says whether the figures are the same
    #[command(after_help = examples::RUN)]
    Run(run::Arguments),
    /// Finds links over the land, with their ways, gaps and grades
    #[command(after_help = examples::LINKS)]
    Links(links::Arguments),
    /// Writes the grid that least-cost links go over, as a GeoTIFF
    #[command(after_help = examples::GRID)]
    Grid(grid::Arguments),
    /// Ranks the places where links fail, by what mending them would give
    #[command(after_help = examples::CROSSINGS)]
    Crossings(crossings::Arguments),
    /// Says how firm the ranks of patches and crossings are, by other assumptions
    #[command(after_help = examples::SENSITIVITY)]
    Sensitivity(sensitivity::Arguments),
    /// Holds the computed network against what surveyors saw in the field
    #[command(after_help = examples::VALIDATE)]
    Validate(validate::Arguments),
    /// Says what a plan does to the network, and writes an annex to the plan report
    #[command(after_help = examples::IMPACT)]
    Impact(impact::Arguments),
    /// Turns files of one format into another: GeoJSON, GeoPackage, zipped shapefile,
    /// FlatGeobuf, CSV and Conefor's in and out; KML, GPX and GML in
    #[command(after_help = examples::CONVERT)]
    Convert(convert::Arguments),
    /// Checks deliveries against the survey layers of Luoti
    #[command(after_help = examples::CHECK)]
    Check(check::Arguments),
    /// Makes up a city by the Gulf of Finland, with layers to try everything on
    #[command(after_help = examples::DEMO)]
    Demo(demo::Arguments),
    /// Writes an empty delivery of a survey layer of Luoti
    #[command(after_help = examples::TEMPLATE)]
    Template(template::Arguments),
    /// Prints what completes the command in a shell
    #[command(after_help = examples::COMPLETIONS)]
    Completions(manual::Completions),
    /// Writes the manual, a page for each subcommand
    #[command(after_help = examples::MAN)]
    Man(manual::Manual),
}

fn main() -> ExitCode {
    // A wrong usage ends here with exit code 2.
    let arguments = Arguments::parse();
    if arguments.json {
        voice::speak_json();
    }
    let done = match arguments.command {
        Command::Connectivity(arguments) => connectivity::run(&arguments),
        Command::Run(arguments) => run::run(&arguments),
        Command::Links(arguments) => links::run(&arguments),
        Command::Grid(arguments) => grid::run(&arguments),
        Command::Crossings(arguments) => crossings::run(&arguments),
        Command::Sensitivity(arguments) => sensitivity::run(&arguments),
        Command::Validate(arguments) => validate::run(&arguments),
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
        Command::Completions(arguments) => manual::completions(&arguments, Arguments::command()),
        Command::Man(arguments) => manual::manual(&arguments, Arguments::command()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(),
    }
}

//! `liito`: habitat connectivity from the command line.
//!
//! One file a subcommand. Exit codes: 0 done, 1 bad input, 2 wrong usage.

mod connectivity;
mod failure;

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
}

fn main() -> ExitCode {
    // A wrong usage ends here with exit code 2.
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Command::Connectivity(arguments) => connectivity::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(),
    }
}

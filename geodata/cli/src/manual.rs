//! `liito completions` and `liito man`: what shells and people are told of the command.

use std::path::PathBuf;

use clap::{Args, Command};
use clap_complete::{Shell, generate};

use crate::failure::Failure;
use crate::input::print;

/// What `liito completions` takes.
#[derive(Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// What `liito man` takes.
#[derive(Args)]
pub struct Manual {
    /// The folder to write the pages into; it is made where it is not there
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

/// Prints what completes the command in a shell.
pub fn completions(arguments: &Completions, mut command: Command) -> Result<(), Failure> {
    let mut script = Vec::new();
    generate(arguments.shell, &mut command, "liito", &mut script);
    print(String::from_utf8_lossy(&script).trim_end())
}

/// Writes a page for the command and one for each subcommand.
pub fn manual(arguments: &Manual, command: Command) -> Result<(), Failure> {
    let folder = &arguments.folder;
    let unwritable = |reason| Failure::Unwritable { file: folder.display().to_string(), reason };
    std::fs::create_dir_all(folder).map_err(unwritable)?;
    clap_mangen::generate_to(command, folder).map_err(unwritable)
}

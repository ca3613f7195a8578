//! `liito grid`: the grid that least-cost links go over, as a GeoTIFF for other tools.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use geodata::landscape::{Frame, Ground, RasterError};
use geodata::report::STATEMENT;
use serde::Serialize;

use crate::failure::Failure;
use crate::routes::{HabitatArguments, LandArguments, RasterName};

/// What the subcommand takes.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    habitat: HabitatArguments,
    #[command(flatten)]
    land: LandArguments,
    /// Write costs, or codes of classes
    #[arg(long = "as", value_enum, default_value_t = RasterName::Costs)]
    kind: RasterName,
    /// The GeoTIFF to write
    #[arg(short, long, required = true, value_name = "FILE.tif")]
    output: PathBuf,
}

/// What is printed: where the cells lie, and how many there are of each class.
#[derive(Serialize)]
struct Summary {
    frame: Frame,
    working_crs: String,
    /// Nothing where the grid was read from a file of costs: it has no classes.
    cells: BTreeMap<&'static str, Class>,
    statement: &'static str,
}

#[derive(Serialize)]
struct Class {
    code: u8,
    cells: usize,
    resistance: Option<f64>,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    if let Some(path) = arguments.land.own_costs()
        && arguments.kind == RasterName::Classes
    {
        let file = path.display().to_string();
        return Err(Failure::Raster { file, error: RasterError::NoClasses });
    }
    let habitat = arguments.habitat.read()?;
    let resistance = arguments.land.table()?;
    let land = arguments.land.read(&habitat)?;
    let grid = arguments.land.grid(&habitat, &land, &resistance)?;
    let file = arguments.output.display().to_string();
    let working_crs = habitat.working_crs();
    let bytes = geodata::io::geotiff::write_grid(&grid, arguments.kind.kind(), working_crs)
        .map_err(|error| Failure::Raster { file: file.clone(), error })?;
    std::fs::write(&arguments.output, bytes)
        .map_err(|reason| Failure::Unwritable { file, reason })?;
    let mut counts = [0usize; 256];
    for code in &grid.codes {
        counts[usize::from(*code)] += 1;
    }
    let of_class = |ground: Ground| {
        let code = ground.code();
        let cells = counts[usize::from(code)];
        let resistance = grid.values.get(usize::from(code)).copied().flatten();
        (cells > 0 && arguments.land.own_costs().is_none())
            .then_some((ground.name(), Class { code, cells, resistance }))
    };
    let summary = Summary {
        frame: grid.frame,
        working_crs: working_crs.to_string(),
        cells: Ground::ALL.into_iter().filter_map(of_class).collect(),
        statement: STATEMENT,
    };
    crate::input::print(&serde_json::to_string(&summary).unwrap_or_default())
}

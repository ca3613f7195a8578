//! `liito links`: links over the land, with their ways, gaps and grades.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use geodata::io::About;
use geodata::landscape::{Ground, Resistance};
use geodata::links::{GapLimits, Grade, LinkKind, Route, Topology, corridors};
use geodata::report::{STATEMENT, corridors_layer, gaps_layer, routes_layer};
use geodata::{Habitat, Layer};
use serde::Serialize;

use crate::failure::Failure;
use crate::result_file::write_result;
use crate::routes::{Found, Kind, RouteArguments, above_0};

/// What the subcommand takes.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    over_land: RouteArguments,
    /// Write the links to this file, in the format its ending says
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write the gaps along them to this file
    #[arg(long, value_name = "FILE")]
    gaps_out: Option<PathBuf>,
    /// Write the bands of least-cost links to this file: where ways cost little more
    #[arg(long, value_name = "FILE")]
    corridors_out: Option<PathBuf>,
    /// By how much ways in a band may be dearer than the cheapest, per cent
    #[arg(long, value_name = "PERCENT", default_value_t = 10.0, value_parser = above_0, requires = "corridors_out")]
    allowance: f64,
    /// Bands of so many links alone, those first with the dearest ways
    #[arg(long, value_name = "N", requires = "corridors_out")]
    corridors: Option<usize>,
}

/// What is printed: links by grade, lengths, and by what they were made.
#[derive(Serialize)]
struct Summary<'a> {
    patches: usize,
    links: usize,
    grades: BTreeMap<&'static str, usize>,
    length_m: f64,
    gaps: usize,
    kind: &'static str,
    topology: &'static str,
    exact_cost: bool,
    cell_m: Option<f64>,
    working_crs: String,
    gap_limits: &'a GapLimits,
    resistance: BTreeMap<&'static str, Option<f64>>,
    statement: &'static str,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.corridors_out.is_some() && arguments.over_land.kind != Kind::LeastCost {
        return Err(Failure::NoCorridors);
    }
    let Found { habitat, land, routes, resistance, .. } = arguments.over_land.find()?;
    let limits = arguments.over_land.grading.limits();
    let summary = arguments.over_land.summary(&habitat, &routes, &limits, &resistance);
    let text = serde_json::to_string(&summary).unwrap_or_default();
    if let Some(path) = &arguments.output {
        save(path, routes_layer(&habitat, &routes, &limits)?, &text)?;
    }
    if let Some(path) = &arguments.gaps_out {
        save(path, gaps_layer(&habitat, &routes, &limits)?, &text)?;
    }
    if let Some(path) = &arguments.corridors_out {
        let grid = arguments.over_land.land.grid(&habitat, &land, &resistance)?;
        let mut dearest: Vec<&Route> = routes.iter().collect();
        if let Some(count) = arguments.corridors {
            dearest.sort_by(|p, q| q.cost.total_cmp(&p.cost));
            dearest.truncate(count);
        }
        let bands = corridors(&habitat, &grid, &dearest, arguments.allowance / 100.0, &mut ());
        save(path, corridors_layer(&habitat, &bands)?, &text)?;
    }
    crate::input::print(&text)
}

impl RouteArguments {
    fn summary<'a>(
        &self,
        habitat: &Habitat,
        routes: &[Route],
        limits: &'a GapLimits,
        resistance: &Resistance,
    ) -> Summary<'a> {
        let count = |grade| routes.iter().filter(|route| route.grade(limits) == grade).count();
        let is_least_cost = self.kind == Kind::LeastCost;
        let values = Ground::ALL.map(|ground| (ground.name(), resistance.of(ground)));
        Summary {
            patches: habitat.patches().len(),
            links: routes.len(),
            grades: Grade::ALL.map(|grade| (grade.name(), count(grade))).into(),
            length_m: routes.iter().map(|route| route.length_m).sum(),
            gaps: routes.iter().map(|route| route.gaps.len()).sum(),
            kind: LinkKind::from(self.kind).name(),
            topology: Topology::from(self.topology.unwrap_or_default()).name(),
            exact_cost: self.land.exact_cost,
            cell_m: is_least_cost.then_some(self.land.cell),
            working_crs: habitat.working_crs().to_string(),
            gap_limits: limits,
            resistance: if is_least_cost { values.into() } else { BTreeMap::new() },
            statement: STATEMENT,
        }
    }
}

/// Saves a layer with what it was made by.
pub fn save(path: &Path, layer: Layer, summary: &str) -> Result<(), Failure> {
    let about = About {
        title: "Links computed by Liito".into(),
        statement: STATEMENT.into(),
        facts: vec![("program".into(), format!("liito {}", geodata::VERSION))],
        fields: Vec::new(),
        summary: summary.to_owned(),
    };
    write_result(path, layer, about)
}

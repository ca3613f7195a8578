//! `liito validate`: what surveys in the field say of the computed network.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use geodata::ReadOptions;
use geodata::connectivity::{GradeFactors, Parameters};
use geodata::links::{GapLimits, Grade};
use geodata::model::LayerRole;
use geodata::report::{STATEMENT, markdown, surveyed_connections_layer};
use geodata::scenario::Surveyed;
use geodata::units::hectares;
use geodata::validation::{Field, FieldCheck, FieldOptions, Shifts, Weights, field_check};
use liito_locales::field_report;
use serde::Serialize;

use crate::connectivity::Format;
use crate::failure::{Failure, language};
use crate::input::read_all;
use crate::links::save;
use crate::routes::{By, Found, RouteArguments, above_0};

/// What the subcommand takes.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    over_land: RouteArguments,
    /// Files of surveyed connections: lines with their quality (laatu) and class (luokka)
    #[arg(long, num_args = 1.., value_name = "FILE")]
    connections: Vec<PathBuf>,
    /// Distance at which --probability holds, metres; with --by cost, a cost
    #[arg(long, value_name = "M", default_value_t = 1000.0)]
    distance: f64,
    /// Probability of moving that distance, between 0 and 1
    #[arg(long, value_name = "P", default_value_t = 0.5)]
    probability: f64,
    /// What of a link the probability goes by
    #[arg(long, value_enum, default_value_t = By::Length)]
    by: By,
    /// How much less a disagreement counts the farther apart the qualities are
    #[arg(long, value_enum, default_value_t = WeightsName::Linear)]
    weights: WeightsName,
    /// A surveyed line so near to a computed path runs along it, metres
    #[arg(long, value_name = "M", default_value_t = Shifts::default().within_m, value_parser = above_0)]
    within: f64,
    /// How often the lines are shifted at random, to tell what chance does
    #[arg(long, value_name = "N", default_value_t = Shifts::default().times, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    shifts: u32,
    /// The same seed shifts them the same way
    #[arg(long, value_name = "N", default_value_t = Shifts::default().seed)]
    seed: u64,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Write the connections with their grades to this file, in the format its ending says
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum WeightsName {
    /// By the number of qualities between them
    Linear,
    /// By the square of that number
    Quadratic,
}

/// What is printed.
#[derive(Serialize)]
struct Summary {
    patches: usize,
    links: usize,
    #[serde(flatten)]
    check: FieldCheck,
    weights: Weights,
    shifts: Shifts,
    distance: f64,
    probability: f64,
    by: &'static str,
    grade_factors: GradeFactors,
    gap_limits: GapLimits,
    statement: &'static str,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let grading = arguments.over_land.grading.grading(arguments.by.measure());
    let parameters = Parameters {
        distance_m: arguments.distance,
        probability: arguments.probability,
        grading,
        ..Parameters::default()
    };
    parameters.check()?;
    let Found { layers: areas, habitat, land, routes, .. } = arguments.over_land.find()?;
    let (mut layers, _) = read_all(&arguments.connections, &ReadOptions::default())?;
    for layer in &mut layers {
        layer.role = LayerRole::SurveyedConnection;
    }
    let connections = Surveyed::new(&layers, habitat.working_crs())?.connections;
    let is_made_up = areas.iter().chain(&layers).any(liito_demo::is_made_up);
    let attributes: Vec<f64> =
        habitat.patches().iter().map(|patch| hectares(patch.area_m2)).collect();
    let options = FieldOptions {
        weights: match arguments.weights {
            WeightsName::Linear => Weights::Linear,
            WeightsName::Quadratic => Weights::Quadratic,
        },
        shifts: Shifts {
            within_m: arguments.within,
            times: arguments.shifts,
            seed: arguments.seed,
        },
    };
    let is_occupied: Vec<Option<bool>> =
        habitat.patches().iter().map(|patch| patch.is_occupied).collect();
    let field = Field {
        connections: &connections,
        is_occupied: &is_occupied,
        attributes_ha: &attributes,
        routes: &routes,
        land: &land,
    };
    let (check, rows) = field_check(&field, &parameters, &options)?;
    let links = routes.iter().filter(|route| route.grade(&grading.limits) < Grade::Cut).count();
    let summary = Summary {
        patches: attributes.len(),
        links,
        check,
        weights: options.weights,
        shifts: options.shifts,
        distance: arguments.distance,
        probability: arguments.probability,
        by: arguments.by.name(),
        grade_factors: grading.factors,
        gap_limits: grading.limits,
        statement: STATEMENT,
    };
    let text = serde_json::to_string(&summary).unwrap_or_default();
    if let Some(path) = &arguments.output {
        save(path, surveyed_connections_layer(&habitat, &connections, &rows)?, &text)?;
    }
    crate::input::print(&match arguments.format {
        Format::Json => text,
        Format::Text => markdown(&field_report(language(), &summary.check, &options, is_made_up)),
    })
}

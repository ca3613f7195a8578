//! `liito crossings`: the places where links fail, and what mending them would give.

use std::path::PathBuf;

use clap::Args;
use geodata::connectivity::{GradeFactors, Kernel, MOST_MENDED_PATCHES, Mending, mending};
use geodata::links::{Crossing, GapLimits, GapPart, Grade, crossings};
use geodata::report::{STATEMENT, crossings_layer, lon_lat};
use geodata::units::hectares;
use serde::Serialize;

use crate::failure::Failure;
use crate::links::save;
use crate::routes::{By, Found, RouteArguments};

/// What the subcommand takes.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    over_land: RouteArguments,
    /// Distance at which --probability holds, metres; with --by cost, a cost
    #[arg(long, value_name = "M", default_value_t = 1000.0)]
    distance: f64,
    /// Probability of moving that distance, between 0 and 1
    #[arg(long, value_name = "P", default_value_t = 0.5)]
    probability: f64,
    /// What of a link the probability goes by
    #[arg(long, value_enum, default_value_t = By::Length)]
    by: By,
    /// Print so many, those first that give the most
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,
    /// Write all of them as points to this file, in the format its ending says
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What is printed.
#[derive(Serialize)]
struct Summary {
    patches: usize,
    links: usize,
    crossings: usize,
    ec_pc_ha: f64,
    distance: f64,
    probability: f64,
    by: &'static str,
    grade_factors: GradeFactors,
    gap_limits: GapLimits,
    worst: Vec<Row>,
    statement: &'static str,
}

/// A crossing.
#[derive(Serialize)]
struct Row {
    width_m: f64,
    grade: &'static str,
    in_it: Vec<Part>,
    /// Mended, so much would be added to EC(PC).
    gain_ha: f64,
    gain_percent: f64,
    links: usize,
    better_links: usize,
    /// Labels of the patches whose links meet it.
    patches: Vec<String>,
    longitude: f64,
    latitude: f64,
}

#[derive(Serialize)]
struct Part {
    class: &'static str,
    length_m: f64,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let kernel = Kernel::new(arguments.distance, arguments.probability)?;
    let grading = arguments.over_land.grading.grading(arguments.by.measure());
    grading.check()?;
    let (limits, factors) = (grading.limits, grading.factors);
    let Found { habitat, routes, .. } = arguments.over_land.find()?;
    let patches = habitat.patches().len();
    if patches > MOST_MENDED_PATCHES {
        return Err(Failure::TooManyPatches { patches, most: MOST_MENDED_PATCHES });
    }
    let attributes: Vec<f64> =
        habitat.patches().iter().map(|patch| hectares(patch.area_m2)).collect();
    let graded = grading.with(kernel);
    let places = crossings(&routes, &limits);
    let (ec_pc_ha, gains) = mending(&routes, &places, &attributes, &graded);
    let mut ranked: Vec<(&Crossing, &Mending)> = places.iter().zip(&gains).collect();
    // Of those that give as much, the widest comes first.
    ranked.sort_by(|p, q| q.1.gain_ha.total_cmp(&p.1.gain_ha));
    let row = |(crossing, mending): &(&Crossing, &Mending)| {
        let at = lon_lat(&habitat, crossing.middle)?;
        let mut patches: Vec<u32> =
            crossing.gaps.iter().flat_map(|(link, _)| [routes[*link].a, routes[*link].b]).collect();
        patches.sort_unstable();
        patches.dedup();
        let label = |patch: u32| habitat.patches()[patch as usize].label.clone();
        let part = |part: &GapPart| Part { class: part.ground.name(), length_m: part.length_m };
        Ok::<Row, Failure>(Row {
            width_m: crossing.gap.width_m,
            grade: crossing.gap.grade(&limits).name(),
            in_it: crossing.gap.parts.iter().map(part).collect(),
            gain_ha: mending.gain_ha,
            gain_percent: mending.gain_percent,
            links: crossing.gaps.chunk_by(|p, q| p.0 == q.0).count(),
            better_links: mending.better_links,
            patches: patches.into_iter().map(label).collect(),
            longitude: at.x,
            latitude: at.y,
        })
    };
    let summary = Summary {
        patches: attributes.len(),
        links: routes.iter().filter(|route| route.grade(&limits) < Grade::Cut).count(),
        crossings: places.len(),
        ec_pc_ha,
        distance: arguments.distance,
        probability: arguments.probability,
        by: arguments.by.name(),
        grade_factors: factors,
        gap_limits: limits,
        worst: ranked.iter().take(arguments.top).map(row).collect::<Result<_, _>>()?,
        statement: STATEMENT,
    };
    let text = serde_json::to_string(&summary).unwrap_or_default();
    if let Some(path) = &arguments.output {
        save(path, crossings_layer(&habitat, &ranked, &limits)?, &text)?;
    }
    crate::input::print(&text)
}

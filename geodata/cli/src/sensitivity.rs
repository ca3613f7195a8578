//! `liito sensitivity`: how firm the ranks of patches and crossings are.

use clap::Args;
use geodata::connectivity::sensitivity::{
    Draw, FIRST, Question, RANGES, Range, RankInterval, draws, sensitivity,
};
use geodata::connectivity::{MOST_MENDED_PATCHES, Measure};
use geodata::report::{STATEMENT, lon_lat};
use geodata::units::hectares;
use liito_locales::messages;
use serde::Serialize;

use crate::failure::{Failure, language};
use crate::routes::RouteArguments;
use crate::voice::bar;

/// What the subcommand takes.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    over_land: RouteArguments,
    /// Distance at which --probability holds, metres
    #[arg(long, value_name = "M", default_value_t = 1000.0)]
    distance: f64,
    /// Probability of moving that distance, between 0 and 1
    #[arg(long, value_name = "P", default_value_t = 0.5)]
    probability: f64,
    /// How often the network is computed with other assumptions
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u16).range(2..=10_000))]
    runs: u16,
    /// The same seed draws the same assumptions
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Print so many patches and crossings
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,
}

/// What is printed.
#[derive(Serialize)]
struct Summary {
    runs: u16,
    seed: u64,
    distance_m: f64,
    probability: f64,
    ranges: Vec<Range>,
    first: usize,
    near_edge: usize,
    ec_pc_ha: f64,
    ec_pc_ha_range: (f64, f64),
    patches: Vec<Patch>,
    crossings: Vec<Place>,
    statement: &'static str,
}

#[derive(Serialize)]
struct Patch {
    patch: String,
    #[serde(flatten)]
    ranks: RankInterval,
}

#[derive(Serialize)]
struct Place {
    width_m: f64,
    longitude: f64,
    latitude: f64,
    #[serde(flatten)]
    ranks: RankInterval,
    gain_percent: f64,
    gain_percent_range: (f64, f64),
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (habitat, land) = arguments.over_land.read()?;
    let patches = habitat.patches().len();
    if patches > MOST_MENDED_PATCHES {
        return Err(Failure::TooManyPatches { patches, most: MOST_MENDED_PATCHES });
    }
    let attributes_ha: Vec<f64> =
        habitat.patches().iter().map(|patch| hectares(patch.area_m2)).collect();
    let unranked = land.near_edge(&habitat, arguments.distance);
    let question = Question {
        attributes_ha: &attributes_ha,
        unranked: &unranked,
        distance_m: arguments.distance,
        probability: arguments.probability,
        measure: Measure::Length,
        count: arguments.top,
    };
    let grading = arguments.over_land.grading.grading(Measure::Length);
    grading.check()?;
    let base = Draw {
        limits: grading.limits,
        factors: grading.factors,
        ..Draw::as_assumed(arguments.over_land.land.table()?)
    };
    let find = |draw: &Draw| arguments.over_land.routes(&habitat, &land, draw);
    let draws = draws(arguments.runs.into(), arguments.seed, &base.resistance);
    let mut working = bar(messages::firmness::working(language()));
    let found = sensitivity(&question, &base, &draws, find, &mut working)?;
    let place = |firmness: &geodata::connectivity::sensitivity::CrossingFirmness| {
        let at = lon_lat(&habitat, firmness.crossing.middle)?;
        Ok::<Place, Failure>(Place {
            width_m: firmness.crossing.gap.width_m,
            longitude: at.x,
            latitude: at.y,
            ranks: firmness.ranks,
            gain_percent: firmness.gain_percent,
            gain_percent_range: firmness.gain_percent_range,
        })
    };
    let label = |patch: u32| habitat.patches()[patch as usize].label.clone();
    let patch = |of: &geodata::connectivity::sensitivity::PatchFirmness| Patch {
        patch: label(of.patch),
        ranks: of.ranks,
    };
    // What a file of costs says stays as it is.
    let has_own_costs = arguments.over_land.land.own_costs().is_some();
    let varies = |range: &Range| !(has_own_costs && range.name == "resistance_factor");
    let summary = Summary {
        runs: arguments.runs,
        seed: arguments.seed,
        distance_m: arguments.distance,
        probability: arguments.probability,
        ranges: RANGES.into_iter().filter(varies).collect(),
        first: FIRST,
        near_edge: unranked.iter().filter(|is_near| **is_near).count(),
        ec_pc_ha: found.ec_pc_ha,
        ec_pc_ha_range: found.ec_pc_ha_range,
        patches: found.patches.iter().map(patch).collect(),
        crossings: found.crossings.iter().map(place).collect::<Result<_, _>>()?,
        statement: STATEMENT,
    };
    crate::input::print(&serde_json::to_string(&summary).unwrap_or_default())
}

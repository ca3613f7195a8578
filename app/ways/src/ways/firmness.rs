//! How firm ranks are: some of the runs with other assumptions, and what all of them say.

use std::ops::Range;

use geo::Coord;
use geodata::connectivity::sensitivity::{
    Draw, Question, Run, draws, firmness as firmness_of, run_of,
};
use geodata::crs::Projection;
use geodata::{Error, Parameters};
use liito_worker::{Answer, FirmCrossing, Firmness, FirmnessWish, Reply, WayWish, WaysReply};

use super::Place;

/// Width of cells where the network is found again and again, metres: a quarter of the work
/// of the finer grid, and resistances are drawn within wider bounds than that changes.
const CELL_M: f64 = 10.0;

fn question<'a>(wish: &'a FirmnessWish, unranked: &'a [bool], count: usize) -> Question<'a> {
    let Parameters { distance_m, probability, grading, .. } = wish.parameters;
    Question {
        attributes_ha: &wish.attributes_ha,
        unranked,
        distance_m,
        probability,
        measure: grading.measure,
        count,
    }
}

/// Some of the runs; the first of all has the assumptions as they are.
pub fn runs(
    place: Option<&Place>,
    wish: &FirmnessWish,
    wanted: Range<u32>,
) -> Result<Answer, Error> {
    let Some(place) = place else { return Ok((Reply::OtherVersion, None)) };
    let base = Draw {
        limits: wish.ways.limits,
        factors: wish.parameters.grading.factors,
        ..Draw::as_assumed(wish.ways.resistance.clone())
    };
    let drawn = draws(wish.draws as usize, wish.seed, &wish.ways.resistance);
    let all: Vec<Draw> = std::iter::once(base).chain(drawn).collect();
    let question = question(wish, &[], 0);
    let mut found: Vec<Run> = Vec::new();
    for draw in all.get(wanted.start as usize..wanted.end as usize).unwrap_or_default() {
        let ways = WayWish {
            limits: draw.limits,
            resistance: draw.resistance.clone(),
            ..wish.ways.clone()
        };
        let routes = place.routes(&ways, CELL_M, &mut ())?;
        found.push(run_of(&question, draw, &routes)?);
    }
    Ok((Reply::Bytes, postcard::to_allocvec(&found).ok()))
}

/// What all runs say.
pub fn firmness(
    place: Option<&Place>,
    wish: &FirmnessWish,
    runs: &[Run],
    count: usize,
) -> Result<Answer, Error> {
    let (Some(place), Some((base, runs))) = (place, runs.split_first()) else {
        return Ok((Reply::OtherVersion, None));
    };
    let unranked = place.land.near_edge(&place.habitat, wish.parameters.distance_m);
    let found = firmness_of(&question(wish, &unranked, count), base, runs);
    let to_degrees = Projection::from_working(place.habitat.working_crs())?;
    let degrees = |at: Coord| to_degrees.project(at).ok().map(|Coord { x, y }| (x, y));
    let patches = found.patches.iter().filter_map(|of| {
        let label = place.labels.get(of.patch as usize)?.clone();
        Some((of.patch, label, of.ranks))
    });
    let crossings = found.crossings.iter().filter_map(|of| {
        let gap = &of.crossing.gap;
        let ends = [degrees(gap.from)?, degrees(gap.to)?];
        Some(FirmCrossing { ends, width_m: gap.width_m, ranks: of.ranks })
    });
    let firmness = Firmness {
        draws: wish.draws,
        ec_pc_ha: found.ec_pc_ha,
        ec_pc_ha_range: found.ec_pc_ha_range,
        patches: patches.collect(),
        crossings: crossings.collect(),
    };
    Ok((WaysReply::Firmness(firmness).packed(), None))
}

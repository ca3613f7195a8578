//! How firm the ranks are: the same network computed again and again with other assumptions.
//!
//! What is assumed (resistances, heights that nobody says, gap limits, what a grade is worth,
//! how far animals go) is drawn within stated ranges by a seeded Latin hypercube (McKay,
//! Beckman and Conover 1979, doi:10.2307/1268522): each range is cut into as many parts as
//! there are runs, and each part is drawn from once. Resistances keep their order. Each run
//! finds the links anew; what comes of all of them is told as intervals of ranks and as the
//! share of runs in which a patch or a crossing is among the first ten.

mod draw;

use serde::{Deserialize, Serialize};

use super::importance::{RemovalNetwork, Wanted};
use super::{GradedLinks, Kernel, Measure, ParameterError, Parameters, mending};
use crate::geometry::segment_distance;
use crate::graph::Removals;
use crate::links::{Crossing, PLACE_M, Route, crossings};
use crate::progress::Progress;
pub use draw::{Draw, RANGES, Range, draws};

/// Ranks up to this are among the first.
pub const FIRST: usize = 10;

/// Where something ranks over all runs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RankInterval {
    /// The rank with the assumptions as they are, from 1.
    pub rank: usize,
    /// 95 of 100 runs rank it here or behind.
    pub rank_5: usize,
    /// Half of the runs rank it here or before.
    pub rank_50: usize,
    /// 95 of 100 runs rank it here or before.
    pub rank_95: usize,
    /// Share of the runs in which it is among the first ten, 0 to 1.
    pub share_in_first: f64,
}

/// How firm the rank of a patch is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PatchFirmness {
    /// The patch, by number.
    pub patch: u32,
    /// Its ranks by dPC.
    pub ranks: RankInterval,
}

/// How firm the rank of a crossing is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CrossingFirmness {
    /// The crossing as it is with the assumptions as they are.
    pub crossing: Crossing,
    /// Its ranks by what mending it gives; where a run has no gap there, it ranks last.
    pub ranks: RankInterval,
    /// What mending it gives with the assumptions as they are, % of EC(PC).
    pub gain_percent: f64,
    /// The least and the most of all runs.
    pub gain_percent_range: (f64, f64),
}

/// How firm everything is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Firmness {
    /// EC(PC) with the assumptions as they are, hectares.
    pub ec_pc_ha: f64,
    /// The least and the most of all runs.
    pub ec_pc_ha_range: (f64, f64),
    /// The patches that were asked for, the first of them first.
    pub patches: Vec<PatchFirmness>,
    /// Those crossings that give the most, the first of them first.
    pub crossings: Vec<CrossingFirmness>,
}

/// What is computed again and again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question<'a> {
    /// What the patches are worth, hectares.
    pub attributes_ha: &'a [f64],
    /// For each patch, whether it is left unranked; empty where none is.
    pub unranked: &'a [bool],
    /// Distance of the kernel, metres.
    pub distance_m: f64,
    /// Probability of moving that distance.
    pub probability: f64,
    /// What the distance of the kernel is counted in.
    pub measure: Measure,
    /// So many patches and crossings are told of.
    pub count: usize,
}

/// What one run gives. Runs are independent of each other, so that they can be shared out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Run {
    ec_pc_ha: f64,
    /// dPC of each patch.
    importance: Vec<f64>,
    crossings: Vec<Crossing>,
    /// What mending each gives, % of EC(PC).
    gains: Vec<f64>,
}

/// Computes the network with the assumptions as they are (`base`) and with each draw.
///
/// `find` gives the links for a draw: sorted by their patches, as
/// [`glide_links`](crate::links::glide_links) does. The result does not depend on the number
/// of threads.
///
/// # Errors
/// [`ParameterError`] where the kernel has no meaning, and what `find` fails with.
pub fn sensitivity<E: From<ParameterError>>(
    question: &Question<'_>,
    base: &Draw,
    draws: &[Draw],
    mut find: impl FnMut(&Draw) -> Result<Vec<Route>, E>,
    progress: &mut impl Progress,
) -> Result<Firmness, E> {
    let mut run = |draw: &Draw| run_of(question, draw, &find(draw)?).map_err(E::from);
    let base = run(base)?;
    let mut runs = Vec::with_capacity(draws.len());
    for (done, draw) in draws.iter().enumerate() {
        progress.report(done, draws.len());
        runs.push(run(draw)?);
    }
    progress.report(draws.len(), draws.len());
    Ok(firmness(question, &base, &runs))
}

/// How firm the ranks of one run are among those of others.
///
/// ```
/// use geodata::connectivity::sensitivity::{Draw, Question, firmness, run_of};
/// use geodata::connectivity::{Measure, ParameterError};
/// use geodata::landscape::Resistance;
///
/// let question = Question {
///     attributes_ha: &[3.0, 4.0],
///     unranked: &[],
///     distance_m: 1000.0,
///     probability: 0.5,
///     measure: Measure::Length,
///     count: 1,
/// };
/// let run = run_of(&question, &Draw::as_assumed(Resistance::default()), &[])?;
/// let found = firmness(&question, &run, &[run.clone()]);
/// assert_eq!((found.ec_pc_ha, found.patches[0].patch), (5.0, 1));
/// # Ok::<(), ParameterError>(())
/// ```
#[must_use]
pub fn firmness(question: &Question<'_>, base: &Run, runs: &[Run]) -> Firmness {
    let range = |of: &dyn Fn(&Run) -> f64| {
        let values = runs.iter().map(of);
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
    };
    let is_ranked = |patch: usize| !question.unranked.get(patch).copied().unwrap_or(false);
    let ranks_of = |run: &Run| {
        ranks(
            &run.importance
                .iter()
                .enumerate()
                .map(|(patch, value)| if is_ranked(patch) { *value } else { f64::NEG_INFINITY })
                .collect::<Vec<_>>(),
        )
    };
    let by_run: Vec<Vec<usize>> = runs.iter().map(ranks_of).collect();
    let mut patches: Vec<PatchFirmness> = ranks_of(base)
        .into_iter()
        .enumerate()
        .filter(|(patch, _)| is_ranked(*patch))
        .map(|(patch, rank)| PatchFirmness {
            patch: u32::try_from(patch).unwrap_or(u32::MAX),
            ranks: interval(rank, by_run.iter().map(|ranks| (ranks[patch], true)).collect()),
        })
        .collect();
    patches.sort_by_key(|patch| (patch.ranks.rank, patch.patch));
    patches.truncate(question.count);
    Firmness {
        ec_pc_ha: base.ec_pc_ha,
        ec_pc_ha_range: range(&|run| run.ec_pc_ha),
        patches,
        crossings: crossing_firmness(base, runs, question.count),
    }
}

/// The network with the assumptions of a draw, whose links are `routes`.
///
/// # Errors
/// [`ParameterError`] where the kernel has no meaning.
pub fn run_of(
    question: &Question<'_>,
    draw: &Draw,
    routes: &[Route],
) -> Result<Run, ParameterError> {
    let distance_m = question.distance_m * draw.distance_factor;
    let kernel = Kernel::new(distance_m, question.probability)?;
    let graded = GradedLinks {
        limits: draw.limits,
        factors: draw.factors,
        kernel,
        measure: question.measure,
    };
    let links: Vec<_> = routes.iter().filter_map(|route| graded.link(route)).collect();
    let parameters =
        Parameters { distance_m, probability: question.probability, ..Parameters::default() };
    let network = RemovalNetwork::new(&links, question.attributes_ha, &parameters)?;
    let wanted =
        Wanted { removals: Removals { nodes: true, edges: false }, by_hops: false, ..Wanted::ALL };
    let sums = network.all_shares(wanted);
    let importance = network.patches(&sums).iter().map(|patch| patch.d_pc.total).collect();
    let crossings = crossings(routes, &draw.limits);
    let (ec_pc_ha, mended) = mending(routes, &crossings, question.attributes_ha, &graded);
    let gains = mended.iter().map(|mending| mending.gain_percent).collect();
    Ok(Run { ec_pc_ha, importance, crossings, gains })
}

fn crossing_firmness(base: &Run, runs: &[Run], count: usize) -> Vec<CrossingFirmness> {
    let base_ranks = ranks(&base.gains);
    let by_run: Vec<Vec<usize>> = runs.iter().map(|run| ranks(&run.gains)).collect();
    let mut order: Vec<usize> = (0..base.crossings.len()).collect();
    order.sort_by_key(|place| (base_ranks[*place], *place));
    let firmness = |place: usize| {
        let crossing = &base.crossings[place];
        let (mut own_ranks, mut gains) = (Vec::new(), Vec::new());
        for (run, ranks) in runs.iter().zip(&by_run) {
            // Of the crossings at the place the one that gives the most.
            let here = (0..run.crossings.len())
                .filter(|other| is_same_place(crossing, &run.crossings[*other]))
                .min_by_key(|other| (ranks[*other], *other));
            let gain = here.map_or(0.0, |other| run.gains[other]);
            // Where there are few crossings, what gives nothing is not among the first.
            let rank = here.map_or(run.crossings.len() + 1, |other| ranks[other]);
            own_ranks.push((rank, gain > 0.0));
            gains.push(gain);
        }
        let range = gains.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), gain| {
            (low.min(*gain), high.max(*gain))
        });
        CrossingFirmness {
            crossing: crossing.clone(),
            ranks: interval(base_ranks[place], own_ranks),
            gain_percent: base.gains[place],
            gain_percent_range: range,
        }
    };
    order.into_iter().take(count).map(firmness).collect()
}

fn is_same_place(a: &Crossing, b: &Crossing) -> bool {
    segment_distance((a.gap.from, a.gap.to), (b.gap.from, b.gap.to)) <= PLACE_M
}

/// The rank of each value, the greatest first, from 1; equal ones have the same.
fn ranks(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*b].total_cmp(&values[*a]).then(a.cmp(b)));
    let mut ranks = vec![0; values.len()];
    let mut rank = 0;
    for (place, &number) in order.iter().enumerate() {
        let is_tie = place > 0 && values[order[place - 1]] == values[number];
        if !is_tie {
            rank = place + 1;
        }
        ranks[number] = rank;
    }
    ranks
}

/// The interval of some ranks, beside the one with the assumptions as they are. Each comes
/// with whether it can be among the first at all.
#[expect(clippy::cast_precision_loss, reason = "numbers of runs are small")]
fn interval(rank: usize, mut ranks: Vec<(usize, bool)>) -> RankInterval {
    ranks.sort_unstable();
    let at = |percent: usize| {
        let place = (ranks.len() * percent).div_ceil(100).max(1) - 1;
        ranks.get(place).map_or(rank, |(rank, _)| *rank)
    };
    let first = ranks.iter().filter(|(rank, counts)| *counts && *rank <= FIRST).count();
    RankInterval {
        rank,
        rank_5: at(5),
        rank_50: at(50),
        rank_95: at(95),
        share_in_first: first as f64 / ranks.len().max(1) as f64,
    }
}

#[cfg(test)]
mod tests {
    use geo::Coord;

    use super::*;
    use crate::landscape::Resistance;
    use crate::links::Gap;

    #[test]
    fn ranks_share_ties_and_intervals_count() {
        assert_eq!(ranks(&[1.0, 5.0, 5.0, 2.0]), [4, 1, 1, 3]);
        let found = interval(3, (1..=100).map(|rank| (rank, rank != 4)).collect());
        assert_eq!((found.rank_5, found.rank_50, found.rank_95), (5, 50, 95));
        assert!((found.share_in_first - 0.09).abs() < 1e-12);
    }

    /// A large patch and a small one far from each other, with a middling one between them
    /// that nothing can displace: its rank is firm whatever is drawn.
    #[test]
    fn what_nothing_displaces_is_firm() {
        let route = |a: u32, b: u32, width_m: f64| {
            let x = f64::from(a) * 1000.0;
            let gap = Gap {
                at_m: 0.0,
                width_m,
                from: Coord { x, y: 0.0 },
                to: Coord { x, y: width_m },
                from_height_m: None,
                to_height_m: None,
                parts: Vec::new(),
            };
            let line = vec![gap.from, gap.to];
            Route { a, b, cost: 200.0, length_m: 200.0, line, gaps: vec![gap] }
        };
        let question = Question {
            attributes_ha: &[50.0, 10.0, 1.0],
            unranked: &[],
            distance_m: 1000.0,
            probability: 0.5,
            measure: Measure::Length,
            count: 3,
        };
        let table = Resistance::default();
        let (base, draws) = (Draw::as_assumed(table.clone()), draws(40, 7, &table));
        let find = |_: &Draw| Ok::<_, ParameterError>(vec![route(0, 1, 30.0), route(1, 2, 35.0)]);
        let found = sensitivity(&question, &base, &draws, find, &mut ()).unwrap();
        let order: Vec<u32> = found.patches.iter().map(|patch| patch.patch).collect();
        assert_eq!(order, [0, 1, 2]);
        assert_eq!(found.patches[0].ranks.rank_95, 1);
        assert!(found.ec_pc_ha_range.0 < found.ec_pc_ha && found.ec_pc_ha < found.ec_pc_ha_range.1);
        // The gap between the large ones gives more than the other in every run.
        assert_eq!(found.crossings[0].crossing.gap.width_m, 30.0);
        assert_eq!(found.crossings[0].ranks.rank_95, 1);
        let (low, high) = found.crossings[0].gain_percent_range;
        assert!(0.0 < low && low < found.crossings[0].gain_percent);
        assert!(found.crossings[0].gain_percent < high);
        let again = sensitivity(&question, &base, &draws, find, &mut ()).unwrap();
        assert_eq!(found, again);
    }
}

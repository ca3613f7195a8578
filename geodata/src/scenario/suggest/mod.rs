//! What would mend the network: plantings at the gaps of its links, chosen step by step.
//!
//! A candidate is a strip of trees across the gap of a crossing, outside of what may not be
//! planted; or several of these, all that a link needs. In each step that one is taken which
//! gives the most EC(PC) a planted square metre, given those before it. What a strip gives is
//! found by an update of the probabilities of all best paths, for all links that meet its
//! place and as they run: a link that meets it at its side is taken to go over the strip, and
//! ways that new trees would open beside are not counted. So it is an estimate, within some
//! per cent of what a run over the planted land gives; that run is the word that counts.

mod mender;
mod place;

use std::collections::BTreeSet;

use geo::{Coord, Intersects, MultiPolygon, Rect};

use super::{Network, Side};
use crate::connectivity::GradedLinks;
use crate::links::{Gap, Route};
use crate::parallel;
use crate::progress::Progress;
use mender::{Candidate, Mender};
pub use place::STRIP_M;

/// What is looked at in every step: those that give the most by themselves.
pub const MOST_CANDIDATES: usize = 500;

/// A planting that would mend something.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// What is planted.
    pub area: MultiPolygon,
    /// The same in square metres.
    pub area_m2: f64,
    /// The gap that it closes; the widest where it closes several.
    pub gap: Gap,
    /// The widest gap that is left of it, metres.
    pub left_m: f64,
    /// How many gaps it closes: all those of a link where more than one.
    pub places: usize,
    /// What it gives to EC(PC), given those before it, hectares.
    pub gain_ha: f64,
    /// The same in per cent of EC(PC) before all of them.
    pub gain_percent: f64,
}

/// What would mend the network.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Suggestions {
    /// In the order in which they were chosen.
    pub all: Vec<Suggestion>,
    /// Candidates that there were.
    pub candidates: usize,
    /// What planting all of them would give, % of EC(PC).
    pub most_percent: f64,
}

/// How much is wanted, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Budget {
    /// So many plantings at the most.
    pub count: usize,
    /// So much planted at the most, square metres.
    pub area_m2: f64,
    /// Places in any of these boxes alone; anywhere where there are none.
    pub within: Vec<Rect>,
}

impl Budget {
    fn holds(&self, at: Coord) -> bool {
        self.within.is_empty() || self.within.iter().any(|within| within.intersects(&at))
    }
}

/// Suggests plantings of trees that have reached a height: step by step those that give the
/// most EC(PC) a square metre.
///
/// # Arguments
/// `lost` are links of the present that are no more, over the patches of `scene`: they come
/// back where their gaps are closed.
#[must_use]
pub fn suggest(
    side: &Side,
    lost: Vec<Route>,
    graded: &GradedLinks,
    height_m: f64,
    budget: &Budget,
    progress: &mut impl Progress,
) -> Suggestions {
    let Side { scene, network } = side;
    let mut routes = network.routes.clone();
    routes.extend(lost);
    let mender = Mender::new(scene, routes, graded, height_m, budget);
    let candidates = mender.candidates();
    let ec_ha = mender.ec_ha();
    let most_percent = percent(mender.ec_with_all(&candidates) - ec_ha, ec_ha);
    let found = candidates.len();
    let mut all = steps(mender.clone(), candidates.clone(), budget, Prefer::ByArea, progress);
    // What gives the most for its area may leave too little room for what gives more.
    if budget.area_m2.is_finite() {
        let other = steps(mender, candidates, budget, Prefer::Gain, progress);
        let sum = |all: &[Suggestion]| all.iter().map(|of| of.gain_ha).sum::<f64>();
        if sum(&other) > sum(&all) {
            all = other;
        }
    }
    Suggestions { all, candidates: found, most_percent }
}

/// What a step goes by.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Prefer {
    /// The gain a square metre.
    ByArea,
    /// The gain.
    Gain,
}

/// Takes one candidate after the other.
fn steps(
    mut mender: Mender<'_>,
    mut candidates: Vec<Candidate>,
    budget: &Budget,
    prefer: Prefer,
    progress: &mut impl Progress,
) -> Vec<Suggestion> {
    let ec_ha = mender.ec_ha();
    let mut all = Vec::new();
    let mut left_m2 = budget.area_m2;
    while all.len() < budget.count {
        progress.report(all.len(), budget.count);
        candidates.retain(|candidate| candidate.area_m2 <= left_m2);
        let gains = parallel::map(&candidates, |candidate| mender.gain(candidate));
        let mut gains: Vec<(f64, usize)> = gains.into_iter().zip(0..).collect();
        let worth = |&(gain, place): &(f64, usize)| match prefer {
            Prefer::ByArea => gain / candidates[place].area_m2,
            Prefer::Gain => gain,
        };
        let best =
            gains.iter().copied().max_by(|p, q| worth(p).total_cmp(&worth(q)).then(q.1.cmp(&p.1)));
        let Some((gain, place)) = best.filter(|(gain, _)| *gain > 1e-9 * ec_ha) else { break };
        all.push(mender.take(&candidates[place], gain, ec_ha));
        left_m2 -= candidates[place].area_m2;
        // What gives little by itself is not asked again.
        gains.sort_by(|p, q| q.0.total_cmp(&p.0).then(p.1.cmp(&q.1)));
        let kept: BTreeSet<usize> =
            gains.iter().take(MOST_CANDIDATES).map(|(_, place)| *place).collect();
        let mut number = 0;
        candidates.retain(|_| {
            number += 1;
            kept.contains(&(number - 1)) && number - 1 != place
        });
    }
    all
}

fn percent(gain_ha: f64, ec_ha: f64) -> f64 {
    if ec_ha > 0.0 { 100.0 * gain_ha / ec_ha } else { 0.0 }
}

/// Links of the present that are no more after the edits, over the land as it would be.
/// Links of patches that are gone or parted are not among them.
#[must_use]
pub fn lost_links(before: &Side, after: &Side) -> Vec<Route> {
    let number = |old: u32| {
        let origin = before.scene.origins.get(old as usize)?;
        let mut own = (0u32..).zip(&after.scene.origins).filter(|(_, own)| *own == origin);
        match (own.next(), own.next()) {
            (Some((number, _)), None) => Some(number),
            _ => None,
        }
    };
    let is_there = |network: &Network, a: u32, b: u32| {
        network.routes.binary_search_by_key(&(a, b), |route| (route.a, route.b)).is_ok()
    };
    let lost = |route: &Route| {
        let (a, b) = (number(route.a)?, number(route.b)?);
        let (ends, line) = match a < b {
            true => ((a, b), route.line.clone()),
            false => ((b, a), route.line.iter().rev().copied().collect()),
        };
        (!is_there(&after.network, ends.0, ends.1))
            .then(|| Route::new(ends, route.cost, line, &after.scene.land))
    };
    before.network.routes.iter().filter_map(lost).collect()
}

#[cfg(test)]
mod tests {
    use geo::{LineString, Polygon};

    use super::*;
    use crate::connectivity::Parameters;
    use crate::landscape::{Ground, LandPiece, Resistance};
    use crate::links::{LinkKind, Topology};
    use crate::scenario::{Present, Rule};
    use crate::{Crs, Habitat, WorkingCrs};

    /// Woods in a row, with fields between them.
    fn side(starts: &[f64]) -> Side {
        let wood = |x: &f64| {
            let tip = (x * 0.37) % 60.0 + 70.0;
            let ring = vec![(*x, 0.0), (x + 200.0, tip), (*x, 200.0)];
            MultiPolygon(vec![Polygon::new(LineString::from(ring), vec![])])
        };
        let crs = WorkingCrs::from_crs(Crs::from_name("EPSG:3879").unwrap()).unwrap();
        let habitat = Habitat::from_shapes(starts.iter().map(wood).collect(), crs);
        let field = Rect::new((-300.0, -300.0), (2_500.0, 500.0)).to_polygon();
        let field = LandPiece::new(Ground::Field, MultiPolygon(vec![field]));
        let present = Present::new(habitat, vec![field], Vec::new());
        Side::before(&present, &rule(), &mut ()).unwrap()
    }

    fn rule() -> Rule {
        let parameters = Parameters {
            kind: LinkKind::Glide,
            topology: Topology::Complete,
            distance_m: 500.0,
            ..Parameters::default()
        };
        Rule { parameters, resistance: Resistance::default(), cell_m: 10.0, most_glide_m: 2_000.0 }
    }

    fn anything(area_m2: f64) -> Budget {
        Budget { count: 10, area_m2, within: Vec::new() }
    }

    /// Step by step is not always best: how far from it is known where there are few.
    #[test]
    fn steps_come_near_to_the_best_choice() {
        let graded = rule().parameters.graded().unwrap();
        let (mut worst, mut compared) = (1.0_f64, 0);
        for starts in [
            vec![0.0, 230.0, 500.0, 770.0, 1_065.0],
            vec![0.0, 290.0, 520.0, 810.0, 1_040.0, 1_330.0],
            vec![0.0, 280.0, 560.0, 840.0, 1_120.0],
        ] {
            let side = side(&starts);
            let routes = side.network.routes.clone();
            let links = routes.len();
            let everywhere = anything(f64::INFINITY);
            let all = Mender::new(&side.scene, routes, &graded, 22.0, &everywhere);
            let candidates = all.candidates();
            let singles: Vec<&Candidate> =
                candidates.iter().filter(|candidate| candidate.places.len() == 1).collect();
            for area_m2 in [500.0, 1_200.0, 2_400.0] {
                let budget = anything(area_m2);
                let steps = suggest(&side, Vec::new(), &graded, 22.0, &budget, &mut ());
                let steps: f64 = steps.all.iter().map(|suggestion| suggestion.gain_ha).sum();
                let mut best = 0.0_f64;
                for chosen in 1u32..1 << singles.len() {
                    let own = singles.iter().enumerate().filter(|(n, _)| chosen & (1 << n) != 0);
                    let own: Vec<&Candidate> = own.map(|(_, candidate)| *candidate).collect();
                    if own.iter().map(|candidate| candidate.area_m2).sum::<f64>() > area_m2 {
                        continue;
                    }
                    let together = Candidate {
                        places: own.iter().flat_map(|candidate| candidate.places.clone()).collect(),
                        area_m2: 0.0,
                        links: (0..links).collect(),
                    };
                    best = best.max(all.gain(&together));
                }
                assert!(steps <= best + 1e-9, "{steps} {best}");
                if best > 0.0 {
                    worst = worst.min(steps / best);
                    compared += 1;
                }
            }
        }
        assert!(worst >= 0.63 && compared >= 6, "{worst} {compared}");
    }
}

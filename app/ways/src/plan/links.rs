//! The links of both sides as the map shows them: those that some best way takes.

use std::collections::BTreeMap;

use geodata::connectivity::{GradedLinks, MOST_MENDED_PATCHES, PairProbabilities};
use geodata::links::{Grade, Route};
use geodata::scenario::{PatchId, Side};
use liito_worker::{Fate, PlanLink};

use super::shape::Chart;

/// A gap that is so much wider is told, metres.
const WIDER_M: f64 = 0.5;

/// A link is of use unless a way over others is so much likelier.
const AS_LIKELY: f64 = 1.0 - 1e-9;

/// What links between two patches are like, at best.
type ByPair = BTreeMap<(PatchId, PatchId), (Grade, f64)>;

fn pair(side: &Side, route: &Route) -> Option<(PatchId, PatchId)> {
    let origin = |patch: u32| side.scene.origins.get(patch as usize).copied();
    let (a, b) = (origin(route.a)?, origin(route.b)?);
    Some((a.min(b), a.max(b)))
}

fn by_pair(side: &Side, graded: &GradedLinks) -> ByPair {
    let mut found = ByPair::new();
    for route in &side.network.routes {
        let Some(pair) = pair(side, route) else { continue };
        let own = (route.grade(&graded.limits), route.widest_gap_m());
        let best = found.entry(pair).or_insert(own);
        if own.0.cmp(&best.0).then(own.1.total_cmp(&best.1)).is_lt() {
            *best = own;
        }
    }
    found
}

/// Links that some best way takes; all of them where there are too many patches to tell.
fn useful<'s>(side: &'s Side, graded: &GradedLinks) -> Vec<&'s Route> {
    let (routes, patches) = (&side.network.routes, side.scene.origins.len());
    if patches > MOST_MENDED_PATCHES {
        return routes.iter().collect();
    }
    let edges = routes.iter().filter_map(|route| graded.edge(route));
    let best = PairProbabilities::new(patches, edges, &graded.kernel);
    let is_useful = |route: &&Route| {
        let own = graded.probability(route, route.grade(&graded.limits));
        own > 0.0 && own >= AS_LIKELY * best.between(route.a as usize, route.b as usize)
    };
    routes.iter().filter(is_useful).collect()
}

/// The links of both sides, each with what differs on the other.
pub fn links(sides: [&Side; 2], graded: &GradedLinks, chart: &Chart) -> [Vec<PlanLink>; 2] {
    let pairs = sides.map(|side| by_pair(side, graded));
    let of = |own: usize| {
        let side = sides[own];
        let other = &pairs[1 - own];
        let link = |route: &Route| {
            let (grade, gap_m) = (route.grade(&graded.limits), route.widest_gap_m());
            let known = pair(side, route).and_then(|pair| other.get(&pair));
            let better = |p: (Grade, f64), q: (Grade, f64)| p.0 < q.0 || p.1 + WIDER_M < q.1;
            let fate = match known {
                // Told from the present: what is gone is lost, what comes is won.
                None if own == 0 => Fate::Worse,
                None => Fate::Better,
                Some(other) => {
                    let (before, after) =
                        if own == 0 { ((grade, gap_m), *other) } else { (*other, (grade, gap_m)) };
                    if better(before, after) {
                        Fate::Worse
                    } else if better(after, before) {
                        Fate::Better
                    } else {
                        Fate::Same
                    }
                }
            };
            PlanLink { grade, fate, line: chart.line(&route.line) }
        };
        useful(side, graded).into_iter().map(link).collect()
    };
    [of(0), of(1)]
}

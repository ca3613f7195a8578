//! The links of both sides as the map shows them: those that some best way takes.

use geodata::connectivity::{GradedLinks, MOST_MENDED_PATCHES, PairProbabilities};
use geodata::links::Route;
use geodata::scenario::{Side, best_links, is_worse};
use liito_worker::{Fate, PlanLink};

use super::shape::Chart;

/// A link is of use unless a way over others is so much likelier.
const AS_LIKELY: f64 = 1.0 - 1e-9;

/// Links that some best way takes; all of them where there are too many patches to tell.
pub(super) fn useful<'s>(side: &'s Side, graded: &GradedLinks) -> Vec<&'s Route> {
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
    let like = |route: &Route| (route.grade(&graded.limits), route.widest_gap_m());
    let best = sides.map(|side| best_links(&side.scene, &side.network, &graded.limits));
    let of = |own: usize| {
        let side = sides[own];
        let link = |route: &Route| {
            let origin = |patch: u32| side.scene.origins.get(patch as usize).copied();
            let ends = origin(route.a).zip(origin(route.b));
            // Parts of one patch had no link before they were parted.
            let is_within = ends.is_some_and(|(a, b)| a == b);
            let other = ends.and_then(|(a, b)| best[1 - own].get(&(a.min(b), a.max(b))));
            let (before, after) = match other {
                Some(other) if own == 0 => (like(route), like(other)),
                Some(other) => (like(other), like(route)),
                None => (like(route), like(route)),
            };
            let fate = match other {
                None if is_within => Fate::Same,
                // Told from the present: what is gone is lost, what comes is won.
                None if own == 0 => Fate::Worse,
                None => Fate::Better,
                Some(_) if is_worse(before, after) => Fate::Worse,
                Some(_) if is_worse(after, before) => Fate::Better,
                Some(_) => Fate::Same,
            };
            let grade = route.grade(&graded.limits);
            PlanLink { grade, fate, line: chart.line(&route.line) }
        };
        useful(side, graded).into_iter().map(link).collect()
    };
    [of(0), of(1)]
}

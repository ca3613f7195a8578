//! What mending a crossing would give the network.
//!
//! Every link that has a gap at the crossing is graded again without it, by its next
//! widest gap; the probabilities of all best paths follow, and with them EC(PC). So a
//! crossing that several links meet counts for all of them, and one that another gap
//! makes useless counts for nothing.

use serde::{Deserialize, Serialize};

use super::{GradedLinks, PairProbabilities};
use crate::links::{Crossing, Grade, Route};
use crate::parallel;

/// More patches than this and the matrices of all pairs take more memory than most
/// machines have: at this size 288 MB each.
pub const MOST_MENDED_PATCHES: usize = 6000;

/// What a crossing is worth, mended.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Mending {
    /// What EC(PC) would gain, hectares.
    pub gain_ha: f64,
    /// The same in per cent of what it is.
    pub gain_percent: f64,
    /// Links that would get a better grade.
    pub better_links: usize,
}

/// EC(PC) of a network of graded links in hectares, and what each crossing mended would
/// add to it, crossing by crossing.
///
/// Needs the memory of a matrix of all pairs, and of another a thread: see
/// [`MOST_MENDED_PATCHES`].
#[must_use]
pub fn mending(
    routes: &[Route],
    crossings: &[Crossing],
    attributes_ha: &[f64],
    graded: &GradedLinks,
) -> (f64, Vec<Mending>) {
    let nodes = attributes_ha.len();
    let edges = routes.iter().filter_map(|route| graded.edge(route));
    let now = PairProbabilities::new(nodes, edges, &graded.kernel);
    let ec_ha = now.pc_num(attributes_ha).sqrt();
    let gains = parallel::map(crossings, |crossing| {
        let better: Vec<(&Route, f64)> = crossing
            .gaps
            .chunk_by(|p, q| p.0 == q.0)
            .filter_map(|here| mended(routes, here, graded))
            .collect();
        let better_links = better.len();
        // Most places lie on links that another gap keeps at their grade.
        if better.is_empty() {
            return Mending { gain_ha: 0.0, gain_percent: 0.0, better_links };
        }
        let mut all_mended = now.clone();
        for (route, probability) in better {
            all_mended.add_link(route.a as usize, route.b as usize, probability);
        }
        let gain_ha = all_mended.pc_num(attributes_ha).sqrt() - ec_ha;
        let gain_percent = if ec_ha > 0.0 { 100.0 * gain_ha / ec_ha } else { 0.0 };
        Mending { gain_ha, gain_percent, better_links }
    });
    (ec_ha, gains)
}

/// A link and its probability without some of its gaps, where its grade gets better.
fn mended<'a>(
    routes: &'a [Route],
    here: &[(usize, usize)],
    graded: &GradedLinks,
) -> Option<(&'a Route, f64)> {
    let route = here.first().and_then(|(link, _)| routes.get(*link))?;
    let is_mended = |gap: usize| here.iter().any(|(_, mended)| *mended == gap);
    let left = route.gaps.iter().enumerate().filter(|(gap, _)| !is_mended(*gap));
    let grade = left.map(|(_, gap)| gap.grade(&graded.limits)).max().unwrap_or(Grade::Good);
    (grade < route.grade(&graded.limits)).then(|| (route, graded.probability(route, grade)))
}

#[cfg(test)]
mod tests {
    use geo::Coord;

    use super::super::{GradeFactors, Kernel, Measure};
    use super::*;
    use crate::links::{Gap, GapLimits, crossings};

    /// A link of 100 m with gaps at places along the x axis.
    fn route(a: u32, b: u32, gaps: &[(f64, f64)]) -> Route {
        let gap = |&(x, width_m): &(f64, f64)| Gap {
            at_m: 0.0,
            width_m,
            from: Coord { x, y: 0.0 },
            to: Coord { x, y: width_m },
            from_height_m: None,
            to_height_m: None,
            parts: Vec::new(),
        };
        let gaps = gaps.iter().map(gap).collect();
        Route { a, b, cost: 200.0, length_m: 100.0, line: Vec::new(), gaps }
    }

    fn graded() -> GradedLinks {
        GradedLinks {
            limits: GapLimits::default(),
            factors: GradeFactors::default(),
            kernel: Kernel::new(100.0, 0.5).unwrap(),
            measure: Measure::Length,
        }
    }

    #[test]
    fn mending_grades_every_link_at_the_place_by_its_next_widest_gap() {
        // A cut link and a weak one at the same place; the first has another, weak gap.
        let routes = [route(0, 1, &[(0.0, 120.0), (900.0, 30.0)]), route(1, 2, &[(10.0, 40.0)])];
        let graded = graded();
        let places = crossings(&routes, &graded.limits);
        let (ec, gains) = mending(&routes, &places, &[1.0, 1.0, 1.0], &graded);
        // Now: only 1 and 2 are linked, with 0.5 x 0.5.
        assert!((ec * ec - (3.0 + 2.0 * 0.25)).abs() < 1e-12);
        // Mended: 0 and 1 are weak by their other gap, 1 and 2 good.
        let mended = ec + gains[0].gain_ha;
        let expected = 3.0 + 2.0 * (0.25 + 0.5 + 0.125);
        assert!((mended * mended - expected).abs() < 1e-12);
        assert_eq!(gains[0].better_links, 2);
        // The other gap alone leaves the link cut.
        assert_eq!((gains[1].gain_ha, gains[1].better_links), (0.0, 0));
    }

    #[test]
    fn a_grade_takes_its_share_of_the_probability() {
        let graded = graded();
        let of = |widths: &[f64]| {
            let gaps: Vec<_> = widths.iter().map(|width| (0.0, *width)).collect();
            let edge = graded.edge(&route(0, 1, &gaps))?;
            Some(graded.kernel.probability_at(edge.length_m))
        };
        for (widths, expected) in [(&[][..], 0.5), (&[30.0][..], 0.25), (&[30.0, 80.0][..], 0.1)] {
            assert!((of(widths).unwrap() - expected).abs() < 1e-9);
        }
        assert_eq!(of(&[101.0]), None);
        let by_cost = GradedLinks { measure: Measure::Cost, ..graded };
        assert_eq!(by_cost.edge(&route(0, 1, &[])).unwrap().length_m, 200.0);
    }
}

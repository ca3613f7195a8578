//! Steps again: measured anew where neighbours are new, or something has changed between them.

use std::collections::HashSet;

use geo::Rect;

use super::super::graph::{Changed, between};
use super::super::sites::Sites;
use super::Known;
use super::neighbours::Neighbours;
use crate::landscape::Land;
use crate::links::GapLimits;
use crate::parallel;

/// What differs from the steps of an earlier run.
pub(super) struct Remeasured {
    pub changed: Vec<Changed>,
    /// Steps of the earlier run that are there no more, by their ends.
    pub gone: HashSet<(u32, u32)>,
    /// Positions by which every way goes that takes a step which was not there, or that ends
    /// where no patch was or another; in their order.
    pub touched: Vec<u32>,
}

impl Remeasured {
    pub fn new(
        known: &Known,
        (sites, neighbours): (&Sites, &Neighbours),
        boxes: &[Rect],
        (land, limits): (&Land, &GapLimits),
    ) -> Self {
        let mut gone: HashSet<(u32, u32)> = neighbours.gone.iter().copied().collect();
        let mut anew = known.measured_in(boxes);
        anew.retain(|pair| !gone.contains(pair));
        let measured = |pair: &(u32, u32)| (*pair, between(sites, land, limits, *pair));
        let came = parallel::map(&neighbours.came, measured);
        let mut changed = parallel::map(&anew, measured);
        changed.retain(|((a, b), steps)| *steps != known.graph.steps_between(*a, *b));
        gone.extend(changed.iter().map(|(pair, _)| *pair));
        changed.extend(came);
        // Whoever came is passed by all ways over steps that lead there.
        let mut touched: HashSet<u32> = sites.own().collect();
        for ((a, b), steps) in &changed {
            if *steps != [None; 2] && !touched.contains(a) && !touched.contains(b) {
                touched.insert(*a);
            }
        }
        let mut touched: Vec<u32> = touched.into_iter().collect();
        touched.sort_unstable_by_key(|site| sites.order.of(*site));
        changed.extend(neighbours.gone.iter().map(|pair| (*pair, [None; 2])));
        Self { changed, gone, touched }
    }
}

//! What plantings give the network, by the links that they make better and the probabilities
//! of all best paths.

use std::collections::BTreeSet;

use geo::{Area, MultiPolygon};

use super::place::{Forbidden, Place, place};
use super::{Budget, Suggestion, percent};
use crate::connectivity::{GradedLinks, PairProbabilities, ValuedPaths};
use crate::geometry::dissolved;
use crate::landscape::Ground;
use crate::links::{Crossing, Grade, Route, crossings};
use crate::scenario::Scene;
use crate::scenario::trees::ground_of;

/// More gaps of one link than these are no matter of a planting.
const MOST_IN_BUNDLE: usize = 4;

/// A link is better where it is so much likelier: less is rounding.
const LIKELIER: f64 = 1.0 + 1e-9;

/// Crossings that are planted together.
#[derive(Clone)]
pub(super) struct Candidate {
    pub(super) places: Vec<usize>,
    pub(super) area_m2: f64,
    /// Links that meet them.
    pub(super) links: Vec<usize>,
}

#[derive(Clone)]
pub(super) struct Mender<'a> {
    routes: Vec<Route>,
    graded: &'a GradedLinks,
    crossings: Vec<Crossing>,
    /// For each crossing, what can be planted there.
    places: Vec<Option<Place>>,
    /// For each link, the crossing of each of its gaps.
    crossing_of: Vec<Vec<Option<usize>>>,
    mended: BTreeSet<usize>,
    paths: ValuedPaths,
}

impl<'a> Mender<'a> {
    pub(super) fn new(
        scene: &'a Scene,
        routes: Vec<Route>,
        graded: &'a GradedLinks,
        height_m: f64,
        budget: &Budget,
    ) -> Self {
        let crossings = crossings(&routes, &graded.limits);
        let least_height = ground_of(height_m).and_then(Ground::tree_height_m);
        let forbidden = Forbidden::new(scene);
        let places = crossings
            .iter()
            .map(|crossing| {
                let is_wanted = budget.holds(crossing.middle);
                let place = || place(&crossing.gap, &scene.land, &forbidden, least_height);
                is_wanted.then(place).flatten()
            })
            .collect();
        let mut crossing_of: Vec<Vec<Option<usize>>> =
            routes.iter().map(|route| vec![None; route.gaps.len()]).collect();
        for (number, crossing) in crossings.iter().enumerate() {
            for (link, gap) in &crossing.gaps {
                crossing_of[*link][*gap] = Some(number);
            }
        }
        let edges = routes.iter().filter_map(|route| graded.edge(route));
        let attributes_ha = &scene.attributes_ha;
        let best = PairProbabilities::new(attributes_ha.len(), edges, &graded.kernel);
        let paths = ValuedPaths::new(best, attributes_ha.clone());
        let mended = BTreeSet::new();
        Self { routes, graded, crossings, places, crossing_of, mended, paths }
    }

    pub(super) fn ec_ha(&self) -> f64 {
        self.paths.pc_num().sqrt()
    }

    /// Every place by itself, and all places of each link that has several.
    pub(super) fn candidates(&self) -> Vec<Candidate> {
        let is_wanted = |crossing: usize| self.places[crossing].is_some();
        let mut sets: BTreeSet<Vec<usize>> = BTreeSet::new();
        for crossing in (0..self.places.len()).filter(|crossing| is_wanted(*crossing)) {
            sets.insert(vec![crossing]);
        }
        for of in &self.crossing_of {
            let own: BTreeSet<usize> = of.iter().flatten().copied().collect();
            let can_all = own.iter().all(|crossing| is_wanted(*crossing));
            if can_all && (2..=MOST_IN_BUNDLE).contains(&own.len()) {
                sets.insert(own.into_iter().collect());
            }
        }
        let candidate = |places: Vec<usize>| {
            let mut links: Vec<usize> = places
                .iter()
                .flat_map(|place| self.crossings[*place].gaps.iter().map(|(link, _)| *link))
                .collect();
            links.sort_unstable();
            links.dedup();
            let area_m2 = places
                .iter()
                .filter_map(|place| self.places[*place].as_ref())
                .map(|p| p.area_m2)
                .sum();
            Candidate { places, area_m2, links }
        };
        sets.into_iter().map(candidate).collect()
    }

    /// The probability of a link once some more crossings are mended, where that is more
    /// than it is.
    fn better(&self, link: usize, more: &[usize]) -> Option<(u32, u32, f64)> {
        let route = &self.routes[link];
        let is_mended =
            |crossing: usize| more.contains(&crossing) || self.mended.contains(&crossing);
        let limits = &self.graded.limits;
        let grade = route.gaps.iter().zip(&self.crossing_of[link]).map(|(gap, crossing)| {
            let planted = crossing
                .filter(|crossing| is_mended(*crossing))
                .and_then(|crossing| self.places[crossing].as_ref());
            match planted {
                Some(place) => place.left.iter().map(|gap| gap.grade(limits)).max(),
                None => Some(gap.grade(limits)),
            }
            .unwrap_or(Grade::Good)
        });
        let grade = grade.max().unwrap_or(Grade::Good);
        let q = self.graded.probability(route, grade);
        let known = self.paths.between(route.a as usize, route.b as usize);
        (q > LIKELIER * known).then_some((route.a, route.b, q))
    }

    fn better_links(&self, candidate: &Candidate) -> Vec<(u32, u32, f64)> {
        candidate.links.iter().filter_map(|link| self.better(*link, &candidate.places)).collect()
    }

    /// What a candidate gives to EC(PC), hectares.
    pub(super) fn gain(&self, candidate: &Candidate) -> f64 {
        let better = self.better_links(candidate);
        match better.is_empty() {
            true => 0.0,
            false => self.paths.pc_num_with(&better).sqrt() - self.ec_ha(),
        }
    }

    pub(super) fn ec_with_all(&self, candidates: &[Candidate]) -> f64 {
        let places: BTreeSet<usize> =
            candidates.iter().flat_map(|candidate| candidate.places.iter().copied()).collect();
        let places: Vec<usize> = places.into_iter().collect();
        let better: Vec<(u32, u32, f64)> =
            (0..self.routes.len()).filter_map(|link| self.better(link, &places)).collect();
        self.paths.pc_num_with(&better).sqrt()
    }

    /// Plants a candidate.
    pub(super) fn take(
        &mut self,
        candidate: &Candidate,
        gain_ha: f64,
        first_ec_ha: f64,
    ) -> Suggestion {
        self.paths.add_links(&self.better_links(candidate));
        self.mended.extend(&candidate.places);
        let planted: Vec<&Place> =
            candidate.places.iter().filter_map(|place| self.places[*place].as_ref()).collect();
        let areas: Vec<&MultiPolygon> = planted.iter().map(|place| &place.area).collect();
        let area = dissolved(&areas);
        let widths = planted.iter().flat_map(|place| &place.left).map(|gap| gap.width_m);
        let gaps = candidate.places.iter().map(|place| &self.crossings[*place].gap);
        let widest = gaps.max_by(|p, q| p.width_m.total_cmp(&q.width_m));
        Suggestion {
            area_m2: area.unsigned_area(),
            area,
            left_m: widths.fold(0.0, f64::max),
            gap: widest.unwrap_or(&self.crossings[candidate.places[0]].gap).clone(),
            places: candidate.places.len(),
            gain_ha,
            gain_percent: percent(gain_ha, first_ec_ha),
        }
    }
}

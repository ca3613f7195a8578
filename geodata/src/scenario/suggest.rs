//! What would mend the network: plantings at the gaps of its links, chosen step by step.
//!
//! A candidate is a strip of trees across the gap of a crossing, outside of what may not be
//! planted; or several of these, all that a link needs. In each step that one is taken which
//! gives the most EC(PC) a planted square metre, given those before it. What a strip gives is
//! found by an update of the probabilities of all best paths, for all links that meet its
//! place and as they run: a link that meets it at its side is taken to go over the strip, and
//! ways that new trees would open beside are not counted. So it is an estimate, within some
//! per cent of what a run over the planted land gives; that run is the word that counts.

use std::collections::BTreeSet;

use geo::{Area, BoundingRect, Coord, Intersects, LineString, MultiPolygon, Rect};

use super::trees::ground_of;
use super::{Network, Scene, Side};
use crate::connectivity::{GradedLinks, PairProbabilities};
use crate::geometry::{dissolved, strip, without};
use crate::landscape::{Ground, Land, top};
use crate::links::{Crossing, Gap, Grade, Route, crossings};
use crate::progress::Progress;

/// Width of a strip of trees, metres: three crowns.
pub const STRIP_M: f64 = 12.0;

/// Less is not worth a spade, square metres.
const LEAST_M2: f64 = 20.0;

/// More gaps of one link than these are no matter of a planting.
const MOST_IN_BUNDLE: usize = 4;

/// A link is better where it is so much likelier: less is rounding.
const LIKELIER: f64 = 1.0 + 1e-9;

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

/// A place where something could be planted.
#[derive(Clone)]
struct Place {
    area: MultiPolygon,
    area_m2: f64,
    /// What is left of the gap, as gaps.
    left: Vec<Gap>,
}

/// Crossings that are planted together.
#[derive(Clone)]
struct Candidate {
    places: Vec<usize>,
    area_m2: f64,
    /// Links that meet them.
    links: Vec<usize>,
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
        let mut gains: Vec<(f64, usize)> = candidates
            .iter()
            .enumerate()
            .map(|(place, candidate)| (mender.gain(candidate), place))
            .collect();
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

#[derive(Clone)]
struct Mender<'a> {
    routes: Vec<Route>,
    graded: &'a GradedLinks,
    attributes_ha: &'a [f64],
    crossings: Vec<Crossing>,
    /// For each crossing, what can be planted there.
    places: Vec<Option<Place>>,
    /// For each link, the crossing of each of its gaps.
    crossing_of: Vec<Vec<Option<usize>>>,
    mended: BTreeSet<usize>,
    best: PairProbabilities,
    pc_num: f64,
}

impl<'a> Mender<'a> {
    fn new(
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
        let pc_num = best.pc_num(attributes_ha);
        let mended = BTreeSet::new();
        Self { routes, graded, attributes_ha, crossings, places, crossing_of, mended, best, pc_num }
    }

    fn ec_ha(&self) -> f64 {
        self.pc_num.sqrt()
    }

    /// Every place by itself, and all places of each link that has several.
    fn candidates(&self) -> Vec<Candidate> {
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
    fn better(&self, link: usize, more: &[usize]) -> Option<(usize, usize, f64)> {
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
        let (a, b) = (route.a as usize, route.b as usize);
        (q > LIKELIER * self.best.between(a, b)).then_some((a, b, q))
    }

    fn better_links(&self, candidate: &Candidate) -> Vec<(usize, usize, f64)> {
        candidate.links.iter().filter_map(|link| self.better(*link, &candidate.places)).collect()
    }

    /// What a candidate gives to EC(PC), hectares.
    fn gain(&self, candidate: &Candidate) -> f64 {
        let better = self.better_links(candidate);
        match better.as_slice() {
            [] => 0.0,
            [(a, b, q)] => {
                let added = self.best.gain_of_link(*a, *b, *q, self.attributes_ha);
                (self.pc_num + added).sqrt() - self.ec_ha()
            }
            all => {
                let mut best = self.best.clone();
                all.iter().for_each(|(a, b, q)| best.add_link(*a, *b, *q));
                best.pc_num(self.attributes_ha).sqrt() - self.ec_ha()
            }
        }
    }

    fn ec_with_all(&self, candidates: &[Candidate]) -> f64 {
        let places: BTreeSet<usize> =
            candidates.iter().flat_map(|candidate| candidate.places.iter().copied()).collect();
        let places: Vec<usize> = places.into_iter().collect();
        let mut best = self.best.clone();
        for link in 0..self.routes.len() {
            if let Some((a, b, q)) = self.better(link, &places) {
                best.add_link(a, b, q);
            }
        }
        best.pc_num(self.attributes_ha).sqrt()
    }

    /// Plants a candidate.
    fn take(&mut self, candidate: &Candidate, gain_ha: f64, first_ec_ha: f64) -> Suggestion {
        for (a, b, q) in self.better_links(candidate) {
            self.best.add_link(a, b, q);
        }
        self.pc_num = self.best.pc_num(self.attributes_ha);
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

/// What may not be planted: buildings, carriageways, strips of power lines, water, and open
/// habitats worth more as they are.
struct Forbidden<'a>(Vec<(&'a MultiPolygon, Rect)>);

fn may_be_planted(ground: Ground) -> bool {
    matches!(
        ground,
        Ground::Unknown
            | Ground::Field
            | Ground::BuiltUp
            | Ground::HardSurface
            | Ground::Verge
            | Ground::Path
            | Ground::LowTrees
    )
}

impl<'a> Forbidden<'a> {
    fn new(scene: &'a Scene) -> Self {
        let pieces = scene.land.pieces().iter();
        let hard =
            pieces.filter(|piece| !may_be_planted(piece.ground) && !piece.ground.is_canopy());
        Self(
            hard.filter_map(|piece| Some((&piece.polygons, piece.polygons.bounding_rect()?)))
                .collect(),
        )
    }

    /// What of an area may be planted.
    fn outside(&self, area: &MultiPolygon) -> MultiPolygon {
        let Some(bounds) = area.bounding_rect() else { return area.clone() };
        let near: Vec<&MultiPolygon> = self
            .0
            .iter()
            .filter(|(polygons, own)| own.intersects(&bounds) && polygons.intersects(area))
            .map(|(polygons, _)| *polygons)
            .collect();
        if near.is_empty() { area.clone() } else { without(area, &near) }
    }
}

/// What can be planted across a gap; `None` where nothing can, or nothing comes of it.
fn place(
    gap: &Gap,
    land: &Land,
    forbidden: &Forbidden<'_>,
    height_m: Option<f64>,
) -> Option<Place> {
    let height_m = Some(height_m?);
    let step = gap.to - gap.from;
    let length_m = (step.x * step.x + step.y * step.y).sqrt();
    let at = |m: f64| gap.from + step * (m / length_m.max(f64::MIN_POSITIVE));
    let mut planted: Vec<(Coord, Coord)> = Vec::new();
    // What is left open: from and to, and whether trees stand at its ends that are planted.
    let mut open: Vec<(f64, f64, bool, bool)> = Vec::new();
    let mut is_after_planting = false;
    for stretch in land.along(&[gap.from, gap.to]) {
        let ground = top(stretch.groups);
        if ground.is_canopy() {
            is_after_planting = false;
            continue;
        }
        if may_be_planted(ground) {
            planted.push((at(stretch.from_m), at(stretch.to_m)));
            if let Some(last) = open.last_mut().filter(|last| last.1 >= stretch.from_m - 1e-6) {
                last.3 = true;
            }
            is_after_planting = true;
        } else {
            match open.last_mut().filter(|last| last.1 >= stretch.from_m - 1e-6 && !last.3) {
                Some(last) => last.1 = stretch.to_m,
                None => open.push((stretch.from_m, stretch.to_m, is_after_planting, false)),
            }
            is_after_planting = false;
        }
    }
    if planted.is_empty() {
        return None;
    }
    let strips: Vec<MultiPolygon> = planted
        .into_iter()
        .map(|(from, to)| MultiPolygon(strip(&LineString(vec![from, to]), STRIP_M)))
        .collect();
    let area = forbidden.outside(&dissolved(&strips.iter().collect::<Vec<_>>()));
    let area_m2 = area.unsigned_area();
    let left = open.into_iter().map(|(from_m, to_m, starts_planted, ends_planted)| Gap {
        at_m: gap.at_m + from_m,
        width_m: to_m - from_m,
        from: at(from_m),
        to: at(to_m),
        from_height_m: if starts_planted { height_m } else { gap.from_height_m },
        to_height_m: if ends_planted { height_m } else { gap.to_height_m },
        parts: Vec::new(),
    });
    let left: Vec<Gap> = left.collect();
    (area_m2 >= LEAST_M2).then_some(Place { area, area_m2, left })
}

#[cfg(test)]
mod tests {
    use geo::Polygon;

    use super::*;
    use crate::connectivity::Parameters;
    use crate::landscape::{LandPiece, Resistance};
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
        let field = LandPiece { ground: Ground::Field, polygons: MultiPolygon(vec![field]) };
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
                        links: (0..all.routes.len()).collect(),
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

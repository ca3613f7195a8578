//! The charts that there are, and what each is drawn of.

use geodata::connectivity::curve::CurvePoint;
use geodata::connectivity::{Grading, Measure};
use geodata::links::{GapLimits, LinkKind};
use liito_locales::{Language, messages::charts as w};
use liito_worker::{Firmness, NetworkNumbers};

use super::bars::{Bar, BarWords, bars};
use super::chart::{Cell, Chart};
use super::histogram::{HistogramWords, histogram};
use super::intervals::{Range, intervals};
use super::line::{LineWords, line};
use super::scatter::{Point, scatter};
use super::scene::Ink;

/// Bars of a ranking.
const RANKED: usize = 20;

/// Points of a cloud: so many can be told apart, and drawn at once.
const POINTS: usize = 1_500;

/// A chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Curve,
    Importance,
    Area,
    Lengths,
    Gaps,
    Parts,
    Firmness,
}

impl Kind {
    pub const ALL: [Self; 7] = [
        Self::Curve,
        Self::Importance,
        Self::Area,
        Self::Lengths,
        Self::Gaps,
        Self::Parts,
        Self::Firmness,
    ];

    /// Name in files, and of the choice.
    pub fn name(self) -> &'static str {
        match self {
            Self::Curve => "curve",
            Self::Importance => "importance",
            Self::Area => "importance-and-area",
            Self::Lengths => "lengths",
            Self::Gaps => "gaps",
            Self::Parts => "parts",
            Self::Firmness => "firmness",
        }
    }

    pub fn title(self, l: Language) -> &'static str {
        match self {
            Self::Curve => w::curve(l),
            Self::Importance => w::importance(l),
            Self::Area => w::area(l),
            Self::Lengths => w::lengths(l),
            Self::Gaps => w::gaps(l),
            Self::Parts => w::parts(l),
            Self::Firmness => w::firmness(l),
        }
    }

    /// The question that it answers.
    pub fn lead(self, l: Language) -> &'static str {
        match self {
            Self::Curve => w::curve_lead(l),
            Self::Importance => w::importance_lead(l),
            Self::Area => w::area_lead(l),
            Self::Lengths => w::lengths_lead(l),
            Self::Gaps => w::gaps_lead(l),
            Self::Parts => w::parts_lead(l),
            Self::Firmness => w::firmness_lead(l),
        }
    }

    /// What is missing where it cannot be drawn.
    pub fn missing(self, l: Language) -> &'static str {
        match self {
            Self::Importance | Self::Area => w::importance_none(l),
            Self::Gaps => w::gaps_none(l),
            Self::Firmness => w::firmness_none(l),
            Self::Curve | Self::Lengths | Self::Parts => w::waiting(l),
        }
    }
}

/// What charts are drawn of.
pub struct Drawn<'d> {
    pub numbers: &'d NetworkNumbers,
    pub curve: &'d [CurvePoint],
    pub firmness: Option<&'d Firmness>,
    /// The distance of the run, metres.
    pub distance_m: f64,
    pub kind: LinkKind,
    pub grading: Grading,
}

impl Drawn<'_> {
    /// Distances of the run are costs.
    fn is_by_cost(&self) -> bool {
        self.kind == LinkKind::LeastCost && self.grading.measure == Measure::Cost
    }
}

/// Draws a chart so wide; `None` where what it is drawn of is not there.
pub fn chart(kind: Kind, l: Language, width: f64, drawn: &Drawn<'_>) -> Option<Chart> {
    match kind {
        Kind::Curve => curve(l, width, drawn),
        Kind::Importance => importance(l, width, drawn.numbers),
        Kind::Area => area(l, width, drawn.numbers),
        Kind::Lengths => {
            let name = if drawn.is_by_cost() { w::cost(l) } else { w::length(l) };
            let words = histogram_words(l, name);
            Some(histogram(l, width, &drawn.numbers.lengths_m, &[], &words))
        }
        Kind::Gaps => gaps(l, width, drawn),
        Kind::Parts => Some(parts(l, width, drawn.numbers)),
        Kind::Firmness => drawn.firmness.map(|found| firmness(l, width, found)),
    }
}

fn histogram_words<'w>(l: Language, name: &'w str) -> HistogramWords<'w> {
    HistogramWords { name, count: w::count(l), bounds: (w::from(l), w::to(l)) }
}

fn curve(l: Language, width: f64, drawn: &Drawn<'_>) -> Option<Chart> {
    if drawn.curve.is_empty() {
        return None;
    }
    let points: Vec<(f64, f64)> =
        drawn.curve.iter().map(|point| (point.distance_m, point.ec_pc_ha)).collect();
    let x = if drawn.is_by_cost() { w::cost(l) } else { w::distance(l) };
    let words = LineWords { x, y: w::ec(l), decimals: 1 };
    Some(Chart {
        scene: line(l, width, &points, Some(drawn.distance_m), &words),
        heads: vec![words.x.to_owned(), words.y.to_owned()],
        rows: points.iter().map(|(x, y)| vec![Cell::Number(*x, 0), Cell::Number(*y, 2)]).collect(),
        ..Chart::default()
    })
}

/// Patches that are ranked, the first first.
fn ranked(numbers: &NetworkNumbers) -> Option<Vec<usize>> {
    if numbers.d_pc.is_empty() {
        return None;
    }
    let is_near = |place: usize| numbers.near_edge.get(place).copied().unwrap_or(false);
    let mut places: Vec<usize> = (0..numbers.d_pc.len()).filter(|n| !is_near(*n)).collect();
    let whole = |place: usize| numbers.d_pc[place].iter().sum::<f64>();
    places.sort_by(|p, q| whole(*q).total_cmp(&whole(*p)).then(p.cmp(q)));
    Some(places)
}

/// What is said of patches that no chart has.
fn left_out(l: Language, numbers: &NetworkNumbers, shown: usize, all: usize) -> String {
    let near = numbers.near_edge.iter().filter(|near| **near).count();
    let mut words = Vec::new();
    if all > shown {
        words.push(w::first_of(l, &l.whole(all), &l.whole(shown)));
    }
    if near > 0 {
        words.push(w::near_edge(l, near));
    }
    words.join(" ")
}

fn number(place: usize) -> Option<u32> {
    u32::try_from(place).ok()
}

fn importance(l: Language, width: f64, numbers: &NetworkNumbers) -> Option<Chart> {
    let places = ranked(numbers)?;
    let legend: Vec<(Ink, String)> =
        [(Ink::First, w::intra(l)), (Ink::Second, w::flux(l)), (Ink::Third, w::connector(l))]
            .map(|(ink, words)| (ink, words.to_owned()))
            .to_vec();
    let first: Vec<Bar> = places
        .iter()
        .take(RANKED)
        .map(|&place| Bar {
            label: numbers.labels[place].clone(),
            parts: numbers.d_pc[place].to_vec(),
            patch: number(place),
        })
        .collect();
    let words = BarWords { name: w::d_pc(l), parts: &legend, decimals: 3 };
    let scene = bars(l, width, &first, &words);
    let row = |&place: &usize| {
        let parts = numbers.d_pc[place];
        let whole = Cell::Number(parts.iter().sum(), 4);
        let own = [Cell::Text(numbers.labels[place].clone()), whole];
        own.into_iter().chain(parts.map(|part| Cell::Number(part, 4))).collect()
    };
    let heads = [w::patch(l), w::d_pc(l), w::intra(l), w::flux(l), w::connector(l)];
    Some(Chart {
        scene,
        rows: places.iter().map(row).collect(),
        heads: heads.map(str::to_owned).to_vec(),
        note: left_out(l, numbers, first.len(), places.len()),
        legend,
    })
}

fn area(l: Language, width: f64, numbers: &NetworkNumbers) -> Option<Chart> {
    let places = ranked(numbers)?;
    let whole = |place: usize| numbers.d_pc[place].iter().sum::<f64>();
    let points: Vec<Point> = places
        .iter()
        .take(POINTS)
        .filter_map(|&place| {
            let label = numbers.labels[place].clone();
            Some(Point {
                label,
                x: numbers.areas_ha[place],
                y: whole(place),
                patch: number(place)?,
            })
        })
        .collect();
    let row = |&place: &usize| {
        vec![
            Cell::Text(numbers.labels[place].clone()),
            Cell::Number(numbers.areas_ha[place], 2),
            Cell::Number(whole(place), 4),
        ]
    };
    let heads = [w::patch(l), w::area_ha(l), w::d_pc(l)];
    Some(Chart {
        scene: scatter(l, width, &points, (w::area_ha(l), w::d_pc(l))),
        rows: places.iter().map(row).collect(),
        heads: heads.map(str::to_owned).to_vec(),
        note: left_out(l, numbers, points.len(), places.len()),
        ..Chart::default()
    })
}

fn gaps(l: Language, width: f64, drawn: &Drawn<'_>) -> Option<Chart> {
    let gaps = &drawn.numbers.widest_gaps_m;
    if gaps.is_empty() {
        return None;
    }
    let GapLimits { weak_m, critical_m, .. } = drawn.grading.limits;
    let marks = [
        (weak_m, w::weak_limit(l, &l.length(weak_m))),
        (critical_m, w::critical_limit(l, &l.length(critical_m))),
    ];
    Some(histogram(l, width, gaps, &marks, &histogram_words(l, w::gap(l))))
}

/// Habitat and number of patches of each part, the largest first.
fn sizes(numbers: &NetworkNumbers) -> Vec<(usize, f64, usize)> {
    let most = numbers.components.iter().copied().max().map_or(0, |most| most as usize + 1);
    let mut parts: Vec<(usize, f64, usize)> = (1..=most).map(|part| (part, 0.0, 0)).collect();
    for (component, attribute) in numbers.components.iter().zip(&numbers.attributes_ha) {
        let (_, habitat, patches) = &mut parts[*component as usize];
        *habitat += attribute;
        *patches += 1;
    }
    parts.sort_by(|p, q| q.1.total_cmp(&p.1).then(p.0.cmp(&q.0)));
    parts
}

fn parts(l: Language, width: f64, numbers: &NetworkNumbers) -> Chart {
    let parts = sizes(numbers);
    let label = |part: usize| w::part(l, &l.whole(part));
    let first: Vec<Bar> = parts
        .iter()
        .take(RANKED)
        .map(|(part, habitat, _)| Bar { label: label(*part), parts: vec![*habitat], patch: None })
        .collect();
    let name = w::habitat_ha(l);
    let words = BarWords { name, parts: &[(Ink::Only, String::new())], decimals: 1 };
    let scene = bars(l, width, &first, &words);
    #[expect(clippy::cast_precision_loss, reason = "a number of patches")]
    let row = |(part, habitat, patches): &(usize, f64, usize)| {
        vec![Cell::Text(label(*part)), Cell::Number(*habitat, 2), Cell::Number(*patches as f64, 0)]
    };
    let note = match parts.len() > first.len() {
        true => w::first_of(l, &l.whole(parts.len()), &l.whole(first.len())),
        false => String::new(),
    };
    let heads = [w::part(l, ""), name.to_owned(), w::patches(l).to_owned()];
    let heads = heads.map(|head| head.trim().to_owned()).to_vec();
    Chart { scene, rows: parts.iter().map(row).collect(), heads, note, legend: Vec::new() }
}

#[expect(clippy::cast_precision_loss, reason = "ranks are whole numbers of patches")]
fn firmness(l: Language, width: f64, found: &Firmness) -> Chart {
    let ranges: Vec<Range> = found
        .patches
        .iter()
        .map(|(number, label, ranks)| Range {
            label: label.clone(),
            low: ranks.rank_5 as f64,
            at: ranks.rank as f64,
            high: ranks.rank_95 as f64,
            patch: Some(*number),
        })
        .collect();
    let row = |range: &Range| {
        let label = Cell::Text(range.label.clone());
        let ranks = [range.at, range.low, range.high].map(|rank| Cell::Number(rank, 0));
        std::iter::once(label).chain(ranks).collect()
    };
    let heads = [w::patch(l), w::rank(l), w::rank_low(l), w::rank_high(l)];
    Chart {
        scene: intervals(l, width, &ranges, w::rank(l)),
        rows: ranges.iter().map(row).collect(),
        heads: heads.map(str::to_owned).to_vec(),
        ..Chart::default()
    }
}

//! What surveys in the field say of a network, as a report.

use geodata::links::Grade;
use geodata::report::{Block, Words};
use geodata::validation::{
    Agreement, Along, FieldCheck, FieldOptions, Interval, OccupancyBy, Quality, SHIFT_M, Weights,
    Which,
};

use crate::messages::field as w;
use crate::{Language, grade_words, survey_value};

/// The report, block by block; `is_made_up` where nobody surveyed anything.
#[must_use]
pub fn field_report(
    l: Language,
    check: &FieldCheck,
    options: &FieldOptions,
    is_made_up: bool,
) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(1, w::title(l).to_owned()), paragraph(w::lead(l))];
    if is_made_up {
        blocks.push(Block::Paragraph(Words::strong(w::made_up(l))));
    }
    if check.connections.is_empty() && check.occupancy.is_empty() {
        blocks.push(paragraph(w::nothing(l)));
        return blocks;
    }
    if !check.connections.is_empty() {
        grades(l, check, options, &mut blocks);
        runs_along(l, check, options, &mut blocks);
    }
    if !check.occupancy.is_empty() {
        occupied(l, check, &mut blocks);
    }
    blocks.push(Block::Heading(2, w::careful(l).to_owned()));
    let notes =
        [w::careful_maps(l), w::careful_develop(l), w::careful_chance(l), w::careful_occupied(l)];
    blocks.push(Block::Items(notes.into_iter().map(Words::from).collect()));
    blocks
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(words.into())
}

fn which_words(l: Language, which: Which) -> &'static str {
    match which {
        Which::Existing => w::existing(l),
        Which::ToDevelop => w::to_develop(l),
        Which::All => w::all(l),
    }
}

/// How a surveyor would say it.
fn quality_words(l: Language, quality: Quality) -> &'static str {
    let value = match quality {
        Quality::Good => "Hyvä",
        Quality::Weak => "Heikko",
        Quality::Cut => "Poikki",
    };
    survey_value(l, value).unwrap_or(value)
}

fn range(l: Language, Interval { low, high }: Interval, decimals: usize) -> String {
    w::range(l, &l.number(high, decimals), &l.number(low, decimals))
}

fn percent(l: Language, share: f64) -> String {
    format!("{}\u{a0}%", l.number(100.0 * share, 1))
}

fn grades(l: Language, check: &FieldCheck, options: &FieldOptions, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(2, w::grades(l).to_owned()));
    blocks.push(paragraph(w::grades_lead(l)));
    for of in &check.connections {
        blocks.push(Block::Heading(3, capital(which_words(l, of.which))));
        blocks.push(table_of(l, &of.agreement));
        blocks.push(Block::Paragraph(kappa_words(l, &of.agreement).into()));
        if of.agreement.unsaid > 0 {
            blocks.push(Block::Paragraph(w::unsaid(l, of.agreement.unsaid).into()));
        }
    }
    blocks.push(paragraph(match options.weights {
        Weights::Linear => w::weights_linear(l),
        Weights::Quadratic => w::weights_quadratic(l),
    }));
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn table_of(l: Language, agreement: &Agreement) -> Block {
    let grades = Grade::ALL.into_iter().map(|grade| capital(grade_words(l, grade)));
    let heads = std::iter::once(w::quality(l).to_owned()).chain(grades).collect();
    let rows = Quality::ALL.into_iter().zip(&agreement.counts).map(|(quality, counts)| {
        let name = std::iter::once(capital(quality_words(l, quality)));
        name.chain(counts.iter().map(|count| l.whole(*count))).collect()
    });
    Block::Table(heads, rows.collect())
}

fn kappa_words(l: Language, agreement: &Agreement) -> String {
    let Some(kappa) = agreement.kappa else { return w::no_kappa(l).to_owned() };
    let all: usize = agreement.counts.iter().flatten().sum();
    let alike = |quality: Quality| -> usize {
        let counts = Grade::ALL.into_iter().zip(agreement.counts[quality as usize]);
        counts.filter(|(grade, _)| Quality::of_grade(*grade) == quality).map(|(_, n)| n).sum()
    };
    let observed = Quality::ALL.into_iter().map(alike).sum();
    let Some(Interval { low, high }) = kappa.interval else {
        return w::kappa_alone(l, all, &l.number(kappa.kappa, 2), &l.whole(observed));
    };
    w::kappa(
        l,
        all,
        &l.number(high, 2),
        &l.number(kappa.kappa, 2),
        &l.number(low, 2),
        &l.whole(observed),
    )
}

fn runs_along(l: Language, check: &FieldCheck, options: &FieldOptions, blocks: &mut Vec<Block>) {
    let told = check.connections.iter().filter_map(|of| Some((of.which, of.along?)));
    let row = |(which, along): (Which, Along)| {
        let shifted = range(
            l,
            Interval {
                low: 100.0 * along.shifted_interval.low,
                high: 100.0 * along.shifted_interval.high,
            },
            1,
        );
        vec![
            capital(which_words(l, which)),
            l.whole(along.lines),
            l.length(along.length_m),
            percent(l, along.share),
            format!("{} ({shifted}\u{a0}%)", percent(l, along.shifted)),
            l.number(along.p, 3),
        ]
    };
    let rows: Vec<Vec<String>> = told.map(row).collect();
    if rows.is_empty() {
        return;
    }
    let times = l.whole(usize::try_from(options.shifts.times).unwrap_or(usize::MAX));
    let (least, most) = (l.length(SHIFT_M.0), l.length(SHIFT_M.1));
    blocks.push(Block::Heading(2, w::along(l).to_owned()));
    let within = l.length(options.shifts.within_m);
    blocks.push(Block::Paragraph(w::along_lead(l, &least, &most, &times, &within).into()));
    let heads = [
        w::connections(l).to_owned(),
        w::of_lines(l).to_owned(),
        w::length(l).to_owned(),
        w::share(l).to_owned(),
        w::shifted(l).to_owned(),
        w::p(l).to_owned(),
    ];
    blocks.push(Block::Table(heads.to_vec(), rows));
}

fn occupied(l: Language, check: &FieldCheck, blocks: &mut Vec<Block>) {
    let rows = check.occupancy.iter().map(|of| {
        let name = match of.by {
            OccupancyBy::Connectivity => w::connectivity(l),
            OccupancyBy::OccupiedConnectivity => w::connectivity_occupied(l),
            OccupancyBy::Attribute => w::attribute(l),
        };
        let interval = of.auc.interval.map(|found| format!(" ({})", range(l, found, 2)));
        let auc = l.number(of.auc.auc, 2) + &interval.unwrap_or_default();
        vec![name.to_owned(), l.whole(of.occupied), l.whole(of.suitable), auc]
    });
    let heads = [w::number(l), w::occupied(l), w::suitable(l), w::auc(l)];
    blocks.push(Block::Heading(2, w::occupancy(l).to_owned()));
    blocks.push(paragraph(w::occupancy_lead(l)));
    blocks.push(Block::Table(heads.map(str::to_owned).to_vec(), rows.collect()));
}

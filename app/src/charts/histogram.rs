//! How often numbers are so large.

use liito_locales::Language;

use super::axis::Axis;
use super::chart::{Cell, Chart};
use super::frame::{UP, across, framed};
use super::scene::{Form, Ink};

/// About so many bins.
const BINS: f64 = 20.0;

/// How a histogram is told.
pub struct HistogramWords<'w> {
    /// What is measured, and its unit.
    pub name: &'w str,
    /// What is counted.
    pub count: &'w str,
    /// Heads of the table's bounds.
    pub bounds: (&'w str, &'w str),
}

/// Counts of bins of the same width, from 0; `marks` are lines that numbers are held against.
pub fn histogram(
    l: Language,
    width: f64,
    numbers: &[f64],
    marks: &[(f64, String)],
    words: &HistogramWords<'_>,
) -> Chart {
    let most = numbers.iter().copied().fold(0.0, f64::max);
    let (left, right) = across(width);
    let (bottom, top) = UP;
    let x = Axis::from_zero(most, left, right);
    let end = end_of(&x);
    let (bin, decimals) = bin_width(end);
    let mut counts = vec![0_u32; bins(end, bin)];
    let last = counts.len().saturating_sub(1);
    for number in numbers {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the place of a bin"
        )]
        let place = ((number / bin).floor().max(0.0) as usize).min(last);
        counts[place] += 1;
    }
    let y = Axis::from_zero(counts.iter().copied().max().unwrap_or(0).into(), bottom, top);
    let mut scene = framed(l, width, (&x, &y), (words.name, words.count));
    let mut rows = Vec::with_capacity(counts.len());
    let mut low = 0.0;
    for count in counts {
        let high = low + bin;
        let (from, to, up) = (x.at(low), x.at(high), y.at(count.into()));
        let title = format!("{}–{}: {count}", l.number(low, decimals), l.number(high, decimals));
        let form = Form::Rect {
            x: from + 1.0,
            y: up,
            width: (to - from - 2.0).max(1.0),
            height: bottom - up,
        };
        scene.tell(Ink::Only, form, title, None);
        rows.push(vec![
            Cell::Number(low, decimals),
            Cell::Number(high, decimals),
            Cell::Number(count.into(), 0),
        ]);
        low = high;
    }
    for (number, name) in marks.iter().filter(|(number, _)| *number <= end) {
        let at = x.at(*number);
        scene.tell(Ink::Mark, Form::Path(vec![(at, bottom), (at, top)]), name.clone(), None);
    }
    let heads = [words.bounds.0, words.bounds.1, words.count].map(str::to_owned).to_vec();
    let legend = marks.iter().map(|(_, name)| (Ink::Mark, name.clone())).collect();
    Chart { scene, legend, heads, rows, note: String::new() }
}

/// The last number that an axis has.
fn end_of(axis: &Axis) -> f64 {
    let ticks = axis.ticks();
    ticks.last().map_or(1.0, |tick| tick.0)
}

/// A round width, so that about twenty bins reach the end, and the decimals that it needs.
fn bin_width(end: f64) -> (f64, usize) {
    let ticks = Axis::from_zero(end / BINS * 5.0, 0.0, 1.0).ticks();
    ticks.get(1).copied().filter(|(width, _)| *width > 0.0).unwrap_or((1.0, 0))
}

fn bins(end: f64, bin: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some twenty bins")]
    let bins = (end / bin).ceil().clamp(1.0, 200.0) as usize;
    bins
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: HistogramWords<'static> =
        HistogramWords { name: "m", count: "n", bounds: ("from", "to") };

    #[test]
    fn every_number_is_counted_once() {
        let numbers: Vec<f64> = (0..1000).map(f64::from).collect();
        let marks = [(50.0, "limit".to_owned()), (1e9, "beyond".to_owned())];
        let chart = histogram(Language::English, 700.0, &numbers, &marks, &WORDS);
        let count = |row: &Vec<Cell>| match row[2] {
            Cell::Number(count, _) => count,
            Cell::Text(_) => 0.0,
        };
        assert_eq!(chart.rows.iter().map(count).sum::<f64>(), 1000.0);
        assert_eq!(chart.rows[0], [0.0, 50.0, 50.0].map(|n| Cell::Number(n, 0)));
        let marked = chart.scene.shapes.iter().filter(|shape| shape.ink == Ink::Mark).count();
        assert_eq!(marked, 1);
    }

    #[test]
    fn nothing_and_zeros_have_a_chart() {
        for numbers in [vec![], vec![0.0, 0.0]] {
            let chart = histogram(Language::Swedish, 360.0, &numbers, &[], &WORDS);
            assert!(!chart.rows.is_empty());
        }
    }
}

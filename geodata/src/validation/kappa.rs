//! Weighted kappa: how much two who judge the same things in ordered classes agree, beyond
//! what chance would make them.
//!
//! Cohen 1968, Psychological Bulletin 70:213-220, doi:10.1037/h0026256. The standard error is
//! the one for a kappa that is not 0, of Fleiss, Cohen and Everitt 1969, Psychological Bulletin
//! 72:323-327, doi:10.1037/h0028106.

use serde::{Deserialize, Serialize};

use super::Interval;

/// How much less a disagreement counts the farther apart the classes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weights {
    /// By the number of classes between them.
    #[default]
    Linear,
    /// By the square of that number.
    Quadratic,
}

impl Weights {
    /// What agreement a pair of classes is, from 1 for the same to 0 for the farthest.
    fn of(self, a: usize, b: usize, classes: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a handful of classes")]
        let apart = a.abs_diff(b) as f64 / (classes.max(2) - 1) as f64;
        match self {
            Self::Linear => 1.0 - apart,
            Self::Quadratic => 1.0 - apart * apart,
        }
    }
}

/// Agreement of two judgements.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Kappa {
    /// From -1 to 1; 0 is what chance would give.
    pub kappa: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Where it lies with a confidence of 95 %; `None` where so few things, or such as all
    /// agree on, cannot tell.
    pub interval: Option<Interval>,
    /// Share of the things that both judge alike.
    pub observed: f64,
}

/// The weighted kappa of a table of counts: a row a class of the one, a column a class of the
/// other, in the same order.
///
/// `None` for an empty table, one that is not square, and one where one of the two puts
/// everything into one class: nothing can be told of how they tell classes apart.
///
/// ```
/// use geodata::validation::{Weights, weighted_kappa};
///
/// // Two diagnose 100 patients (Fleiss, Levin and Paik 2003, table 18.1): kappa is 0.68 with
/// // classes that have no order, 0.72 with these.
/// let counts = [[75, 1, 4], [5, 4, 1], [0, 0, 10]];
/// let rows: Vec<&[usize]> = counts.iter().map(|row| &row[..]).collect();
/// let found = weighted_kappa(&rows, Weights::Linear).unwrap();
/// assert_eq!(format!("{:.3}", found.kappa), "0.722");
/// ```
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts of things that were surveyed by hand")]
pub fn weighted_kappa(counts: &[&[usize]], weights: Weights) -> Option<Kappa> {
    let classes = counts.len();
    let total: usize = counts.iter().flat_map(|row| row.iter()).sum();
    if total == 0 || counts.iter().any(|row| row.len() != classes) {
        return None;
    }
    let n = total as f64;
    let share = |a: usize, b: usize| counts[a][b] as f64 / n;
    let rows: Vec<f64> = (0..classes).map(|a| (0..classes).map(|b| share(a, b)).sum()).collect();
    let columns: Vec<f64> = (0..classes).map(|b| (0..classes).map(|a| share(a, b)).sum()).collect();
    let pairs = || (0..classes).flat_map(|a| (0..classes).map(move |b| (a, b)));
    let weight = |a: usize, b: usize| weights.of(a, b, classes);
    let observed: f64 = pairs().map(|(a, b)| weight(a, b) * share(a, b)).sum();
    let by_chance: f64 = pairs().map(|(a, b)| weight(a, b) * rows[a] * columns[b]).sum();
    let is_all = |shares: &[f64]| shares.iter().filter(|share| **share > 0.0).count() < 2;
    if is_all(&rows) || is_all(&columns) {
        return None;
    }
    let room = 1.0 - by_chance;
    let kappa = (observed - by_chance) / room;
    let of_row: Vec<f64> =
        (0..classes).map(|a| (0..classes).map(|b| columns[b] * weight(a, b)).sum()).collect();
    let of_column: Vec<f64> =
        (0..classes).map(|b| (0..classes).map(|a| rows[a] * weight(a, b)).sum()).collect();
    let spread: f64 = pairs()
        .map(|(a, b)| {
            let off = weight(a, b) * room - (of_row[a] + of_column[b]) * (1.0 - observed);
            share(a, b) * off * off
        })
        .sum();
    let centre = observed * by_chance - 2.0 * by_chance + observed;
    // Rounding may take what is 0 below it.
    let variance = ((spread - centre * centre) / (n * room.powi(4))).max(0.0);
    let standard_error = variance.sqrt();
    Some(Kappa {
        kappa,
        standard_error,
        interval: Interval::around(kappa, standard_error, (-1.0, 1.0), total),
        observed: (0..classes).map(|a| share(a, a)).sum(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(counts: &[&[usize]], weights: Weights) -> Kappa {
        weighted_kappa(counts, weights).unwrap()
    }

    #[test]
    fn equals_statsmodels() {
        // statsmodels 0.15.0, stats.inter_rater.cohens_kappa(table, wt=...): kappa, std_kappa.
        let tables: [&[&[usize]]; 2] =
            [&[&[75, 1, 4], &[5, 4, 1], &[0, 0, 10]], &[&[88, 14, 18], &[10, 40, 10], &[2, 6, 12]]];
        let expected = [
            (0, Weights::Linear, 0.722_222_222_222_222_3, 0.084_300_953_923_188_66),
            (0, Weights::Quadratic, 0.755_319_148_936_170_2, 0.086_707_132_493_807_35),
            (1, Weights::Linear, 0.473_684_210_526_315_8, 0.054_432_309_177_641_525),
            (1, Weights::Quadratic, 0.454_545_454_545_454_6, 0.066_453_681_591_078_12),
        ];
        for (table, weights, kappa, error) in expected {
            let found = of(tables[table], weights);
            assert!((found.kappa - kappa).abs() < 1e-12, "{} {kappa}", found.kappa);
            assert!((found.standard_error - error).abs() < 1e-12, "{}", found.standard_error);
        }
    }

    #[test]
    fn the_ends_of_the_scale() {
        let agreed = of(&[&[3, 0], &[0, 5]], Weights::Linear);
        assert_eq!((agreed.kappa, agreed.standard_error, agreed.observed), (1.0, 0.0, 1.0));
        // Nothing is as sure as that.
        assert_eq!(agreed.interval, None);
        assert_eq!(of(&[&[3, 1], &[1, 3]], Weights::Linear).interval, None);
        let many = of(&[&[30, 10], &[10, 30]], Weights::Linear);
        assert!(many.interval.is_some_and(|Interval { low, high }| low < 0.5 && high > 0.5));
        assert_eq!(of(&[&[0, 4], &[4, 0]], Weights::Linear).kappa, -1.0);
        assert_eq!(of(&[&[5, 5], &[5, 5]], Weights::Quadratic).kappa, 0.0);
    }

    #[test]
    fn what_has_no_kappa() {
        assert_eq!(weighted_kappa(&[], Weights::Linear), None);
        assert_eq!(weighted_kappa(&[&[0, 0], &[0, 0]], Weights::Linear), None);
        assert_eq!(weighted_kappa(&[&[7, 0], &[0, 0]], Weights::Linear), None);
        assert_eq!(weighted_kappa(&[&[7, 0], &[0]], Weights::Linear), None);
        assert_eq!(weighted_kappa(&[&[45, 14, 2], &[0; 3], &[0; 3]], Weights::Linear), None);
        assert_eq!(weighted_kappa(&[&[7, 0], &[3, 0]], Weights::Linear), None);
    }
}

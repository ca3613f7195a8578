//! Area under the curve: how surely a number tells two groups apart.
//!
//! It is the chance that one drawn from the one group has the larger number than one drawn from
//! the other, with half for as large (Hanley and McNeil 1982, doi:10.1148/radiology.143.1.7063747).
//! The standard error is that of DeLong, DeLong and Clarke-Pearson 1988, Biometrics 44:837-845,
//! doi:10.2307/2531595.

use serde::{Deserialize, Serialize};

use super::Interval;

/// How surely a number tells two groups apart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Auc {
    /// From 0 to 1; 0.5 is what chance would give.
    pub auc: f64,
    /// Its standard error; `None` where a group has fewer than two.
    pub standard_error: Option<f64>,
    /// Where it lies with a confidence of 95 %; `None` where a group is small, or all of one
    /// lie above all of the other.
    pub interval: Option<Interval>,
}

/// The area under the curve of the numbers of two groups; `None` where one is empty, or a
/// number is none.
///
/// ```
/// use geodata::validation::auc;
///
/// // Of six pairs the first is larger in four and as large in one.
/// let found = auc(&[3.0, 2.0], &[1.0, 2.0, 2.5]).unwrap();
/// assert!((found.auc - 4.5 / 6.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn auc(of: &[f64], against: &[f64]) -> Option<Auc> {
    if of.is_empty() || against.is_empty() || of.iter().chain(against).any(|x| x.is_nan()) {
        return None;
    }
    let larger = shares_below(of, against);
    let smaller = shares_below(against, of);
    let auc = mean(&larger);
    let error = (of.len() > 1 && against.len() > 1)
        .then(|| (variance_of_mean(&larger) + variance_of_mean(&smaller)).sqrt());
    Some(Auc {
        auc,
        standard_error: error,
        interval: error.and_then(|error| {
            Interval::around(auc, error, (0.0, 1.0), of.len().min(against.len()))
        }),
    })
}

/// For each number, what share of the others lies below it, with half for as large.
#[expect(clippy::cast_precision_loss, reason = "counts of patches")]
fn shares_below(of: &[f64], others: &[f64]) -> Vec<f64> {
    let mut sorted = others.to_vec();
    crate::order::sort_by(&mut sorted, f64::total_cmp);
    let share = |number: &f64| {
        let below = sorted.partition_point(|other| other < number);
        let up_to = sorted.partition_point(|other| other <= number);
        (below + up_to) as f64 / (2 * sorted.len()) as f64
    };
    of.iter().map(share).collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts of patches")]
fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

#[expect(clippy::cast_precision_loss, reason = "counts of patches")]
fn variance_of_mean(numbers: &[f64]) -> f64 {
    let middle = mean(numbers);
    let squares: f64 = numbers.iter().map(|number| (number - middle) * (number - middle)).sum();
    squares / ((numbers.len() - 1) * numbers.len()) as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_ends_of_the_scale() {
        let apart = auc(&[5.0, 6.0], &[1.0, 2.0, 3.0]).unwrap();
        assert_eq!((apart.auc, apart.standard_error), (1.0, Some(0.0)));
        assert_eq!(auc(&[1.0; 3], &[1.0; 4]).unwrap().auc, 0.5);
        assert_eq!(auc(&[1.0], &[2.0, 3.0]).unwrap().standard_error, None);
        assert_eq!(auc(&[], &[1.0]), None);
        assert_eq!(auc(&[f64::NAN], &[1.0]), None);
    }

    proptest! {
        /// Word for word: every pair is looked at, and DeLong's covariances summed.
        #[test]
        fn equals_all_pairs(
            of in prop::collection::vec(0_i32..20, 2..30),
            against in prop::collection::vec(0_i32..20, 2..30),
        ) {
            let (of, against): (Vec<f64>, Vec<f64>) =
                (of.into_iter().map(f64::from).collect(), against.into_iter().map(f64::from).collect());
            let wins = |x: f64, y: f64| if x > y { 1.0 } else if x < y { 0.0 } else { 0.5 };
            let (m, n) = (of.len() as f64, against.len() as f64);
            let all: f64 = of.iter().flat_map(|x| against.iter().map(move |y| wins(*x, *y))).sum();
            let whole = all / (m * n);
            let first: f64 = of
                .iter()
                .map(|x| (against.iter().map(|y| wins(*x, *y)).sum::<f64>() / n - whole).powi(2))
                .sum();
            let second: f64 = against
                .iter()
                .map(|y| (of.iter().map(|x| wins(*x, *y)).sum::<f64>() / m - whole).powi(2))
                .sum();
            let error = (first / ((m - 1.0) * m) + second / ((n - 1.0) * n)).sqrt();
            let found = auc(&of, &against).unwrap();
            prop_assert!((found.auc - whole).abs() < 1e-12);
            prop_assert!((found.standard_error.unwrap() - error).abs() < 1e-12);
        }
    }
}

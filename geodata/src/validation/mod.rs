//! Is the computed network true? It is asked of what people saw in the field.
//!
//! Three questions, each with an answer that says how sure it is:
//!
//! * [`graded`]: do the gaps along each surveyed connection give the grade that its surveyor
//!   gave it? A table of both, and a weighted kappa ([`weighted_kappa`]).
//! * [`along`]: do surveyed connections run where computed paths do, more than the same lines
//!   shifted at random?
//! * [`occupancy`]: are patches with signs of use better connected than suitable ones without?
//!   The area under the curve ([`auc`]).
//!
//! None of them proves anything where surveyors drew from the same maps of trees that the
//! network is computed from.

mod along;
mod auc;
mod connections;
mod field;
mod kappa;
mod occupancy;

use serde::{Deserialize, Serialize};

pub use along::{Along, Paths, SHIFT_M, Shifts, along};
pub use auc::{Auc, auc};
pub use connections::{Agreement, GradedConnection, Quality, Which, agreement, graded, of_class};
pub use field::{Field, FieldCheck, FieldOptions, OfConnections, field_check};
pub use kappa::{Kappa, Weights, weighted_kappa};
pub use occupancy::{Occupancy, OccupancyBy, occupancy};

/// Where a figure lies with a confidence of 95 %.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The least.
    pub low: f64,
    /// The most.
    pub high: f64,
}

/// Of fewer things than this no interval is told: the standard errors are those of many.
const FEWEST: usize = 10;

/// So many standard errors are 95 % of a normal distribution.
const STANDARD_ERRORS: f64 = 1.959_963_984_540_054;

impl Interval {
    /// By a standard error, within what can be; `None` where a sample says nothing of how sure
    /// it is: it is small, or all of it agrees.
    fn around(figure: f64, error: f64, (least, most): (f64, f64), things: usize) -> Option<Self> {
        let half = STANDARD_ERRORS * error;
        let interval = Self { low: (figure - half).max(least), high: (figure + half).min(most) };
        (error > 0.0 && things >= FEWEST).then_some(interval)
    }

    /// Between the 2.5th and the 97.5th of a hundred, of numbers that are sorted.
    fn of_sorted(numbers: &[f64]) -> Self {
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the place of a number in a list"
        )]
        let at = |share: f64| {
            let place = (share * (numbers.len() as f64 - 1.0)).max(0.0);
            numbers.get(place.round() as usize).copied().unwrap_or(0.0)
        };
        Self { low: at(0.025), high: at(0.975) }
    }
}

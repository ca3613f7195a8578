//! From length to probability.

use serde::{Deserialize, Serialize};

use super::ParameterError;
use crate::links::Link;
use crate::units::round_length_m;

/// The negative exponential dispersal kernel p(x) = exp(-k x).
///
/// Said by the probability at a distance: k = -ln(p) / d. Field tools differ in
/// whether their distance is the one where p is 0.5 (a median) or 0.05 (nearly
/// the greatest), so both numbers are always given.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Kernel {
    distance_m: f64,
    probability: f64,
    k_per_m: f64,
}

impl Kernel {
    /// The kernel with probability `probability` at `distance_m`.
    ///
    /// # Errors
    /// [`ParameterError::Distance`] unless the distance is positive and finite,
    /// [`ParameterError::Probability`] unless 0 < p < 1.
    ///
    /// ```
    /// use geodata::connectivity::Kernel;
    /// let kernel = Kernel::new(1000.0, 0.5)?;
    /// assert_eq!(kernel.probability_at(0.0), 1.0);
    /// assert!((kernel.probability_at(2000.0) - 0.25).abs() < 1e-15);
    /// # Ok::<(), geodata::connectivity::ParameterError>(())
    /// ```
    pub fn new(distance_m: f64, probability: f64) -> Result<Self, ParameterError> {
        if !(distance_m.is_finite() && distance_m > 0.0) {
            return Err(ParameterError::Distance { given: distance_m });
        }
        if !(probability > 0.0 && probability < 1.0) {
            return Err(ParameterError::Probability { given: probability });
        }
        Ok(Self { distance_m, probability, k_per_m: -libm::log(probability) / distance_m })
    }

    /// Probability of moving `length_m`; 0 where the length is infinite.
    #[must_use]
    pub fn probability_at(&self, length_m: f64) -> f64 {
        libm::exp(-self.k_per_m * length_m)
    }

    /// The length whose probability that is, metres: 0 for 1, infinite for 0.
    #[must_use]
    pub fn length_of(&self, probability: f64) -> f64 {
        if probability > 0.0 { -libm::log(probability) / self.k_per_m } else { f64::INFINITY }
    }

    /// The length that gives a link its probability, metres, a multiple of 2^-30: a factor is
    /// so much more length, since f exp(-k x) = exp(-k (x - ln(f) / k)).
    #[must_use]
    pub fn effective_m(&self, link: &Link) -> f64 {
        if link.factor >= 1.0 {
            return link.length_m;
        }
        round_length_m(link.length_m + self.length_of(link.factor))
    }

    /// Share of a probability that is lost when a path gets longer by `longer_m`:
    /// 1 - exp(-k x), exact for small x too.
    #[must_use]
    pub fn loss_by(&self, longer_m: f64) -> f64 {
        -libm::expm1(-self.k_per_m * longer_m)
    }

    /// The distance that the kernel is said by, metres.
    #[must_use]
    pub fn distance_m(&self) -> f64 {
        self.distance_m
    }

    /// The probability at that distance.
    #[must_use]
    pub fn probability(&self) -> f64 {
        self.probability
    }
}

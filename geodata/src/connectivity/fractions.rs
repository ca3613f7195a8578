//! What IIC and PC are made of: habitat within patches, direct links, and steps
//! by way of other patches, as Conefor prints them. Not to be confused with the
//! intra, flux and connector parts of a patch (Saura and Rubio 2010,
//! doi:10.1111/j.1600-0587.2009.05760.x).
//!
//! * intra: the pairs of a patch with itself, sum of a_i^2;
//! * direct: pairs with a link, each worth what the link alone gives: a_i a_j
//!   p_ij in PC, a_i a_j / 2 in IIC;
//! * step: the rest, which pairs owe to patches in between.

use serde::{Deserialize, Serialize};

/// Shares of an index, in per cent of it; all 0 where the index is 0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Fractions {
    /// Within patches, %.
    pub intra: f64,
    /// By direct links, %.
    pub direct: f64,
    /// By way of other patches, %.
    pub step: f64,
}

impl Fractions {
    /// Splits a numerator (square hectares) of which two parts are known.
    ///
    /// ```
    /// use geodata::connectivity::fractions::Fractions;
    /// let parts = Fractions::new(10.0, 4.0, 5.0);
    /// assert_eq!((parts.intra, parts.direct, parts.step), (40.0, 50.0, 10.0));
    /// ```
    #[must_use]
    pub fn new(numerator: f64, intra: f64, direct: f64) -> Self {
        if numerator <= 0.0 {
            return Self { intra: 0.0, direct: 0.0, step: 0.0 };
        }
        let percent = |part: f64| 100.0 * part / numerator;
        // Sums in different orders may differ in their last bit.
        let step = (numerator - intra - direct).max(0.0);
        let step = if step < 1e-13 * numerator { 0.0 } else { step };
        Self { intra: percent(intra), direct: percent(direct), step: percent(step) }
    }
}

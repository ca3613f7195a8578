//! How far dPC may be from exact, so that large networks need not wait.

use serde::{Deserialize, Serialize};

use crate::connectivity::Kernel;

/// Networks of up to so many patches are taken apart exactly unless something else is asked.
pub const EXACT_UP_TO: usize = 4000;

/// How far dPC may be from exact beyond that, percentage points.
pub const OF_LARGE_NETWORKS: f64 = 0.001;

/// Where searches by length end, and what is too little to be looked at.
///
/// With A the sum of all attributes, P what PCnum is at least (each patch with itself and
/// its direct links), and e the share of P that may be missed:
///
/// - Paths longer than R are not searched. A pair farther apart is worth less than
///   a_i a_j p(R), and so is one that wrongly has no other way because that way is longer:
///   A^2 p(R) in all, once in what is lost and once in PCnum.
/// - Where less than w hangs on a piece, seen from a source i, what it loses by a longer way
///   is not sought. From each source that misses at most 2 a_i w: 2 A w in all.
///
/// R and w are those that give each of the three a third of e P, less a little because the
/// PCnum that is divided by may be too small by its own third.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Bound {
    /// R, metres.
    pub most_m: f64,
    /// w, hectares.
    pub little_ha: f64,
    /// No dPC is farther off than this, percentage points.
    pub percentage_points: f64,
}

impl Bound {
    /// Nothing is missed.
    pub const EXACT: Self = Self { most_m: f64::INFINITY, little_ha: 0.0, percentage_points: 0.0 };

    /// At most so many percentage points, of a network with this sum of attributes
    /// (hectares) and at least this PCnum (square hectares).
    pub fn new(percentage_points: f64, kernel: &Kernel, habitat_ha: f64, least_pc: f64) -> Self {
        let share = (percentage_points / 100.0).min(1.0) / 3.0;
        let third = share * (1.0 - share) * least_pc;
        if !(third > 0.0 && habitat_ha > 0.0) {
            return Self::EXACT;
        }
        Self {
            most_m: kernel.length_of((third / (habitat_ha * habitat_ha)).min(1.0)),
            little_ha: third / (2.0 * habitat_ha),
            percentage_points,
        }
    }
}

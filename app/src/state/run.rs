//! Where the computing stands.

use geodata::connectivity::Grading;
use geodata::links::LinkKind;
use geodata::{Indices, Parameters};

/// Figures, and what they were asked with: words beside them must fit them and
/// not what stands in the form by now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    pub indices: Indices,
    pub kind: LinkKind,
    pub grading: Grading,
    pub distance_m: f64,
    pub probability: f64,
    pub threshold_m: f64,
}

impl Figures {
    pub fn new(indices: Indices, parameters: &Parameters) -> Self {
        Self {
            indices,
            kind: parameters.kind,
            grading: parameters.grading,
            distance_m: parameters.distance_m,
            probability: parameters.probability,
            threshold_m: parameters.threshold_m(),
        }
    }
}

/// Where the computing stands.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[expect(clippy::large_enum_variant, reason = "there is one, and it is copied at leisure")]
pub enum Run {
    /// There is nothing to compute with.
    #[default]
    Idle,
    /// So many patches that the reader should choose a longest link first.
    NeedsCut { patches: usize, pairs: u64 },
    /// Links are being found: so many shares of so many.
    Links { done: usize, total: usize },
    /// Indices are being computed: so many shares of so many.
    Indices { done: usize, total: usize },
    /// Files are being read, or the reader is still typing.
    Waiting,
    /// These are the figures.
    Done(Figures),
    /// It could not be done; a notice or a field says why.
    Failed,
    /// The reader stopped it.
    Cancelled,
}

impl Run {
    /// Figures are on their way.
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Waiting | Self::Links { .. } | Self::Indices { .. })
    }

    /// Share of the work that is done, 0 to 1, while there is work.
    pub fn progress(self) -> Option<f64> {
        // Finding links takes most of the time where there are any to find.
        let share = |done: usize, total: usize| {
            f64::from(u32::try_from(done).unwrap_or(u32::MAX))
                / f64::from(u32::try_from(total.max(1)).unwrap_or(u32::MAX))
        };
        match self {
            Self::Links { done, total } => Some(0.6 * share(done, total)),
            Self::Indices { done, total } => Some(0.6 + 0.4 * share(done, total)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_goes_forward_from_stage_to_stage() {
        assert_eq!(Run::Idle.progress(), None);
        assert_eq!(Run::Links { done: 1, total: 2 }.progress(), Some(0.3));
        assert_eq!(Run::Indices { done: 0, total: 0 }.progress(), Some(0.6));
        assert_eq!(Run::Indices { done: 4, total: 4 }.progress(), Some(1.0));
    }
}

//! Why an area is no patch, in a reader's language.

use geodata::model::LeftOutReason;

use crate::{Language, messages as m};

/// Why an area is no patch.
#[must_use]
pub fn left_out_reason(language: Language, reason: &LeftOutReason) -> String {
    use m::areas as w;
    let l = language;
    match reason {
        LeftOutReason::Superseded { by } => w::superseded(l, by),
        LeftOutReason::Covered => w::covered(l).into(),
        LeftOutReason::TooSmall => w::too_small(l).into(),
    }
}

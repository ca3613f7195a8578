//! What of the layers everyone may be told of: which features, and which of their columns.
//!
//! Observations and breeding or resting places are in none of it: where animals were seen is told
//! to everyone by squares of a kilometre alone.

use crate::luoti::recognise;
use crate::model::{Feature, Layer, LayerRole, Value};
use crate::report::is_private_column;
use crate::scenario::SiteKind;

/// The column that says what a surveyed area is.
const KIND: &str = "aluetyyppi";

/// Says of the features of a layer whether everyone may be told of them: not of observations,
/// whatever the layer is used as, and not of breeding or resting places.
#[derive(Debug, Clone, Copy)]
pub struct ForEveryone {
    is_kept_back: bool,
    kind: Option<usize>,
}

impl ForEveryone {
    /// Made once for a layer.
    #[must_use]
    pub fn of(layer: &Layer) -> Self {
        let is_observed = |role| role == LayerRole::Observation;
        let survey = recognise(layer, &layer.name);
        Self {
            is_kept_back: is_observed(layer.role)
                || survey.is_some_and(|survey| is_observed(survey.role)),
            kind: layer.column_in_any_case(KIND),
        }
    }

    /// Whether everyone may be told of this feature of the layer.
    #[must_use]
    pub fn tells(&self, feature: &Feature) -> bool {
        let is_breeding = |column: usize| match feature.value(column) {
            Value::Text(text) => SiteKind::of(text) == SiteKind::Breeding,
            _ => false,
        };
        !self.is_kept_back && !self.kind.is_some_and(is_breeding)
    }
}

/// Beginnings of words in names of columns that are kept back beside private ones: free text, and
/// what is said of nests and droppings, may tell where animals live.
const KEPT_BACK: [&str; 18] = [
    "viite",
    "ominaislaj",
    "lahopuu",
    "huom",
    "muistiin",
    "kommen",
    "remark",
    "note",
    "memo",
    "havain",
    "observ",
    "anm",
    "beskriv",
    "pesa",
    "pesi",
    "nest",
    "kolo",
    "papana",
];

/// Whether a column, by its name, may be searched and told to everyone.
///
/// ```
/// use geodata::for_everyone::tells_column;
/// assert!(tells_column("aluetyyppi") && tells_column("name"));
/// assert!(!tells_column("havaitsija") && !tells_column("lisatieto_1"));
/// assert!(!tells_column("Pesän tyyppi") && !tells_column("ominaislajit"));
/// ```
#[must_use]
pub fn tells_column(column: &str) -> bool {
    let is_kept = |word: &str| KEPT_BACK.iter().any(|kept| word.starts_with(kept));
    !is_private_column(column) && !crate::search::words(column).any(|word| is_kept(&word))
}

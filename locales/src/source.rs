//! A layer that went into figures: what is told of it beside them.

use geodata::Layer;
use geodata::luoti::survey_years;

use crate::Language;
use crate::messages::annex as w;

/// A layer that went in.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// So many features.
    pub features: usize,
    /// The first and the last year in which it was surveyed, where it says.
    pub surveyed: Option<(u16, u16)>,
}

impl Source {
    /// What a layer tells of itself, under a name.
    #[must_use]
    pub fn new(name: String, layer: &Layer) -> Self {
        Self { name, features: layer.features.len(), surveyed: survey_years(layer) }
    }

    pub(crate) fn words(&self, l: Language) -> String {
        let features = l.whole(self.features);
        match self.surveyed {
            None => w::source(l, &features, &self.name),
            Some((first, last)) if first == last => {
                w::source_surveyed(l, &features, &self.name, &first.to_string())
            }
            Some((first, last)) => {
                let years = format!("{first}\u{2013}{last}");
                w::source_surveyed(l, &features, &self.name, &years)
            }
        }
    }
}

//! What is shown to somebody who is here for the first time.

/// The card that leads through the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Guide {
    #[default]
    None,
    /// What this is, and where to go from here.
    Welcome,
    /// A step of the example of Analyse.
    Analyse(AnalyseStep),
}

/// Steps of the example of Analyse, each with something that it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnalyseStep {
    /// The figure for the whole network.
    Worth,
    /// The patch that matters most is chosen.
    TopPatch,
    /// The distance is made shorter.
    Shorter,
    /// The table is opened.
    Table,
    /// All is as it was: the reader's own data come next.
    OwnData,
}

impl AnalyseStep {
    pub const ALL: [Self; 5] =
        [Self::Worth, Self::TopPatch, Self::Shorter, Self::Table, Self::OwnData];

    /// Its place among them, from 1.
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|step| *step == self).unwrap_or(0) + 1
    }

    /// The one after it, if any.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }

    /// The one before it, if any.
    pub fn previous(self) -> Option<Self> {
        self.number().checked_sub(2).and_then(|place| Self::ALL.get(place).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_from_one_end_to_the_other_and_back() {
        let there = std::iter::successors(Some(AnalyseStep::Worth), |step| step.next());
        assert!(there.eq(AnalyseStep::ALL));
        let back = std::iter::successors(Some(AnalyseStep::OwnData), |step| step.previous());
        assert!(back.eq(AnalyseStep::ALL.into_iter().rev()));
    }
}

//! All plans side by side.

use geodata::Error;
use geodata::progress::Progress;
use geodata::scenario::{Entry, Impact, Question, assess};
use liito_locales::{Alternative, alternatives};
use liito_worker::{Answer, PlanReply, PlanWish};

use super::words::named;
use super::{Ground, Planner, language_of};

/// What a plan does, kept to be set beside others.
pub struct Known {
    entries: Vec<Entry>,
    years: f64,
    neighbourhood_m: f64,
    impact: Impact,
}

impl Planner {
    /// Tells all plans side by side.
    pub(super) fn compare(
        &mut self,
        wish: &PlanWish,
        progress: &mut impl Progress,
    ) -> Result<Answer, Error> {
        let all = self.side_by_side(wish, progress)?;
        let told = PlanReply::Compared(alternatives(language_of(&wish.language), &all));
        Ok((told.packed(), None))
    }

    /// What each plan that has edits does.
    pub(super) fn side_by_side(
        &mut self,
        wish: &PlanWish,
        progress: &mut impl Progress,
    ) -> Result<Vec<Alternative>, Error> {
        // The present by this rule, and the chosen plan: both may be known.
        let chosen = self.compute(wish, progress)?;
        let PlanWish { years, neighbourhood_m, .. } = *wish;
        let plans = &self.scenarios;
        self.known.retain(|known| {
            known.neighbourhood_m == neighbourhood_m
                && plans.iter().any(|plan| plan.entries() == known.entries)
        });
        let (Some(ground), Some((rule, before))) = (&self.ground, &self.before) else {
            return Ok(Vec::new());
        };
        let l = language_of(&wish.language);
        let mut all = Vec::new();
        for (number, plan) in (1..).zip(&self.scenarios) {
            let entries = plan.entries();
            if entries.is_empty() {
                continue;
            }
            let is_known = |known: &&Known| known.years == years && known.entries == entries;
            let own = chosen.filter(|place| self.after[*place].entries == entries);
            let impact = if let Some(place) = own {
                self.after[place].impact.clone()
            } else if let Some(known) = self.known.iter().find(is_known) {
                known.impact.clone()
            } else {
                let Ground { present, surveyed, .. } = ground;
                let question =
                    Question { present, surveyed, rule, entries, years, neighbourhood_m };
                let (_, impact) = assess(&question, before, progress)?;
                let entries = entries.to_vec();
                let known = Known { entries, years, neighbourhood_m, impact: impact.clone() };
                self.known.push(known);
                impact
            };
            all.push((named(plan, number, l), impact));
        }
        Ok(all)
    }
}

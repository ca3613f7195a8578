//! Plans: what the reader draws, what it does to the network, and what is told of it.

mod assess;
mod compare;
mod draw;
mod links;
mod live;
mod present;
mod shape;
mod shelf;
mod step;
mod suggest;
#[cfg(test)]
mod tests;
mod words;

use compare::Known;
use geo::MultiPolygon;
use geodata::Error;
use geodata::connectivity::sensitivity::draws;
use geodata::links::Topology;
use geodata::progress::Progress;
use geodata::scenario::{
    Edit, Entry, Impact, Present, Question, Rule, Scenario, Side, Surveyed, YEARS, assess,
    effect_range,
};
use liito_locales::{Annex, Language, Source, annex};
use liito_worker::{AnnexWish, Answer, PlanAsk, PlanReply, PlanWish, Reply};
use shelf::{Drawn, Identity};

/// The same draws each time: the same plan, the same range.
const SEED: u64 = 1;

/// What the worker knows of plans.
#[derive(Default)]
pub struct Planner {
    ground: Option<Ground>,
    scenarios: Vec<Scenario>,
    chosen: usize,
    /// The present that they were made for.
    over: Option<Identity>,
    /// Plans for other presents.
    shelf: Vec<Drawn>,
    revision: u32,
    /// The network as it is, by the rule that it was found with.
    before: Option<(Rule, Side)>,
    /// The same after the chosen plan's edits, for each number of years that was asked for.
    after: Vec<After>,
    /// What other plans do.
    known: Vec<Known>,
    /// What is being drawn or moved.
    hand: live::Hand,
    /// What was suggested last.
    suggested: Vec<MultiPolygon>,
}

/// The present, and what is told of it.
struct Ground {
    present: Present,
    surveyed: Surveyed,
    sources: Vec<Source>,
    labels: Vec<String>,
    /// What layers of plans show.
    planned: Vec<Edit>,
}

/// What came of the edits.
struct After {
    entries: Vec<Entry>,
    years: f64,
    neighbourhood_m: f64,
    side: Side,
    impact: Impact,
}

impl Planner {
    pub fn answer(
        &mut self,
        ask: PlanAsk,
        bytes: &[u8],
        progress: &mut impl Progress,
    ) -> Result<Answer, Error> {
        match ask {
            PlanAsk::Load => self.load(bytes),
            PlanAsk::Restore => Ok(self.restore(bytes)),
            PlanAsk::Step(step, language) => Ok(self.step(step, language_of(&language))),
            PlanAsk::Live(step, wish) => self.live(&step, &wish),
            PlanAsk::Assess(wish) => self.assess(&wish, progress),
            PlanAsk::Compare(wish) => self.compare(&wish, progress),
            PlanAsk::Annex(wish, annex) => self.annex(&wish, &annex, progress),
            PlanAsk::Suggest(wish, count) => self.suggest(&wish, count, progress),
        }
    }

    fn scenario(&mut self) -> &mut Scenario {
        if self.scenarios.is_empty() {
            self.scenarios.push(Scenario::default());
        }
        self.chosen = self.chosen.min(self.scenarios.len() - 1);
        &mut self.scenarios[self.chosen]
    }

    /// Has the network as it is by a rule, where there is a present.
    fn know_before(&mut self, rule: &Rule, progress: &mut impl Progress) -> Result<(), Error> {
        if let Some(Ground { present, .. }) = &self.ground
            && self.before.as_ref().is_none_or(|(known, _)| known != rule)
        {
            self.after.clear();
            self.known.clear();
            self.hand = live::Hand::default();
            self.before = Some((rule.clone(), Side::before(present, rule, progress)?));
        }
        Ok(())
    }

    /// Has the networks of both sides as they are asked for; gives the place of the latter.
    /// `None` without a present, or without edits.
    fn compute(
        &mut self,
        wish: &PlanWish,
        progress: &mut impl Progress,
    ) -> Result<Option<usize>, Error> {
        let rule = sound_rule(&wish.rule);
        self.scenario();
        self.know_before(&rule, progress)?;
        let Some(Ground { present, surveyed, .. }) = &self.ground else { return Ok(None) };
        let Some((_, before)) = &self.before else { return Ok(None) };
        let entries = self.scenarios[self.chosen].entries();
        // Nothing is the present, which is known.
        if entries.is_empty() {
            self.after.clear();
            return Ok(None);
        }
        let PlanWish { years, neighbourhood_m, .. } = *wish;
        self.after
            .retain(|after| after.entries == entries && after.neighbourhood_m == neighbourhood_m);
        if let Some(known) = self.after.iter().position(|after| after.years == years) {
            return Ok(Some(known));
        }
        let question = Question { present, surveyed, rule: &rule, entries, years, neighbourhood_m };
        let (side, impact) = assess(&question, before, progress)?;
        let entries = entries.to_vec();
        self.after.push(After { entries, years, neighbourhood_m, side, impact });
        Ok(Some(self.after.len() - 1))
    }

    fn annex(
        &mut self,
        wish: &PlanWish,
        wanted: &AnnexWish,
        progress: &mut impl Progress,
    ) -> Result<Answer, Error> {
        let mut impacts = Vec::new();
        for years in YEARS {
            let at = PlanWish { years, ..wish.clone() };
            let Some(place) = self.compute(&at, progress)? else {
                return Ok((Reply::OtherVersion, None));
            };
            let after = &self.after[place];
            impacts.push(after.impact.clone());
            // What does not grow is the same for ever.
            if !after.entries.iter().any(|entry| entry.edit.grows()) {
                break;
            }
        }
        if wanted.runs > 0
            && let (Some(ground), Some((rule, _))) = (&self.ground, &self.before)
        {
            let Ground { present, surveyed, .. } = ground;
            let entries = self.scenarios[self.chosen].entries();
            let PlanWish { neighbourhood_m, .. } = *wish;
            let question =
                Question { present, surveyed, rule, entries, years: YEARS[0], neighbourhood_m };
            let draws = draws(wanted.runs, SEED, &rule.resistance);
            impacts[0].firm = Some(effect_range(&question, &draws, progress)?);
        }
        let at_once = PlanWish { years: YEARS[0], ..wish.clone() };
        let mut others = self.side_by_side(&at_once, progress)?;
        let l = language_of(&wish.language);
        let name = words::named(&self.scenarios[self.chosen], self.chosen + 1, l);
        let (Some(ground), Some((rule, _))) = (&self.ground, &self.before) else {
            return Ok((Reply::OtherVersion, None));
        };
        if !wanted.is_for_authority {
            impacts.iter_mut().for_each(|impact| *impact = impact.without_names());
            others.iter_mut().for_each(|(_, impact)| *impact = impact.without_names());
        }
        let report = annex(
            l,
            &Annex {
                plan: &name,
                date: &wanted.date,
                author: &wanted.author,
                authority: &wanted.authority,
                is_public: !wanted.is_for_authority,
                entries: self.scenarios[self.chosen].entries(),
                labels: &ground.labels,
                rule,
                impacts: &impacts,
                alternatives: &others,
                sources: &ground.sources,
                working_crs: &ground.present.habitat().working_crs().to_string(),
            },
        );
        Ok((PlanReply::Annex(report).packed(), None))
    }
}

/// The rule that plans are judged by: among neighbours alone a new patch takes glides from
/// those round it.
fn sound_rule(rule: &Rule) -> Rule {
    let mut rule = rule.clone();
    let is_least_cost = rule.parameters.kind == geodata::links::LinkKind::LeastCost;
    rule.parameters.topology = if is_least_cost { Topology::Planar } else { Topology::Complete };
    rule
}

fn language_of(code: &str) -> Language {
    Language::from_tag(code).unwrap_or(Language::English)
}

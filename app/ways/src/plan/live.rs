//! What a plan would do as it is being drawn: in figures alone, for what has to follow a hand.
//!
//! Glides are those of a full run: what the hand does not hold is made ready once, and each
//! move changes only what lies near it. A grid of resistance is looked at in coarser cells,
//! and the answer says so.

use geodata::Error;
use geodata::links::LinkKind;
use geodata::scenario::{Entry, Figures, Live, Rule, Scenario, Scene, Side};
use liito_worker::{Answer, LiveFigures, LiveInfo, PlanReply, PlanStep, PlanWish, Reply};

use super::draw::{DrawError, Pen};
use super::{Planner, sound_rule, step, words};

/// Cells of the grid while a hand moves are at least so wide, metres.
const COARSE_M: f64 = 20.0;

/// What a hand moves, and what it does not.
#[derive(Default)]
pub(super) struct Hand {
    /// The figures of the present by a rule.
    before: Option<(Rule, LiveFigures)>,
    /// The plan but for what the hand holds.
    rest: Option<Rest>,
}

/// A plan without what a hand holds, ready to be changed.
struct Rest {
    entries: Vec<Entry>,
    years: f64,
    /// None where that is the present.
    side: Option<Side>,
    live: Live,
}

impl Planner {
    /// The figures of the chosen plan with one more step; none where the step makes no sense.
    pub(super) fn live(&mut self, step: &PlanStep, wish: &PlanWish) -> Result<Answer, Error> {
        self.scenario();
        let Some(ground) = &self.ground else { return Ok((Reply::OtherVersion, None)) };
        let pen = Pen::new(ground.present.habitat().working_crs())?;
        let rule = sound_rule(&wish.rule);
        let is_coarse = rule.parameters.kind == LinkKind::LeastCost && rule.cell_m < COARSE_M;
        let chosen = self.scenarios.get(self.chosen);
        let figures = match chosen.and_then(|of| with(of, &pen, step)) {
            None => None,
            Some(scenario) if is_coarse => {
                let rule = Rule { cell_m: COARSE_M, ..rule };
                Some(self.coarse(&scenario, &rule, wish.years)?)
            }
            Some(scenario) => self.followed(&scenario, &rule, wish.years, held(step))?,
        };
        Ok((PlanReply::Live(LiveInfo { is_coarse, figures }).packed(), None))
    }

    /// By a grid, from nothing.
    fn coarse(
        &mut self,
        scenario: &Scenario,
        rule: &Rule,
        years: f64,
    ) -> Result<(LiveFigures, LiveFigures), Error> {
        let Some(ground) = &self.ground else { return Ok(Default::default()) };
        let known = self.hand.before.as_ref().filter(|(known, _)| known == rule);
        let before = match known {
            Some((_, known)) => *known,
            None => {
                let scene = Scene::new(&ground.present, &[], 0.0);
                told(Figures::of(&rule.network(&scene, &mut ())?, rule))
            }
        };
        self.hand.before = Some((rule.clone(), before));
        let scene = Scene::new(&ground.present, scenario.entries(), years);
        let after = told(Figures::of(&rule.network(&scene, &mut ())?, rule));
        Ok((before, after))
    }

    /// From what is there without that which the hand holds: glides as those of a full run.
    fn followed(
        &mut self,
        scenario: &Scenario,
        rule: &Rule,
        years: f64,
        held: Held,
    ) -> Result<Option<(LiveFigures, LiveFigures)>, Error> {
        self.know_before(rule, &mut ())?;
        let (Some(ground), Some((_, present))) = (&self.ground, &self.before) else {
            return Ok(None);
        };
        let hand = &mut self.hand;
        if hand.before.as_ref().is_none_or(|(known, _)| known != rule) {
            hand.before = Some((rule.clone(), told(Figures::of(&present.network, rule))));
        }
        let scene = Scene::new(&ground.present, scenario.entries(), years);
        let mut entries = scenario.entries().to_vec();
        match held {
            Held::Last => drop(entries.pop()),
            Held::Edit(id) => entries.retain(|entry| entry.id != id),
        }
        // Links that are cut or mended are so at the end, over those of the present.
        if !scene.links.is_empty() {
            entries.clear();
        }
        let is_known = hand.rest.as_ref().is_some_and(|rest| {
            rest.live.rule() == rule
                && rest.entries == entries
                && (rest.years == years || entries.is_empty())
        });
        if !is_known {
            // Two at once take much room.
            hand.rest = None;
            let side = if entries.is_empty() {
                None
            } else {
                let scene = Scene::new(&ground.present, &entries, years);
                let network = rule.network_after(&scene, Some(present), &mut ())?;
                Some(Side { scene, network })
            };
            let live = Live::new(side.as_ref().unwrap_or(present), rule)?;
            hand.rest = Some(Rest { entries, years, side, live });
        }
        let Some(rest) = &hand.rest else { return Ok(None) };
        let after = rest.live.after(rest.side.as_ref().unwrap_or(present), &scene)?;
        Ok(hand.before.as_ref().map(|(_, before)| (*before, told(after))))
    }
}

/// What of a plan a hand holds.
#[derive(Clone, Copy)]
enum Held {
    /// What is being drawn.
    Last,
    /// An edit that is there.
    Edit(u32),
}

fn held(step: &PlanStep) -> Held {
    match step {
        PlanStep::Reshape(id, _) => Held::Edit(*id),
        _ => Held::Last,
    }
}

/// A plan with one more step; `None` where that makes no sense, as while there are too few
/// corners.
fn with(scenario: &Scenario, pen: &Pen, step: &PlanStep) -> Option<Scenario> {
    let mut scenario = scenario.clone();
    let done: Result<(), DrawError> = match step {
        PlanStep::Add(drawn) => pen.edit(drawn).and_then(|edit| {
            let label = words::label_of(&edit);
            scenario.add(label, edit).map(|_| ()).map_err(DrawError::from)
        }),
        PlanStep::Reshape(id, shape) => step::reshape(&mut scenario, pen, *id, shape),
        _ => return None,
    };
    done.ok().map(|()| scenario)
}

fn told(figures: Figures) -> LiveFigures {
    let Figures { ec_pc_ha, parts, links, crossings } = figures;
    LiveFigures { ec_pc_ha, parts, links, crossings }
}

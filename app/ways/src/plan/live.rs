//! What a plan would do as it is being drawn: in figures alone, for what has to follow a hand.
//!
//! Glides are those of a full run: only what lies near to the change is sought again. A grid
//! of resistance is looked at in coarser cells, and the answer says so.

use geodata::Error;
use geodata::links::{LinkKind, crossings};
use geodata::scenario::{Network, Rule, Scenario, Scene};
use liito_worker::{Answer, LiveFigures, LiveInfo, PlanReply, PlanStep, PlanWish, Reply};

use super::draw::{DrawError, Pen};
use super::{Planner, sound_rule, step, words};

/// Cells of the grid while a hand moves are at least so wide, metres.
const COARSE_M: f64 = 20.0;

impl Planner {
    /// The figures of the chosen plan with one more step; none where the step makes no sense.
    pub(super) fn live(&mut self, step: &PlanStep, wish: &PlanWish) -> Result<Answer, Error> {
        self.scenario();
        let rule = sound_rule(&wish.rule);
        let is_coarse = rule.parameters.kind == LinkKind::LeastCost && rule.cell_m < COARSE_M;
        let told = if is_coarse {
            self.followed(step, &Rule { cell_m: COARSE_M, ..rule }, wish.years, true)?
        } else {
            self.know_before(&rule, &mut ())?;
            self.followed(step, &rule, wish.years, false)?
        };
        let Some(told) = told else { return Ok((Reply::OtherVersion, None)) };
        Ok((PlanReply::Live(told).packed(), None))
    }

    fn followed(
        &mut self,
        step: &PlanStep,
        rule: &Rule,
        years: f64,
        is_coarse: bool,
    ) -> Result<Option<LiveInfo>, Error> {
        let Some(ground) = &self.ground else { return Ok(None) };
        let pen = Pen::new(ground.present.habitat().working_crs())?;
        let Some(scenario) = self.scenarios.get(self.chosen).and_then(|of| with(of, &pen, step))
        else {
            return Ok(Some(LiveInfo { is_coarse, figures: None }));
        };
        let known = self.live.as_ref().filter(|(known, _)| known == rule).map(|(_, known)| *known);
        let side = self.before.as_ref().filter(|(known, _)| known == rule).map(|(_, side)| side);
        let before = match (known, side) {
            (Some(known), _) => known,
            (None, Some(side)) => figures(&side.network, rule),
            (None, None) => {
                let scene = Scene::new(&ground.present, &[], 0.0);
                figures(&rule.network(&scene, &mut ())?, rule)
            }
        };
        self.live = Some((rule.clone(), before));
        let scene = Scene::new(&ground.present, scenario.entries(), years);
        let after = figures(&rule.network_after(&scene, side, &mut ())?, rule);
        Ok(Some(LiveInfo { is_coarse, figures: Some((before, after)) }))
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

fn figures(network: &Network, rule: &Rule) -> LiveFigures {
    let limits = rule.parameters.grading.limits;
    let [good, weak, critical, _] = network.grades(rule);
    LiveFigures {
        ec_pc_ha: network.ec_pc_ha(),
        parts: network.indices.map_or(0, |indices| indices.components),
        links: [good, weak, critical],
        crossings: crossings(&network.routes, &limits).len(),
    }
}

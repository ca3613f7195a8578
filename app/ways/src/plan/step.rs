//! Steps of a plan: what is added, changed, taken back.

use geo::{BoundingRect, Contains, Distance, Euclidean, LineString, Point};
use geodata::Error;
use geodata::landscape::Ground as Class;
use geodata::links::Route;
use geodata::scenario::{Edit, PatchId, Planting, Scenario, Side, Trees};
use liito_locales::{Language, edit_words};
use liito_worker::{Answer, Degrees, EditInfo, PlanReply, PlanShape, PlanState, PlanStep, Reply};

use super::draw::{DrawError, Pen};
use super::links::useful;
use super::shape::{Chart, kind_of};
use super::{Ground, Planner, words};

/// A link is meant where it comes so near to a position, metres.
const NEAR_M: f64 = 60.0;

/// What became of a step: why it was not taken, in words.
type Fault = Option<String>;

impl Planner {
    /// Takes a step, and tells how the plans stand.
    pub(super) fn step(&mut self, step: PlanStep, l: Language) -> Answer {
        let Some(fault) = self.take(step, l) else { return (Reply::OtherVersion, None) };
        match self.state(l, fault) {
            Ok(Some(state)) => (PlanReply::State(state).packed(), self.kept()),
            Ok(None) => (Reply::OtherVersion, None),
            Err(error) => (Reply::Failed(error), None),
        }
    }

    /// Takes a step; `None` without a present.
    fn take(&mut self, step: PlanStep, l: Language) -> Option<Fault> {
        self.scenario();
        if step != PlanStep::Look {
            self.revision += 1;
        }
        let ground = self.ground.as_ref()?;
        let pen = Pen::new(ground.present.habitat().working_crs()).ok()?;
        let chosen = self.chosen;
        let scenario = &mut self.scenarios[chosen];
        let mut fault = None;
        match step {
            PlanStep::Look => {}
            PlanStep::Add(drawn) => {
                let added = pen.edit(&drawn).and_then(|edit| {
                    let label = words::label_of(&edit);
                    scenario.add(label, edit).map_err(DrawError::from)
                });
                fault = added.err().map(|error| words::draw_error(l, &error));
            }
            PlanStep::AddPlanned(becomes) => {
                let edits = ground.planned.iter().map(|edit| becoming(edit.clone(), becomes));
                let (_, error) = scenario.add_all("planned", edits);
                fault = error.map(|error| words::draw_error(l, &error.into()));
            }
            PlanStep::RemovePatchAt(at) => match patch_at(ground, &pen, at) {
                Some(patch) => {
                    let edit = Edit::RemovePatch(patch);
                    fault = scenario
                        .add("remove_patch", edit)
                        .err()
                        .map(|error| words::draw_error(l, &error.into()));
                }
                None => fault = Some(words::no_patch_there(l)),
            },
            PlanStep::LinkAt(at, is_mended) => match self.link_at(&pen, at) {
                Some((a, b)) => {
                    let edit = if is_mended { Edit::MendLink(a, b) } else { Edit::CutLink(a, b) };
                    let added = self.scenarios[chosen].add(words::label_of(&edit), edit);
                    fault = added.err().map(|error| words::draw_error(l, &error.into()));
                }
                None => fault = Some(words::no_link_there(l)),
            },
            PlanStep::Reshape(id, shape) => {
                fault = reshape(scenario, &pen, id, &shape)
                    .err()
                    .map(|error| words::draw_error(l, &error));
            }
            PlanStep::Accept(numbers) => {
                let chosen = numbers.iter().filter_map(|n| self.suggested.get(*n as usize));
                let edit = |area: &geo::MultiPolygon| {
                    Edit::Plant(Planting::Area(area.clone()), Trees::default())
                };
                let (_, error) = scenario.add_all("accept", chosen.map(edit));
                fault = error.map(|error| words::draw_error(l, &error.into()));
            }
            PlanStep::Remove(id) => {
                scenario.remove(id, "remove");
            }
            PlanStep::Undo => {
                scenario.undo();
            }
            PlanStep::Redo => {
                scenario.redo();
            }
            step => self.take_alternative(step),
        }
        Some(fault)
    }

    /// Takes a step between alternatives.
    fn take_alternative(&mut self, step: PlanStep) {
        let chosen = self.chosen;
        match step {
            PlanStep::AddPlan(place) => {
                let other = self.scenarios.get(place).filter(|_| place != chosen).cloned();
                if let Some(other) = other {
                    self.scenarios[chosen].add_plan("add_plan", &other);
                }
            }
            PlanStep::Begin(is_copy) => {
                let scenario =
                    if is_copy { self.scenarios[chosen].branch("") } else { Scenario::default() };
                self.scenarios.push(scenario);
                self.chosen = self.scenarios.len() - 1;
            }
            PlanStep::Choose(place) => self.chosen = place.min(self.scenarios.len() - 1),
            PlanStep::Rename(name) => self.scenarios[chosen].name = name,
            PlanStep::Discard => {
                self.scenarios.remove(chosen);
                self.chosen = chosen.saturating_sub(1);
                self.scenario();
            }
            _ => {}
        }
    }

    /// The line of the link between two patches as it is, else as it would be.
    fn line_between(&self, a: PatchId, b: PatchId) -> Option<LineString> {
        let before = self.before.as_ref().map(|(_, side)| side);
        let sides = before.into_iter().chain(self.after.iter().map(|after| &after.side));
        let line = |side: &Side| {
            let origin = |patch: u32| side.scene.origins.get(patch as usize).copied();
            let is_it = |route: &&Route| {
                let ends = (origin(route.a), origin(route.b));
                ends == (Some(a), Some(b)) || ends == (Some(b), Some(a))
            };
            side.network.routes.iter().find(is_it).map(|route| LineString(route.line.clone()))
        };
        sides.filter_map(line).next()
    }

    /// The patches of the link nearest to a position, of the network as it is or would be.
    fn link_at(&self, pen: &Pen, at: Degrees) -> Option<(PatchId, PatchId)> {
        let at = Point(pen.at(at).ok()?);
        let (rule, before) = self.before.as_ref()?;
        let graded = rule.parameters.graded().ok()?;
        let entries = self.scenarios[self.chosen].entries();
        let after = self.after.iter().find(|after| after.entries == entries);
        let sides = [Some(before), after.map(|after| &after.side)];
        let near = sides.into_iter().flatten().flat_map(|side| {
            useful(side, &graded).into_iter().filter_map(|route| {
                let line = LineString(route.line.clone());
                let origin = |patch: u32| side.scene.origins.get(patch as usize).copied();
                Some((Euclidean.distance(&at, &line), origin(route.a)?, origin(route.b)?))
            })
        });
        let nearest = near.filter(|(far_m, a, b)| *far_m <= NEAR_M && a != b);
        nearest.min_by(|p, q| p.0.total_cmp(&q.0)).map(|(_, a, b)| (a, b))
    }

    /// How the plans stand.
    fn state(&mut self, l: Language, fault: Fault) -> Result<Option<PlanState>, Error> {
        self.scenario();
        let Some(ground) = &self.ground else { return Ok(None) };
        let chart = Chart::new(ground.present.habitat().working_crs())?;
        let scenario = &self.scenarios[self.chosen];
        let info = |entry: &geodata::scenario::Entry| {
            let (mut shape, mut bounds) = chart.edit(&ground.present, &entry.edit);
            if let Edit::CutLink(a, b) | Edit::MendLink(a, b) = entry.edit
                && let Some(line) = self.line_between(a, b)
            {
                bounds = line.bounding_rect().and_then(|rect| chart.bounds(rect));
                shape = PlanShape::Line(chart.line(&line.0));
            }
            let words = edit_words(l, &entry.edit, &ground.labels);
            EditInfo { id: entry.id, words, kind: kind_of(&entry.edit), shape, bounds }
        };
        Ok(Some(PlanState {
            names: words::names_of(&self.scenarios, l),
            chosen: self.chosen,
            edits: scenario.entries().iter().map(info).collect(),
            undo: scenario.undo_label().map(|label| words::label(l, label).to_owned()),
            redo: scenario.redo_label().map(|label| words::label(l, label).to_owned()),
            planned: ground.planned.len(),
            revision: self.revision,
            fault,
        }))
    }
}

/// An edit that makes another class of what it clears.
fn becoming(edit: Edit, becomes: Class) -> Edit {
    match edit {
        Edit::Clear(area, Class::BuiltUp) => Edit::Clear(area, becomes),
        other => other,
    }
}

fn patch_at(ground: &Ground, pen: &Pen, at: Degrees) -> Option<PatchId> {
    let at = pen.at(at).ok()?;
    let patches = ground.present.habitat().patches();
    let found = (0u32..).zip(patches).find(|(_, patch)| patch.polygons.contains(&at));
    found.map(|(number, _)| PatchId::Present(number))
}

/// Gives an edit another shape.
pub(super) fn reshape(
    scenario: &mut Scenario,
    pen: &Pen,
    id: u32,
    shape: &[Degrees],
) -> Result<(), DrawError> {
    let Some(entry) = scenario.entries().iter().find(|entry| entry.id == id) else { return Ok(()) };
    if let Some(edit) = pen.reshaped(&entry.edit, shape)? {
        scenario.change(id, "reshape", edit)?;
    }
    Ok(())
}

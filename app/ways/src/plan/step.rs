//! Steps of a plan: what is added, changed, taken back.

use geo::Contains;
use geodata::Error;
use geodata::landscape::Ground as Class;
use geodata::scenario::{Edit, PatchId, Planting, Scenario, Trees};
use liito_locales::{Language, edit_words};
use liito_worker::{Answer, Degrees, EditInfo, PlanReply, PlanState, PlanStep, Reply};

use super::draw::{DrawError, Pen};
use super::shape::{Chart, kind_of};
use super::{Ground, Planner, words};

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
            PlanStep::Begin(is_copy) => {
                let scenario = if is_copy { scenario.branch("") } else { Scenario::default() };
                self.scenarios.push(scenario);
                self.chosen = self.scenarios.len() - 1;
            }
            PlanStep::Choose(place) => self.chosen = place.min(self.scenarios.len() - 1),
            PlanStep::Rename(name) => scenario.name = name,
            PlanStep::Discard => {
                self.scenarios.remove(chosen);
                self.chosen = chosen.saturating_sub(1);
                self.scenario();
            }
        }
        Some(fault)
    }

    /// How the plans stand.
    fn state(&mut self, l: Language, fault: Fault) -> Result<Option<PlanState>, Error> {
        self.scenario();
        let Some(ground) = &self.ground else { return Ok(None) };
        let chart = Chart::new(ground.present.habitat().working_crs())?;
        let scenario = &self.scenarios[self.chosen];
        let info = |entry: &geodata::scenario::Entry| {
            let (shape, bounds) = chart.edit(&ground.present, &entry.edit);
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

fn reshape(
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

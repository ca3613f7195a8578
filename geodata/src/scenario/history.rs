//! A named list of edits that remembers how it came about.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Edit, EditError, PatchId};

/// An edit in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number, never used twice in a scenario.
    pub id: u32,
    /// What it is.
    pub edit: Edit,
}

/// A step of the history. Each has an inverse.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Step {
    /// An entry is put at a place.
    Insert(usize, Entry),
    /// The entry at a place is taken out.
    Remove(usize, Entry),
    /// The entry at a place is changed from the first edit to the second.
    Change(usize, Edit, Edit),
    /// Several steps, one after the other.
    All(Vec<Step>),
}

impl Step {
    fn inverse(self) -> Self {
        match self {
            Self::Insert(place, entry) => Self::Remove(place, entry),
            Self::Remove(place, entry) => Self::Insert(place, entry),
            Self::Change(place, before, after) => Self::Change(place, after, before),
            Self::All(steps) => Self::All(steps.into_iter().rev().map(Self::inverse).collect()),
        }
    }
}

/// A step with what to call it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Done {
    label: String,
    step: Step,
}

/// A plan with what mends it: edits to the present, in their order.
///
/// ```
/// use geodata::scenario::{Edit, PatchId, Scenario};
///
/// let mut scenario = Scenario::new("A");
/// let id = scenario.add("Leave out a patch", Edit::RemovePatch(PatchId::Present(3)))?;
/// scenario.change(id, "Leave out another", Edit::RemovePatch(PatchId::Present(4)))?;
/// assert_eq!(scenario.undo(), Some("Leave out another"));
/// assert_eq!(scenario.entries()[0].edit, Edit::RemovePatch(PatchId::Present(3)));
/// assert_eq!(scenario.undo(), Some("Leave out a patch"));
/// assert!(scenario.entries().is_empty());
/// assert_eq!(scenario.redo(), Some("Leave out a patch"));
/// # Ok::<(), geodata::scenario::EditError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Scenario {
    /// What it is called.
    pub name: String,
    entries: Vec<Entry>,
    next_id: u32,
    done: Vec<Done>,
    undone: Vec<Done>,
}

impl Scenario {
    /// The present, under a name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// The edits in their order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// A copy under another name that goes its own way: its history begins here.
    #[must_use]
    pub fn branch(&self, name: &str) -> Self {
        Self {
            name: name.to_owned(),
            entries: self.entries.clone(),
            next_id: self.next_id,
            ..Self::default()
        }
    }

    /// A copy without the edits that go by the number of a patch: for other patches than
    /// those it was made for. Its history begins here.
    #[must_use]
    pub fn without_patches(&self) -> Self {
        let mut copy = self.branch(&self.name);
        copy.entries.retain(|entry| !entry.edit.names_a_patch());
        copy
    }

    /// Adds an edit; gives its number.
    ///
    /// # Errors
    /// [`EditError`] where it makes no sense: nothing is changed then.
    pub fn add(&mut self, label: &str, edit: Edit) -> Result<u32, EditError> {
        let id = self.next_id;
        let entry = Entry { id, edit: edit.sound()? };
        self.next_id += 1;
        self.take(label, Step::Insert(self.entries.len(), entry));
        Ok(id)
    }

    /// Adds edits as one step, those that make sense; gives how many those are, and why
    /// the first of the others does not.
    pub fn add_all(
        &mut self,
        label: &str,
        edits: impl IntoIterator<Item = Edit>,
    ) -> (usize, Option<EditError>) {
        let (mut steps, mut fault) = (Vec::new(), None);
        for edit in edits {
            match edit.sound() {
                Ok(edit) => {
                    let entry = Entry { id: self.next_id, edit };
                    self.next_id += 1;
                    steps.push(Step::Insert(self.entries.len() + steps.len(), entry));
                }
                Err(error) => fault = fault.or(Some(error)),
            }
        }
        let added = steps.len();
        if added > 0 {
            self.take(label, Step::All(steps));
        }
        (added, fault)
    }

    /// Adds all edits of another plan, for the sum of what both do; one step. Patches that it
    /// adds are followed where its other edits name them.
    pub fn add_plan(&mut self, label: &str, other: &Self) {
        let number = |place: usize| self.next_id + u32::try_from(place).unwrap_or(u32::MAX);
        let ids = other.entries.iter().zip(0..).map(|(entry, place)| (entry.id, number(place)));
        let ids: HashMap<u32, u32> = ids.collect();
        let edits = other.entries.iter().map(|entry| {
            entry.edit.with_patches(|patch| match patch {
                PatchId::Added(id) => PatchId::Added(ids.get(&id).copied().unwrap_or(id)),
                present @ PatchId::Present(_) => present,
            })
        });
        self.add_all(label, edits.collect::<Vec<Edit>>());
    }

    /// Changes an edit; false where there is none of that number.
    ///
    /// # Errors
    /// [`EditError`] where it makes no sense: nothing is changed then.
    pub fn change(&mut self, id: u32, label: &str, edit: Edit) -> Result<bool, EditError> {
        let after = edit.sound()?;
        let Some(place) = self.place_of(id) else { return Ok(false) };
        let before = self.entries[place].edit.clone();
        self.take(label, Step::Change(place, before, after));
        Ok(true)
    }

    /// Takes an edit out; false where there is none of that number.
    pub fn remove(&mut self, id: u32, label: &str) -> bool {
        let Some(place) = self.place_of(id) else { return false };
        let entry = self.entries[place].clone();
        self.take(label, Step::Remove(place, entry));
        true
    }

    /// What would be taken back next.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.done.last().map(|done| done.label.as_str())
    }

    /// What would be done again next.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        self.undone.last().map(|done| done.label.as_str())
    }

    /// Takes the last step back; gives what it was called.
    pub fn undo(&mut self) -> Option<&str> {
        let done = self.done.pop()?;
        self.apply(done.step.clone().inverse());
        self.undone.push(done);
        self.redo_label()
    }

    /// Does the last step again that was taken back; gives what it is called.
    pub fn redo(&mut self) -> Option<&str> {
        let done = self.undone.pop()?;
        self.apply(done.step.clone());
        self.done.push(done);
        self.undo_label()
    }

    fn place_of(&self, id: u32) -> Option<usize> {
        self.entries.iter().position(|entry| entry.id == id)
    }

    fn take(&mut self, label: &str, step: Step) {
        self.apply(step.clone());
        self.done.push(Done { label: label.to_owned(), step });
        self.undone.clear();
    }

    fn apply(&mut self, step: Step) {
        match step {
            Step::Insert(place, entry) => {
                self.entries.insert(place.min(self.entries.len()), entry);
            }
            Step::Remove(place, _) if place < self.entries.len() => {
                self.entries.remove(place);
            }
            Step::Change(place, _, after) => {
                if let Some(entry) = self.entries.get_mut(place) {
                    entry.edit = after;
                }
            }
            Step::Remove(..) => {}
            Step::All(steps) => steps.into_iter().for_each(|step| self.apply(step)),
        }
    }
}

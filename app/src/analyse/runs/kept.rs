//! Runs that the reader keeps on the device.

use std::cell::Cell;
use std::collections::HashMap;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::platform;
use crate::state::{Field, Form};

/// Runs that are kept at most: more do not fit side by side.
pub const MOST_RUNS: usize = 8;

/// Patches whose ranks are kept.
const RANKED: usize = 500;

/// A run as it was.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptRun {
    /// What tells it from others, in every tab.
    pub id: String,
    /// What the reader calls it, and what they say of it.
    pub name: String,
    pub note: String,
    /// What stands in the fields that are not at their default, by name.
    pub parameters: Vec<(String, String)>,
    pub patches: usize,
    pub links: usize,
    pub components: usize,
    pub habitat_ha: f64,
    pub ec_pc_ha: f64,
    pub ec_iic_ha: f64,
    /// Patches by dPC, the most important first; empty where importance was not computed.
    pub ranked: Vec<String>,
}

impl KeptRun {
    /// What stood in a field.
    pub fn text(&self, field: Field) -> &str {
        let own = self.parameters.iter().find(|(name, _)| name == field.name());
        own.map_or(field.default_text(), |(_, text)| text)
    }

    /// Puts its parameters into the form.
    pub fn put(&self, form: &mut Form) {
        for field in Field::ALL {
            form.set(field, self.text(field));
        }
    }

    /// The rank of a patch, from 1; `None` where it has none.
    pub fn rank_of(&self, label: &str) -> Option<usize> {
        self.ranked.iter().position(|own| own == label).map(|place| place + 1)
    }
}

/// Labels by falling value, as many as are kept. Patches near the edge of the data are left
/// out; labels that stand in several files are told apart by their turn.
pub fn ranked(labels: &[String], d_pc: &[f64], near_edge: &[bool]) -> Vec<String> {
    let mut turns: HashMap<&str, usize> = HashMap::new();
    let told: Vec<String> = labels
        .iter()
        .map(|label| {
            let turn = turns.entry(label).and_modify(|turn| *turn += 1).or_insert(1);
            if *turn == 1 { label.clone() } else { format!("{label} ({turn})") }
        })
        .collect();
    let is_ranked = |place: &usize| !near_edge.get(*place).copied().unwrap_or(false);
    let mut places: Vec<usize> = (0..told.len().min(d_pc.len())).filter(is_ranked).collect();
    geodata::order::sort_by(&mut places, |a, b| d_pc[*b].total_cmp(&d_pc[*a]));
    places.into_iter().take(RANKED).map(|place| told[place].clone()).collect()
}

thread_local! {
    static KEPT: ArcRwSignal<Vec<KeptRun>> = ArcRwSignal::new(load());
    /// Whether the device has what this tab has.
    static IS_REMEMBERED: Cell<bool> = const { Cell::new(true) };
}

fn load() -> Vec<KeptRun> {
    let text = platform::load_runs();
    if text.is_empty() {
        return Vec::new();
    }
    serde_json::from_str(&text).unwrap_or_else(|_| {
        // Another version's, perhaps: it is put aside and not written over.
        platform::put_runs_aside(&text);
        Vec::new()
    })
}

/// All that are kept, in the order they were.
pub fn kept() -> ArcRwSignal<Vec<KeptRun>> {
    KEPT.with(Clone::clone)
}

/// Changes what is kept, and remembers it; says whether the browser does. Another tab may
/// have changed it meanwhile, so it is the device's list that is changed.
pub fn change(by: impl FnOnce(&mut Vec<KeptRun>)) -> bool {
    let mut runs = now_kept();
    by(&mut runs);
    let is_remembered = remember(&runs);
    kept().set(runs);
    is_remembered
}

/// Changes what is said of a run. What shows it has it already and is not made anew, for the
/// focus is in it.
pub fn say_of(id: &str, by: impl FnOnce(&mut KeptRun)) -> bool {
    let mut runs = now_kept();
    if let Some(run) = runs.iter_mut().find(|run| run.id == id) {
        by(run);
    }
    let is_remembered = remember(&runs);
    kept().update_untracked(|own| *own = runs);
    is_remembered
}

fn now_kept() -> Vec<KeptRun> {
    if IS_REMEMBERED.get() { load() } else { kept().get_untracked() }
}

fn remember(runs: &[KeptRun]) -> bool {
    let is_remembered = serde_json::to_string(runs).is_ok_and(|text| platform::save_runs(&text));
    IS_REMEMBERED.set(is_remembered);
    is_remembered
}

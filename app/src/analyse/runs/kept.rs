//! Runs that the reader keeps on the device.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::platform;
use crate::state::{Field, Form};

/// Runs that are kept at most: more do not fit side by side.
pub const MOST_RUNS: usize = 8;

/// Patches whose ranks are kept.
const RANKED: usize = 500;

/// A run as it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptRun {
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

/// Labels by falling value, as many as are kept.
pub fn ranked(labels: &[String], d_pc: &[f64]) -> Vec<String> {
    let mut places: Vec<usize> = (0..labels.len().min(d_pc.len())).collect();
    geodata::order::sort_by(&mut places, |a, b| d_pc[*b].total_cmp(&d_pc[*a]));
    places.into_iter().take(RANKED).map(|place| labels[place].clone()).collect()
}

thread_local! {
    static KEPT: ArcRwSignal<Vec<KeptRun>> =
        ArcRwSignal::new(serde_json::from_str(&platform::load_runs()).unwrap_or_default());
}

/// All that are kept, in the order they were.
pub fn kept() -> ArcRwSignal<Vec<KeptRun>> {
    KEPT.with(Clone::clone)
}

/// Remembers what is kept; says whether the browser does.
pub fn remember() -> bool {
    let text = kept().with_untracked(serde_json::to_string).unwrap_or_default();
    platform::save_runs(&text)
}

//! What is remembered on the device: the appearance, that the reader was welcomed, what they
//! saw and put down, runs that they keep, and nothing else.

use geodata::luoti::Seen;
use leptos::prelude::window;
use web_sys::Storage;

use crate::state::Appearance;

const APPEARANCE: &str = "liito-appearance";

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// The appearance that the reader chose before.
pub fn load_appearance() -> Appearance {
    storage()
        .and_then(|storage| storage.get_item(APPEARANCE).ok().flatten())
        .and_then(|name| Appearance::from_name(&name))
        .unwrap_or_default()
}

/// Remembers the appearance; a browser that forbids it forgets it, no more.
pub fn save_appearance(appearance: Appearance) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(APPEARANCE, appearance.name());
    }
}

const WELCOMED: &str = "liito-welcomed";

/// True where the reader has been here before.
pub fn was_welcomed() -> bool {
    storage().and_then(|storage| storage.get_item(WELCOMED).ok().flatten()).is_some()
}

/// Remembers that the reader has been here.
pub fn save_welcomed() {
    if let Some(storage) = storage() {
        let _ = storage.set_item(WELCOMED, "yes");
    }
}

const SEEN: &str = "liito-seen";
/// Where what another version wrote is put aside, so that nothing is lost.
const SEEN_OTHER: &str = "liito-seen-other";

/// What the reader saw and put down, in this tab and others.
pub fn load_seen() -> Vec<Seen> {
    let Some(storage) = storage() else { return Vec::new() };
    let Some(text) = storage.get_item(SEEN).ok().flatten() else { return Vec::new() };
    serde_json::from_str(&text).unwrap_or_else(|_| {
        let _ = storage.set_item(SEEN_OTHER, &text);
        Vec::new()
    })
}

/// Remembers what the reader saw; says whether the browser does.
pub fn save_seen(seen: &[Seen]) -> bool {
    let text = serde_json::to_string(seen).ok();
    storage().zip(text).is_some_and(|(storage, text)| storage.set_item(SEEN, &text).is_ok())
}

const RUNS: &str = "liito-runs";
const RUNS_OTHER: &str = "liito-runs-other";

/// The runs that the reader keeps, as they were written; empty where there are none.
pub fn load_runs() -> String {
    storage().and_then(|storage| storage.get_item(RUNS).ok().flatten()).unwrap_or_default()
}

/// Puts aside what another version wrote, so that nothing is lost.
pub fn put_runs_aside(text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(RUNS_OTHER, text);
    }
}

/// Remembers the runs that the reader keeps; says whether the browser does.
pub fn save_runs(text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(RUNS, text).is_ok())
}

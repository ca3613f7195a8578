//! What is remembered on the device: the appearance, that the reader was welcomed, and
//! nothing else.

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

//! What the device tells of itself.

use leptos::prelude::*;
use liito_locales::Language;
use wasm_bindgen::prelude::*;

/// The first of the device's languages that the page speaks.
pub fn language() -> Language {
    window()
        .navigator()
        .languages()
        .iter()
        .filter_map(|tag| tag.as_string())
        .find_map(|tag| Language::from_tag(&tag))
        .unwrap_or_default()
}

/// Compute workers to start: one core is left to the page.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count")]
pub fn cores() -> usize {
    (window().navigator().hardware_concurrency() as usize).saturating_sub(1).clamp(1, 8)
}

/// Whether the device is set to dark, now and later.
pub fn device_is_dark() -> RwSignal<bool> {
    let is_dark = RwSignal::new(false);
    let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    if let Some(query) = query {
        is_dark.set(query.matches());
        let listened = query.clone();
        let on_change = Closure::<dyn FnMut()>::new(move || is_dark.set(listened.matches()));
        query.set_onchange(Some(on_change.as_ref().unchecked_ref()));
        // It listens as long as the page lives.
        on_change.forget();
    }
    is_dark
}

/// Lets panics say where they were, in the browser's console.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
    }));
}

/// True where panels stand beside the map and not over it.
pub fn is_wide() -> bool {
    window().inner_width().ok().and_then(|width| width.as_f64()).is_none_or(|width| width >= 800.0)
}

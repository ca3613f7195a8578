//! The address bar.

use wasm_bindgen::JsValue;

/// The query of the page's address.
pub fn query() -> String {
    leptos::prelude::window().location().search().unwrap_or_default()
}

/// Puts another query in the address, without a step in the history.
pub fn replace_query(query: &str) {
    if let Ok(history) = leptos::prelude::window().history() {
        // Browsers refuse when asked too often; the next change tries again.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(query));
    }
}

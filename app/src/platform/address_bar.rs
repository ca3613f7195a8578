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

/// The page's whole address with another query.
pub fn page_address(query: &str) -> String {
    let location = leptos::prelude::window().location();
    let [origin, path] = [location.origin(), location.pathname()].map(Result::unwrap_or_default);
    format!("{origin}{path}{query}")
}

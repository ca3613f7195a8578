//! What the build wrote into the page.

use futures::channel::oneshot;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// The address that relative ones start from.
pub fn base_url() -> String {
    document().base_uri().ok().flatten().unwrap_or_default()
}

/// What the build named so.
pub fn named(name: &str) -> String {
    document()
        .query_selector(&format!("meta[name={name}]"))
        .ok()
        .flatten()
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_default()
}

/// Address of a worker's script.
pub fn worker_url(binary: &str) -> String {
    let path = named(binary);
    web_sys::Url::new_with_base(&path, &base_url()).map(|url| url.href()).unwrap_or(path)
}

/// Sets the language of the document, for screen readers and hyphenation.
pub fn set_document(language: &str, title: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", language);
    }
    document().set_title(title);
}

/// Sets the theme of the document, which the style sheets look at.
pub fn set_theme(name: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-theme", name);
        let _ =
            root.unchecked_ref::<web_sys::HtmlElement>().style().set_property("color-scheme", name);
    }
}

/// Moves the focus to an element.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.unchecked_ref::<web_sys::HtmlElement>().focus();
    }
}

/// Has a script of our own fetched and run; says whether it could be.
pub fn add_script(address: &str, done: oneshot::Sender<bool>) {
    let (Ok(script), Some(head)) = (document().create_element("script"), document().head()) else {
        let _ = done.send(false);
        return;
    };
    let _ = script.set_attribute("type", "module");
    let _ = script.set_attribute("src", address);
    let heard = Closure::once_into_js(move |event: web_sys::Event| {
        let _ = done.send(event.type_() == "load");
    });
    for event in ["load", "error"] {
        let _ = script.add_event_listener_with_callback(event, heard.unchecked_ref());
    }
    let _ = head.append_child(&script);
}

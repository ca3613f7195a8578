//! Saving a file.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Hands a file to the reader's downloads.
///
/// # Errors
/// What the browser says where it refuses.
pub fn save(name: &str, kind: &str, bytes: &ArrayBuffer) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_buffer_source_sequence_and_options(&Array::of1(bytes), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    // The download has taken the blob over once the click is done.
    Url::revoke_object_url(&address)
}

/// Buffers, one after the other, as a file.
///
/// # Errors
/// What the browser says where it has no room.
pub fn blob_of(parts: &[&ArrayBuffer]) -> Result<Blob, JsValue> {
    Blob::new_with_buffer_source_sequence(&parts.iter().collect::<Array>())
}

/// A text as bytes to save.
pub fn bytes_of(text: &str) -> ArrayBuffer {
    Uint8Array::from(text.as_bytes()).buffer()
}

/// The name of a file without its endings, for the names of what is made of it.
pub fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.split('.').next().filter(|stem| !stem.is_empty()).unwrap_or("liito")
}

//! What tells a file from every other.

use js_sys::{ArrayBuffer, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// The SHA-256 of a file in hexadecimal digits; `None` on pages that the browser does not
/// trust with that, which are those that came unencrypted from another machine.
pub async fn sha256(blob: &Blob) -> Option<String> {
    let bytes: ArrayBuffer = JsFuture::from(blob.array_buffer()).await.ok()?.unchecked_into();
    let crypto = window().crypto().ok()?;
    let digest = crypto.subtle().digest_with_str_and_buffer_source("SHA-256", &bytes).ok()?;
    let digest: ArrayBuffer = JsFuture::from(digest).await.ok()?.unchecked_into();
    let bytes = Uint8Array::new(&digest).to_vec();
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

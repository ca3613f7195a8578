//! How a file begins.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Enough to tell a format by.
const HEAD_BYTES: f64 = 4096.0;

/// The first bytes of a file; none where the device does not hand them over.
pub async fn head(file: &Blob) -> Vec<u8> {
    let Ok(slice) = file.slice_with_f64_and_f64(0.0, HEAD_BYTES) else { return Vec::new() };
    let Ok(buffer) = JsFuture::from(slice.array_buffer()).await else { return Vec::new() };
    buffer
        .dyn_into::<ArrayBuffer>()
        .map(|buffer| Uint8Array::new(&buffer).to_vec())
        .unwrap_or_default()
}

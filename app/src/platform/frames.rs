//! What the browser draws next.

use js_sys::Promise;
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Waits until the browser has drawn so many times. A page that is not looked at draws
/// nothing, and is not waited for.
pub async fn frames(count: u32) {
    for _ in 0..count {
        if window().document().is_none_or(|document| document.hidden()) {
            return;
        }
        let drawn = Promise::new(&mut |done, _| {
            // Where it cannot be asked, there is nothing to wait for.
            if window().request_animation_frame(&done).is_err() {
                let _ = done.call0(&JsValue::NULL);
            }
        });
        let _ = JsFuture::from(drawn).await;
    }
}

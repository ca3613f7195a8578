//! Words for the reader to paste elsewhere.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    type Clipboard;

    // Absent without encryption.
    #[wasm_bindgen(thread_local_v2, js_namespace = navigator, js_name = clipboard)]
    static CLIPBOARD: Option<Clipboard>;
    #[wasm_bindgen(method, catch, js_name = writeText)]
    fn write(this: &Clipboard, words: &str) -> Result<Promise, JsValue>;
}

/// Puts words on the clipboard; says whether the browser let it.
pub async fn copy(words: &str) -> bool {
    let asked = CLIPBOARD.with(|board| board.as_ref().map(|board| board.write(words)));
    match asked {
        Some(Ok(done)) => JsFuture::from(done).await.is_ok(),
        _ => false,
    }
}

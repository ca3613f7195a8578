//! Where the device is, asked once.

use liito_worker::Degrees;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type Geolocation;
    type Position;

    #[wasm_bindgen(thread_local_v2, js_namespace = navigator, js_name = geolocation)]
    static GEOLOCATION: Option<Geolocation>;
    #[wasm_bindgen(method, js_name = getCurrentPosition)]
    fn ask(this: &Geolocation, found: &JsValue, refused: &JsValue);
    #[wasm_bindgen(method, getter)]
    fn coords(this: &Position) -> Position;
    #[wasm_bindgen(method, getter)]
    fn longitude(this: &Position) -> f64;
    #[wasm_bindgen(method, getter)]
    fn latitude(this: &Position) -> f64;
}

/// Asks where the device is; None where it does not say.
pub fn locate(hear: impl Fn(Option<Degrees>) + Clone + 'static) {
    let refused = hear.clone();
    let asked = GEOLOCATION.with(|geolocation| {
        let geolocation = geolocation.as_ref()?;
        // One of the two is never called; it is small.
        let found = Closure::once_into_js(move |position: Position| {
            let coords = position.coords();
            hear(Some((coords.longitude(), coords.latitude())));
        });
        let not_found = refused.clone();
        let not_found = Closure::once_into_js(move |_: JsValue| not_found(None));
        geolocation.ask(&found, &not_found);
        Some(())
    });
    if asked.is_none() {
        refused(None);
    }
}

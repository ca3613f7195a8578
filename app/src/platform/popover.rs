//! The top layer: what is in it lies over everything, modal dialogs too.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type Popover;
    #[wasm_bindgen(method, js_name = showPopover, catch)]
    fn show(this: &Popover) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = hidePopover, catch)]
    fn hide(this: &Popover) -> Result<(), JsValue>;
}

/// Shows an element with the attribute `popover` on top of all that is shown.
pub fn raise(element: &web_sys::Element) {
    lower(element);
    // Refused for what is no popover, and by browsers that know none: it shows in its place.
    let _ = element.unchecked_ref::<Popover>().show();
}

/// Hides an element with the attribute `popover`.
pub fn lower(element: &web_sys::Element) {
    // Refused where it is hidden already.
    let _ = element.unchecked_ref::<Popover>().hide();
}

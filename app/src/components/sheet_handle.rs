//! What a sheet is drawn up and down by, on a phone: by a finger, a press or the arrow keys.

use leptos::prelude::*;
use liito_locales::{Language, messages as m};
use wasm_bindgen::JsCast;

use crate::state::{App, Sheet};

/// A finger that moved less than this pressed.
const PRESS_PX: f64 = 6.0;

/// A finger on the handle.
#[derive(Clone, Copy)]
struct Grip {
    /// Where it came down.
    from_y_px: f64,
    /// How high the sheet stood then.
    height_px: f64,
    has_moved: bool,
}

/// The handle over a sheet. Its parent is the sheet, whose height is the custom property
/// `--sheet` of the element around it.
#[component]
pub fn SheetHandle() -> impl IntoView {
    let app = App::get();
    let element = NodeRef::<leptos::html::Button>::new();
    let grip = StoredValue::new(None::<Grip>);
    let room = move || element.get_untracked()?.parent_element()?.parent_element();
    let room_px = move || room().map_or(0.0, |room| f64::from(room.client_height()));
    let set_height = move |height: Option<f64>| {
        if let Some(room) = room() {
            let style = room.unchecked_into::<web_sys::HtmlElement>().style();
            let _ = match height {
                Some(px) => style.set_property("--sheet", &format!("{px}px")),
                None => style.remove_property("--sheet").map(|_| ()),
            };
        }
    };
    let take = move |event: web_sys::PointerEvent| {
        let Some(button) = element.get_untracked() else { return };
        // Refused only for a pointer that is gone already.
        let _ = button.set_pointer_capture(event.pointer_id());
        let sheet = button.parent_element().map_or(0, |sheet| sheet.client_height());
        let from_y_px = f64::from(event.client_y());
        grip.set_value(Some(Grip { from_y_px, height_px: f64::from(sheet), has_moved: false }));
    };
    let drag = move |event: web_sys::PointerEvent| {
        let Some(mut held) = grip.get_value() else { return };
        let up_px = held.from_y_px - f64::from(event.client_y());
        if held.has_moved || up_px.abs() >= PRESS_PX {
            held.has_moved = true;
            grip.set_value(Some(held));
            set_height(Some((held.height_px + up_px).clamp(0.0, room_px())));
        }
    };
    let release = move |event: web_sys::PointerEvent| {
        let Some(held) = grip.try_update_value(Option::take).flatten() else { return };
        set_height(None);
        if held.has_moved {
            let height_px = held.height_px + held.from_y_px - f64::from(event.client_y());
            app.sheet.set(Sheet::nearest(height_px / room_px().max(1.0)));
        } else {
            app.sheet.update(|sheet| *sheet = sheet.pressed());
        }
    };
    let by_key = move |event: web_sys::KeyboardEvent| {
        if let Some(step) = step(&event.key()) {
            event.prevent_default();
            app.sheet.update(|sheet| *sheet = step(*sheet));
        }
    };
    let label = move || words(app.language.get(), app.sheet.get());
    view! {
        <button
            type="button"
            class="sheet-handle"
            node_ref=element
            aria-label=label
            on:pointerdown=take
            on:pointermove=drag
            on:pointerup=release
            on:pointercancel=move |_| {
                grip.set_value(None);
                set_height(None);
            }
            on:keydown=by_key
        ></button>
    }
}

/// Where a key takes a sheet.
fn step(key: &str) -> Option<fn(Sheet) -> Sheet> {
    match key {
        "ArrowUp" => Some(Sheet::up),
        "ArrowDown" => Some(Sheet::down),
        "Enter" | " " => Some(Sheet::pressed),
        _ => None,
    }
}

/// How it stands, and what a press does.
fn words(l: Language, sheet: Sheet) -> &'static str {
    match sheet {
        Sheet::Low => m::sheet::low(l),
        Sheet::Half => m::sheet::half(l),
        Sheet::Full => m::sheet::full(l),
    }
}

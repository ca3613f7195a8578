//! The map of today over that of the plan, up to where the reader has drawn it.
//!
//! A second map that only lasts as long: it follows the first and is cut off at a line.

use js_sys::{Array, Reflect};
use leptos::html;
use leptos::prelude::*;
use liito_locales::messages as m;
use serde_json::json;
use wasm_bindgen::prelude::*;

use super::bindings::{Map, js};
use super::layers::{self, Look};
use super::view::{Held, held, look, map_options, style};
use crate::components::words::text;
use crate::state::{App, MapSide};

/// Where the line is at first, per cent of the width: the panel is left of it.
const START: f64 = 60.0;

/// The second map and the line between both, while the reader compares.
#[component]
pub fn Swipe() -> impl IntoView {
    let app = App::get();
    let is_on = Memo::new(move |_| {
        let is_both = app.plan.hand.with(|hand| hand.side == MapSide::Both);
        is_both && app.plan.told.with(|told| !told.edits().is_empty())
    });
    view! {
        <Show when=move || is_on.get()>
            <BothMaps />
        </Show>
    }
}

#[component]
fn BothMaps() -> impl IntoView {
    let app = App::get();
    let first = held();
    let element = NodeRef::<html::Div>::new();
    let second: Held = StoredValue::new_local(None);
    let is_loaded = RwSignal::new(false);
    let share = RwSignal::new(START);
    Effect::new(move |_| {
        let (Some(element), Some(first)) = (element.get(), first.with_value(Clone::clone)) else {
            return;
        };
        if second.with_value(Option::is_some) {
            return;
        }
        // Where there is no second map, the first shows the plan as before.
        if let Ok(made) = another(&first, &element, app) {
            begin(&first, &made, is_loaded);
            second.set_value(Some(made));
        }
    });
    Effect::new(move |_| {
        if is_loaded.get() {
            let today = Look { side: MapSide::Before, ..look(app) };
            let style = js(&style(app, today));
            second.with_value(|map| {
                map.as_ref().map(|map| map.set_style(&style, &js(&json!({ "diff": true }))))
            });
        }
    });
    view! {
        <div
            class="map swipe-map"
            aria-hidden="true"
            node_ref=element
            style:clip-path=move || format!("inset(0 {}% 0 0)", 100.0 - share.get())
        ></div>
        <div class="swipe-line" aria-hidden="true" style:left=move || format!("{}%", share.get())>
            <span class="swipe-side">{text(m::plan::before)}</span>
            <span class="swipe-side">{text(m::plan::after)}</span>
        </div>
        <input
            class="swipe"
            type="range"
            min="0"
            max="100"
            step="0.5"
            data-testid="swipe"
            aria-label=text(m::plan::swipe_at)
            prop:value=move || share.get().to_string()
            on:input:target=move |event| {
                event.target().value().parse().into_iter().for_each(|at| share.set(at));
            }
        />
    }
}

/// Another map like the first. By the first one's own constructor: a room that named the
/// library would have it in the page of all components, which has no map.
fn another(first: &Map, element: &web_sys::HtmlElement, app: App) -> Result<Map, JsValue> {
    let constructor: js_sys::Function = Reflect::get(first, &"constructor".into())?.dyn_into()?;
    let options = Array::of1(&map_options(element, app, false)?);
    Reflect::construct(&constructor, &options).map(JsCast::unchecked_into)
}

/// Has the second map look where the first does for as long as it is there.
fn begin(first: &Map, second: &Map, is_loaded: RwSignal<bool>) {
    let (from, to) = (first.clone(), second.clone());
    let follow = Closure::<dyn FnMut(JsValue)>::new(move |_| {
        let centre = from.get_center();
        to.jump_to(&js(&json!({
            "center": [centre.lng(), centre.lat()],
            "zoom": from.get_zoom(),
            "bearing": from.get_bearing(),
            "pitch": from.get_pitch(),
        })));
    });
    let follow = follow.into_js_value();
    let listener = follow.unchecked_ref::<js_sys::Function>().clone();
    let _ = listener.call0(&JsValue::NULL);
    first.on("move", &listener);
    let painted = second.clone();
    let loaded = Closure::once_into_js(move |_: JsValue| {
        for (name, image, ratio) in layers::patterns::all() {
            let _ = painted.add_image(name, &image, &js(&json!({ "pixelRatio": ratio })));
        }
        let _ = is_loaded.try_set(true);
    });
    second.once("load", loaded.unchecked_ref());
    let both = StoredValue::new_local((first.clone(), second.clone(), listener));
    on_cleanup(move || {
        both.with_value(|(first, second, listener)| {
            first.off("move", listener);
            second.remove();
        });
    });
}

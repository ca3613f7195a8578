//! Words beside what shows an icon alone: on hover and on keyboard focus, never for a finger.

use std::time::Duration;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use crate::platform;

/// How long a pointer rests before the words come.
const REST: Duration = Duration::from_millis(350);

/// Room between what is pointed at, the words and the edge of the window.
const GAP_PX: f64 = 8.0;

/// The one tooltip of the page. It shows the words of `data-tip` of whatever is pointed at;
/// screen readers read the label of the same thing instead.
#[component]
pub fn Tooltip() -> impl IntoView {
    let element = NodeRef::<html::Div>::new();
    let pending = StoredValue::new(None::<TimeoutHandle>);
    let hide = move || {
        if let Some(last) = pending.try_update_value(Option::take).flatten() {
            last.clear();
        }
        if let Some(element) = element.get_untracked() {
            platform::lower(&element);
        }
    };
    let show = move |target: &web_sys::Element| {
        let Some(tip) = element.get_untracked() else { return };
        tip.set_text_content(target.get_attribute("data-tip").as_deref());
        // Over dialogs, too.
        platform::raise(&tip);
        place(&tip, target);
    };
    let over = window_event_listener(ev::pointerover, move |event| {
        hide();
        let Some(target) = tipped(&event) else { return };
        if event.pointer_type() == "mouse" {
            let handle = set_timeout_with_handle(move || show(&target), REST);
            pending.set_value(handle.ok());
        }
    });
    let focus = window_event_listener(ev::focusin, move |event| {
        hide();
        if let Some(target) = tipped(&event)
            && target.matches(":focus-visible").unwrap_or(false)
        {
            show(&target);
        }
    });
    let gone = [
        window_event_listener(ev::focusout, move |_| hide()),
        window_event_listener(ev::pointerdown, move |_| hide()),
    ];
    let escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" {
            hide();
        }
    });
    on_cleanup(move || {
        over.remove();
        focus.remove();
        gone.into_iter().for_each(WindowListenerHandle::remove);
        escape.remove();
    });
    view! { <div class="tooltip" popover="manual" aria-hidden="true" node_ref=element></div> }
}

/// What has words to show, at or around the target of an event.
fn tipped(event: &web_sys::Event) -> Option<web_sys::Element> {
    event.target()?.dyn_into::<web_sys::Element>().ok()?.closest("[data-tip]").ok().flatten()
}

/// Puts the words under what they speak of, or over it where there is no room below.
fn place(tip: &web_sys::HtmlElement, target: &web_sys::Element) {
    let side = |value: Result<JsValue, JsValue>| value.ok().and_then(|px| px.as_f64());
    let (Some(width), Some(height)) = (side(window().inner_width()), side(window().inner_height()))
    else {
        return;
    };
    let (to, own) = (target.get_bounding_client_rect(), tip.get_bounding_client_rect());
    let middle = f64::midpoint(to.left(), to.right()) - own.width() / 2.0;
    let left = middle.min(width - own.width() - GAP_PX).max(GAP_PX);
    let below = to.bottom() + GAP_PX;
    let top = if below + own.height() <= height { below } else { to.top() - GAP_PX - own.height() };
    let style = tip.style();
    let _ = style.set_property("left", &format!("{left}px"));
    let _ = style.set_property("top", &format!("{top}px"));
}

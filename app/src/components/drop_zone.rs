//! Files can be dropped anywhere in the window.

use leptos::ev;
use leptos::prelude::*;
use liito_locales::messages as m;
use web_sys::DragEvent;

use super::open_button::open_files;
use super::words::text;

/// Listens to the whole window, and shows that it does while files hang over it.
#[component]
pub fn DropZone() -> impl IntoView {
    let hanging = RwSignal::new(false);
    let has_files = |event: &DragEvent| {
        event.data_transfer().is_some_and(|data| {
            data.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"))
        })
    };
    let over = window_event_listener(ev::dragover, move |event| {
        if has_files(&event) {
            event.prevent_default();
            hanging.set(true);
        }
    });
    let leave = window_event_listener(ev::dragleave, move |event| {
        // Only where the pointer leaves the window, not an element in it.
        if event.related_target().is_none() {
            hanging.set(false);
        }
    });
    let drop = window_event_listener(ev::drop, move |event| {
        if has_files(&event) {
            event.prevent_default();
            hanging.set(false);
            open_files(event.data_transfer().and_then(|data| data.files()));
        }
    });
    on_cleanup(move || {
        over.remove();
        leave.remove();
        drop.remove();
    });
    view! {
        <Show when=move || hanging.get()>
            <div class="drop-zone" aria-hidden="true">
                <p>{text(m::open::drop)}</p>
            </div>
        </Show>
    }
}

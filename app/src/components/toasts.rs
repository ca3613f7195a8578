//! Good news, for a while: it goes by itself, but not from under a pointer or the focus.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use liito_locales::messages as m;

use super::words::named;
use super::{Icon, IconButton, IconView};
use crate::platform;
use crate::state::{App, Notice};

/// How long it stays.
const STAY: Duration = Duration::from_secs(8);

#[component]
pub fn Toasts() -> impl IntoView {
    let app = App::get();
    let news = Memo::new(move |_| {
        let mut notices = app.notices.get();
        notices.retain(|notice| !notice.kind.is_problem());
        notices
    });
    let element = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let is_any = news.with(|news| !news.is_empty());
        match (element.get(), is_any) {
            // Over dialogs, too: a report is saved from one.
            (Some(element), true) => platform::raise(&element),
            (Some(element), false) => platform::lower(&element),
            (None, _) => {}
        }
    });
    view! {
        <div class="toasts" popover="manual" role="status" node_ref=element>
            <For each=move || news.get() key=|notice| notice.number children=|notice| view! { <Toast notice=notice /> } />
        </div>
    }
}

#[component]
fn Toast(notice: Notice) -> impl IntoView {
    let app = App::get();
    let element = NodeRef::<html::Div>::new();
    let number = notice.number;
    let leave = move || app.dismiss(number);
    wait(element, leave);
    let words = move || notice.kind.words(app.language.get()).what;
    view! {
        <div class="toast card" node_ref=element>
            <IconView icon=Icon::Done />
            <p>{words}</p>
            <IconButton
                icon=Icon::Close
                label=named(m::app::close)
                on_press=leave
            />
        </div>
    }
}

/// Leaves after a while; later where the reader is at it.
fn wait(element: NodeRef<html::Div>, leave: impl Fn() + Copy + 'static) {
    let handle = set_timeout_with_handle(
        move || match element.get_untracked() {
            Some(toast) if toast.matches(":hover, :focus-within").unwrap_or(false) => {
                wait(element, leave);
            }
            _ => leave(),
        },
        STAY,
    );
    let handle = StoredValue::new(handle.ok());
    on_cleanup(move || {
        if let Some(handle) = handle.get_value() {
            handle.clear();
        }
    });
}

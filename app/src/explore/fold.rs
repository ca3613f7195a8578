//! A section that shows its title alone until it is opened.

use leptos::prelude::*;
use liito_locales::Language;

use crate::components::words::text;
use crate::platform;

#[component]
pub fn Fold(
    title: fn(Language) -> &'static str,
    testid: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="section fold" data-testid=testid>
            <summary id=format!("fold-{testid}")><h3>{text(title)}</h3></summary>
            {children()}
        </details>
    }
}

/// Leads the focus to an element that comes with what was just done: what was pressed is gone.
pub fn lead(id: &'static str) {
    request_animation_frame(move || platform::focus(id));
}

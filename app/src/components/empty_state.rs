//! Where there is nothing yet: what it is that is missing, and what to do.

use leptos::prelude::*;

#[component]
pub fn EmptyState(
    #[prop(into)] title: Signal<String>,
    /// What to do about it.
    #[prop(into)]
    remedy: Signal<String>,
    /// The button that does it, where there is one.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="empty">
            <h3>{move || title.get()}</h3>
            <p>{move || remedy.get()}</p>
            {children.map(|children| children())}
        </section>
    }
}

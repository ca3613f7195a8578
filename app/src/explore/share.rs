//! What is on the page, for others: a link, or the map in a page of theirs.

use leptos::prelude::*;
use leptos::task::spawn_local;
use liito_locales::messages as m;

use super::fold::Fold;
use crate::components::Button;
use crate::components::words::{named, text};
use crate::platform;
use crate::state::{Address, App};

/// The address of the page as it stands.
pub fn link(app: App) -> String {
    untrack(|| platform::page_address(&app.address().query()))
}

/// What shows the map in another page.
fn embedding(app: App) -> String {
    let address = untrack(|| Address { is_embedded: true, ..app.address() });
    let address = platform::page_address(&address.query()).replace('&', "&amp;");
    let title =
        untrack(|| m::explore::map_of(app.language.get(), m::app::name(app.language.get())));
    format!(
        "<iframe src=\"{address}\" title=\"{title}\" width=\"800\" height=\"600\" \
         loading=\"lazy\" style=\"border: 0\"></iframe>"
    )
}

/// Puts words where the reader can paste them from, and says so.
pub fn copy(app: App, words: String) {
    spawn_local(async move {
        let l = app.language.get_untracked();
        let is_copied = platform::copy(&words).await;
        app.announcement.set(
            if is_copied { m::explore::copied(l) } else { m::explore::not_copied(l) }.to_owned(),
        );
    });
}

#[component]
pub fn ShareSection() -> impl IntoView {
    let app = App::get();
    let copied = RwSignal::new(String::new());
    let take = move |words: String| {
        copied.set(words.clone());
        copy(app, words);
    };
    view! {
        <Fold title=m::explore::share testid="share">
            <p class="hint">{text(m::explore::share_hint)}</p>
            <div class="near-doors">
                <Button label=named(m::explore::copy_link) on_press=move || take(link(app)) />
                <Button label=named(m::explore::copy_map) on_press=move || take(embedding(app)) />
            </div>
            <Show when=move || copied.with(|words| !words.is_empty())>
                // Also to be taken by hand, where the browser does not let a page copy.
                <label class="choice">
                    <span>{text(m::explore::copied)}</span>
                    <textarea readonly rows="4" prop:value=move || copied.get() />
                </label>
            </Show>
        </Fold>
    }
}

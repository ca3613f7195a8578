//! The page without a network, and newer pages.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::{ev, html};
use liito_locales::messages::offline as w;

use crate::components::words::{named, text};
use crate::components::{Button, ButtonKind};
use crate::jobs::Jobs;
use crate::platform::{self, NewerPage};
use crate::state::App;

/// What the reader came for is fetched first.
const FIRST: Duration = Duration::from_secs(3);

/// Keeps the page on the device, says when there is no network, and offers a newer page.
#[component]
pub fn Offline() -> impl IntoView {
    let app = App::get();
    let is_online = RwSignal::new(platform::is_online());
    let newer = RwSignal::new_local(None::<NewerPage>);
    let hear = move |online: bool| {
        is_online.set(online);
        let l = app.language.get_untracked();
        app.announcement.set(if online { w::again(l) } else { w::without(l) }.to_owned());
    };
    let listeners = [
        window_event_listener(ev::online, move |_| hear(true)),
        window_event_listener(ev::offline, move |_| hear(false)),
    ];
    on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
    set_timeout(move || spawn_local(platform::keep_page(move |page| newer.set(Some(page)))), FIRST);
    view! {
        <Show when=move || !is_online.get()>
            <p class="chip weak" data-testid="offline">{text(w::without)}</p>
        </Show>
        {move || newer.get().map(|page| view! { <Newer page=page newer=newer /> })}
    }
}

/// A newer page: it is used when the reader says so, or at the next visit.
#[component]
fn Newer(page: NewerPage, newer: RwSignal<Option<NewerPage>, LocalStorage>) -> impl IntoView {
    let element = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            platform::raise(&element);
        }
    });
    let app = App::get();
    let is_lost = RwSignal::new(false);
    let begin = move || {
        // What was opened and drawn is kept and offered again.
        let page = page.clone();
        spawn_local(async move {
            match Jobs::get().kept_whole().await {
                true => page.begin(),
                false => is_lost.set(true),
            }
        });
    };
    let words = move || match is_lost.get() {
        true => w::not_kept(app.language.get()),
        false => w::newer(app.language.get()),
    };
    view! {
        <div
            class="newer card"
            popover="manual"
            role="status"
            data-testid="newer"
            node_ref=element
        >
            <p>{words}</p>
            <Button kind=ButtonKind::Primary label=named(w::begin) on_press=begin />
            <Button label=named(w::later) on_press=move || newer.set(None) />
        </div>
    }
}

//! Addresses, from a service that the settings name: asked when the reader says so.

use leptos::prelude::*;
use leptos::task::spawn_local;
use liito_locales::messages as m;
use liito_worker::Degrees;

use super::answers;
use crate::components::Button;
use crate::components::words::text;
use crate::platform;
use crate::state::{AddressService, App};

/// What came of asking.
#[derive(Debug, Clone, PartialEq)]
enum Asked {
    No,
    /// On its way.
    Waiting,
    Failed,
    Places(Vec<(String, Degrees)>),
}

/// Offers to look for what was typed among addresses.
#[component]
pub fn Addresses(typed: String) -> impl IntoView {
    let app = App::get();
    let service = app.config().addresses.clone();
    service.map(|service| view! { <Service service=service typed=typed /> })
}

#[component]
fn Service(service: AddressService, typed: String) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let asked = RwSignal::new(Asked::No);
    let name = service.name.clone();
    let ask = move || {
        let question = service.question(&typed, app.language.get_untracked().code());
        asked.set(Asked::Waiting);
        spawn_local(async move {
            let answer = platform::fetch_text(&question).await;
            let found = answer.map(|text| AddressService::places(&text));
            let _ = asked.try_set(found.map_or(Asked::Failed, Asked::Places));
        });
    };
    let told = move || match asked.get() {
        Asked::No => String::new(),
        Asked::Waiting => m::explore::asking(l()).to_owned(),
        Asked::Failed => m::explore::no_answer(l()).to_owned(),
        Asked::Places(places) if places.is_empty() => m::explore::no_address(l()).to_owned(),
        Asked::Places(places) => m::explore::found(l(), places.len()),
    };
    let row = move |(label, at): (String, Degrees)| {
        view! {
            <li>
                <button
                    type="button"
                    class="row-button"
                    on:click=move |_| answers::look_near(app, at, true)
                >
                    <span>{label}</span>
                </button>
            </li>
        }
    };
    let label = {
        let name = name.clone();
        Signal::derive(move || m::explore::ask_addresses(l(), &name))
    };
    view! {
        <div data-testid="addresses">
            <div class="near-doors">
                <Button label=label on_press=ask />
            </div>
            <p class="hint">{text(m::explore::ask_addresses_hint)}</p>
            <p class="hint" role="status">{told}</p>
            {move || match asked.get() {
                Asked::Places(places) => {
                    Some(view! { <ul class="found">{places.into_iter().map(row).collect_view()}</ul> })
                }
                _ => None,
            }}
        </div>
    }
}

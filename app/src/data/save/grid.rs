//! The grid that least-cost links went over, as a file of its own.

use geodata::links::LinkKind;
use leptos::prelude::*;
use liito_locales::messages as m;
use wasm_bindgen_futures::spawn_local;

use super::outcome::error_words;
use crate::components::Button;
use crate::components::words::named;
use crate::jobs::{GRID, Jobs};
use crate::state::App;

#[component]
pub fn GridButton() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get_untracked();
    let has_grid = move || app.link_kind.get() == LinkKind::LeastCost;
    let is_busy = RwSignal::new(false);
    let told = RwSignal::new(String::new());
    let save = move || {
        is_busy.set(true);
        told.set(m::saving::preparing(l()).to_owned());
        spawn_local(async move {
            let words = match Jobs::get().save_grid().await {
                Ok(()) => m::export::done(l(), GRID),
                Err(error) => error_words(l(), &error),
            };
            // The dialog may be closed by now.
            let _ = told.try_set(words);
            let _ = is_busy.try_set(false);
        });
    };
    view! {
        <Show when=has_grid>
            <div class="save-grid">
                <Button label=named(m::saving::grid) disabled=is_busy on_press=save />
                <span class="hint" role="status">{move || told.get()}</span>
            </div>
        </Show>
    }
}

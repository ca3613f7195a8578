//! What the reader saw, put down on the map: kept on the device, saved as Luoti has it.

use std::sync::Arc;

use geodata::luoti::{Seen, Signs};
use leptos::prelude::*;
use leptos::task::spawn_local;
use liito_locales::messages as m;
use liito_worker::Degrees;

use super::answers::round;
use super::fold::{Fold, lead};
use super::seen_form::SeenForm;
use crate::components::words::{named, text};
use crate::components::{Button, Icon, IconButton};
use crate::jobs::Jobs;
use crate::platform;
use crate::state::{App, Hand};

/// Half of what the map shows round a place that was seen, degrees.
const ROUND_DEG: f64 = 0.003;

#[component]
pub fn SeenSection() -> impl IntoView {
    let app = App::get();
    let seen = Memo::new(move |_| app.explore.with(|explore| Arc::clone(&explore.seen)));
    let is_lost = RwSignal::new(false);
    if seen.with_untracked(|seen| seen.is_empty()) {
        app.explore.update(|explore| explore.seen = Arc::new(platform::load_seen()));
    }
    let is_writing =
        Memo::new(move |_| app.explore.with(|explore| matches!(explore.hand, Hand::Place(_))));
    // What is measured stays.
    let is_taken =
        Memo::new(move |_| app.explore.with(|explore| matches!(explore.hand, Hand::Measure(_))));
    let begin = move || {
        let asked = app.explore.with_untracked(|explore| explore.asked);
        if let Some(at) = asked.or_else(|| middle(app)) {
            app.explore.update(|explore| explore.hand = Hand::Place(at));
            lead("seen-form");
        }
    };
    on_cleanup(move || {
        if is_writing.get_untracked() {
            app.explore.update(|explore| explore.hand = Hand::Choose);
        }
    });
    view! {
        <Fold title=m::seen::title testid="seen">
            <p class="hint">{text(m::seen::hint)}</p>
            <Show
                when=move || is_writing.get()
                fallback=move || view! {
                    <div class="near-doors">
                        <Button label=named(m::seen::begin) disabled=is_taken on_press=begin />
                    </div>
                }
            >
                <SeenForm is_lost=is_lost />
            </Show>
            <p class="field-error" role="alert">
                {move || is_lost.get().then(|| m::seen::not_kept(app.language.get()))}
            </p>
            <Show when=move || seen.with(|seen| !seen.is_empty())>
                <ul class="found" data-testid="seen-list">
                    {move || seen.get().iter().map(|one| row(app, one)).collect_view()}
                </ul>
                <SaveSeen />
            </Show>
        </Fold>
    }
}

/// The middle of the map.
pub fn middle(app: App) -> Option<Degrees> {
    app.view.get_untracked().map(|view| (view.longitude, view.latitude))
}

/// Changes what was seen, with what other tabs have put down meanwhile; says whether it is kept.
pub fn keep(app: App, change: impl FnOnce(&mut Vec<Seen>)) -> bool {
    let shown = app.explore.with_untracked(|explore| Arc::clone(&explore.seen));
    let mut all = platform::load_seen();
    // Where the browser keeps nothing, this tab does.
    if all.is_empty() {
        all = shown.to_vec();
    }
    change(&mut all);
    let is_kept = platform::save_seen(&all);
    app.explore.update(|explore| explore.seen = Arc::new(all));
    is_kept
}

fn row(app: App, seen: &Seen) -> impl IntoView + use<> {
    let l = move || app.language.get();
    let about = round(seen.at, ROUND_DEG);
    let removed = seen.clone();
    let seen = seen.clone();
    let words = move || {
        let what = seen.signs.as_ref().map(|signs| signs_words(l(), signs));
        let remark = Some(seen.remark.clone()).filter(|words| !words.is_empty());
        let parts = [Some(l().date(seen.date)), what, remark];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let label = words.clone();
    view! {
        <li class="seen-row">
            <button type="button" class="row-button wrap" on:click=move |_| app.go_to(about)>
                {words}
            </button>
            <IconButton
                icon=Icon::Close
                label=Signal::derive(move || m::seen::remove(l(), &label()))
                on_press=move || {
                    keep(app, |all| all.retain(|other| *other != removed));
                    lead("fold-seen");
                }
            />
        </li>
    }
}

fn signs_words(l: liito_locales::Language, signs: &Signs) -> String {
    match signs.droppings {
        Some(count) => m::seen::droppings_told(l, usize::from(count)),
        None => m::seen::signs(l).to_owned(),
    }
}

#[component]
fn SaveSeen() -> impl IntoView {
    let app = App::get();
    let is_saving = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let save = move || {
        let seen = app.explore.with_untracked(|explore| Arc::clone(&explore.seen));
        is_saving.set(true);
        spawn_local(async move {
            let saved = Jobs::get().save_seen(&seen).await;
            let _ = is_saving.try_set(false);
            let _ = failed.try_set(saved.is_err());
        });
    };
    view! {
        <div class="near-doors">
            <Button
                icon=Icon::Save
                label=named(m::seen::save)
                disabled=Signal::derive(move || is_saving.get())
                on_press=save
            />
        </div>
        <p class="field-error" role="alert">
            {move || failed.get().then(|| m::seen::not_saved(app.language.get()))}
        </p>
    }
}

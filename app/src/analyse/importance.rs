//! What matters most: what to colour by, and the patches and links that lead.

use geodata::connectivity::importance::{EXACT_UP_TO, OF_LARGE_NETWORKS};
use leptos::prelude::*;
use liito_locales::messages as m;
use liito_worker::{LinkIndex, PatchIndex, Ranked};

use super::index_words as words;
use crate::components::words::{named, text};
use crate::components::{Button, Progress, Segmented};
use crate::jobs::Jobs;
use crate::state::{App, Importance};

/// Which list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Patches,
    Links,
}

#[component]
pub fn ImportanceSection() -> impl IntoView {
    let app = App::get();
    let is_offered = Memo::new(move |_| app.importance.get().is_offered());
    let is_done = Memo::new(move |_| app.importance.get() == Importance::Done);
    let takes = move || {
        let l = app.language.get();
        match app.importance.get() {
            Importance::Offered { seconds: Some(seconds) } if seconds <= 60 => {
                m::importance::takes_a_minute(l).to_owned()
            }
            Importance::Offered { seconds: Some(seconds) } => {
                m::importance::takes(l, seconds.div_ceil(60) as usize)
            }
            _ => m::importance::takes_unknown(l).to_owned(),
        }
    };
    let is_bounded = Memo::new(move |_| {
        app.habitat.with(|habitat| habitat.as_ref().is_some_and(|h| h.patches > EXACT_UP_TO))
    });
    let within = move || {
        let l = app.language.get();
        m::importance::within(l, &l.number(OF_LARGE_NETWORKS, 3))
    };
    let is_there = Memo::new(move |_| app.importance.get() != Importance::None);
    view! {
        <Show when=move || is_there.get()>
            <section class="section" data-testid="importance" aria-labelledby="importance-title">
                <h3 id="importance-title">{text(m::importance::title)}</h3>
                <Progress
                    stage=named(m::importance::working)
                    share=Signal::derive(move || app.importance.get().progress())
                    on_cancel=move || Jobs::get().cancel()
                />
                <Show when=move || is_offered.get()>
                    <p class="hint">{text(m::importance::offer_hint)}" "{takes}</p>
                    <Button
                        label=named(m::importance::offer)
                        on_press=move || Jobs::get().compute_importance()
                    />
                </Show>
                <Show when=move || is_done.get()>
                    <Show when=move || is_bounded.get()>
                        <p class="hint" data-testid="importance-bound">{within}</p>
                    </Show>
                    <Choices />
                    <Lists />
                </Show>
            </section>
        </Show>
    }
}

/// What patches and links are coloured by.
#[component]
fn Choices() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let patches = move || app.colouring.get().patches;
    let links = move || app.colouring.get().links;
    view! {
        <div class="field">
            <div class="field-row stacked">
                <label for="colour-patches">{text(m::importance::colour_patches)}</label>
                <select
                    id="colour-patches"
                    prop:value=move || patches().name()
                    on:change:target=move |event| {
                        let name = event.target().value();
                        let chosen = PatchIndex::ALL.into_iter().find(|index| index.name() == name);
                        app.colouring.update(|c| c.patches = chosen.unwrap_or_default());
                    }
                >
                    {PatchIndex::ALL.map(|index| view! {
                        <option value=index.name() selected=move || patches() == index>
                            {move || words::patch_index(l(), index)}
                        </option>
                    }).collect_view()}
                </select>
            </div>
            <p class="hint">{move || words::patch_hint(l(), patches())}</p>
        </div>
        <div class="field">
            <div class="field-row stacked">
                <label for="colour-links">{text(m::importance::colour_links)}</label>
                <select
                    id="colour-links"
                    prop:value=move || links().name()
                    on:change:target=move |event| {
                        let name = event.target().value();
                        let chosen = LinkIndex::ALL.into_iter().find(|index| index.name() == name);
                        app.colouring.update(|c| c.links = chosen.unwrap_or_default());
                    }
                >
                    {LinkIndex::ALL.map(|index| view! {
                        <option value=index.name() selected=move || links() == index>
                            {move || words::link_index(l(), index, app.link_kind.get())}
                        </option>
                    }).collect_view()}
                </select>
            </div>
            <p class="hint">{move || words::link_hint(l(), links(), app.link_kind.get())}</p>
        </div>
    }
}

/// The patches and the links that matter most.
#[component]
fn Lists() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let shown = RwSignal::new(List::Patches);
    let options = Signal::derive(move || {
        vec![
            (List::Patches, m::importance::tab_patches(l()).to_owned(), ""),
            (List::Links, m::importance::tab_links(l()).to_owned(), ""),
        ]
    });
    let ranked_by = move || {
        app.ranking.get().map(|ranking| match shown.get() {
            List::Patches => words::patch_index(l(), ranking.patch_index),
            List::Links => words::link_index(l(), ranking.link_index, app.link_kind.get()),
        })
    };
    let entries = move || {
        let Some(ranking) = app.ranking.get() else { return Vec::new() };
        let value = |entry: &Ranked| match shown.get() {
            List::Patches => words::patch_value(l(), ranking.patch_index, entry.value),
            List::Links => words::percent(l(), entry.value),
        };
        let entries = match shown.get() {
            List::Patches => &ranking.patches,
            List::Links => &ranking.links,
        };
        entries.iter().map(|entry| (entry.clone(), value(entry))).collect()
    };
    view! {
        <Segmented
            label=named(m::importance::title)
            name="importance-list"
            options=options
            chosen=shown
            on_choose=move |list| shown.set(list)
        />
        <p class="hint">{ranked_by}</p>
        <ol class="ranked" data-testid="ranked">
            {move || entries().into_iter().map(|(entry, value)| ranked(app, entry, value)).collect_view()}
        </ol>
    }
}

fn ranked(app: App, entry: Ranked, value: String) -> impl IntoView {
    let Ranked { piece, labels, value: exact } = entry;
    let is_chosen = Memo::new(move |_| app.selected.get() == Some(piece));
    view! {
        <li>
            <button
                type="button"
                class="row-button"
                aria-pressed=move || is_chosen.get().to_string()
                data-value=exact.to_string()
                on:click=move |_| app.selected.set(Some(piece))
            >
                <span>{labels.join(" – ")}</span>
                <span class="tabular">{value}</span>
            </button>
        </li>
    }
}

//! What the map shows, as a list: to choose from by keyboard, by kind and by year.

use std::sync::Arc;

use geodata::nearby::Nature;
use leptos::prelude::*;
use leptos::task::spawn_local;
use liito_locales::messages as m;

use super::fold::{Fold, lead};
use super::search::row;
use super::{answers, words};
use crate::components::Button;
use crate::components::words::{named, text};
use crate::state::{App, Listed};

/// The years that are wanted, of those that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    first: u16,
    last: u16,
}

#[component]
pub fn InViewSection() -> impl IntoView {
    let app = App::get();
    let nature = RwSignal::new(None::<Nature>);
    // Trees are in thousands of pieces, and no list of anything.
    let natures = move || nature.get().map_or_else(|| Nature::TOLD.to_vec(), |one| vec![one]);
    let wanted_words = RwSignal::new(String::new());
    let years = RwSignal::new(Vec::<(u16, usize)>::new());
    let span = RwSignal::new(None::<Span>);
    Effect::new(move |_| {
        app.context_tiles.track();
        app.tiles.track();
        let natures = natures();
        spawn_local(async move {
            let known = answers::years(natures).await;
            // The section may be gone.
            let _ = span.try_set(None);
            let _ = years.try_set(known);
        });
    });
    let list = move || {
        let wanted = span.get_untracked().map(|Span { first, last }| (first, last));
        answers::list(app, untrack(natures), wanted, wanted_words.get_untracked());
    };
    let listed = Memo::new(move |_| app.explore.with(|explore| explore.listed.clone()));
    view! {
        <Fold title=m::explore::in_view testid="in-view">
            <KindChoice nature=nature />
            <WordsField wanted=wanted_words />
            {move || years.with(|years| match years.as_slice() {
                [(first, _), .., (last, _)] => {
                    let all = Span { first: *first, last: *last };
                    view! { <Years all=all span=span /> }.into_any()
                }
                _ => ().into_any(),
            })}
            <div class="near-doors">
                <Button label=named(m::explore::list) on_press=list />
                <Show when=move || listed.get().is_some()>
                    <Button
                        label=named(m::explore::end_list)
                        on_press=move || {
                            app.explore.update(|explore| explore.listed = None);
                            lead("fold-in-view");
                        }
                    />
                </Show>
            </div>
            {move || listed.get().map(|listed| view! { <List listed=listed /> })}
        </Fold>
    }
}

/// Which kind of nature is wanted.
#[component]
fn KindChoice(nature: RwSignal<Option<Nature>>) -> impl IntoView {
    let app = App::get();
    view! {
        <label class="choice">
            <span>{text(m::explore::kind)}</span>
            <select
                name="nature"
                on:change:target=move |event| nature.set(nature_named(&event.target().value()))
            >
                <option value="">{text(m::explore::all_kinds)}</option>
                {Nature::TOLD.map(|one| view! {
                    <option value=format!("{one:?}")>
                        {move || words::nature_name(app.language.get(), one)}
                    </option>
                })}
            </select>
        </label>
    }
}

/// Which words are wanted in what is said of it.
#[component]
fn WordsField(wanted: RwSignal<String>) -> impl IntoView {
    let app = App::get();
    let take = move |typed: String| {
        wanted.set(words::as_data_say(app.language.get_untracked(), &typed));
    };
    view! {
        <label class="choice">
            <span>{text(m::explore::with_words)}</span>
            <input
                name="words"
                type="text"
                autocomplete="off"
                list="facilities"
                on:input:target=move |event| take(event.target().value())
            />
            <datalist id="facilities">
                {words::FACILITIES.map(|word| view! {
                    <option value=move || words::facility(app.language.get(), word) />
                })}
            </datalist>
        </label>
    }
}

fn nature_named(name: &str) -> Option<Nature> {
    Nature::TOLD.into_iter().find(|nature| format!("{nature:?}") == name)
}

/// From which year to which, each to slide along.
#[component]
fn Years(all: Span, span: RwSignal<Option<Span>>) -> impl IntoView {
    let app = App::get();
    let now = move || span.get().unwrap_or(all);
    let slide = move |name: &'static str,
                      label: fn(liito_locales::Language) -> &'static str,
                      of: fn(Span) -> u16,
                      set: fn(Span, u16) -> Span| {
        view! {
            <label class="choice year">
                <span>{move || label(app.language.get())} " " <output class="tabular">{move || of(now())}</output></span>
                <input
                    type="range"
                    name=name
                    min=all.first
                    max=all.last
                    step="1"
                    prop:value=move || of(now()).to_string()
                    on:input:target=move |event| {
                        if let Ok(year) = event.target().value().parse() {
                            span.set(Some(set(now(), year)));
                        }
                    }
                />
            </label>
        }
    };
    view! {
        <div class="years">
            {slide("from-year", m::explore::from_year, |span| span.first, |span, year| Span { first: year, last: span.last.max(year) })}
            {slide("to-year", m::explore::to_year, |span| span.last, |span, year| Span { first: span.first.min(year), last: year })}
        </div>
        <p class="hint">{move || match span.get() {
            Some(Span { first, last }) => m::explore::of_years(app.language.get(), &first.to_string(), &last.to_string()),
            None => m::explore::all_years(app.language.get()).to_owned(),
        }}</p>
    }
}

#[component]
fn List(listed: Arc<Listed>) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let (total, told) = (listed.total, listed.lines.len());
    let count = move || match total {
        0 => m::explore::none_listed(l()).to_owned(),
        total if total > told => m::explore::listed_some(l(), &l().whole(told), &l().whole(total)),
        total => m::explore::found(l(), total),
    };
    let rows = listed.lines.iter().cloned().map(|line| row(app, line)).collect_view();
    view! {
        <p class="hint">{count}</p>
        {(told > 0).then(|| view! { <ul class="found" data-testid="listed">{rows}</ul> })}
    }
}

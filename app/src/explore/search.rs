//! A field to search in, and what was found.

use std::sync::Arc;

use leptos::prelude::*;
use liito_locales::messages as m;
use liito_worker::{ExploreAsk, FeatureLine};

use super::addresses::Addresses;
use super::answers::{self, Choice};
use super::words;
use crate::components::words::text;
use crate::state::{App, Search};

#[component]
pub fn SearchField() -> impl IntoView {
    let app = App::get();
    let found = Memo::new(move |_| app.explore.with(|explore| explore.found.clone()));
    let is_first = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter"
            && let Some(first) = found.get_untracked()
        {
            take_first(app, &first);
        }
    };
    view! {
        <section class="section explore-search" role="search">
            <label for="explore-search">{text(m::explore::search)}</label>
            <input
                id="explore-search"
                type="search"
                autocomplete="off"
                spellcheck="false"
                enterkeyhint="search"
                on:input:target=move |event| answers::search(app, event.target().value())
                on:keydown=is_first
            />
            {move || found.get().map(|found| view! { <Found found=found /> })}
        </section>
    }
}

/// The best of what was found is what a reader means who presses Enter.
fn take_first(app: App, found: &Search) {
    if let Some(at) = found.position {
        answers::look_near(app, at, true);
    } else if let Some(line) = found.lines.first() {
        take(app, line);
    }
}

fn take(app: App, line: &FeatureLine) {
    app.go_to(line.bounds);
    // The list gives way to what was chosen of it.
    app.explore.update(|explore| explore.found = None);
    answers::choose(app, ExploreAsk::Feature(line.place), Choice::Listed);
}

#[component]
fn Found(found: Arc<Search>) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    if let Some(at) = found.position {
        let words = move || {
            let [latitude, longitude] = [at.1, at.0].map(|degrees| l().number(degrees, 5));
            m::explore::position(l(), &latitude, &longitude)
        };
        return view! {
            <ul class="found" data-testid="found">
                <li>
                    <button type="button" class="row-button" on:click=move |_| answers::look_near(app, at, true)>
                        <span>{words}</span>
                    </button>
                </li>
            </ul>
        }
        .into_any();
    }
    let (total, told) = (found.total, found.lines.len());
    let typed = found.text.clone();
    let count = move || match total {
        0 => m::explore::none_found(l(), &typed),
        total => m::explore::found(l(), total),
    };
    let rows = found.lines.iter().cloned().map(|line| row(app, line)).collect_view();
    view! {
        <p class="hint">{count}</p>
        {(told > 0).then(|| view! { <ul class="found" data-testid="found">{rows}</ul> })}
        <Addresses typed=found.text.clone() />
    }
    .into_any()
}

/// A line of a list of features.
pub fn row(app: App, line: FeatureLine) -> impl IntoView {
    let l = move || app.language.get();
    let line = StoredValue::new(line);
    let title = move || line.with_value(|line| words::title(l(), line));
    // What it is, where its name does not say that alone; what was found in it.
    let more = move || {
        line.with_value(|line| {
            let kind = words::kind(l(), &line.kind);
            let kind = (kind != words::title(l(), line)).then_some(kind);
            let parts = [kind, line.matched.clone()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        })
    };
    let way = move || line.with_value(|line| words::way(l(), line));
    view! {
        <li>
            <button type="button" class="row-button feature-row" on:click=move |_| line.with_value(|line| take(app, line))>
                <span>
                    <strong>{title}</strong>
                    " "
                    <span class="hint">{more}</span>
                </span>
                <span class="tabular way">{way}</span>
            </button>
        </li>
    }
}

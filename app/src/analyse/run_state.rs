//! Where the computing stands, and how to stop it.

use leptos::prelude::*;
use liito_locales::{Language, messages as m};

use crate::components::words::named;
use crate::components::{Button, ButtonKind, Progress};
use crate::jobs::Jobs;
use crate::state::{App, Field, Form, Run};

fn percent(language: Language, share: f64) -> String {
    format!("{}\u{a0}%", language.number(share * 100.0, 0))
}

/// A word on the state, beside the title.
#[component]
pub fn RunChip() -> impl IntoView {
    let app = App::get();
    let words = move || {
        let l = app.language.get();
        match app.run.get() {
            Run::Done(_) => m::state::up_to_date(l).to_owned(),
            run @ (Run::Links { .. } | Run::Indices { .. }) => {
                m::state::computing(l, &percent(l, run.progress().unwrap_or(0.0)))
            }
            Run::Idle | Run::Waiting | Run::NeedsCut { .. } => m::state::waiting(l).to_owned(),
            Run::Failed => m::state::failed(l).to_owned(),
            Run::Cancelled => m::state::cancelled(l).to_owned(),
        }
    };
    let class = move || match app.run.get() {
        Run::Done(_) => "chip good",
        Run::Failed | Run::Cancelled => "chip weak",
        _ => "chip",
    };
    view! { <span class=class data-testid="run-state">{words}</span> }
}

/// A bar while there is work, with a way to stop it; and to begin again.
#[component]
pub fn RunProgress() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let is_cancelled = Memo::new(move |_| app.run.get() == Run::Cancelled);
    let stage = move || match app.run.get() {
        Run::Indices { .. } => m::state::indices(l()).to_owned(),
        _ => m::state::links(l()).to_owned(),
    };
    view! {
        <Progress
            stage=Signal::derive(stage)
            share=Signal::derive(move || app.run.get().progress())
            on_cancel=move || Jobs::get().cancel()
        />
        <Show when=move || is_cancelled.get()>
            <div class="progress">
                <Button
                    kind=ButtonKind::Primary
                    label=named(m::state::again)
                    on_press=move || Jobs::get().recompute()
                />
            </div>
        </Show>
    }
}

/// Asks for a longest link before a great many pairs are computed.
#[component]
pub fn CutQuestion() -> impl IntoView {
    let app = App::get();
    let question = move || match app.run.get() {
        Run::NeedsCut { patches, pairs } => Some((patches, pairs)),
        _ => None,
    };
    // Links that matter are seldom longer than twice the distance.
    let proposal = move || {
        let parameters = app.form.with(Form::parameters).unwrap_or_default();
        // Links that count for the binary indices have to be there.
        (2.0 * parameters.distance_m).max(parameters.threshold_m())
    };
    let use_it = move || {
        let text = format!("{}", proposal());
        app.form.update(|form| form.set(Field::MaxLink, &text));
    };
    view! {
        {move || question().map(|(patches, pairs)| {
            let l = app.language.get();
            let (pairs, memory) = l.cost_of_all_pairs(pairs);
            view! {
                <section class="callout" role="alert">
                    <h3>{m::cut::title(l)}</h3>
                    <p>{m::cut::text(l, &memory, &pairs, &l.whole(patches))}</p>
                    <Button
                        kind=ButtonKind::Primary
                        label=m::cut::apply(l, &l.length(proposal()))
                        on_press=use_it
                    />
                </section>
            }
        })}
    }
}

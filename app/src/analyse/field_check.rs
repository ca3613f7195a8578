//! The network held against what surveyors saw, where links know the land.

use std::sync::Arc;

use geodata::report::{Block, markdown};
use leptos::prelude::*;
use liito_locales::messages::charts as w;
use wasm_bindgen_futures::spawn_local;

use crate::components::words::{named, text};
use crate::components::{Blocks, Button, ButtonKind, Icon};
use crate::jobs::Jobs;
use crate::platform;
use crate::state::{App, Form, Run};

/// What came of it, and whether it is being found out.
#[derive(Clone, Default, PartialEq)]
enum Report {
    #[default]
    None,
    Busy,
    There(Arc<Vec<Block>>),
    /// The links have to be found again first.
    Again,
}

#[component]
pub fn FieldCheck() -> impl IntoView {
    let app = App::get();
    let report = RwSignal::new(Report::default());
    let is_over_land =
        Memo::new(move |_| matches!(app.run.get(), Run::Done(of) if of.kind.is_over_land()));
    // Another run, or another language, asks anew.
    Effect::new(move |_| {
        app.run.track();
        app.language.track();
        report.set(Report::default());
    });
    let compare = move || {
        report.set(Report::Busy);
        let asked = (app.run.get_untracked(), app.language.get_untracked());
        spawn_local(async move {
            let blocks = Jobs::get().field_check().await;
            // Another run, and another language, have said that they are to be asked.
            if (app.run.get_untracked(), app.language.get_untracked()) == asked {
                let told = blocks.map_or(Report::Again, |blocks| Report::There(Arc::new(blocks)));
                let _ = report.try_set(told);
            }
        });
    };
    let save = move || {
        if let Report::There(blocks) = report.get_untracked() {
            let bytes = platform::bytes_of(&markdown(&blocks));
            drop(platform::save("liito-field-check.md", "text/markdown", &bytes));
        }
    };
    let is_busy = Signal::derive(move || report.with(|report| *report == Report::Busy));
    // What is asked for may be on its way.
    let missing = move || match app.form.with(Form::kind).is_over_land() {
        true => w::waiting(app.language.get()),
        false => w::field_none(app.language.get()),
    };
    let is_there = Memo::new(move |_| report.with(|report| matches!(report, Report::There(_))));
    view! {
        <div class="charts">
            <p class="hint">{text(w::field_lead)}</p>
            <Show
                when=move || is_over_land.get()
                fallback=move || view! { <p class="empty">{missing}</p> }
            >
                <div class="panel-actions">
                    <Button
                        kind=ButtonKind::Primary
                        label=named(w::field_start)
                        disabled=is_busy
                        on_press=compare
                    />
                    <Show when=move || is_there.get()>
                        <Button icon=Icon::Save label=named(w::field_save) on_press=save />
                    </Show>
                </div>
            </Show>
            <div class="charts-body" tabindex="0" role="group" aria-label=text(w::field)>
                <Show when=move || is_busy.get()>
                    <p class="hint" role="status">{text(w::waiting)}</p>
                </Show>
                {move || match report.get() {
                    Report::There(blocks) => view! {
                        <article data-testid="field-report">
                            <Blocks blocks=blocks.to_vec() />
                        </article>
                    }
                    .into_any(),
                    Report::Again => {
                        view! { <p class="hint" role="status">{text(w::field_again)}</p> }.into_any()
                    }
                    Report::None | Report::Busy => ().into_any(),
                }}
            </div>
        </div>
    }
}

//! What is near a place: asked for where the reader is, or anywhere on the map.

use std::sync::Arc;

use geodata::nearby::Nature;
use leptos::prelude::*;
use liito_locales::messages as m;
use liito_worker::{FeatureLine, NearInfo};

use super::search::row;
use super::{answers, words};
use crate::components::Button;
use crate::components::words::{named, text};
use crate::platform;
use crate::state::App;

/// What became of the question where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Locating {
    No,
    Asked,
    Refused,
}

#[component]
pub fn NearSection() -> impl IntoView {
    let app = App::get();
    let locating = RwSignal::new(Locating::No);
    let near = Memo::new(move |_| app.explore.with(|explore| explore.near.clone()));
    let locate = move || {
        locating.set(Locating::Asked);
        platform::locate(move |found| {
            locating.set(if found.is_some() { Locating::No } else { Locating::Refused });
            if let Some(at) = found {
                answers::look_near(app, at, true);
            }
        });
    };
    let in_the_middle = move || {
        if let Some(view) = app.view.get_untracked() {
            answers::look_near(app, (view.longitude, view.latitude), false);
        }
    };
    view! {
        <section class="section" data-testid="near">
            <h3>{text(m::explore::near)}</h3>
            <div class="near-doors">
                <Button label=named(m::explore::here) on_press=locate />
                <Button label=named(m::explore::middle) on_press=in_the_middle />
            </div>
            <p class="hint" role="status">{move || match locating.get() {
                Locating::No => m::explore::here_hint(app.language.get()),
                Locating::Asked => m::explore::locating(app.language.get()),
                Locating::Refused => m::explore::not_located(app.language.get()),
            }}</p>
            {move || near.get().map(|near| view! { <Near near=near /> })}
        </section>
    }
}

#[component]
fn Near(near: Arc<NearInfo>) -> impl IntoView {
    let app = App::get();
    let green = near.green;
    let kinds = near.kinds.iter().cloned().map(|of| kind(app, of)).collect_view();
    view! {
        <p class="greenness" data-testid="greenness" data-green=green.green data-trees=green.trees>
            {move || words::greenness(app.language.get(), &green)}
        </p>
        <p class="hint">{text(m::explore::green_hint)}</p>
        {kinds}
    }
}

/// Nature of one kind: how much of it, and the nearest.
fn kind(app: App, of: (Nature, [usize; 3], Vec<FeatureLine>)) -> impl IntoView {
    let (nature, within, lines) = of;
    let l = move || app.language.get();
    let counts = move || {
        let [near, far, farthest] = within.map(|count| l().whole(count));
        match within[2] {
            0 => m::explore::none_near(l()).to_owned(),
            _ => m::explore::counts(l(), &far, &farthest, &near),
        }
    };
    let rows = lines.into_iter().map(|line| row(app, line)).collect_view();
    view! {
        <div class="near-kind" data-nature=format!("{nature:?}")>
            <h4>{move || words::nature_name(l(), nature)}</h4>
            <p class="hint">{counts}</p>
            {(within[2] > 0).then(|| view! { <ul class="found">{rows}</ul> })}
        </div>
    }
}

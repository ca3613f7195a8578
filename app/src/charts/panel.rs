//! The charts: which one, what it is drawn of, and how it leaves the page.

use std::sync::Arc;

use geodata::connectivity::curve::{CurvePoint, distances};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use liito_locales::messages::{self as m, charts as w};
use liito_worker::NetworkNumbers;
use wasm_bindgen_futures::spawn_local;

use super::chart::{Chart, csv};
use super::figure::{Numbers, Picture};
use super::kinds::{Drawn, Kind, chart};
use super::svg_file::svg_file;
use crate::components::Button;
use crate::components::words::{named, text};
use crate::jobs::Jobs;
use crate::platform;
use crate::state::{App, Firm, Importance, Run};

/// Steps of the curve, up to three times the distance of the run.
const STEPS: f64 = 30.0;

/// Width of a chart with room, and without.
const WIDE: f64 = 760.0;
const NARROW: f64 = 340.0;

/// A curve that other work ends is begun again, so often, after so long.
const ATTEMPTS: u32 = 20;
const PAUSE_MS: u32 = 500;

/// What has come of what charts are drawn of.
#[derive(Clone, Default)]
struct Come {
    numbers: Option<Arc<NetworkNumbers>>,
    curve: Vec<CurvePoint>,
    /// How far the curve is, 0 to 1.
    share: f64,
    /// It was given up.
    is_lost: bool,
}

#[component]
pub fn Charts() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let kind = RwSignal::new(Kind::Curve);
    let (is_table, come) = (RwSignal::new(false), RwSignal::new(Come::default()));
    fetch(app, come);
    let is_run = Memo::new(move |_| matches!(app.run.get(), Run::Done(_)));
    let of_width = move |width: f64| drawn_of(app, come, kind.get(), width);
    let drawn = Memo::new(move |_| of_width(if platform::is_wide() { WIDE } else { NARROW }));
    let on_paper = Signal::derive(move || of_width(WIDE));
    let missing = move || match (kind.get(), come.with(|come| (come.is_lost, come.share))) {
        (Kind::Curve, (true, _)) => w::lost(l()).to_owned(),
        (Kind::Curve, (false, share)) => {
            w::computing(l(), &format!("{}\u{a0}%", l().number(100.0 * share, 0)))
        }
        (kind, _) => kind.missing(l()).to_owned(),
    };
    view! {
        <div class="charts">
            <div class="charts-head">
                <label class="field-row stacked">
                    <span class="visually-hidden">{text(w::which)}</span>
                    <select
                        data-testid="chart-kind"
                        on:change:target=move |event| {
                            let name = event.target().value();
                            let chosen = Kind::ALL.into_iter().find(|kind| kind.name() == name);
                            kind.set(chosen.unwrap_or(Kind::Curve));
                        }
                    >
                        {Kind::ALL.map(|own| view! {
                            <option value=own.name() selected=move || kind.get() == own>
                                {move || own.title(l())}
                            </option>
                        }).collect_view()}
                    </select>
                </label>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || is_table.get()
                        on:change:target=move |event| is_table.set(event.target().checked())
                    />
                    <span>{text(w::as_table)}</span>
                </label>
                <Show when=move || drawn.with(Option::is_some)>
                    <Saving kind=kind drawn=on_paper />
                </Show>
            </div>
            <p class="hint">{move || kind.get().lead(l())}</p>
            <div class="charts-body" tabindex="0" role="group" aria-label=text(w::title)>
                {move || match (drawn.get(), is_run.get()) {
                    (_, false) => view! { <p class="empty">{text(w::none)}</p> }.into_any(),
                    (None, true) => {
                        view! { <p class="empty" role="status">{missing}</p> }.into_any()
                    }
                    (Some(chart), true) => {
                        let title = kind.get().title(l()).to_owned();
                        match is_table.get() {
                            true => view! { <Numbers chart=chart title=title /> }.into_any(),
                            false => view! { <Picture chart=chart title=title /> }.into_any(),
                        }
                    }
                }}
            </div>
        </div>
    }
}

/// A chart of the run so wide; `None` where what it is drawn of is not there.
fn drawn_of(app: App, come: RwSignal<Come>, kind: Kind, width: f64) -> Option<Chart> {
    let Run::Done(figures) = app.run.get() else { return None };
    let firm = app.firm.get();
    come.with(|come| {
        let drawn = Drawn {
            numbers: come.numbers.as_ref()?,
            curve: &come.curve,
            firmness: match &firm {
                Firm::Done(found) => Some(found),
                _ => None,
            },
            distance_m: figures.distance_m,
            grading: figures.grading,
            kind: figures.kind,
        };
        chart(kind, app.language.get(), width, &drawn)
    })
}

/// Has what charts are drawn of come whenever the run, or its importance, is done.
fn fetch(app: App, come: RwSignal<Come>) {
    let figures = Memo::new(move |_| match app.run.get() {
        Run::Done(figures) => Some(figures),
        _ => None,
    });
    let is_ranked = Memo::new(move |_| app.importance.get() == Importance::Done);
    // What another run had is nothing of this one.
    Effect::new(move |_| {
        come.set(Come::default());
        let Some(figures) = figures.get() else { return };
        let most_m = 3.0 * figures.distance_m;
        let Ok(distances) = distances(most_m / STEPS, most_m, most_m / STEPS) else { return };
        spawn_local(async move {
            for _ in 0..ATTEMPTS {
                #[expect(clippy::cast_precision_loss, reason = "shares are few")]
                let progress = |done: usize, total: usize| {
                    let share = done as f64 / total.max(1) as f64;
                    let _ = come.try_update(|come| come.share = share);
                };
                let curve = Jobs::get().curve(distances.clone(), progress).await;
                if figures_now(app) != Some(figures) || come.is_disposed() {
                    return;
                }
                if let Some(curve) = curve {
                    let _ = come.try_update(|come| come.curve = curve);
                    return;
                }
                // Other work needed the workers.
                TimeoutFuture::new(PAUSE_MS).await;
            }
            let _ = come.try_update(|come| come.is_lost = true);
        });
    });
    Effect::new(move |_| {
        // Importance comes after the run, and what lies near the edge with the crossings.
        is_ranked.track();
        app.crossings.track();
        let Some(figures) = figures.get() else { return };
        spawn_local(async move {
            let numbers = Jobs::get().numbers().await.map(Arc::new);
            if figures_now(app) == Some(figures) {
                let _ = come.try_update(|come| come.numbers = numbers);
            }
        });
    });
}

fn figures_now(app: App) -> Option<crate::state::Figures> {
    match app.run.get_untracked() {
        Run::Done(figures) => Some(figures),
        _ => None,
    }
}

/// The chart as files.
#[component]
fn Saving(kind: RwSignal<Kind>, drawn: Signal<Option<Chart>>) -> impl IntoView {
    let app = App::get();
    let name = move |ending: &str| format!("liito-{}.{ending}", kind.get_untracked().name());
    let as_svg = move || {
        let l = app.language.get_untracked();
        let version = format!("Liito {}", geodata::VERSION);
        let note = w::source(l, m::app::statement(l), &version);
        let title = kind.get_untracked().title(l);
        drawn.with_untracked(|drawn| Some(svg_file(drawn.as_ref()?, title, &note)))
    };
    let save = move |ending: &'static str, media: &str, text: &str| {
        drop(platform::save(&name(ending), media, &platform::bytes_of(text)));
    };
    let save_svg = move || {
        if let Some(svg) = as_svg() {
            save("svg", "image/svg+xml", &svg);
        }
    };
    let save_png = move || {
        if let Some(svg) = as_svg() {
            platform::save_picture(&svg, name("png"));
        }
    };
    let save_csv = move || {
        if let Some(chart) = drawn.get_untracked() {
            save("csv", "text/csv", &csv(&chart));
        }
    };
    view! {
        <div class="panel-actions">
            <Button label=named(w::save_svg) on_press=save_svg />
            <Button label=named(w::save_png) on_press=save_png />
            <Button label=named(w::save_csv) on_press=save_csv />
        </div>
    }
}

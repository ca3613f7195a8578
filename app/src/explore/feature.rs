//! All about what is chosen, in plain words.

use std::sync::Arc;

use geodata::nearby::Nature;
use leptos::prelude::*;
use liito_locales::{Language, messages as m, survey_column_name, survey_value};
use liito_worker::{Connected, FeatureInfo, FeatureLine};

use super::search::row;
use super::share::{copy, link as link_to};
use super::{answers, words};
use crate::components::words::{named, text};
use crate::components::{Button, Icon, IconButton};
use crate::state::App;

/// The column that says what there is in a park, by words with semicolons between.
const FACILITIES: &str = "facilities";

#[component]
pub fn FeatureCard() -> impl IntoView {
    let app = App::get();
    let chosen = Memo::new(move |_| app.explore.with(|explore| explore.chosen.clone()));
    move || chosen.get().map(|feature| view! { <Card feature=feature /> })
}

#[component]
fn Card(feature: Arc<FeatureInfo>) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let (bounds, inside) = (feature.line.bounds, feature.inside);
    let title = {
        let feature = Arc::clone(&feature);
        move || words::title(l(), &feature.line)
    };
    let label = title.clone();
    let kind = {
        let feature = Arc::clone(&feature);
        move || words::kind(l(), &feature.line.kind)
    };
    let size = {
        let feature = Arc::clone(&feature);
        move || match (feature.area_ha, feature.length_m) {
            (Some(area_ha), _) => l().hectares(area_ha),
            (None, Some(length_m)) => l().length(length_m),
            (None, None) => String::new(),
        }
    };
    let facilities = feature.facts.iter().find(|(column, _)| column == FACILITIES).cloned();
    let connected = feature.connected;
    let surveyed = feature.surveyed.clone();
    let is_squirrels = feature.line.kind.nature == Some(Nature::FlyingSquirrel);
    let touches = feature.touches.clone();
    let is_planned = feature.line.kind.nature == Some(Nature::Planned);
    view! {
        <section
            id="feature"
            class="section feature"
            tabindex="-1"
            aria-label=label
            data-testid="feature"
        >
            <header class="details-head">
                <h3>{title}</h3>
                <IconButton
                    icon=Icon::Close
                    label=named(m::app::close)
                    on_press=move || answers::choose_nothing(app)
                />
            </header>
            <p>{kind} " " <span class="tabular">{size}</span></p>
            {facilities.map(|(_, list)| view! { <Facilities list=list /> })}
            {connected.map(|connected| view! {
                <p data-testid="connected">{move || connection(l(), connected)}</p>
            })}
            {surveyed.map(|date| view! {
                <p>{move || m::explore::surveyed(l(), &words::day(l(), &date))}</p>
            })}
            {is_planned.then(|| view! { <Comment /> })}
            {is_squirrels.then(|| view! { <p class="hint">{text(m::explore::not_surveyed)}</p> })}
            <Touches lines=touches />
            <div class="near-doors">
                <Button
                    label=named(m::explore::what_near)
                    on_press=move || answers::look_near(app, inside, false)
                />
                <Button
                    icon=Icon::Extent
                    label=named(m::explore::zoom)
                    on_press=move || app.go_to(bounds)
                />
                <Button
                    label=named(m::explore::copy_link)
                    on_press=move || copy(app, link_to(app))
                />
            </div>
            <Facts feature=feature />
        </section>
    }
}

/// What else is there or touches it.
#[component]
fn Touches(lines: Vec<FeatureLine>) -> impl IntoView {
    let app = App::get();
    let is_any = !lines.is_empty();
    let rows = lines.into_iter().map(|line| row(app, line)).collect_view();
    is_any.then(|| {
        view! {
            <details class="disclosure" data-testid="touches">
                <summary>{text(m::explore::touches)}</summary>
                <ul class="found">{rows}</ul>
            </details>
        }
    })
}

/// That a plan is no decision, and where to say what one thinks of it.
#[component]
fn Comment() -> impl IntoView {
    let app = App::get();
    view! {
        <p class="hint">{text(m::explore::planned_hint)}</p>
        {app.config().comment.clone().map(|address| view! {
            <p><a href=address target="_blank" rel="noopener">{text(m::explore::comment)}</a></p>
        })}
    }
}

/// How a forest hangs together with others; never that it is worth nothing.
fn connection(l: Language, connected: Connected) -> String {
    let Connected { linked, cut_off, .. } = connected;
    let links = match linked {
        0 => m::explore::alone(l).to_owned(),
        linked => m::explore::linked(l, linked),
    };
    match (linked, cut_off) {
        (0, _) => links,
        (_, 0) => format!("{links} {}", m::explore::holds(l)),
        (_, cut_off) => format!("{links} {}", m::explore::cut_off(l, cut_off)),
    }
}

#[component]
fn Facilities(list: String) -> impl IntoView {
    let app = App::get();
    let all = move || {
        let words = list.split(';').map(str::trim);
        let known = words.filter_map(|word| words::facility(app.language.get(), word));
        known.collect::<Vec<_>>().join(", ")
    };
    view! { <p>{text(m::explore::facilities)} ": " {all}</p> }
}

/// A value that leads to another page, and the host of that.
fn link(value: &str) -> Option<(String, String)> {
    let rest = value.strip_prefix("https://").filter(|rest| !rest.contains(char::is_whitespace))?;
    let host = rest.split(['/', '?', '#']).next().filter(|host| host.contains('.'))?;
    Some((value.to_owned(), host.to_owned()))
}

/// What the file says, in the words of the survey where it is one.
#[component]
fn Facts(feature: Arc<FeatureInfo>) -> impl IntoView {
    let app = App::get();
    let is_survey = feature.line.kind.survey.is_some();
    let fact = move |(column, value): &(String, String)| {
        let l = app.language.get();
        let label = is_survey.then(|| survey_column_name(l, column)).flatten();
        let label = label.map_or_else(|| column.clone(), str::to_owned);
        let words = is_survey.then(|| survey_value(l, value)).flatten().map(str::to_owned);
        let value = match (words, link(value)) {
            (Some(words), _) => words.into_any(),
            (None, Some((address, host))) => view! {
                <a href=address target="_blank" rel="noopener noreferrer">{host}</a>
            }
            .into_any(),
            (None, None) => words::day(l, value).into_any(),
        };
        view! { <div><dt>{label}</dt><dd class="wrap">{value}</dd></div> }
    };
    let layer = feature.line.kind.layer.clone();
    let has_any = !feature.facts.is_empty();
    has_any.then(|| {
        view! {
            <details class="disclosure">
                <summary>{text(m::details::facts)}</summary>
                <dl class="figure-list facts">
                    <div><dt>{text(m::details::layer)}</dt><dd class="wrap">{layer}</dd></div>
                    {move || feature.facts.iter().map(fact).collect_view()}
                </dl>
            </details>
        }
    })
}

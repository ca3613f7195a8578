//! Everything about the chosen patch or link.

use geodata::connectivity::importance::Piece;
use geodata::model::Attribute;
use leptos::prelude::*;
use liito_locales::{messages as m, survey_column_name, survey_value};
use liito_worker::{Neighbour, PatchDetails};

use super::explanation::Why;
use super::link_details::LinkCard;
use crate::components::words::{named, text};
use crate::components::{Button, Icon, IconButton};
use crate::state::{self, App};

#[component]
pub fn Details() -> impl IntoView {
    let app = App::get();
    view! {
        {move || app.details.get().map(|details| match (*details).clone() {
            state::Details::Patch(details) => view! { <Card details=*details /> }.into_any(),
            state::Details::Link(details) => view! { <LinkCard details=*details /> }.into_any(),
        })}
    }
}

#[component]
fn Card(details: PatchDetails) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let PatchDetails { label, layer, bounds, area_ha, attribute, component, .. } = details.clone();
    let name = label.clone();
    let is_survey = details.survey.is_some();
    let is_column = matches!(attribute.0, Attribute::Column(_));
    let threshold = details.threshold_m;
    let neighbours = StoredValue::new(details.neighbours);
    let count = neighbours.with_value(Vec::len);
    view! {
        <section class="details card" aria-label=move || m::details::title(l(), &label)>
            <header class="details-head">
                <h2>{move || m::details::title(l(), &name)}</h2>
                <IconButton
                    icon=Icon::Close
                    label=named(m::app::close)
                    on_press=move || app.selected.set(None)
                />
            </header>
            <div class="details-body" tabindex="0" role="group" aria-label=text(m::details::facts)>
                <dl class="figure-list">
                    <div>
                        <dt>{text(m::details::area)}</dt>
                        <dd>{move || l().hectares(area_ha)}</dd>
                    </div>
                    {is_column.then(|| view! {
                        <div>
                            <dt>
                                {text(m::details::attribute)}
                                <span class="term">{attribute.0.name().to_owned()}</span>
                            </dt>
                            <dd>{move || l().number(attribute.1, 2)}</dd>
                        </div>
                    })}
                    {component.map(|(number, patches, area)| view! {
                        <div>
                            <dt>{text(m::details::component)}</dt>
                            <dd>{move || m::details::component_text(
                                l(),
                                &l().hectares(area),
                                &number.to_string(),
                                &m::patches::count(l(), patches),
                            )}</dd>
                        </div>
                    })}
                    {details.is_surveyed.then(|| view! {
                        <div>
                            <dt>{text(m::areas::state)}</dt>
                            <dd class="wrap">{move || match details.is_occupied {
                                Some(true) => m::areas::occupied(l()),
                                Some(false) => m::areas::suitable(l()),
                                None => m::areas::unknown(l()),
                            }}</dd>
                        </div>
                    })}
                    <div>
                        <dt>{text(m::details::layer)}</dt>
                        <dd class="wrap">{layer.clone()}</dd>
                    </div>
                </dl>
                <Why parts=details.importance.map(|importance| importance.d_pc) />
                {component.map(|_| view! {
                    <h3>{move || if count == 0 {
                        m::details::no_neighbours(l(), &l().length(threshold))
                    } else {
                        m::details::neighbours(l(), count, &l().length(threshold))
                    }}</h3>
                    <ul class="neighbours">
                        {move || neighbours.with_value(|all| {
                            all.iter().cloned().map(|n| neighbour(app, n)).collect_view()
                        })}
                    </ul>
                })}
                {(!details.joined.is_empty()).then(|| view! { <Joined areas=details.joined /> })}
                <details class="disclosure">
                    <summary>{text(m::details::facts)}</summary>
                    <dl class="figure-list facts">
                        {details.facts.into_iter().map(|(column, value)| view! {
                            <Fact column=column value=value is_survey=is_survey />
                        }).collect_view()}
                    </dl>
                </details>
            </div>
            <footer class="details-foot">
                <Button
                    icon=Icon::Extent
                    label=named(m::details::zoom)
                    on_press=move || app.go_to(bounds)
                />
            </footer>
        </section>
    }
}

/// The areas that a patch was joined of.
#[component]
fn Joined(areas: Vec<String>) -> impl IntoView {
    let app = App::get();
    let count = areas.len();
    let items = areas.into_iter().map(|area| view! { <li class="wrap">{area}</li> });
    view! {
        <details class="disclosure">
            <summary>{move || m::areas::joined_of(app.language.get(), count)}</summary>
            <ul class="joined">{items.collect_view()}</ul>
        </details>
    }
}

fn neighbour(app: App, neighbour: Neighbour) -> impl IntoView {
    let l = move || app.language.get();
    let Neighbour { number, label, length_m } = neighbour;
    let distance = move || {
        if length_m == 0.0 { m::details::touches(l()).to_owned() } else { l().length(length_m) }
    };
    view! {
        <li>
            <button type="button" class="row-button" on:click=move |_| app.selected.set(Some(Piece::Patch(number)))>
                <span>{move || m::patches::patch(l(), &label)}</span>
                <span class="tabular">{distance}</span>
            </button>
        </li>
    }
}

/// What a column of the file says; of a survey layer in the reader's words, with the file's
/// own beside them.
#[component]
fn Fact(column: String, value: String, is_survey: bool) -> impl IntoView {
    let app = App::get();
    let column = StoredValue::new(column);
    let value = StoredValue::new(value);
    let label = move || {
        let words = is_survey
            .then(|| column.with_value(|column| survey_column_name(app.language.get(), column)))
            .flatten();
        words.map_or_else(|| column.get_value(), str::to_owned)
    };
    let shown = move || {
        let words = is_survey
            .then(|| value.with_value(|value| survey_value(app.language.get(), value)))
            .flatten();
        words.map_or_else(|| value.get_value(), str::to_owned)
    };
    let is_translated = move || label() != column.get_value();
    view! {
        <div>
            <dt>
                {label}
                <Show when=is_translated>
                    <span class="term">{column.get_value()}</span>
                </Show>
            </dt>
            <dd class="wrap">{shown}</dd>
        </div>
    }
}

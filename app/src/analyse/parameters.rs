//! What is asked of a run; the result follows as the reader changes it.

use geodata::links::{LinkKind, Topology};
use geodata::model::Overlaps;
use leptos::prelude::*;
use liito_locales::messages as m;

use super::grading::GradingSection;
use super::presets::PresetLine;
use super::resistance::ResistanceSection;
use crate::components::words::{named, text};
use crate::components::{NumberField, SlideRange};
use crate::state::{App, Field, Form};

#[component]
pub fn ParameterSection() -> impl IntoView {
    let app = App::get();
    let is_over_land = Memo::new(move |_| app.form.with(Form::kind).is_over_land());
    view! {
        <section class="section">
            <h3>{text(m::parameters::title)}</h3>
            <PresetLine />
            <NumberField
                field=Field::Distance
                label=named(m::parameters::distance)
                hint=named(m::parameters::distance_hint)
                unit=named(m::parameters::metres)
                slide=SlideRange { min: 50.0, max: 5000.0, step: 50.0 }
            />
            <NumberField
                field=Field::Probability
                label=named(m::parameters::probability)
                hint=named(m::parameters::probability_hint)
                slide=SlideRange { min: 0.01, max: 0.99, step: 0.01 }
            />
            <NumberField
                field=Field::Threshold
                label=named(m::parameters::threshold)
                hint=named(m::parameters::threshold_hint)
                unit=named(m::parameters::metres)
                empty_means=named(m::parameters::same_as_distance)
            />
            <KindField />
            <Show when=move || is_over_land.get() fallback=TopologyField>
                <GradingSection />
                <Show when=move || app.form.with(Form::kind) == LinkKind::LeastCost>
                    <ResistanceSection />
                </Show>
            </Show>
            <NumberField
                field=Field::MaxLink
                label=named(m::parameters::max_link)
                hint=named(m::parameters::max_link_hint)
                unit=named(m::parameters::metres)
                empty_means=named(m::parameters::all_pairs)
            />
            <OverlapsField />
            <NumberField
                field=Field::LeastArea
                label=named(m::parameters::least_area)
                hint=named(m::parameters::least_area_hint)
                unit=named(m::parameters::hectares)
                empty_means=named(m::parameters::no_least_area)
            />
            <AttributeField />
            <NumberField
                field=Field::Landscape
                label=named(m::parameters::landscape)
                hint=named(m::parameters::landscape_hint)
                unit=named(m::parameters::hectares)
                empty_means=named(m::parameters::not_given)
            />
        </section>
    }
}

/// How patches are linked.
#[component]
fn KindField() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let chosen = Memo::new(move |_| app.form.with(Form::kind));
    let name = move |kind: LinkKind| match kind {
        LinkKind::Euclidean => m::way::euclidean(l()),
        LinkKind::LeastCost => m::way::least_cost(l()),
        LinkKind::Glide => m::way::glide(l()),
    };
    let hint = move || match chosen.get() {
        LinkKind::Euclidean => m::way::euclidean_hint(l()),
        LinkKind::LeastCost => m::way::least_cost_hint(l()),
        LinkKind::Glide => m::way::glide_hint(l()),
    };
    let choose = move |name: String| {
        let text = if name == LinkKind::default().name() { "" } else { name.as_str() };
        app.form.update(|form| form.set(Field::Kind, text));
    };
    let lacks_land = move || chosen.get().is_over_land() && !app.has_land.get();
    view! {
        <div class="field">
            <div class="field-row stacked">
                <label for="field-kind">{text(m::way::kind)}</label>
                <select
                    id="field-kind"
                    prop:value=move || chosen.get().name()
                    on:change:target=move |event| choose(event.target().value())
                >
                    {LinkKind::ALL.map(|kind| view! {
                        <option value=kind.name() selected=move || chosen.get() == kind>
                            {move || name(kind)}
                        </option>
                    })}
                </select>
            </div>
            <p class="hint">{hint}</p>
            <Show when=lacks_land>
                <p class="hint" role="status">{text(m::way::no_land)}</p>
            </Show>
        </div>
    }
}

/// Which pairs of patches are linked.
#[component]
fn TopologyField() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let chosen = Memo::new(move |_| app.form.with(Form::topology));
    let option = move |topology: Topology, words: fn(liito_locales::Language) -> &'static str| {
        view! {
            <option value=topology.name() selected=move || chosen.get() == topology>
                {move || words(l())}
            </option>
        }
    };
    view! {
        <div class="field">
            <div class="field-row">
                <label for="field-topology">{text(m::parameters::topology)}</label>
                <select
                    id="field-topology"
                    prop:value=move || chosen.get().name()
                    on:change:target=move |event| {
                        let name = event.target().value();
                        let text = if name == Topology::Planar.name() { name.as_str() } else { "" };
                        app.form.update(|form| form.set(Field::Topology, text));
                    }
                >
                    {option(Topology::Complete, m::parameters::complete)}
                    {option(Topology::Planar, m::parameters::planar)}
                </select>
            </div>
            <p class="hint">{text(m::parameters::topology_hint)}</p>
        </div>
    }
}

/// What becomes of areas that lie over each other.
#[component]
fn OverlapsField() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let chosen = Memo::new(move |_| app.form.with(Form::overlaps));
    let choose = move |name: String| {
        let text = if name == Overlaps::default().name() { "" } else { name.as_str() };
        app.form.update(|form| form.set(Field::Overlaps, text));
    };
    let option = move |overlaps: Overlaps| {
        view! {
            <option value=overlaps.name() selected=move || chosen.get() == overlaps>
                {move || match overlaps {
                    Overlaps::Surveys => m::parameters::overlaps_surveys(l()),
                    Overlaps::Dissolved => m::parameters::overlaps_dissolved(l()),
                    Overlaps::Kept => m::parameters::overlaps_kept(l()),
                }}
            </option>
        }
    };
    view! {
        <div class="field">
            <div class="field-row stacked">
                <label for="field-overlaps">{text(m::parameters::overlaps)}</label>
                <select
                    id="field-overlaps"
                    prop:value=move || chosen.get().name()
                    on:change:target=move |event| choose(event.target().value())
                >
                    {Overlaps::ALL.map(option)}
                </select>
            </div>
            <p class="hint">{text(m::parameters::overlaps_hint)}</p>
        </div>
    }
}

/// What a patch is worth: its area, or a column that all layers have.
#[component]
fn AttributeField() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let columns = Memo::new(move |_| {
        app.habitat.with(|h| h.as_ref().map(|h| h.numeric_columns.clone()).unwrap_or_default())
    });
    let chosen = move || app.form.with(|form| form.text(Field::Attribute).to_owned());
    let choose =
        move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
            let column = event.target().value();
            app.form.update(|form| form.set(Field::Attribute, &column));
        };
    // A column from the address that the data lack is shown, so that it can be changed.
    let options = move || {
        let mut options = columns.get();
        let chosen = chosen();
        if !chosen.is_empty() && !options.contains(&chosen) {
            options.push(chosen);
        }
        options
    };
    view! {
        <div class="field">
            <div class="field-row">
                <label for="field-attribute">{text(m::parameters::attribute)}</label>
                <select id="field-attribute" prop:value=chosen on:change:target=choose>
                    <option value="" selected=move || chosen().is_empty()>
                        {text(m::parameters::attribute_area)}
                    </option>
                    {move || options().into_iter().map(|column| {
                        let name = column.clone();
                        let value = column.clone();
                        view! {
                            <option value=value selected=move || chosen() == column>
                                {move || m::parameters::attribute_column(l(), &name)}
                            </option>
                        }
                    }).collect_view()}
                </select>
            </div>
        </div>
    }
}

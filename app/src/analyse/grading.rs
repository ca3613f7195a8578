//! What is assumed of links that know the land, for the reader to change.

use geodata::connectivity::Measure;
use geodata::links::LinkKind;
use leptos::prelude::*;
use liito_locales::{Language, messages as m};

use crate::components::NumberField;
use crate::components::words::{named, text};
use crate::state::{App, BY_COST, Field, Form};

/// Gap limits, what grades are worth, and what the distance means.
#[component]
pub fn GradingSection() -> impl IntoView {
    let app = App::get();
    let is_least_cost = Memo::new(move |_| app.form.with(Form::kind) == LinkKind::LeastCost);
    let field = move |field, label, hint, unit: Option<fn(Language) -> &'static str>| {
        let unit = unit.map_or(Signal::stored(String::new()), named);
        view! { <NumberField field=field label=named(label) hint=named(hint) unit=unit /> }
    };
    let metres: Option<fn(Language) -> &'static str> = Some(m::parameters::metres);
    use m::grading as w;
    view! {
        <details class="grading" data-testid="grading">
            <summary>{text(w::title)}</summary>
            <p class="hint">{text(w::lead)}</p>
            <Show when=move || is_least_cost.get()>
                <MeasureField />
            </Show>
            {field(Field::GlideRatio, w::glide_ratio, w::glide_ratio_hint, None)}
            {field(Field::UnknownHeight, w::unknown_height, w::unknown_height_hint, metres)}
            {field(Field::WeakGap, w::weak_gap, w::weak_gap_hint, metres)}
            {field(Field::CriticalGap, w::critical_gap, w::critical_gap_hint, metres)}
            {field(Field::WeakFactor, w::weak_factor, w::factor_hint, None)}
            {field(Field::CriticalFactor, w::critical_factor, w::factor_hint, None)}
        </details>
    }
}

/// Whether the distance is a length or a cost.
#[component]
fn MeasureField() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let chosen = Memo::new(move |_| app.form.with(Form::measure));
    let name = |measure: Measure| if measure == Measure::Cost { BY_COST } else { "" };
    let option = move |measure: Measure, words: fn(Language) -> &'static str| {
        view! {
            <option value=name(measure) selected=move || chosen.get() == measure>
                {move || words(l())}
            </option>
        }
    };
    view! {
        <div class="field">
            <div class="field-row stacked">
                <label for="field-by">{text(m::grading::by)}</label>
                <select
                    id="field-by"
                    prop:value=move || name(chosen.get())
                    on:change:target=move |event| {
                        let value = event.target().value();
                        app.form.update(|form| form.set(Field::By, &value));
                    }
                >
                    {option(Measure::Length, m::grading::by_length)}
                    {option(Measure::Cost, m::grading::by_cost)}
                </select>
            </div>
            <p class="hint">{text(m::grading::by_hint)}</p>
        </div>
    }
}

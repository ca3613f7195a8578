//! A number with its unit, what it means, and what is wrong with it.

use leptos::prelude::*;
use liito_locales::{Language, messages as m};

use crate::state::{App, Field, FieldError};

/// A range to slide along, beside typing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SlideRange {
    pub min: f64,
    pub max: f64,
    pub step: f64,
}

/// A field of the parameters.
#[component]
pub fn NumberField(
    field: Field,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] hint: Signal<String>,
    #[prop(into, default = Signal::stored(String::new()))] unit: Signal<String>,
    /// What an empty field stands for.
    #[prop(into, default = Signal::stored(String::new()))]
    empty_means: Signal<String>,
    #[prop(optional)] slide: Option<SlideRange>,
) -> impl IntoView {
    let app = App::get();
    let id = format!("field-{}", field.name());
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let text = move || app.form.with(|form| form.text(field).to_owned());
    let set = move |text: String| app.form.update(|form| form.set(field, &text));
    let error = Memo::new(move |_| app.form.with(|form| form.error(field)));
    let described = format!("{hint_id} {error_id}");
    let words = move || error.get().map(|error| error_words(app.language.get(), error, field));
    let slider = slide.map(|SlideRange { min, max, step }| {
        view! {
            <input
                class="slider"
                type="range"
                min=min
                max=max
                step=step
                aria-label=move || label.get()
                prop:value=text
                on:input:target=move |event| set(event.target().value())
            />
        }
    });
    view! {
        <div class="field" class:wrong=move || error.get().is_some()>
            <div class="field-row">
                <label for=id.clone()>{move || label.get()}</label>
                <span class="field-input">
                    <input
                        id=id.clone()
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        spellcheck="false"
                        placeholder=move || empty_means.get()
                        aria-describedby=described.clone()
                        aria-invalid=move || error.get().is_some().to_string()
                        prop:value=text
                        on:change:target=move |event| set(event.target().value())
                    />
                    <span class="unit" aria-hidden="true">{move || unit.get()}</span>
                </span>
            </div>
            {slider}
            <p class="field-error" id=error_id.clone()>{words}</p>
            <p class="hint" id=hint_id.clone()>{move || hint.get()}</p>
        </div>
    }
}

/// What is wrong with a field, in words.
fn error_words(language: Language, error: FieldError, field: Field) -> &'static str {
    match (error, field) {
        (FieldError::Ambiguous, _) => m::parameters::ambiguous(language),
        (FieldError::NotANumber, _) => m::parameters::not_a_number(language),
        (
            _,
            Field::Distance
            | Field::Attribute
            | Field::Kind
            | Field::Topology
            | Field::Overlaps
            | Field::By
            | Field::Resistance
            | Field::Preset,
        ) => m::parameter_error::distance(language),
        (_, Field::LeastArea) => m::parameter_error::least_area(language),
        (_, Field::Probability) => m::parameter_error::probability(language),
        (_, Field::Threshold) => m::parameter_error::threshold(language),
        (_, Field::MaxLink) => m::parameter_error::max_link(language),
        (_, Field::Landscape) => m::parameter_error::landscape(language),
        (_, Field::GlideRatio | Field::UnknownHeight | Field::WeakGap | Field::CriticalGap) => {
            m::parameter_error::gap_limits(language)
        }
        (_, Field::WeakFactor | Field::CriticalFactor) => {
            m::parameter_error::grade_factors(language)
        }
    }
}

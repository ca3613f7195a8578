//! Several plans for the same land.

use leptos::prelude::*;
use liito_locales::messages as m;
use liito_worker::{PlanState, PlanStep};

use crate::components::words::{named, text};
use crate::components::{Blocks, Button};
use crate::jobs::Jobs;
use crate::state::App;

#[component]
pub fn Alternatives() -> impl IntoView {
    let app = App::get();
    let of = move |pick: fn(&PlanState) -> (Vec<String>, usize)| {
        app.plan.told.with(|told| told.state.as_ref().map(|state| pick(state)).unwrap_or_default())
    };
    let names = move || of(|state| (state.names.clone(), 0)).0;
    let chosen = move || of(|state| (Vec::new(), state.chosen)).1;
    let step = |step| Jobs::get().plan_step(step);
    let is_any = Memo::new(move |_| app.plan.told.with(|told| told.state.is_some()));
    let has_several = Memo::new(move |_| names().len() > 1);
    let compared = move || app.plan.told.with(|told| told.compared.clone());
    let option = move |(place, name): (usize, String)| {
        view! { <option value=place.to_string() selected=move || chosen() == place>{name}</option> }
    };
    let choose = move |value: String| {
        value.parse().into_iter().for_each(|place| step(PlanStep::Choose(place)));
    };
    let current = move || names().get(chosen()).cloned().unwrap_or_default();
    view! {
        <Show when=move || is_any.get()>
            <section class="section">
                <h3>{text(m::plan::alternatives)}</h3>
                <div class="field">
                    <div class="field-row">
                        <label for="alternative">{text(m::plan::alternative)}</label>
                        <select
                            id="alternative"
                            on:change:target=move |event| choose(event.target().value())
                        >
                            {move || names().into_iter().enumerate().map(option).collect_view()}
                        </select>
                    </div>
                    <div class="field-row">
                        <label for="alternative-name">{text(m::plan::name)}</label>
                        <input
                            id="alternative-name"
                            type="text"
                            prop:value=current
                            on:change:target=move |event| step(PlanStep::Rename(event.target().value()))
                        />
                    </div>
                </div>
                <div class="panel-actions">
                    <Button label=named(m::plan::copy) on_press=move || step(PlanStep::Begin(true)) />
                    <Button label=named(m::plan::new) on_press=move || step(PlanStep::Begin(false)) />
                    <Show when=move || has_several.get()>
                        <Button
                            label=named(m::plan::compare)
                            on_press=|| Jobs::get().compare_plans()
                        />
                    </Show>
                    <Button label=named(m::plan::discard) on_press=move || step(PlanStep::Discard) />
                </div>
                <Show when=move || has_several.get()>
                    <AddOther />
                </Show>
                <div aria-live="polite" data-testid="compared">
                    {move || compared().map(|blocks| view! { <Blocks blocks=(*blocks).clone() /> })}
                </div>
            </section>
        </Show>
    }
}

/// All that another alternative plans as well: what both do together.
#[component]
fn AddOther() -> impl IntoView {
    let app = App::get();
    let others = move || {
        app.plan.told.with(|told| {
            let state = told.state.clone().unwrap_or_default();
            let numbered = state.names.iter().cloned().enumerate();
            numbered.filter(|(place, _)| *place != state.chosen).collect::<Vec<_>>()
        })
    };
    let add = move |value: String| {
        value.parse().into_iter().for_each(|place| Jobs::get().plan_step(PlanStep::AddPlan(place)));
    };
    view! {
        <div class="field-row">
            <label for="alternative-other">{text(m::plan::add_other)}</label>
            <select
                id="alternative-other"
                on:change:target=move |event| {
                    add(event.target().value());
                    event.target().set_value("");
                }
            >
                <option value="">"–"</option>
                {move || {
                    let option = |(place, name): (usize, String)| {
                        view! { <option value=place.to_string()>{name}</option> }
                    };
                    others().into_iter().map(option).collect_view()
                }}
            </select>
        </div>
    }
}

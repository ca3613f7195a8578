//! What would mend the network: suggested, chosen by the reader, taken over as edits.

use leptos::prelude::*;
use liito_locales::messages as m;
use liito_worker::{PlanStep, Suggestion};

use crate::components::words::{named, text};
use crate::components::{Button, ButtonKind};
use crate::jobs::Jobs;
use crate::state::App;

#[component]
pub fn SuggestionSection() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let found = Memo::new(move |_| app.plan.told.with(|told| told.suggested.clone()));
    let ticked = Memo::new(move |_| app.plan.told.with(|told| told.ticked.len()));
    let accept = move || {
        let taken = app.plan.told.with_untracked(|told| told.ticked.clone());
        Jobs::get().plan_step(PlanStep::Accept(taken));
    };
    view! {
        <section class="section" data-testid="suggestions">
            <h3>{text(m::plan::suggestions)}</h3>
            {move || match found.get() {
                None => view! {
                    <p class="hint">{text(m::plan::suggest_hint)}</p>
                    <Button
                        label=named(m::plan::suggest)
                        on_press=move || Jobs::get().suggest_plantings()
                    />
                }
                .into_any(),
                Some(found) if found.all.is_empty() => {
                    view! { <p class="hint">{text(m::plan::suggest_none)}</p> }.into_any()
                }
                Some(found) => {
                    let sum: f64 = found.all.iter().map(|of| of.gains_percent[2]).sum();
                    let (candidates, most) = (found.candidates, found.most_percent);
                    let rows = found.all.iter().cloned().map(row).collect_view();
                    view! {
                        <table class="suggested">
                            <thead>
                                <tr>
                                    <th scope="col">{text(m::plan::closes)}</th>
                                    <th scope="col">"m²"</th>
                                    <th scope="col">{text(m::plan::at_once)}</th>
                                    <th scope="col">{move || m::plan::years(l(), 10)}</th>
                                    <th scope="col">{move || m::plan::years(l(), 25)}</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                        <p class="hint">{move || m::plan::shortfall(
                            l(),
                            candidates,
                            &l().number(most, 1),
                            &l().number(sum, 1),
                        )}</p>
                        <Button
                            kind=ButtonKind::Primary
                            label=Signal::derive(move || m::plan::accept(l(), ticked.get()))
                            disabled=Signal::derive(move || ticked.get() == 0)
                            on_press=accept
                        />
                    }
                    .into_any()
                }
            }}
            <p class="hint">{text(m::plan::timing)}</p>
        </section>
    }
}

fn row(suggestion: Suggestion) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let Suggestion { id, words, area_m2, gains_percent, bounds, .. } = suggestion;
    let set = move |is_on: bool| {
        app.plan.told.update(|told| {
            told.ticked.retain(|ticked| *ticked != id);
            told.ticked.extend(is_on.then_some(id));
        });
        if let Some(bounds) = bounds.filter(|_| is_on) {
            app.go_to(bounds);
        }
    };
    let gain = move |percent: f64| {
        view! { <td class="tabular">{move || format!("+{}", l().number(percent, 2))}</td> }
    };
    view! {
        <tr>
            <th scope="row">
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || app.plan.told.with(|told| told.ticked.contains(&id))
                        on:change:target=move |event| set(event.target().checked())
                    />
                    <span>{words}</span>
                </label>
            </th>
            <td class="tabular">{move || l().number(area_m2, 0)}</td>
            {gains_percent.map(gain).into_iter().collect_view()}
        </tr>
    }
}

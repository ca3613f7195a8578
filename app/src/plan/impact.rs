//! What the plan does: as surveyed first, then what it is worth, then all of it.

use leptos::prelude::*;
use liito_locales::messages as m;
use liito_worker::{Tone, Touched, WorthInfo};

use crate::components::Blocks;
use crate::components::words::text;
use crate::state::{App, Run};

#[component]
pub fn ImpactSection() -> impl IntoView {
    let app = App::get();
    // Of another plan than the one that is drawn, it would mislead.
    let is_stale = Memo::new(move |_| {
        // While the network is computed anew the plan waits for it.
        let is_waiting = !matches!(app.run.get(), Run::Done(_));
        is_waiting || app.plan.told.with(|told| told.is_stale(app.plan.years.get()))
    });
    // Of the present alone there is nothing to tell.
    let assessed = Memo::new(move |_| {
        let told = app.plan.told.with(|told| told.assessed.clone());
        told.filter(|assessed| !assessed.effects.is_empty())
    });
    view! {
        <div class="impact" class:stale=move || is_stale.get() aria-live="polite">
            {move || assessed.get().map(|told| {
                let (near, whole) = (told.near.clone(), told.whole.clone());
                let effects = told.effects.clone();
                view! {
                    {told.caution.clone().map(|words| view! { <p class="caution">{words}</p> })}
                    <section class="section" data-testid="touched">
                        <h3>{text(m::plan::touches)}</h3>
                        {if told.touched.is_empty() {
                            view! { <p class="hint">{text(m::plan::touches_nothing)}</p> }.into_any()
                        } else {
                            let lines = told.touched.iter().cloned().map(touched).collect_view();
                            view! { <ul class="touched">{lines}</ul> }.into_any()
                        }}
                    </section>
                    <section class="section">
                        <h3>{text(m::plan::network)}</h3>
                        <Worth worth=near is_first=true />
                        <Worth worth=whole is_first=false />
                    </section>
                    <details class="disclosure">
                        <summary>{text(m::plan::in_full)}</summary>
                        <Blocks blocks=effects />
                    </details>
                }
            })}
        </div>
    }
}

fn touched(Touched { figure, words, tone }: Touched) -> impl IntoView {
    let class = match tone {
        Tone::Loss => "loss",
        Tone::Warning => "warning",
        Tone::Gain => "gain",
        Tone::Plain => "",
    };
    view! {
        <li>
            <span class=format!("tabular {class}")>{figure}</span>
            <span>{words}</span>
        </li>
    }
}

/// Change of EC(PC) beside that of the area.
#[component]
fn Worth(worth: WorthInfo, is_first: bool) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let WorthInfo { name, ec_pc_ha: (before, after), ec_percent, habitat_percent } = worth;
    let percent = move |percent: f64| {
        let sign = if percent > 0.0 { "+" } else { "" };
        format!("{sign}{}\u{a0}%", l().number(percent, 1))
    };
    let class = match ec_percent {
        change if change < -0.05 => "loss",
        change if change > 0.05 => "gain",
        _ => "",
    };
    let testid = if is_first { "near" } else { "whole" };
    view! {
        <div class="worth" class:first=is_first data-testid=testid data-value=format!("{before} {after}")>
            <p class="worth-name">{name}</p>
            <p class=format!("worth-change {class}")>{move || percent(ec_percent)}</p>
            <p class="hint">{move || m::plan::worth(
                l(),
                &l().hectares(after),
                &l().hectares(before),
                &percent(habitat_percent),
            )}</p>
        </div>
    }
}

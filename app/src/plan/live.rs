//! What the plan would do, while a hand draws or moves a shape.

use leptos::prelude::*;
use liito_locales::{Language, messages as m};
use liito_worker::LiveFigures;

use crate::components::words::text;
use crate::state::App;

/// Figures before and after as they follow the hand; nothing while nothing is drawn.
#[component]
pub fn Live() -> impl IntoView {
    let app = App::get();
    let told = Memo::new(move |_| app.plan.told.with(|told| told.live));
    view! {
        {move || told.get().map(|info| view! {
            <table class="live" data-testid="live" data-value=info.figures.map(|(before, after)| {
                format!("{} {}", before.ec_pc_ha, after.ec_pc_ha)
            })>
                <thead>
                    <tr>
                        <th scope="col"><span class="visually-hidden">{text(m::plan::live)}</span></th>
                        <th scope="col">{text(m::plan::before)}</th>
                        <th scope="col">{text(m::plan::after)}</th>
                    </tr>
                </thead>
                <tbody>
                    {info.figures.map(|(before, after)| rows(app.language.get(), before, after))}
                </tbody>
            </table>
            {info.is_coarse.then(|| view! { <p class="hint">{text(m::plan::live_coarse)}</p> })}
        })}
    }
}

fn rows(l: Language, before: LiveFigures, after: LiveFigures) -> AnyView {
    let count = |of: fn(&LiveFigures) -> usize| {
        let (before, after) = (of(&before), of(&after));
        (l.whole(before), l.whole(after), before != after)
    };
    let worth = [before, after].map(|figures| l.hectares(figures.ec_pc_ha));
    let [worth_before, worth_after] = worth;
    let is_changed = worth_before != worth_after;
    let rows = [
        (m::plan::live_worth(l), (worth_before, worth_after, is_changed)),
        (m::plan::live_parts(l), count(|of| of.parts)),
        (m::plan::live_good(l), count(|of| of.links[0])),
        (m::plan::live_weak(l), count(|of| of.links[1])),
        (m::plan::live_critical(l), count(|of| of.links[2])),
        (m::plan::live_crossings(l), count(|of| of.crossings)),
    ];
    let row = |(words, (before, after, is_changed)): (&'static str, (String, String, bool))| {
        view! {
            <tr class:changed=is_changed>
                <th scope="row">{words}</th>
                <td class="tabular">{before}</td>
                <td class="tabular">{after}</td>
            </tr>
        }
    };
    rows.map(row).collect_view().into_any()
}

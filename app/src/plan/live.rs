//! What the plan would do, while a hand draws or moves a shape.

use leptos::prelude::*;
use liito_locales::{Language, messages as m};
use liito_worker::LiveFigures;

use crate::components::words::text;
use crate::state::App;

/// Less is none, hectares.
const LEAST_HA: f64 = 0.005;

/// Figures as they follow the hand, each with how far it is from today's; nothing while
/// nothing is drawn. In a row: what is drawn is not to be covered.
#[component]
pub fn Live() -> impl IntoView {
    let app = App::get();
    let told = Memo::new(move |_| app.plan.told.with(|told| told.live));
    view! {
        {move || told.get().map(|info| view! {
            <dl
                class="live"
                aria-label=text(m::plan::live)
                data-testid="live"
                data-value=info.figures.map(|(before, after)| {
                    format!("{} {}", before.ec_pc_ha, after.ec_pc_ha)
                })
            >
                {info.figures.map(|(before, after)| figures(app.language.get(), before, after))}
            </dl>
            {info.is_coarse.then(|| view! { <p class="hint">{text(m::plan::live_coarse)}</p> })}
        })}
    }
}

/// What it is, how much of it there is with its change, and how that is meant.
type Figure = (&'static str, (String, Option<String>), &'static str);

fn figures(l: Language, before: LiveFigures, after: LiveFigures) -> AnyView {
    let sign = |is_more: bool| if is_more { "+" } else { "\u{2212}" };
    let count = |of: fn(&LiveFigures) -> usize| {
        let (before, after) = (of(&before), of(&after));
        let change = l.whole(after.abs_diff(before));
        (l.whole(after), (before != after).then(|| format!("{}{change}", sign(after > before))))
    };
    let won_ha = after.ec_pc_ha - before.ec_pc_ha;
    let change = (won_ha.abs() >= LEAST_HA).then(|| {
        let size = l.hectares(won_ha.abs());
        format!("{}{size}", sign(won_ha > 0.0))
    });
    let tone = if won_ha < 0.0 { "loss" } else { "gain" };
    let all = [
        (m::plan::live_worth(l), (l.hectares(after.ec_pc_ha), change), tone),
        (m::plan::live_parts(l), count(|of| of.parts), ""),
        (m::plan::live_good(l), count(|of| of.links[0]), ""),
        (m::plan::live_weak(l), count(|of| of.links[1]), ""),
        (m::plan::live_critical(l), count(|of| of.links[2]), ""),
        (m::plan::live_crossings(l), count(|of| of.crossings), ""),
    ];
    let figure = |(words, (figure, change), tone): Figure| {
        view! {
            <div>
                <dt>{words}</dt>
                <dd class="tabular">
                    {figure}
                    {change.map(|change| view! { " " <strong class=tone>{change}</strong> })}
                </dd>
            </div>
        }
    };
    all.map(figure).collect_view().into_any()
}

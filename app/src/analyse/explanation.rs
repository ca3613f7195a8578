//! Why a patch or a link matters, in words, with the paths that say so.

use std::sync::Arc;

use geodata::connectivity::importance::{ImportanceParts, Piece};
use leptos::prelude::*;
use liito_locales::{Language, messages as m};
use liito_worker::{Explained, ExplainedPair};

use super::index_words::percent;
use crate::components::words::text;
use crate::state::{App, Explanation, Run};

/// A part of an importance: its name, its meaning, its value.
type Part = (fn(Language) -> &'static str, fn(Language) -> &'static str, f64);

/// The three parts of an importance, as lengths and in words.
#[component]
fn Parts(name: &'static str, parts: ImportanceParts) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let whole = parts.total.max(1e-12);
    let rows: [Part; 3] = [
        (m::index::intra_short, m::index::intra_hint, parts.intra),
        (m::index::flux_short, m::index::flux_part_hint, parts.flux),
        (m::index::connector_short, m::index::connector_hint, parts.connector),
    ];
    view! {
        <dl class="figure-list parts">
            <div>
                <dt>{name}</dt>
                <dd data-testid=name data-value=parts.total.to_string()>{move || percent(l(), parts.total)}</dd>
            </div>
            {rows.map(|(short, hint, value)| view! {
                <div>
                    <dt>
                        <details>
                            <summary>{move || short(l())}</summary>
                            <p class="hint">{move || hint(l())}</p>
                        </details>
                        <span class="part-bar" aria-hidden="true">
                            <span style:width=format!("{:.1}%", (100.0 * value / whole).clamp(0.0, 100.0))></span>
                        </span>
                    </dt>
                    <dd>{move || percent(l(), value)}</dd>
                </div>
            }).collect_view()}
        </dl>
    }
}

/// What the chosen piece carries, in words first; then the parts of its
/// importance, if it has any, and the pairs.
#[component]
pub fn Why(parts: Option<ImportanceParts>) -> impl IntoView {
    let app = App::get();
    view! {
        {move || match app.explanation.get() {
            Explanation::None => parts.map(of_patch).into_any(),
            Explanation::Working => view! {
                <p class="hint" role="status">{text(m::why::working)}</p>
                {parts.map(of_patch)}
            }
            .into_any(),
            Explanation::Done { explained, shown } => {
                view! { <Answer explained=explained shown=shown parts=parts /> }.into_any()
            }
        }}
    }
}

fn of_patch(parts: ImportanceParts) -> impl IntoView {
    view! { <Parts name="dPC" parts=parts /> }
}

#[component]
fn Answer(
    explained: Arc<Explained>,
    shown: usize,
    parts: Option<ImportanceParts>,
) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let Explained { piece, pairs, cut_off, ec_without_ha, .. } = *explained;
    let now_ha = match app.run.get_untracked() {
        Run::Done(figures) => figures.indices.ec_pc_ha,
        _ => ec_without_ha,
    };
    let loss = move || {
        let change = percent(l(), 100.0 * (now_ha - ec_without_ha) / now_ha.max(1e-12));
        let (now, then) = (l().hectares(now_ha), l().hectares(ec_without_ha));
        match piece {
            Piece::Patch(_) => m::why::patch_loss(l(), &change, &now, &then),
            Piece::Link(..) => m::why::link_loss(l(), &change, &now, &then),
        }
    };
    let carries = move || match (pairs, cut_off) {
        (0, _) => m::why::carries_none(l()).to_owned(),
        (_, 0) => m::why::carries(l(), pairs),
        _ => format!("{} {}", m::why::carries(l(), pairs), m::why::cut_off(l(), cut_off)),
    };
    let top = StoredValue::new(explained.top.clone());
    let has_top = !explained.top.is_empty();
    view! {
        <section class="why" data-testid="why">
            <h3>{text(m::why::title)}</h3>
            <p>{loss}</p>
            <p>{carries}</p>
            {parts.map(of_patch)}
            {has_top.then(|| view! {
                <p class="hint">{text(m::why::pairs_hint)}</p>
                <ol class="ranked">
                    {move || top.with_value(|top| {
                        top.iter().enumerate().map(|(place, p)| pair(app, place, shown, p.clone())).collect_view()
                    })}
                </ol>
            })}
        </section>
    }
}

fn pair(app: App, place: usize, shown: usize, pair: ExplainedPair) -> impl IntoView {
    let l = move || app.language.get();
    let is_shown = place == shown;
    let ExplainedPair { labels, length_m, detour_m, lost, path, detour, .. } = pair;
    let show = move |_| {
        app.explanation.update(|explanation| {
            if let Explanation::Done { shown, .. } = explanation {
                *shown = place;
            }
        });
    };
    let lengths = move || {
        let now = l().length(length_m);
        match detour_m {
            Some(detour_m) => m::why::detour(l(), &now, &l().length(detour_m)),
            None => m::why::no_detour(l(), &now),
        }
    };
    let steps = move || {
        let path = path.join(" – ");
        if detour.is_empty() { path } else { m::why::ways(l(), &detour.join(" – "), &path) }
    };
    view! {
        <li>
            <button
                type="button"
                class="row-button tall"
                aria-pressed=is_shown.to_string()
                data-length=length_m.to_string()
                data-detour=detour_m.map(|metres| metres.to_string())
                on:click=show
            >
                <span>
                    {format!("{} – {}", labels.0, labels.1)}
                    <span class="hint">{lengths}</span>
                </span>
                <span class="tabular">{move || percent(l(), lost)}</span>
            </button>
            {is_shown.then(|| view! { <p class="hint path-names">{steps}</p> })}
        </li>
    }
}

//! Where links fail, and who reaches whom: what only links that know the land can tell.

use geodata::connectivity::{TERRITORY_IN_TOWN_HA, WITHIN_TERRITORY_M};
use geodata::landscape::Ground;
use geodata::links::Grade;
use leptos::prelude::*;
use liito_locales::{Language, grade_words, ground_words, messages as m};
use liito_worker::{CrossingRow, Crossings, LonLatBounds, ReachInfo};

use super::firmness::FirmnessPart;
use super::index_words::percent;
use crate::components::words::text;
use crate::state::{App, Run};

/// Places that are listed.
const LISTED: usize = 10;

/// Parts of a gap that are less than this of it are not told.
const LEAST_SHARE: f64 = 0.05;

/// What lies in a gap, in words: the most first.
pub fn parts_words(l: Language, parts: &[(Ground, f64)]) -> String {
    let whole: f64 = parts.iter().map(|(_, length)| length).sum();
    let told = parts.iter().filter(|(_, length)| *length >= LEAST_SHARE * whole);
    let part = |(ground, length): &(Ground, f64)| {
        m::way::part(l, ground_words(l, *ground), &l.length(*length))
    };
    told.map(part).collect::<Vec<_>>().join(", ")
}

#[component]
pub fn CrossingSection() -> impl IntoView {
    let app = App::get();
    view! {
        {move || app.crossings.get().map(|found| view! {
            <section class="section" data-testid="crossings" aria-labelledby="crossings-title">
                <h3 id="crossings-title">{text(m::crossing::title)}</h3>
                <Grades found=(*found).clone() />
                <Worst rows=found.rows.clone() all=found.all />
                <Reached reach=found.reach.clone() />
                <FirmnessPart />
                <NearEdge count=found.near_edge.iter().filter(|is_near| **is_near).count() />
            </section>
        })}
    }
}

/// How many patches cannot be ranked.
#[component]
fn NearEdge(count: usize) -> impl IntoView {
    let app = App::get();
    let distance = move || match app.run.get() {
        Run::Done(figures) => figures.distance_m,
        _ => 0.0,
    };
    let words = move || {
        let l = app.language.get();
        m::importance::near_edge(l, count, &l.length(distance()))
    };
    (count > 0).then(|| view! { <p class="hint" data-testid="near-edge">{words}</p> })
}

/// How many links are of each grade.
#[component]
fn Grades(found: Crossings) -> impl IntoView {
    let app = App::get();
    let [good, weak, critical, cut] = found.grades;
    let words = move || {
        let l = app.language.get();
        let [good, weak, critical, cut] = [good, weak, critical, cut].map(|count| l.whole(count));
        m::crossing::grades(l, &critical, &cut, &good, &weak)
    };
    view! {
        <p data-testid="grades" data-value=format!("{good} {weak} {critical} {cut}")>{words}</p>
    }
}

/// The places whose mending would give the most.
#[component]
fn Worst(rows: Vec<CrossingRow>, all: usize) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    if rows.is_empty() {
        return view! { <p class="hint">{text(m::crossing::none)}</p> }.into_any();
    }
    view! {
        <p class="hint">{text(m::crossing::lead)} " " {move || m::crossing::all(l(), all)}</p>
        <ol class="ranked">
            {rows.into_iter().take(LISTED).map(|row| view! { <Place row=row /> }).collect_view()}
        </ol>
    }
    .into_any()
}

#[component]
fn Place(row: CrossingRow) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let CrossingRow { ends, width_m, grade, parts, gain_percent, patches, .. } = row;
    let bounds = LonLatBounds {
        west: ends[0].0.min(ends[1].0),
        south: ends[0].1.min(ends[1].1),
        east: ends[0].0.max(ends[1].0),
        north: ends[0].1.max(ends[1].1),
    };
    let is_shown = Memo::new(move |_| app.spot.get() == Some(bounds));
    let show = move |_| {
        app.spot.set(Some(bounds));
        app.go_to(bounds);
    };
    let needs_structure = parts
        .iter()
        .any(|(ground, _)| matches!(ground, Ground::Motorway | Ground::TrunkRoad | Ground::Rail));
    let mending = move || match needs_structure {
        true => m::crossing::structure(l()),
        false => m::crossing::plant(l()),
    };
    let place = move || m::crossing::place(l(), grade_words(l(), grade), &l().length(width_m));
    let named = patches.join(", ");
    view! {
        <li>
            <button
                type="button"
                class="row-button tall"
                aria-pressed=move || is_shown.get().to_string()
                data-value=gain_percent.to_string()
                on:click=show
            >
                <span>
                    <span class=format!("grade-mark {}", grade.name()) aria-hidden="true"></span>
                    {place}
                    <span class="hint">{move || parts_words(l(), &parts)}</span>
                    <Show when=move || is_shown.get()>
                        <span class="hint">{m::crossing::parts(l(), &named)}</span>
                        <span class="hint">{mending}</span>
                    </Show>
                </span>
                <span class="tabular">{move || m::crossing::gain(l(), &percent(l(), gain_percent))}</span>
            </button>
        </li>
    }
}

/// Groups that patches are joined to over gaps of each grade.
#[component]
fn Reached(reach: Vec<ReachInfo>) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let name = move |grade: Grade| match grade {
        Grade::Good => m::crossing::over_good(l()),
        Grade::Weak => m::crossing::over_weak(l()),
        Grade::Critical | Grade::Cut => m::crossing::over_critical(l()),
    };
    let row = move |info: ReachInfo| {
        let ReachInfo { grade, metapatches, territories, share_in_territories, .. } = info;
        view! {
            <tr data-grade=grade.name()>
                <th scope="row">
                    <span class=format!("grade-mark {}", grade.name()) aria-hidden="true"></span>
                    {move || name(grade)}
                </th>
                <td class="tabular">{move || l().whole(metapatches)}</td>
                <td class="tabular">{move || l().whole(territories)}</td>
                <td class="tabular">
                    {move || format!("{}\u{a0}%", l().number(100.0 * share_in_territories, 0))}
                </td>
            </tr>
        }
    };
    view! {
        <h4>{text(m::crossing::reach)}</h4>
        <p class="hint">{move || m::crossing::reach_lead(l(), &l().hectares(TERRITORY_IN_TOWN_HA), &l().length(WITHIN_TERRITORY_M))}</p>
        <table class="reach">
            <thead>
                <tr>
                    <th scope="col">{text(m::crossing::gaps)}</th>
                    <th scope="col">{text(m::crossing::groups)}</th>
                    <th scope="col">{text(m::crossing::territories)}</th>
                    <th scope="col">{text(m::crossing::share)}</th>
                </tr>
            </thead>
            <tbody>{reach.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

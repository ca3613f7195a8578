//! How firm the ranks are: asked for by the reader, told as intervals.

use std::sync::Arc;

use geodata::connectivity::importance::Piece;
use geodata::connectivity::sensitivity::{FIRST, RANGES, RankInterval};
use leptos::prelude::*;
use liito_locales::{Language, messages as m};
use liito_worker::{FirmCrossing, Firmness, LonLatBounds};

use crate::components::words::{named, text};
use crate::components::{Button, Progress, Segmented};
use crate::jobs::Jobs;
use crate::state::{App, Firm};

/// How often the network is computed: for a look, as usual, to be sure.
const DRAWS: [u32; 3] = [20, 100, 500];

#[component]
pub fn FirmnessPart() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let share = move || match app.firm.get() {
        #[expect(clippy::cast_precision_loss, reason = "shares are few")]
        Firm::Running { done, total } => Some(done as f64 / total.max(1) as f64),
        _ => None,
    };
    let found = Memo::new(move |_| match app.firm.get() {
        Firm::Done(found) => Some(found),
        _ => None,
    });
    let is_offered = Memo::new(move |_| !matches!(app.firm.get(), Firm::Running { .. }));
    let draws = RwSignal::new(DRAWS[1]);
    let options =
        Signal::derive(move || DRAWS.map(|draws| (draws, l().whole(draws as usize), "")).to_vec());
    view! {
        <h4>{text(m::firmness::title)}</h4>
        <p class="hint">{move || m::firmness::lead(l(), draws.get() as usize)}</p>
        <details class="grading">
            <summary>{text(m::firmness::ranges)}</summary>
            <ul class="hint">
                {RANGES.map(|range| view! { <li>{move || range_words(l(), range)}</li> }).collect_view()}
            </ul>
        </details>
        <Progress
            stage=named(m::firmness::working)
            share=Signal::derive(share)
            on_cancel=move || Jobs::get().cancel_firmness()
        />
        <Show when=move || is_offered.get()>
            <div class="firmness-wish">
            <Segmented
                label=named(m::firmness::runs)
                name="firmness-runs"
                options=options
                chosen=draws
                on_choose=move |chosen| draws.set(chosen)
            />
            <Button
                label=named(m::firmness::start)
                on_press=move || Jobs::get().find_firmness(draws.get_untracked())
            />
            </div>
        </Show>
        {move || found.get().map(|found| view! { <Found found=found /> })}
    }
}

fn range_words(l: Language, range: geodata::connectivity::sensitivity::Range) -> String {
    let name = match range.name {
        "glide_ratio" => m::grading::glide_ratio(l),
        "unknown_height_m" => m::grading::unknown_height(l),
        "weak_gap_m" => m::grading::weak_gap(l),
        "critical_gap_m" => m::grading::critical_gap(l),
        "weak_factor" => m::grading::weak_factor(l),
        "critical_factor" => m::grading::critical_factor(l),
        "distance_factor" => m::parameters::distance(l),
        _ => m::resistance::title(l),
    };
    let number = |value: f64| match range.name.ends_with("_m") {
        true => l.length(value),
        false => l.number(value, 2),
    };
    let (least, most) = (number(range.least), number(range.most));
    if range.is_factor {
        m::firmness::factor(l, &least, &most, name)
    } else {
        m::firmness::range(l, &least, &most, name)
    }
}

#[component]
fn Found(found: Arc<Firmness>) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let (ec, (low, high)) = (found.ec_pc_ha, found.ec_pc_ha_range);
    let patch = move |(number, label, ranks): (u32, String, RankInterval)| {
        let is_chosen = Memo::new(move |_| app.selected.get() == Some(Piece::Patch(number)));
        let choose = move || app.selected.set(Some(Piece::Patch(number)));
        entry(move || label.clone(), ranks, is_chosen, choose)
    };
    let crossing = move |FirmCrossing { ends, width_m, ranks }: FirmCrossing| {
        let [(a, b), (c, d)] = ends;
        let bounds =
            LonLatBounds { west: a.min(c), south: b.min(d), east: a.max(c), north: b.max(d) };
        let is_chosen = Memo::new(move |_| app.spot.get() == Some(bounds));
        let choose = move || {
            app.spot.set(Some(bounds));
            app.go_to(bounds);
        };
        let name =
            move || m::firmness::gap(app.language.get(), &app.language.get().length(width_m));
        entry(name, ranks, is_chosen, choose)
    };
    let Firmness { patches, crossings, .. } = (*found).clone();
    view! {
        <p data-testid="firm-ec" data-value=format!("{low} {ec} {high}")>
            {move || m::firmness::ec(l(), &l().hectares(ec), &l().hectares(high), &l().hectares(low))}
        </p>
        <h5>{text(m::importance::tab_patches)}</h5>
        <ol class="ranked" data-testid="firm-patches">{patches.into_iter().map(patch).collect_view()}</ol>
        <h5>{text(m::crossing::title)}</h5>
        <ol class="ranked" data-testid="firm-crossings">{crossings.into_iter().map(crossing).collect_view()}</ol>
    }
}

/// Something with its ranks.
fn entry(
    name: impl Fn() -> String + Send + 'static,
    ranks: RankInterval,
    is_chosen: Memo<bool>,
    choose: impl Fn() + 'static,
) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let RankInterval { rank, rank_5, rank_95, share_in_first, .. } = ranks;
    let interval = move || {
        let [low, high] = [rank_5, rank_95].map(|rank| l().whole(rank));
        m::firmness::ranks(l(), &high, &low)
    };
    let share = move || {
        m::firmness::share(l(), FIRST, &format!("{}\u{a0}%", l().number(100.0 * share_in_first, 0)))
    };
    view! {
        <li value=rank>
            <button
                type="button"
                class="row-button tall"
                aria-pressed=move || is_chosen.get().to_string()
                data-value=format!("{rank_5} {rank} {rank_95}")
                on:click=move |_| choose()
            >
                <span>{name}<span class="hint">{share}</span></span>
                <span class="tabular">{interval}</span>
            </button>
        </li>
    }
}

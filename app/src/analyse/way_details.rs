//! What the chosen link's way is like: its grade, its gaps, and its profile.

use geodata::landscape::Ground;
use geodata::links::Grade;
use leptos::prelude::*;
use liito_locales::{grade_words, messages as m};
use liito_worker::{GapDetails, Profile, WayDetails};

use super::crossings::parts_words;
use crate::components::words::text;
use crate::state::{App, Preview};

/// The figures of a way, for the list of those of its link.
#[component]
pub fn WayFigures(grade: Grade, widest_m: f64) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    view! {
        <div>
            <dt>{text(m::way::grade)}</dt>
            <dd data-testid="link-grade" data-value=grade.name()>
                <span class=format!("grade-mark {}", grade.name()) aria-hidden="true"></span>
                {move || grade_words(l(), grade)}
            </dd>
        </div>
        <div>
            <dt>{text(m::way::widest)}</dt>
            <dd>{move || match widest_m {
                0.0 => m::way::no_gap(l()).to_owned(),
                width => l().length(width),
            }}</dd>
        </div>
    }
}

/// The gaps of a way, and its profile.
#[component]
pub fn WayGaps(way: WayDetails, labels: (String, String)) -> impl IntoView {
    let app = App::get();
    let gaps = StoredValue::new(way.gaps);
    let has_gaps = gaps.with_value(|gaps| !gaps.is_empty());
    view! {
        {move || app.profile.get().map(|profile| {
            let (labels, gaps) = (labels.clone(), gaps.get_value());
            view! { <h3>{text(m::way::profile_title)}</h3> <ProfileChart profile=(*profile).clone() gaps=gaps labels=labels /> }
        })}
        {has_gaps.then(|| view! {
            <h3>{text(m::way::gaps)}</h3>
            <ul class="neighbours">
                {gaps.get_value().into_iter().map(|gap| view! { <GapRow gap=gap /> }).collect_view()}
            </ul>
        })}
    }
}

#[component]
fn GapRow(gap: GapDetails) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let GapDetails { width_m, grade, parts, bounds, .. } = gap;
    let show = move |_| {
        app.spot.set(Some(bounds));
        app.go_to(bounds);
    };
    view! {
        <li>
            <button type="button" class="row-button" title=text(m::way::zoom_gap) on:click=show>
                <span>
                    <span class=format!("grade-mark {}", grade.name()) aria-hidden="true"></span>
                    {move || m::way::gap(l(), grade_words(l(), grade), &parts_words(l(), &parts))}
                </span>
                <span class="tabular">{move || l().length(width_m)}</span>
            </button>
        </li>
    }
}

/// Room that a preview takes at most, and how far from the pointer it stands, pixels.
const PREVIEW_PX: (f64, f64) = (360.0, 210.0);
const ASIDE_PX: f64 = 14.0;

/// What the way under the pointer is like: its profile in small. Whoever has no pointer to
/// rest chooses the link, and reads the same and more beside the map.
#[component]
pub fn WayPreview() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let side = |value: Result<wasm_bindgen::JsValue, _>| {
        value.ok().and_then(|px| px.as_f64()).unwrap_or(f64::INFINITY)
    };
    view! {
        {move || app.preview.get().map(|preview| {
            let Preview { at_px: (x, y), labels, way, profile } = (*preview).clone();
            // On the other side of the pointer where there is no room.
            let beside = |at: f64, own: f64, all: f64| {
                if at + ASIDE_PX + own < all { at + ASIDE_PX } else { (at - ASIDE_PX - own).max(0.0) }
            };
            let left = beside(x, PREVIEW_PX.0, side(window().inner_width()));
            let top = beside(y, PREVIEW_PX.1, side(window().inner_height()) - 60.0);
            let grade = way.grade;
            let (from, to) = labels.clone();
            view! {
                <div
                    class="way-preview card"
                    aria-hidden="true"
                    data-testid="way-preview"
                    style:left=format!("{left}px")
                    style:top=format!("{top}px")
                >
                    <p>
                        <strong>{move || m::link::title(l(), &from, &to)}</strong>
                        <br />
                        <span class=format!("grade-mark {}", grade.name())></span>
                        {move || grade_words(l(), grade)}
                    </p>
                    <ProfileChart profile=profile gaps=way.gaps labels=labels />
                </div>
            }
        })}
    }
}

/// Room for the chart in units of its own.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 74.0;
/// Where the ground is.
const BASE: f64 = 52.0;
/// Units a metre of height.
const UPRIGHT: f64 = 1.7;

/// How high a bar for a class is, metres: trees as high as they are at least.
fn height_m(ground: Ground) -> f64 {
    match ground {
        Ground::Habitat | Ground::TallestTrees => 20.0,
        Ground::TallTrees => 15.0,
        Ground::MiddleTrees | Ground::Trees => 10.0,
        Ground::LowTrees => 4.0,
        Ground::Building => 8.0,
        _ => 1.5,
    }
}

/// The colour of a class in the chart, as a custom property of the style.
fn colour(ground: Ground) -> &'static str {
    match ground {
        Ground::Habitat => "var(--profile-habitat)",
        ground if ground.is_trees() => "var(--profile-trees)",
        Ground::Water | Ground::Stream => "var(--profile-water)",
        Ground::Building => "var(--profile-building)",
        Ground::Motorway
        | Ground::TrunkRoad
        | Ground::MainRoad
        | Ground::Street
        | Ground::Rail
        | Ground::Path
        | Ground::HardSurface => "var(--profile-way)",
        _ => "var(--profile-open)",
    }
}

/// The silhouette of a way: trees as bars, gaps with their widths over them.
#[component]
fn ProfileChart(
    profile: Profile,
    gaps: Vec<GapDetails>,
    labels: (String, String),
) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let length_m = profile.length_m;
    let at = move |m: f64| if length_m > 0.0 { m / length_m * WIDTH } else { 0.0 };
    let count = gaps.len();
    let words = move || m::way::profile(l(), count, &labels.0, &l().length(length_m), &labels.1);
    let bar = move |&(from, to, ground): &(f64, f64, Ground)| {
        let height = height_m(ground) * UPRIGHT;
        // A hair wider, so that no light falls between two.
        let width = (at(to) - at(from) + 0.3).max(0.6);
        view! { <rect x=at(from) y=BASE - height width=width height=height fill=colour(ground) /> }
    };
    let mark = move |gap: GapDetails| {
        let GapDetails { at_m, width_m, grade, .. } = gap;
        let (from, to) = (at(at_m), at(at_m + width_m));
        // Too narrow for words, and these would lie over each other.
        let words = move || (to - from > 26.0).then(|| l().length(width_m));
        view! {
            <rect
                class=format!("profile-gap {}", grade.name())
                x=from y=BASE + 2.0 width=(to - from).max(1.5) height="5"
            />
            <text x=f64::midpoint(from, to) y=BASE - 8.0 text-anchor="middle">{words}</text>
        }
    };
    view! {
        <svg
            class="profile"
            viewBox=format!("0 0 {WIDTH} {HEIGHT}")
            role="img"
            aria-label=words
            data-testid="profile"
            data-stretches=profile.stretches.len().to_string()
        >
            {profile.stretches.iter().map(bar).collect_view()}
            <line x1="0" x2=WIDTH y1=BASE y2=BASE stroke="currentColor" stroke-width="0.75" />
            {gaps.into_iter().map(mark).collect_view()}
            <text x="0" y=HEIGHT - 3.0>"0"</text>
            <text x=WIDTH y=HEIGHT - 3.0 text-anchor="end">{move || l().length(length_m)}</text>
        </svg>
        <p class="hint">{text(m::way::surface)}</p>
    }
}

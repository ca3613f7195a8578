//! A chart on the page: as a picture that can be pressed, or as a table.

use geodata::connectivity::importance::Piece;
use leptos::prelude::*;
use liito_locales::messages::charts as w;

use super::chart::{Cell, Chart};
use super::cloud::Cloud;
use super::scene::{Form, Ink, Shape, path_data};
use crate::state::App;

/// Rows that are shown of a table; a file has all.
const ROWS: usize = 200;

/// The picture, with what its colours mean.
#[component]
pub fn Picture(chart: Chart, title: String) -> impl IntoView {
    let Chart { scene, legend, note, .. } = chart;
    let (width, height) = (scene.width, scene.height);
    let legend = (!legend.is_empty()).then(|| {
        let entry = |(ink, words): (Ink, String)| {
            view! { <li><span class=format!("chart-key {}", ink.class())></span>{words}</li> }
        };
        view! { <ul class="chart-legend">{legend.into_iter().map(entry).collect_view()}</ul> }
    });
    let shapes = scene.shapes.into_iter().map(|of| shape(of, (width, height))).collect_view();
    view! {
        <figure class="chart">
            {legend}
            <svg
                viewBox=format!("0 0 {width} {height}")
                width=width
                role="group"
                aria-label=title
                data-testid="chart"
            >
                {shapes}
            </svg>
            {(!note.is_empty()).then(|| view! { <figcaption class="hint">{note}</figcaption> })}
        </figure>
    }
}

fn shape(Shape { form, ink, title, patch }: Shape, size: (f64, f64)) -> AnyView {
    let app = App::get();
    let class = ink.class();
    let said = (!title.is_empty()).then(|| view! { <title>{title.clone()}</title> });
    match (form, patch) {
        (Form::Rect { x, y, width, height }, Some(patch)) => {
            // The whole line of a patch is one button.
            let is_chosen = move || app.selected.get() == Some(Piece::Patch(patch));
            let is_pointed = move || app.pointed.get() == Some(Piece::Patch(patch));
            on_cleanup(move || app.leave(Piece::Patch(patch)));
            let choose = move || app.selected.set(Some(Piece::Patch(patch)));
            view! {
                <g
                    role="button"
                    tabindex="0"
                    class="chart-press"
                    class:chosen=is_chosen
                    class:pointed=is_pointed
                    on:pointerenter=move |_| app.pointed.set(Some(Piece::Patch(patch)))
                    on:pointerleave=move |_| app.pointed.set(None)
                    aria-label=title.clone()
                    aria-pressed=move || is_chosen().to_string()
                    on:click=move |_| choose()
                    on:keydown=move |event| if matches!(event.key().as_str(), "Enter" | " ") {
                        event.prevent_default();
                        choose();
                    }
                >
                    <rect class=class x=x y=y width=width height=height rx="4">{said}</rect>
                </g>
            }
            .into_any()
        }
        (Form::Rect { x, y, width, height }, None) => view! {
            <rect class=class x=x y=y width=width height=height>{said}</rect>
        }
        .into_any(),
        (Form::Circle { x, y, radius }, _) => {
            view! { <circle class=class cx=x cy=y r=radius>{said}</circle> }.into_any()
        }
        (Form::Dots { radius, dots }, _) => {
            view! { <Cloud dots=dots radius=radius ink=ink size=size /> }.into_any()
        }
        (Form::Path(points), _) => {
            view! { <path class=class d=path_data(&points)>{said}</path> }.into_any()
        }
        (Form::Text { x, y, anchor, words }, _) => {
            view! { <text x=x y=y text-anchor=anchor.name()>{words}</text> }.into_any()
        }
    }
}

/// The same as a table.
#[component]
pub fn Numbers(chart: Chart, title: String) -> impl IntoView {
    let l = App::get().language.get_untracked();
    let all = chart.rows.len();
    let heads = chart.heads.into_iter().map(|head| view! { <th scope="col">{head}</th> });
    let cell = |cell: Cell| match cell {
        Cell::Text(words) => view! { <td>{words}</td> }.into_any(),
        number => view! { <td class="number">{number.words(l)}</td> }.into_any(),
    };
    let row = |row: Vec<Cell>| view! { <tr>{row.into_iter().map(cell).collect_view()}</tr> };
    let rows = chart.rows.into_iter().take(ROWS).map(row).collect_view();
    let note = (all > ROWS).then(|| {
        let words = w::first_of(l, &l.whole(all), &l.whole(ROWS));
        view! { <p class="hint">{words}</p> }
    });
    view! {
        <div class="chart-table" data-testid="chart-table">
            <table>
                <caption class="visually-hidden">{title}</caption>
                <thead><tr>{heads.collect_view()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {note}
        </div>
    }
}

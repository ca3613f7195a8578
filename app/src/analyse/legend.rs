//! The legend: drawn from the objects that the map is drawn from.

use leptos::prelude::*;
use liito_locales::messages as m;

use super::index_words as words;
use crate::map::{LegendEntry, LegendFacts, Swatch, legend, look};
use crate::state::{App, Run};

#[component]
pub fn Legend() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let figures = move || match app.run.get() {
        Run::Done(figures) => Some(figures),
        _ => None,
    };
    let facts = move || LegendFacts {
        language: l(),
        threshold_m: figures().map_or(0.0, |figures| figures.threshold_m),
        has_patches: app.habitat.with(|h| h.as_ref().is_some_and(|h| h.patches > 0)),
        drawn: app.habitat.with(|h| h.as_ref().map(|h| h.looks.clone()).unwrap_or_default()),
        has_run: figures().is_some(),
        has_path: app.explanation.with(|explanation| !explanation.lines().path.is_empty()),
        patches: app.scales.with(|scales| {
            let index = app.colouring.get().patches;
            let name = words::patch_index(l(), index);
            let scale = scales.patches.as_ref()?;
            Some(words::scale_words(scale, name, |v| words::patch_value(l(), index, v)))
        }),
        links: app.scales.with(|scales| {
            let index = app.colouring.get().links;
            let name = words::link_index(l(), index);
            let scale = scales.links.as_ref()?;
            Some(words::scale_words(scale, name, |v| words::percent(l(), v)))
        }),
    };
    let entries = move || legend(look(app), &facts());
    view! {
        <details class="legend card" open>
            <summary><h2>{move || m::legend::title(l())}</h2></summary>
            <ul>{move || entries().into_iter().map(entry).collect_view()}</ul>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || app.links_shown.get()
                    on:change:target=move |event| app.links_shown.set(event.target().checked())
                />
                <span>{move || m::legend::show_links(l())}</span>
            </label>
        </details>
    }
}

fn entry(entry: LegendEntry) -> impl IntoView {
    let LegendEntry { swatch: sign, label, hint } = entry;
    view! {
        <li>
            {swatch(sign)}
            <span>
                {label}
                {hint.map(|hint| view! { <span class="hint">{hint}</span> })}
            </span>
        </li>
    }
}

fn swatch(swatch: Swatch) -> AnyView {
    match swatch {
        Swatch::Areas { fills, outline } => {
            let width = 32.0 / f64::from(u32::try_from(fills.len().max(1)).unwrap_or(1));
            let area = |(place, fill): (u32, &'static str)| {
                let x = f64::from(place) * width;
                view! {
                    <rect x=x y="3" width=width height="14" fill=fill fill-opacity="0.78" stroke=outline stroke-width="0.75" />
                }
            };
            view! {
                <svg class="swatch" viewBox="0 0 32 20" aria-hidden="true">
                    {(0..).zip(fills).map(area).collect_view()}
                </svg>
            }
            .into_any()
        }
        Swatch::Line { colour, width_px, dashes } => {
            // Dashes are said in widths of the line on the map, in pixels here.
            let dashes = dashes.map(|[on, off]| format!("{} {}", on * width_px, off * width_px));
            view! {
                <svg class="swatch" viewBox="0 0 32 20" aria-hidden="true">
                    <line x1="0" y1="10" x2="32" y2="10" stroke=colour stroke-width=width_px stroke-dasharray=dashes />
                </svg>
            }
            .into_any()
        }
        Swatch::Widths { colour, least_px, most_px } => {
            let (least, most) = (least_px / 2.0, most_px / 2.0);
            let wedge = format!(
                "0,{} 32,{} 32,{} 0,{}",
                10.0 - least, 10.0 - most, 10.0 + most, 10.0 + least,
            );
            view! {
                <svg class="swatch" viewBox="0 0 32 20" aria-hidden="true">
                    <polygon points=wedge fill=colour />
                </svg>
            }
            .into_any()
        }
        Swatch::Area { colour, fill_opacity, width_px, dashes } => {
            let dashes = dashes.map(|[on, off]| format!("{} {}", on * width_px, off * width_px));
            view! {
                <svg class="swatch" viewBox="0 0 32 20" aria-hidden="true">
                    <rect
                        x="2" y="3" width="28" height="14"
                        fill=colour fill-opacity=fill_opacity
                        stroke=colour stroke-width=width_px stroke-dasharray=dashes
                    />
                </svg>
            }
            .into_any()
        }
        Swatch::Point { colour, radius_px } => view! {
            <svg class="swatch" viewBox="0 0 32 20" aria-hidden="true">
                <circle cx="16" cy="10" r=radius_px fill=colour />
            </svg>
        }
        .into_any(),
        Swatch::Outline { colour, width_px } => view! {
            <svg class="swatch" viewBox="0 0 32 20" aria-hidden="true">
                <rect x="3" y="3" width="26" height="14" fill="none" stroke=colour stroke-width=width_px />
            </svg>
        }
        .into_any(),
    }
}

//! Signs of the legend, as the map draws them.

use leptos::prelude::*;

use crate::map::Swatch;

/// A sign beside its words.
#[component]
pub fn SwatchView(swatch: Swatch) -> impl IntoView {
    let sign = match swatch {
        Swatch::Areas { fills, outline } => areas(fills, outline),
        Swatch::Hatched { fill, fill_opacity, hatch } => view! {
            <rect x="1" y="3" width="30" height="14" fill=fill fill-opacity=fill_opacity stroke=fill stroke-width="0.75" />
            <path d="M3 17l14-14M11 17l14-14M19 17l11-11M1 11l8-8" stroke=hatch stroke-width="1" opacity="0.8" />
        }
        .into_any(),
        Swatch::Line { colour, width_px, dashes } => line(colour, width_px, dashes, width_px),
        Swatch::Widths { colour, least_px, most_px } => wedge(colour, least_px, most_px),
        Swatch::Ground { fill, outline } => view! {
            <rect x="1" y="3" width="30" height="14" fill=fill stroke=outline.unwrap_or("none") stroke-width="1" />
        }
        .into_any(),
        Swatch::Way { fill, casing, dashes } => {
            let width_px = if casing.is_some() { 4.0 } else { 2.0 };
            view! {
                {casing.map(|casing| line(casing, 6.0, None, 1.0))}
                {line(fill, width_px, dashes, 1.0)}
            }
            .into_any()
        }
        Swatch::Area { colour, fill_opacity, width_px, dashes } => {
            let dashes = dash_array(dashes, width_px);
            view! {
                <rect
                    x="2" y="3" width="28" height="14"
                    fill=colour fill-opacity=fill_opacity
                    stroke=colour stroke-width=width_px stroke-dasharray=dashes
                />
            }
            .into_any()
        }
        Swatch::Point { colour, radius_px } => {
            view! { <circle cx="16" cy="10" r=radius_px fill=colour /> }.into_any()
        }
        Swatch::Ring { colour, width_px } => view! {
            <circle cx="16" cy="10" r="7" fill="none" stroke=colour stroke-width=width_px />
        }
        .into_any(),
        Swatch::Outline { colour, width_px } => view! {
            <rect x="3" y="3" width="26" height="14" fill="none" stroke=colour stroke-width=width_px />
        }
        .into_any(),
    };
    view! { <svg class="swatch" viewBox="0 0 32 20" aria-hidden="true">{sign}</svg> }
}

/// Some colours side by side.
fn areas(fills: Vec<&'static str>, outline: &'static str) -> AnyView {
    let width = 32.0 / f64::from(u32::try_from(fills.len().max(1)).unwrap_or(1));
    let area = |(place, fill): (u32, &'static str)| {
        let x = f64::from(place) * width;
        view! {
            <rect x=x y="3" width=width height="14" fill=fill fill-opacity="0.78" stroke=outline stroke-width="0.75" />
        }
    };
    (0..).zip(fills).map(area).collect_view().into_any()
}

fn line(colour: &'static str, width_px: f64, dashes: Option<[f64; 2]>, unit_px: f64) -> AnyView {
    let dashes = dash_array(dashes, unit_px);
    view! { <line x1="0" y1="10" x2="32" y2="10" stroke=colour stroke-width=width_px stroke-dasharray=dashes /> }
        .into_any()
}

fn wedge(colour: &'static str, least_px: f64, most_px: f64) -> AnyView {
    let (least, most) = (least_px / 2.0, most_px / 2.0);
    let corners =
        format!("0,{} 32,{} 32,{} 0,{}", 10.0 - least, 10.0 - most, 10.0 + most, 10.0 + least);
    view! { <polygon points=corners fill=colour /> }.into_any()
}

/// Dashes are said in widths of the line on the map, in pixels here.
fn dash_array(dashes: Option<[f64; 2]>, unit_px: f64) -> Option<String> {
    dashes.map(|[on, off]| format!("{} {}", on * unit_px, off * unit_px))
}

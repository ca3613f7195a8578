//! The legend: drawn from the objects that the map is drawn from.

use leptos::prelude::*;
use liito_locales::messages as m;
use liito_worker::PatchIndex;

use super::base_map::BaseMapChoice;
use super::index_words as words;
use crate::components::SwatchView;
use crate::components::words::text;
use crate::map::{LegendEntry, LegendFacts, NEAR, ScaleWords, base_legend, legend, look};
use crate::platform;
use crate::state::{App, Run, Task};

#[component]
pub fn Legend() -> impl IntoView {
    let app = App::get();
    let entries = move || legend(look(app), &legend_facts(app));
    let ground = move || base_legend(look(app), &legend_facts(app));
    let has_ground = Memo::new(move |_| !ground().is_empty());
    // On a phone the map needs the room.
    // In another page the map comes first.
    let is_open = platform::is_wide() && !app.is_embedded;
    view! {
        <details class="legend card" open=is_open>
            <summary><h2>{text(m::legend::title)}</h2></summary>
            {move || view! { <LegendEntries entries=entries() /> }}
            // There they are one of the things that the map shows or not.
            <Show when=move || app.task.get() != Task::Explore>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || app.links_shown.get()
                        on:change:target=move |event| app.links_shown.set(event.target().checked())
                    />
                    <span>{text(m::legend::show_links)}</span>
                </label>
            </Show>
            <Show when=move || has_ground.get() || !app.config().base_maps.is_empty()>
                <details class="disclosure ground">
                    <summary>{text(m::legend::base_map)}</summary>
                    <BaseMapChoice />
                    {move || view! { <LegendEntries entries=ground() /> }}
                </details>
            </Show>
        </details>
    }
}

/// What the legend of the map tells, as things stand.
pub fn legend_facts(app: App) -> LegendFacts {
    let l = app.language.get();
    let explored = look(app).explored;
    let figures = match app.run.get() {
        Run::Done(figures) => Some(figures),
        _ => None,
    };
    LegendFacts {
        language: l,
        threshold_m: figures.map_or(0.0, |figures| figures.threshold_m),
        has_patches: app.habitat.with(|h| h.as_ref().is_some_and(|h| h.patches > 0)),
        drawn: app.context.with(|context| match explored {
            Some(hidden) => hidden.looks(&context.looks),
            None => context.looks.clone(),
        }),
        land: match (app.base_map.get(), explored) {
            (Some(_), _) => Vec::new(),
            (None, Some(hidden)) => app.context.with(|context| hidden.land(&context.land)),
            (None, None) => app.context.with(|context| context.land.clone()),
        },
        has_squares: app.explore.with(|explore| !explore.squares.is_empty()),
        is_near: app.view.with(|view| view.is_some_and(|view| view.zoom >= NEAR)),
        has_left_out: app.habitat.with(|h| h.as_ref().is_some_and(|h| h.areas.left_out > 0)),
        has_run: figures.is_some(),
        has_crossings: app
            .crossings
            .with(|found| found.as_ref().is_some_and(|f| !f.rows.is_empty())),
        has_band: app.band.with(Option::is_some),
        limits: figures.map(|figures| figures.grading.limits).unwrap_or_default(),
        has_path: app.explanation.with(|explanation| !explanation.lines().path.is_empty()),
        patches: app.scales.with(|scales| {
            let index = app.colouring.get().patches;
            let name = words::patch_index(l, index);
            let scale = scales.patches.as_ref()?;
            if explored.is_some() && index == PatchIndex::DPc {
                // For everyone: what it means, and not in per cent of what.
                let bounds = vec![m::explore::little(l).to_owned(), m::explore::much(l).to_owned()];
                return Some(ScaleWords { name: m::explore::matters(l), bounds });
            }
            Some(words::scale_words(scale, name, |v| words::patch_value(l, index, v)))
        }),
        links: app.scales.with(|scales| {
            let index = app.colouring.get().links;
            let name = words::link_index(l, index, app.link_kind.get());
            let scale = scales.links.as_ref()?;
            Some(words::scale_words(scale, name, |v| words::percent(l, v)))
        }),
    }
}

/// Entries with the names of what they belong to over the first of each.
#[component]
pub fn LegendEntries(entries: Vec<LegendEntry>) -> impl IntoView {
    let mut last = None;
    let mut lines = Vec::with_capacity(entries.len());
    for line in entries {
        if line.group.is_some() && line.group != last {
            let (title, hint) = (line.group.clone(), line.hint);
            let hint = hint.map(|hint| view! { <span class="hint">{hint}</span> });
            lines.push(
                view! { <li class="legend-group"><span>{title}</span>{hint}</li> }.into_any(),
            );
        }
        last.clone_from(&line.group);
        // What holds for all of them stands by their name.
        let hint = line.hint.filter(|_| line.group.is_none());
        lines.push(entry(LegendEntry { hint, ..line }).into_any());
    }
    view! { <ul>{lines}</ul> }
}

fn entry(entry: LegendEntry) -> impl IntoView {
    let LegendEntry { swatch: sign, label, group, hint } = entry;
    view! {
        <li class:in-group=group.is_some()>
            <SwatchView swatch=sign />
            <span>
                {label}
                {hint.map(|hint| view! { <span class="hint">{hint}</span> })}
            </span>
        </li>
    }
}

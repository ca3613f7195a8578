//! Which results are saved.

use geodata::connectivity::MOST_MENDED_PATCHES;
use geodata::io::FileFormat;
use geodata::report::MOST_PAIRED_PATCHES;
use leptos::prelude::*;
use liito_locales::{Language, messages as m};
use liito_worker::ExportKind;

use super::format::holds_several;
use crate::components::words::text;
use crate::state::App;

/// What of the reader's choice a format can hold: all of it, or the first.
pub fn holdable(what: &[ExportKind], format: FileFormat) -> Vec<ExportKind> {
    let fits = |kind: &&ExportKind| match kind {
        ExportKind::Patches | ExportKind::Links => true,
        ExportKind::Components | ExportKind::Gaps | ExportKind::Crossings => {
            format != FileFormat::Conefor
        }
        // A table without shapes.
        ExportKind::Pairs => matches!(format, FileFormat::GeoPackage | FileFormat::Csv),
    };
    let most = if holds_several(format) { what.len() } else { 1 };
    what.iter().filter(fits).take(most).copied().collect()
}

#[component]
pub fn WhatChoice(format: RwSignal<FileFormat>, what: RwSignal<Vec<ExportKind>>) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let toggle = move |kind: ExportKind, is_on: bool| {
        what.update(|what| {
            if !holds_several(format.get_untracked()) {
                what.clear();
            }
            what.retain(|other| *other != kind);
            if is_on {
                what.push(kind);
            }
            // In the order they are offered, whatever was pressed first.
            what.sort_by_key(|kind| ExportKind::ALL.iter().position(|own| own == kind));
        });
    };
    let offered = move || {
        let format = format.get();
        let is_over_land = app.link_kind.get().is_over_land();
        let patches = app.habitat.with(|of| of.as_ref().map_or(0, |habitat| habitat.patches));
        let is_had = move |kind: &ExportKind| match kind {
            ExportKind::Pairs => patches <= MOST_PAIRED_PATCHES,
            // What mending gives is not known beyond.
            ExportKind::Crossings => is_over_land && patches <= MOST_MENDED_PATCHES,
            kind => is_over_land || !kind.is_of_land(),
        };
        let fits = move |kind: &ExportKind| is_had(kind) && !holdable(&[*kind], format).is_empty();
        let holds_several = holds_several(format);
        ExportKind::ALL
            .into_iter()
            .filter(fits)
            .map(move |kind| (kind, holds_several))
            .collect::<Vec<_>>()
    };
    // A box that becomes a button of a group is another box: it would uncheck the others.
    let item = move |(kind, holds_several): (ExportKind, bool)| {
        let is_on = move || what.with(|what| holdable(what, format.get()).contains(&kind));
        view! {
            <li>
                <label class="check">
                    <input
                        type=if holds_several { "checkbox" } else { "radio" }
                        name="save-what"
                        value=kind.name()
                        prop:checked=is_on
                        on:change:target=move |event| toggle(kind, event.target().checked())
                    />
                    <span>
                        {move || kind_words(l(), kind).0}
                        <span class="hint">{move || kind_words(l(), kind).1}</span>
                    </span>
                </label>
            </li>
        }
    };
    view! {
        <fieldset class="save-what">
            <legend>{text(m::saving::what)}</legend>
            <ul>
                <For each=offered key=|item| *item children=item />
            </ul>
        </fieldset>
    }
}

fn kind_words(l: Language, kind: ExportKind) -> (&'static str, &'static str) {
    match kind {
        ExportKind::Patches => (m::saving::patches(l), m::saving::patches_hint(l)),
        ExportKind::Links => (m::saving::links(l), m::saving::links_hint(l)),
        ExportKind::Components => (m::saving::components(l), m::saving::components_hint(l)),
        ExportKind::Gaps => (m::saving::gaps(l), m::saving::gaps_hint(l)),
        ExportKind::Crossings => (m::saving::crossings(l), m::saving::crossings_hint(l)),
        ExportKind::Pairs => (m::saving::pairs(l), m::saving::pairs_hint(l)),
    }
}

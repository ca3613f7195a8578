//! Results to a file: which, in which format and system; what that loses is told
//! before anything is saved.

use std::time::Duration;

use geodata::Crs;
use geodata::io::{DEGREE_DECIMALS, FileFormat};
use leptos::prelude::*;
use liito_locales::{Language, loss, messages as m, parameter_error, write_error};
use liito_worker::ExportKind;
use wasm_bindgen_futures::spawn_local;

use super::methods::MethodsFold;
use crate::components::words::{named, text};
use crate::components::{Button, ButtonKind, CloseDialog, DialogFrame, Icon};
use crate::jobs::{Jobs, Ready, SaveError, SaveWish};
use crate::state::{App, Dialog, Importance};

/// Formats that are offered, the most usual first.
const FORMATS: [FileFormat; 7] = [
    FileFormat::GeoPackage,
    FileFormat::GeoJson,
    FileFormat::Shapefile,
    FileFormat::FlatGeobuf,
    FileFormat::Csv,
    FileFormat::GeoJsonLines,
    FileFormat::Conefor,
];

/// Most decimals that a coordinate in degrees can be told apart by.
const MOST_DECIMALS: u8 = 15;

/// True for formats that hold several layers in a file.
fn holds_several(format: FileFormat) -> bool {
    matches!(format, FileFormat::GeoPackage | FileFormat::Shapefile)
}

fn is_geojson(format: FileFormat) -> bool {
    matches!(format, FileFormat::GeoJson | FileFormat::GeoJsonLines)
}

/// How far the file is.
#[derive(Clone)]
enum Progress {
    Nothing,
    Preparing,
    Ready(Ready),
    Failed(SaveError),
}

/// What of the reader's choice a format can hold: all of it, or the first.
fn holdable(what: &[ExportKind], format: FileFormat) -> Vec<ExportKind> {
    let fits =
        |kind: &&ExportKind| format != FileFormat::Conefor || **kind != ExportKind::Components;
    let most = if holds_several(format) { what.len() } else { 1 };
    what.iter().filter(fits).take(most).copied().collect()
}

/// How long the reader's hand rests before a file is made.
const PAUSE: Duration = Duration::from_millis(250);

#[component]
pub fn SaveResults() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let what = RwSignal::new(vec![ExportKind::Patches, ExportKind::Links]);
    let format = RwSignal::new(FileFormat::GeoPackage);
    let crs = RwSignal::new(None::<Crs>);
    let decimals = RwSignal::new(DEGREE_DECIMALS);
    let progress = RwSignal::new_local(Progress::Nothing);
    let latest = StoredValue::new(0u32);
    let has_importance = Memo::new(move |_| app.importance.get() == Importance::Done);
    Effect::new(move |_| {
        let format = format.get();
        // What is computed meanwhile belongs into the file.
        has_importance.track();
        let wish = SaveWish {
            what: what.with(|what| holdable(what, format)),
            format,
            crs: crs.get(),
            decimals: is_geojson(format).then(|| decimals.get()),
        };
        latest.update_value(|number| *number += 1);
        let number = latest.get_value();
        if wish.what.is_empty() {
            return progress.set(Progress::Nothing);
        }
        progress.set(Progress::Preparing);
        spawn_local(async move {
            gloo_timers::future::sleep(PAUSE).await;
            // The reader may have chosen something else, or closed the dialog.
            let is_wanted = move || latest.try_get_value() == Some(number);
            if !is_wanted() {
                return;
            }
            let made = Jobs::get().prepare_file(wish).await;
            if is_wanted() {
                progress.set(made.map_or_else(Progress::Failed, Progress::Ready));
            }
        });
    });
    view! {
        <DialogFrame
            on_close=move || app.dialog.set(Dialog::None)
            title=named(m::export::title)
        >
            <FormatChoice format=format />
            <WhatChoice format=format what=what />
            <Show when=move || format.get() != FileFormat::Conefor>
                <SystemChoice crs=crs format=format progress=progress />
            </Show>
            <Show when=move || is_geojson(format.get()) && crs.get().is_none_or(Crs::is_geographic)>
                <DecimalsChoice decimals=decimals />
            </Show>
            <div class="save-outcome" data-testid="save-outcome">
                <p class="file-name" role="status">{move || progress.with(|progress| headline(l(), progress))}</p>
                {move || progress.with(|progress| facts(l(), progress, format.get()))}
                <Show when=move || !has_importance.get()>
                    <p class="hint">{text(m::export::no_importance)}</p>
                </Show>
            </div>
            <MethodsFold />
            <SaveButton progress=progress />
        </DialogFrame>
    }
}

#[component]
fn SaveButton(progress: RwSignal<Progress, LocalStorage>) -> impl IntoView {
    let frame = CloseDialog::get();
    let is_ready = move || progress.with(|progress| matches!(progress, Progress::Ready(_)));
    let save = move || {
        let Progress::Ready(ready) = progress.get_untracked() else { return };
        match Jobs::get().save(&ready) {
            Ok(()) => frame.close(),
            Err(error) => progress.set(Progress::Failed(error)),
        }
    };
    view! {
        <div class="dialog-actions">
            <Button
                kind=ButtonKind::Primary
                icon=Icon::Save
                label=named(m::export::save)
                disabled=Signal::derive(move || !is_ready())
                on_press=save
            />
        </div>
    }
}

#[component]
fn FormatChoice(format: RwSignal<FileFormat>) -> impl IntoView {
    let choose = move |chosen: String| {
        if let Some(new) = FORMATS.into_iter().find(|format| format.title() == chosen) {
            format.set(new);
        }
    };
    view! {
        <label class="choice">
            <span>{text(m::export::file_format)}</span>
            <select data-testid="save-format" on:change:target=move |event| choose(event.target().value())>
                {FORMATS.map(|own| view! {
                    <option value=own.title() selected=move || format.get() == own>{own.title()}</option>
                })}
            </select>
        </label>
    }
}

#[component]
fn WhatChoice(format: RwSignal<FileFormat>, what: RwSignal<Vec<ExportKind>>) -> impl IntoView {
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
        let fits = move |kind: &ExportKind| !holdable(&[*kind], format).is_empty();
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
            <legend>{text(m::export::what)}</legend>
            <ul>
                <For each=offered key=|item| *item children=item />
            </ul>
        </fieldset>
    }
}

fn kind_words(l: Language, kind: ExportKind) -> (&'static str, &'static str) {
    match kind {
        ExportKind::Patches => (m::export::patches(l), m::export::patches_hint(l)),
        ExportKind::Links => (m::export::links(l), m::export::links_hint(l)),
        ExportKind::Components => (m::export::components(l), m::export::components_hint(l)),
    }
}

#[component]
fn SystemChoice(
    crs: RwSignal<Option<Crs>>,
    format: RwSignal<FileFormat>,
    progress: RwSignal<Progress, LocalStorage>,
) -> impl IntoView {
    let app = App::get();
    let own = RwSignal::new(None::<Crs>);
    Effect::new(move |_| {
        if let Some(found) = progress.with(|progress| match progress {
            Progress::Ready(ready) => Some(ready.own_crs),
            _ => None,
        }) {
            own.set(Some(found));
        }
    });
    let default = move || match own.get() {
        _ if is_geojson(format.get()) => Crs::WGS84.to_string(),
        Some(own) => m::export::crs_own(app.language.get(), &own.to_string()),
        None => m::export::crs_own(app.language.get(), "…"),
    };
    view! {
        <label class="choice">
            <span>{text(m::export::crs)}</span>
            <select
                data-testid="save-crs"
                on:change:target=move |event| crs.set(Crs::from_name(&event.target().value()).ok())
            >
                <option value="" selected=move || crs.get().is_none()>{default}</option>
                {Crs::offered().map(|own| view! {
                    <option value=own.to_string() selected=move || crs.get() == Some(own)>
                        {format!("{} ({own})", own.title())}
                    </option>
                }).collect_view()}
            </select>
        </label>
    }
}

#[component]
fn DecimalsChoice(decimals: RwSignal<u8>) -> impl IntoView {
    let choose = move |input: web_sys::HtmlInputElement| {
        if let Ok(number) = input.value().parse::<u8>() {
            decimals.set(number.clamp(1, MOST_DECIMALS));
        }
        // What stands there is what is done, also where it was something else.
        input.set_value(&decimals.get_untracked().to_string());
    };
    view! {
        <label class="choice">
            <span>
                {text(m::export::decimals)}
                <span class="hint">{text(m::export::decimals_hint)}</span>
            </span>
            <input
                type="number"
                min="1"
                max=MOST_DECIMALS.to_string()
                prop:value=move || decimals.get().to_string()
                on:change:target=move |event| choose(event.target())
            />
        </label>
    }
}

/// What became of the wish, in a line.
fn headline(l: Language, progress: &Progress) -> String {
    match progress {
        Progress::Nothing => m::export::choose(l).to_owned(),
        Progress::Preparing => m::export::preparing(l).to_owned(),
        Progress::Failed(error) => error_words(l, error),
        Progress::Ready(ready) => {
            let size = l.bytes(u64::from(ready.bytes.byte_length()));
            let file = m::export::ready(l, &ready.name, &size);
            match losses(l, ready).len() {
                0 => format!("{file}. {}", m::export::loss_none(l)),
                count => format!("{file}. {}", m::export::losses(l, count)),
            }
        }
    }
}

/// What the layers lose, each thing once.
fn losses(l: Language, ready: &Ready) -> Vec<String> {
    let mut losses: Vec<String> = ready.losses.iter().flatten().map(|lost| loss(l, lost)).collect();
    losses.dedup();
    losses
}

/// What a file loses, one by one, and what it says of itself.
fn facts(l: Language, progress: &Progress, format: FileFormat) -> Option<AnyView> {
    let Progress::Ready(ready) = progress else { return None };
    let losses = losses(l, ready);
    let list = (!losses.is_empty()).then(|| {
        let items = losses.into_iter().map(|lost| view! { <li>{lost}</li> });
        view! { <ul class="losses">{items.collect_view()}</ul> }
    });
    let about =
        if format == FileFormat::Conefor { m::export::about_table(l) } else { m::export::about(l) };
    Some(view! { {list} <p class="hint">{about}</p> }.into_any())
}

/// Why there is no file.
pub(super) fn error_words(l: Language, error: &SaveError) -> String {
    let explained = match error {
        SaveError::Write(error) => write_error(l, error),
        SaveError::Impossible(error) => parameter_error(l, error),
        SaveError::Connection(error) => {
            return m::connection::impossible(l, &error.to_string());
        }
        SaveError::NotTaken => return m::export::refused(l).to_owned(),
        SaveError::Lost => return m::state::failed(l).to_owned(),
    };
    format!("{} {}", explained.what, explained.remedy).trim().to_owned()
}

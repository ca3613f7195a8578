//! Results to a file: which, in which format and system; what that loses is told
//! before anything is saved.

mod contents;
mod coordinates;
mod format;
mod grid;
mod methods;
mod outcome;
mod readme;
mod what;

use std::time::Duration;

use geodata::Crs;
use geodata::io::{DEGREE_DECIMALS, FileFormat};
use leptos::prelude::*;
use liito_locales::{Language, fields, messages as m};
use liito_worker::ExportKind;
use wasm_bindgen_futures::spawn_local;

use contents::Contents;
use coordinates::{DecimalsChoice, SystemChoice};
use format::{FormatChoice, is_geojson};
use grid::GridButton;
use methods::MethodsFold;
pub(super) use outcome::error_words;
use outcome::{facts, headline};
use readme::readme;
use what::{WhatChoice, holdable};

use crate::components::words::{named, text};
use crate::components::{Button, ButtonKind, CloseDialog, DialogFrame, Icon};
use crate::jobs::{Jobs, Ready, SaveError, SaveWish};
use crate::state::{App, Dialog, Importance};

/// How far the file is.
#[derive(Clone)]
enum Progress {
    Nothing,
    Preparing,
    Ready(Ready),
    Failed(SaveError),
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
    let is_package = RwSignal::new(false);
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
            fields: fields(app.language.get()),
        };
        let is_package = is_package.get();
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
            let made = made(app.language.get_untracked(), wish, is_package).await;
            if is_wanted() {
                progress.set(made.map_or_else(Progress::Failed, Progress::Ready));
            }
        });
    });
    view! {
        <DialogFrame
            on_close=move || app.dialog.set(Dialog::None)
            title=named(m::saving::title)
        >
            <FormatChoice format=format />
            <WhatChoice format=format what=what />
            <Show when=move || format.get() != FileFormat::Conefor>
                <SystemChoice crs=crs format=format progress=progress />
            </Show>
            <Show when=move || is_geojson(format.get()) && crs.get().is_none_or(Crs::is_geographic)>
                <DecimalsChoice decimals=decimals />
            </Show>
            <PackageChoice is_package=is_package />
            <div class="save-outcome" data-testid="save-outcome">
                <p class="file-name" role="status">{move || progress.with(|progress| headline(l(), progress))}</p>
                {move || progress.with(|progress| facts(l(), progress, format.get()))}
                <Show when=move || !has_importance.get()>
                    <p class="hint">{text(m::saving::no_importance)}</p>
                </Show>
            </div>
            {move || progress.with(|progress| match progress {
                Progress::Ready(ready) => Some(view! { <Contents layers=ready.layers.clone() /> }),
                _ => None,
            })}
            <MethodsFold />
            <GridButton />
            <SaveButton progress=progress />
        </DialogFrame>
    }
}

/// The file, or a package of it with a text that explains it.
async fn made(l: Language, wish: SaveWish, is_package: bool) -> Result<Ready, SaveError> {
    let jobs = Jobs::get();
    let ready = jobs.prepare_file(wish).await?;
    if !is_package {
        return Ok(ready);
    }
    let readme = readme(l, &ready.name, &ready.layers, &ready.about);
    jobs.packaged(ready, &readme).await
}

#[component]
fn PackageChoice(is_package: RwSignal<bool>) -> impl IntoView {
    view! {
        <label class="check save-package">
            <input
                type="checkbox"
                name="save-package"
                prop:checked=move || is_package.get()
                on:change:target=move |event| is_package.set(event.target().checked())
            />
            <span>
                {text(m::saving::package)}
                <span class="hint">{text(m::saving::package_hint)}</span>
            </span>
        </label>
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
                label=named(m::saving::save)
                disabled=Signal::derive(move || !is_ready())
                on_press=save
            />
        </div>
    }
}

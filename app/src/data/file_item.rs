//! A file that is open: what came of it, how it is used, and a way to close it.

use geodata::model::LayerRole;
use leptos::prelude::*;
use liito_locales::{Language, messages as m, source_crs, survey_layer_name};
use liito_worker::LayerKey;

use super::coordinates::{CrsChoice, OrderChoice};
use super::role_choice::RoleChoice;
use crate::components::words::{named, text};
use crate::components::{Button, Icon, IconButton};
use crate::jobs::Jobs;
use crate::state::{App, Dialog, OpenedFile, Origin, Status};

#[component]
pub fn FileItem(key: LayerKey) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let file = Memo::new(move |_| {
        app.files.with(|files| files.iter().find(|file| file.key == key).cloned())
    });
    let name = move || file.get().map(|file| shown_name(&file, l())).unwrap_or_default();
    let status = move || file.get().map(|file| status_words(&file, l())).unwrap_or_default();
    let crs_words = move || {
        let report = file.get()?.report().cloned()?;
        Some((source_crs(l(), report.source_crs), report.source_crs.is_guess()))
    };
    let survey = move || {
        let report = file.get()?.report().cloned()?;
        let name = report.survey.as_deref()?;
        Some(m::report::survey(l(), survey_layer_name(l(), name).unwrap_or(name)))
    };
    let is_city = move || file.get().is_some_and(|file| file.origin == Origin::City);
    let has_settings =
        Memo::new(move |_| !is_city() && file.get().is_some_and(|file| file.choices().is_none()));
    view! {
        <li class="file" class:busy=move || file.get().is_some_and(|file| file.is_busy())>
            <div class="file-head">
                <span class="file-name">{name}</span>
                <IconButton
                    icon=Icon::Trash
                    label=Signal::derive(move || m::open::remove(l(), &name()))
                    on_press=move || Jobs::get().close(key)
                />
            </div>
            <p class="file-status">{status}</p>
            {move || survey().map(|words| view! { <p class="hint">{words}</p> })}
            {move || crs_words().map(|(words, is_guess)| view! {
                <p class="hint" class:guess=is_guess>{words}</p>
            })}
            <Actions key=key file=file />
            <Show when=move || has_settings.get()>
                <details class="disclosure file-settings" open=move || crs_words().is_some_and(|(_, is_guess)| is_guess)>
                    <summary>{text(m::role::settings)}</summary>
                    <RoleChoice key=key name=Signal::derive(name) />
                    <CrsChoice key=key name=Signal::derive(name) />
                    <OrderChoice key=key name=Signal::derive(name) />
                </details>
            </Show>
        </li>
    }
}

/// What can be looked at and asked of a file.
#[component]
fn Actions(key: LayerKey, file: Memo<Option<OpenedFile>>) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let findings = move || {
        let report = file.get()?.report().cloned()?;
        let count = report.notable();
        Some(if count == 0 {
            m::report::button(l()).to_owned()
        } else {
            m::report::show(l(), count)
        })
    };
    let is_choosing = move || file.get().is_some_and(|file| file.choices().is_some());
    let is_read = Memo::new(move |_| {
        file.get().is_some_and(|file| file.origin != Origin::City && file.report().is_some())
    });
    view! {
            <div class="file-actions">
                <Show when=is_choosing>
                    <Button
                        label=named(m::open::choose_again)
                        on_press=move || app.dialog.set(Dialog::Layers(key))
                    />
                </Show>
                {move || findings().map(|words| view! {
                    <Button label=words on_press=move || app.dialog.set(Dialog::Report(key)) />
                })}
                <Show when=move || is_read.get()>
                    <Button
                        label=named(m::check::button)
                        on_press=move || Jobs::get().check(key, None)
                    />
                </Show>
            </div>
    }
}

pub fn status_words(file: &OpenedFile, l: Language) -> String {
    match &file.status {
        Status::Fetching => m::open::fetching(l, &file.name),
        Status::Reading => m::open::reading(l, &file.name),
        Status::Choosing(_) => m::open::choosing(l).to_owned(),
        Status::Failed => m::state::failed(l).to_owned(),
        Status::Read(report) if report.read == 0 && report.skipped.is_empty() => {
            m::report::no_features(l).to_owned()
        }
        // Unless it is known what it is good for.
        Status::Read(report)
            if report.polygons == 0 && report.survey.is_none() && file.chosen_role.is_none() =>
        {
            m::report::no_polygons(l).to_owned()
        }
        Status::Read(report) if file.role() != Some(LayerRole::Habitat) => {
            m::open::layer_features(l, report.read)
        }
        // Areas of surveys nest and repeat, so there may be fewer patches.
        Status::Read(report) if report.survey.is_some() => m::patches::areas(l, report.polygons),
        Status::Read(report) => m::patches::count(l, report.polygons),
    }
}

/// What to call a file: one of Luoti's layers that the page opened on by its title.
pub fn shown_name(file: &OpenedFile, l: Language) -> String {
    let survey = file.report().and_then(|report| report.survey.as_deref());
    match (&file.origin, survey.and_then(|name| survey_layer_name(l, name))) {
        (Origin::City, Some(title)) => title.to_owned(),
        _ => file.shown(),
    }
}

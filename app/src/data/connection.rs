//! A computed link put down as a surveyed connection, by a person who gives their name.

use geodata::luoti::{CONNECTION_LAYERS, Judgement, survey_layer};
use geodata::model::Date;
use leptos::prelude::*;
use liito_locales::{messages as m, survey_layer_name, survey_value};
use wasm_bindgen_futures::spawn_local;

use super::save::error_words;
use crate::components::words::{named, text};
use crate::components::{Button, ButtonKind, CloseDialog, DialogFrame, Icon};
use crate::jobs::{Jobs, SaveError};
use crate::platform;
use crate::state::{App, Dialog};

/// Values that a layer's column of quality may have.
fn qualities(layer: &str) -> &'static [&'static str] {
    let rule = survey_layer(layer).and_then(|layer| layer.column("laatu"));
    rule.and_then(|rule| rule.allowed).map_or(&[], |allowed| allowed.values())
}

/// What is missing of a judgement, by the field it belongs into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
    Quality,
    Date,
    Surveyor,
}

#[component]
pub fn ConnectionDialog(ends: (u32, u32)) -> impl IntoView {
    let app = App::get();
    view! {
        <DialogFrame
            on_close=move || app.dialog.set(Dialog::None)
            title=named(m::connection::title)
        >
            <p>{text(m::connection::text)}</p>
            <ConnectionForm ends=ends />
        </DialogFrame>
    }
}

#[component]
fn ConnectionForm(ends: (u32, u32)) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let frame = CloseDialog::get();
    let layer = RwSignal::new(CONNECTION_LAYERS[0]);
    let quality = RwSignal::new(String::new());
    let date = RwSignal::new(platform::today().map(|day| day.to_string()).unwrap_or_default());
    let surveyor = RwSignal::new(String::new());
    let missing = RwSignal::new(None::<Missing>);
    let failed = RwSignal::new(None::<SaveError>);
    let is_saving = RwSignal::new(false);
    let judgement = move || -> Result<Judgement, Missing> {
        let day: Option<Date> = date.get_untracked().parse().ok();
        let day = day.filter(|day| platform::today().is_none_or(|today| *day <= today));
        let filled = |text: String, missing| {
            let text = text.trim().to_owned();
            if text.is_empty() { Err(missing) } else { Ok(text) }
        };
        Ok(Judgement {
            layer: layer.get_untracked().to_owned(),
            quality: filled(quality.get_untracked(), Missing::Quality)?,
            date: day.ok_or(Missing::Date)?,
            surveyor: filled(surveyor.get_untracked(), Missing::Surveyor)?,
        })
    };
    let save = move || {
        failed.set(None);
        let judgement = judgement();
        missing.set(judgement.as_ref().err().copied());
        let Ok(judgement) = judgement else { return };
        is_saving.set(true);
        spawn_local(async move {
            let saved = Jobs::get().save_connection(ends, judgement).await;
            // The dialog may be gone.
            let _ = is_saving.try_set(false);
            match saved {
                Ok(()) => frame.close(),
                Err(error) => {
                    let _ = failed.try_set(Some(error));
                }
            }
        });
    };
    let told = move || match (missing.get(), failed.get()) {
        (Some(Missing::Quality), _) => m::connection::no_quality(l()).to_owned(),
        (Some(Missing::Date), _) => m::connection::no_date(l()).to_owned(),
        (Some(Missing::Surveyor), _) => m::connection::no_surveyor(l()).to_owned(),
        (None, Some(error)) => error_words(l(), &error),
        (None, None) => String::new(),
    };
    view! {
        <JudgedQuality layer=layer quality=quality missing=missing />
        <TextField
            label=Signal::derive(move || m::connection::date(l()))
            kind="date"
            text=date
            is_wrong=Signal::derive(move || missing.get() == Some(Missing::Date))
            testid="connection-date"
        />
        <TextField
            label=Signal::derive(move || m::connection::surveyor(l()))
            kind="text"
            text=surveyor
            is_wrong=Signal::derive(move || missing.get() == Some(Missing::Surveyor))
            testid="connection-surveyor"
        />
        <p class="field-error" role="alert" id=ERROR>{told}</p>
        <div class="dialog-actions">
            <Button
                kind=ButtonKind::Primary
                icon=Icon::Save
                label=named(m::connection::save)
                disabled=Signal::derive(move || is_saving.get())
                on_press=save
            />
        </div>
    }
}

/// Where what is wrong is told.
const ERROR: &str = "connection-error";

#[component]
fn TextField(
    #[prop(into)] label: Signal<&'static str>,
    kind: &'static str,
    text: RwSignal<String>,
    #[prop(into)] is_wrong: Signal<bool>,
    testid: &'static str,
) -> impl IntoView {
    view! {
        <label class="choice">
            <span>{move || label.get()}</span>
            <input
                type=kind
                autocomplete=if kind == "text" { "name" } else { "off" }
                data-testid=testid
                aria-invalid=move || is_wrong.get().to_string()
                aria-describedby=move || is_wrong.get().then_some(ERROR)
                prop:value=move || text.get()
                on:input:target=move |event| text.set(event.target().value())
            />
        </label>
    }
}

/// Into which layer, and how good the connection is found.
#[component]
fn JudgedQuality(
    layer: RwSignal<&'static str>,
    quality: RwSignal<String>,
    missing: RwSignal<Option<Missing>>,
) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let layers = CONNECTION_LAYERS.map(|own| {
        view! {
            <option value=own selected=move || layer.get() == own>
                {move || survey_layer_name(l(), own).unwrap_or(own)}
            </option>
        }
    });
    let choose_layer = move |name: String| {
        if let Some(own) = CONNECTION_LAYERS.into_iter().find(|own| *own == name) {
            layer.set(own);
            quality.set(String::new());
        }
    };
    view! {
        <label class="choice">
            <span>{text(m::connection::layer)}</span>
            <select on:change:target=move |event| choose_layer(event.target().value())>{layers}</select>
        </label>
        <label class="choice">
            <span>{text(m::connection::quality)}</span>
            <select
                data-testid="connection-quality"
                aria-invalid=move || (missing.get() == Some(Missing::Quality)).to_string()
                aria-describedby=move || (missing.get() == Some(Missing::Quality)).then_some(ERROR)
                on:change:target=move |event| quality.set(event.target().value())
            >
                <option value="" selected=move || quality.with(String::is_empty)>
                    {text(m::connection::choose_quality)}
                </option>
                {move || qualities(layer.get()).iter().map(|own| view! {
                    <option value=*own selected=move || quality.with(|quality| quality == own)>
                        {move || survey_value(l(), own).unwrap_or(own)}
                    </option>
                }).collect_view()}
            </select>
        </label>
    }
}

//! A computed link put down as a surveyed connection, by a person who gives their name.

use geodata::luoti::{CONNECTION_LAYERS, survey_layer};
use leptos::prelude::*;
use liito_locales::{messages as m, survey_layer_name, survey_value};
use wasm_bindgen_futures::spawn_local;

use super::save::error_words;
use crate::components::{Button, ButtonKind, DialogFrame, Icon};
use crate::jobs::{Jobs, SaveError};
use crate::state::{App, Dialog};

/// Values that a layer's column of quality may have.
fn qualities(layer: &str) -> &'static [&'static str] {
    let rule = survey_layer(layer).and_then(|layer| layer.column("laatu"));
    rule.and_then(|rule| rule.allowed).map_or(&[], |allowed| allowed.values())
}

#[component]
pub fn ConnectionDialog(ends: (u32, u32)) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let layer = RwSignal::new(CONNECTION_LAYERS[0]);
    let quality = RwSignal::new(String::new());
    let surveyor = RwSignal::new(String::new());
    let was_tried = RwSignal::new(false);
    let failed = RwSignal::new(None::<SaveError>);
    let fault = move || {
        if surveyor.with(|name| name.trim().is_empty()) {
            Some(m::connection::no_surveyor(l()))
        } else if quality.with(String::is_empty) {
            Some(m::connection::no_quality(l()))
        } else {
            None
        }
    };
    let save = move || {
        was_tried.set(true);
        if fault().is_some() {
            return;
        }
        let (layer, surveyor, quality) =
            (layer.get_untracked().to_owned(), surveyor.get_untracked(), quality.get_untracked());
        spawn_local(async move {
            match Jobs::get().save_connection(ends, layer, surveyor, quality).await {
                Ok(()) => app.dialog.set(Dialog::None),
                Err(error) => failed.set(Some(error)),
            }
        });
    };
    let told = move || {
        let fault = was_tried.get().then(fault).flatten().map(str::to_owned);
        fault.or_else(|| failed.get().map(|error| error_words(l(), &error)))
    };
    view! {
        <DialogFrame
            on_close=move || app.dialog.set(Dialog::None)
            title=Signal::derive(move || m::connection::title(l()).to_owned())
        >
            <p>{move || m::connection::text(l())}</p>
            <Judgement layer=layer quality=quality />
            <label class="choice">
                <span>{move || m::connection::surveyor(l())}</span>
                <input
                    type="text"
                    autocomplete="name"
                    data-testid="connection-surveyor"
                    prop:value=move || surveyor.get()
                    on:input:target=move |event| surveyor.set(event.target().value())
                />
            </label>
            <p class="field-error" role="alert">{told}</p>
            <div class="dialog-actions">
                <Button
                    kind=ButtonKind::Primary
                    icon=Icon::Save
                    label=Signal::derive(move || m::connection::save(l()).to_owned())
                    on_press=save
                />
            </div>
        </DialogFrame>
    }
}

/// Into which layer, and how good the connection is found.
#[component]
fn Judgement(layer: RwSignal<&'static str>, quality: RwSignal<String>) -> impl IntoView {
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
            <span>{move || m::connection::layer(l())}</span>
            <select on:change:target=move |event| choose_layer(event.target().value())>{layers}</select>
        </label>
        <label class="choice">
            <span>{move || m::connection::quality(l())}</span>
            <select
                data-testid="connection-quality"
                on:change:target=move |event| quality.set(event.target().value())
            >
                <option value="" selected=move || quality.with(String::is_empty)>
                    {move || m::connection::choose_quality(l())}
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

//! A file holds several layers: which of them to open?

use std::sync::Arc;

use geodata::io::LayerInfo;
use leptos::prelude::*;
use liito_locales::messages as m;
use liito_worker::LayerKey;

use crate::components::words::{named, text};
use crate::components::{Button, ButtonKind, CloseDialog, DialogFrame};
use crate::jobs::Jobs;
use crate::state::{App, Dialog};

#[component]
pub fn ChooseLayers(key: LayerKey) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let file = app.files.with_untracked(|files| files.iter().find(|file| file.key == key).cloned());
    let Some((file, layers)) = file.and_then(|file| Some((file.clone(), file.choices()?.clone())))
    else {
        return ().into_any();
    };
    let name = StoredValue::new(file.name);
    let chosen = RwSignal::new(vec![true; layers.len()]);
    let names: Arc<Vec<String>> = Arc::new(layers.iter().map(|layer| layer.name.clone()).collect());
    let items = layers
        .iter()
        .enumerate()
        .map(|(number, layer)| view! { <LayerChoice number=number layer=layer.clone() chosen=chosen /> })
        .collect_view();
    view! {
        <DialogFrame
            on_close=move || app.dialog.set(Dialog::None)
            title=Signal::derive(move || m::open::choose_title(l(), &name.get_value()))
        >
            <p>{text(m::open::choose_text)}</p>
            <ul class="layer-choices">{items}</ul>
            <Actions key=key names=names chosen=chosen />
        </DialogFrame>
    }
    .into_any()
}

#[component]
fn Actions(key: LayerKey, names: Arc<Vec<String>>, chosen: RwSignal<Vec<bool>>) -> impl IntoView {
    let frame = CloseDialog::get();
    let open = move || {
        let wanted = chosen.get_untracked();
        let names = names.iter().zip(wanted).filter(|(_, wanted)| *wanted);
        let names = names.map(|(name, _)| name.clone()).collect();
        frame.close();
        Jobs::get().choose_layers(key, names);
    };
    let none = move || {
        frame.close();
        Jobs::get().close(key);
    };
    view! {
        <div class="dialog-actions">
            <Button
                kind=ButtonKind::Primary
                label=named(m::open::choose_open)
                disabled=Signal::derive(move || chosen.with(|chosen| !chosen.contains(&true)))
                on_press=open
            />
            <Button
                label=named(m::open::choose_none)
                on_press=none
            />
        </div>
    }
}

#[component]
fn LayerChoice(number: usize, layer: LayerInfo, chosen: RwSignal<Vec<bool>>) -> impl IntoView {
    let app = App::get();
    let LayerInfo { name, features, columns } = layer;
    let is_chosen = move || chosen.with(|chosen| chosen[number]);
    view! {
        <li>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=is_chosen
                    on:change:target=move |event| {
                        chosen.update(|chosen| chosen[number] = event.target().checked());
                    }
                />
                <span class="layer-name">{name}</span>
                <span class="hint">
                    {move || m::open::layer_features(app.language.get(), features)}
                </span>
            </label>
            <p class="hint columns">{columns.join(", ")}</p>
        </li>
    }
}

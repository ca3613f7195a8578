//! What a metre of ground costs, for the reader to change.

use geodata::landscape::{Ground, RasterKind, Resistance};
use leptos::html;
use leptos::prelude::*;
use liito_locales::{ground_words, messages as m};

use crate::components::words::{named, text};
use crate::components::{Button, Icon};
use crate::data::save_text;
use crate::jobs::Jobs;
use crate::state::{App, Field, Form};

/// The table of resistances.
#[component]
pub fn ResistanceSection() -> impl IntoView {
    let app = App::get();
    use m::resistance as w;
    let has_changes = move || app.form.with(|form| !form.text(Field::Resistance).is_empty());
    let is_wrong = move || app.form.with(|form| form.error(Field::Resistance).is_some());
    let reset = move || app.form.update(|form| form.set(Field::Resistance, ""));
    let told = RwSignal::new(String::new());
    let save = move || {
        let table = app.form.with_untracked(Form::resistance).to_table();
        told.set(save_text(app, "resistance.csv", "text/csv", &table));
    };
    view! {
        <details class="grading" data-testid="resistance">
            <summary>{text(w::title)}</summary>
            <p class="hint">{text(w::lead)}</p>
            <Show when=is_wrong>
                <p class="field-error" role="alert">{text(w::wrong)}</p>
            </Show>
            <table class="resistances">
                <thead>
                    <tr>
                        <th scope="col">{text(w::class)}</th>
                        <th scope="col">{text(w::value)}</th>
                    </tr>
                </thead>
                <tbody>
                    {Ground::ALL.map(|ground| view! { <ResistanceRow ground=ground /> }).collect_view()}
                </tbody>
            </table>
            <div class="dialog-actions">
                <Button
                    label=named(w::save)
                    icon=Icon::Save
                    on_press=save
                />
                <Button
                    label=named(w::reset)
                    on_press=reset
                    disabled=Signal::derive(move || !has_changes())
                />
            </div>
            <p role="status" class="hint">{move || told.get()}</p>
            <RasterField />
        </details>
    }
}

/// A file that is the grid instead.
#[component]
fn RasterField() -> impl IntoView {
    let app = App::get();
    use m::resistance as w;
    let input = NodeRef::<html::Input>::new();
    let pick = move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let picked = move |_| {
        let Some(input) = input.get_untracked() else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            Jobs::get().use_raster(file.name(), &file);
        }
        // So that the same file can be picked again.
        input.set_value("");
    };
    let is_classes = move || app.raster.get().is_some_and(|of| of.kind == RasterKind::Classes);
    let choose = move |name: String| {
        let is_classes = name == "classes";
        let kind = if is_classes { RasterKind::Classes } else { RasterKind::Costs };
        Jobs::get().read_raster_as(kind);
    };
    let name = Memo::new(move |_| app.raster.get().map(|of| of.name));
    view! {
        <h4>{text(w::raster)}</h4>
        <p class="hint">{text(w::raster_lead)}</p>
        {move || name.get().map(|name| view! {
            <div class="field" data-testid="raster">
                <div class="field-row stacked">
                    <label for="raster-kind">{name}</label>
                    <select
                        id="raster-kind"
                        on:change:target=move |event| choose(event.target().value())
                    >
                        <option value="costs" selected=move || !is_classes()>
                            {text(w::raster_costs)}
                        </option>
                        <option value="classes" selected=is_classes>
                            {text(w::raster_classes)}
                        </option>
                    </select>
                </div>
            </div>
        })}
        <div class="dialog-actions">
            <Button
                label=named(w::raster_open)
                icon=Icon::Open
                on_press=pick
            />
            <Button
                label=named(w::raster_drop)
                on_press=move || Jobs::get().drop_raster()
                disabled=Signal::derive(move || name.get().is_none())
            />
        </div>
        <input
            class="file-input"
            type="file"
            hidden
            accept=".tif,.tiff"
            data-testid="raster-input"
            node_ref=input
            on:change=picked
        />
    }
}

#[component]
fn ResistanceRow(ground: Ground) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let of = move |table: &Resistance| table.of(ground).map(|value| value.to_string());
    let usual = of(&Resistance::default());
    let shown = Memo::new(move |_| app.form.with(|form| of(&form.resistance())));
    let is_wrong = RwSignal::new(false);
    let id = format!("resistance-{}", ground.name());
    let default_words = usual.clone();
    view! {
        <tr>
            <th scope="row">
                <label for=id.clone()>{move || ground_words(l(), ground)}</label>
                {move || (shown.get() != usual).then(|| {
                    let usual = default_words.clone().unwrap_or_else(|| m::resistance::barrier(l()).to_owned());
                    view! { <span class="term">{m::resistance::usual(l(), &usual)}</span> }
                })}
            </th>
            <td>
                <input
                    id=id
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    placeholder=text(m::resistance::barrier)
                    aria-invalid=move || is_wrong.get().to_string()
                    prop:value=move || shown.get().unwrap_or_default()
                    on:change:target=move |event| {
                        let text = event.target().value();
                        let understood = app.form.try_update(|form| form.set_resistance(ground, &text));
                        is_wrong.set(understood != Some(true));
                    }
                />
            </td>
        </tr>
    }
}

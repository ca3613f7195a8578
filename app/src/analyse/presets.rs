//! Distances that are often asked for, each with its source: chosen from a dialog, and what was
//! changed since is told.

use leptos::prelude::*;
use liito_locales::{Language, messages as m};

use crate::components::words::{named, text};
use crate::components::{Button, CloseDialog, DialogFrame};
use crate::state::{App, Dialog, Field, Preset, PresetState};

fn name(l: Language, preset: Preset) -> &'static str {
    use m::preset as w;
    match preset {
        Preset::FemaleTown => w::female_town(l),
        Preset::FemaleForest => w::female_forest(l),
        Preset::MaleTown => w::male_town(l),
        Preset::MaleForest => w::male_forest(l),
        Preset::Night => w::night(l),
        Preset::Dispersal => w::dispersal(l),
    }
}

/// Opens the dialog, and says what the values are of.
#[component]
pub fn PresetLine() -> impl IntoView {
    let app = App::get();
    let words = move || {
        let l = app.language.get();
        match app.form.with(Preset::state) {
            PresetState::None => String::new(),
            PresetState::Kept(preset) => m::preset::kept(l, name(l, preset)),
            PresetState::Changed { preset, distance, probability } => {
                let fields = [
                    distance.then(|| m::parameters::distance(l)),
                    probability.then(|| m::parameters::probability(l)),
                ];
                let fields: Vec<&str> = fields.into_iter().flatten().collect();
                m::preset::changed(l, &fields.join(", "), name(l, preset))
            }
        }
    };
    view! {
        <div class="field">
            <Button
                label=named(m::preset::choose)
                on_press=move || app.dialog.set(Dialog::Presets)
            />
            <p class="hint" role="status" data-testid="preset">{words}</p>
        </div>
    }
}

/// The dialog.
#[component]
pub fn PresetDialog() -> impl IntoView {
    let app = App::get();
    let chosen = Memo::new(move |_| app.form.with(|form| form.text(Field::Preset).to_owned()));
    let item = move |preset: Preset| {
        view! { <PresetItem preset=preset chosen=chosen /> }
    };
    view! {
        <DialogFrame title=named(m::preset::choose) on_close=move || app.dialog.set(Dialog::None)>
            <p class="hint">{text(m::presets::lead)}</p>
            <ul class="presets">{Preset::ALL.map(item).collect_view()}</ul>
        </DialogFrame>
    }
}

#[component]
fn PresetItem(preset: Preset, chosen: Memo<String>) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let frame = CloseDialog::get();
    let (distance, probability) = preset.values();
    let metres = distance.parse().unwrap_or(0.0);
    let share = probability.parse().unwrap_or(0.0);
    let values = move || m::presets::values(l(), &l().length(metres), &l().number(share, 2));
    let source = move || match preset {
        Preset::FemaleTown | Preset::MaleTown => m::presets::source_town(l()),
        Preset::FemaleForest | Preset::MaleForest => m::presets::source_forest(l()),
        Preset::Night => m::presets::source_night(l()),
        Preset::Dispersal => m::presets::source_dispersal(l()),
    };
    let read = move || match preset.territory_ha() {
        Some(hectares) => m::presets::from_territory(l(), &l().hectares(hectares)),
        None => String::new(),
    };
    let take = move |_| {
        app.form.update(|form| preset.put(form));
        frame.close();
    };
    view! {
        <li>
            <button
                type="button"
                class="preset"
                aria-pressed=move || (chosen.get() == preset.name()).to_string()
                on:click=take
            >
                <strong>{move || name(l(), preset)}</strong>
                <span class="tabular">{values}</span>
                <span class="hint">{read} " " {source}</span>
            </button>
        </li>
    }
}

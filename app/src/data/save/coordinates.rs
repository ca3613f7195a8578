//! In which system coordinates are saved, and how exactly.

use geodata::Crs;
use geodata::io::FileFormat;
use leptos::prelude::*;
use liito_locales::messages as m;

use super::Progress;
use super::format::is_geojson;
use crate::components::words::text;
use crate::state::App;

/// Most decimals that a coordinate in degrees can be told apart by.
const MOST_DECIMALS: u8 = 15;

#[component]
pub fn SystemChoice(
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
        Some(own) => m::saving::crs_own(app.language.get(), &own.to_string()),
        None => m::saving::crs_own(app.language.get(), "…"),
    };
    view! {
        <label class="choice">
            <span>{text(m::saving::crs)}</span>
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
pub fn DecimalsChoice(decimals: RwSignal<u8>) -> impl IntoView {
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
                {text(m::saving::decimals)}
                <span class="hint">{text(m::saving::decimals_hint)}</span>
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

//! Which coordinate system is a file in? The reader can say.

use geodata::Crs;
use leptos::prelude::*;
use liito_locales::messages as m;
use liito_worker::LayerKey;

use crate::jobs::Jobs;
use crate::state::{App, Origin};

/// Lets the reader say which system a file is in; the example needs no saying.
#[component]
pub fn CrsChoice(key: LayerKey, #[prop(into)] name: Signal<String>) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let file = move || app.files.with(|files| files.iter().find(|file| file.key == key).cloned());
    let is_shown = Memo::new(move |_| {
        file().is_some_and(|file| file.origin != Origin::Example && !file.is_busy())
    });
    let chosen = Memo::new(move |_| file().and_then(|file| file.chosen_crs));
    let choose =
        move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
            Jobs::get().choose_crs(key, Crs::from_name(&event.target().value()).ok());
        };
    view! {
        <Show when=move || is_shown.get()>
            <select
                class="crs-choice"
                aria-label=move || m::crs::change(l(), &name.get())
                on:change:target=choose
            >
                <option value="" selected=move || chosen.get().is_none()>
                    {move || m::crs::automatic(l())}
                </option>
                {Crs::offered().map(|crs| view! {
                    <option value=crs.to_string() selected=move || chosen.get() == Some(crs)>
                        {format!("{} ({crs})", crs.title())}
                    </option>
                }).collect_view()}
            </select>
        </Show>
    }
}

//! The city that the page opens on: one thing with its layers in it.

use leptos::prelude::*;
use liito_locales::{Language, messages as m};
use liito_worker::LayerKey;

use super::file_item::{FileItem, status_words};
use crate::components::words::text;
use crate::components::{Icon, IconButton};
use crate::jobs::Jobs;
use crate::state::{App, OpenedFile, Origin};

/// What the city is called.
pub fn city_name(app: App, l: Language) -> String {
    let config = app.config();
    config.name.get(l).map_or_else(|| m::open::example_name(l).to_owned(), str::to_owned)
}

/// Its line among what is open, with its layers below it; nothing once it is closed.
#[component]
pub fn CityItem() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let files = Memo::new(move |_| {
        app.files.with(|files| {
            files.iter().filter(|file| file.origin == Origin::City).cloned().collect::<Vec<_>>()
        })
    });
    let keys = Memo::new(move |_| {
        files.with(|files| files.iter().map(|file| file.key).collect::<Vec<LayerKey>>())
    });
    let is_open = Memo::new(move |_| keys.with(|keys| !keys.is_empty()));
    let is_busy = move || files.with(|files| files.iter().any(OpenedFile::is_busy));
    // Patches are what it is opened for.
    let status = move || files.with(|files| files.first().map(|file| status_words(file, l())));
    let name = move || city_name(app, l());
    let is_shown = RwSignal::new(false);
    view! {
        <Show when=move || is_open.get()>
            <li class="file" class:busy=is_busy>
                <div class="file-head">
                    <span class="file-name">{name}</span>
                    <IconButton
                        icon=Icon::Trash
                        label=Signal::derive(move || m::open::remove(l(), &name()))
                        on_press=move || Jobs::get().close_city()
                    />
                </div>
                <Show when=move || app.is_made_up()>
                    <span class="chip weak">{text(m::app::made_up)}</span>
                </Show>
                <p class="file-status">{status}</p>
                <details
                    class="disclosure"
                    on:toggle=move |event| is_shown.set(event_target::<web_sys::HtmlDetailsElement>(&event).open())
                >
                    <summary>{move || m::open::city_layers(l(), keys.with(Vec::len))}</summary>
                    <Show when=move || is_shown.get()>
                        <ul class="files">
                            <For each=move || keys.get() key=|key| *key children=|key| view! { <FileItem key=key /> } />
                        </ul>
                    </Show>
                </details>
            </li>
        </Show>
    }
}

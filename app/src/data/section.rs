//! What is open, a line each, and how more is opened.

use leptos::prelude::*;
use liito_locales::messages as m;

use super::areas::AreaWords;
use super::file_item::FileItem;
use crate::components::{Button, OpenButton};
use crate::page::open_example;
use crate::state::App;

#[component]
pub fn DataSection() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let keys = Memo::new(move |_| {
        app.files.with(|files| files.iter().map(|file| file.key).collect::<Vec<_>>())
    });
    let working = move || {
        app.habitat.with(|habitat| {
            habitat.as_ref().filter(|habitat| habitat.patches > 0).map(|habitat| {
                if habitat.is_equal_area {
                    m::crs::equal_area(l(), &habitat.working_crs)
                } else {
                    m::crs::working(l(), &habitat.working_crs)
                }
            })
        })
    };
    view! {
        <section class="section">
            <h3>{move || m::open::layers(l())}</h3>
            <ul class="files">
                <For each=move || keys.get() key=|key| *key children=|key| view! { <FileItem key=key /> } />
            </ul>
            <AreaWords />
            <div class="panel-actions">
                <OpenButton />
                <Show when=move || keys.get().is_empty()>
                    <Button
                        label=Signal::derive(move || m::open::example(l()).to_owned())
                        on_press=open_example
                    />
                </Show>
            </div>
            <p class="hint">{move || m::open::hint(l())}</p>
            <p class="hint">{working}</p>
        </section>
    }
}

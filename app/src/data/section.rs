//! What is open, a line each, and how more is opened.

use leptos::prelude::*;
use liito_locales::messages as m;

use super::areas::AreaWords;
use super::city::{CityItem, city_name};
use super::file_item::FileItem;
use crate::components::words::{named, text};
use crate::components::{Button, Icon, OpenButton};
use crate::jobs::Jobs;
use crate::state::{App, Origin};

#[component]
pub fn DataSection() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let keys = Memo::new(move |_| {
        app.files.with(|files| {
            let own = files.iter().filter(|file| file.origin != Origin::City);
            own.map(|file| file.key).collect::<Vec<_>>()
        })
    });
    let has_nothing = Memo::new(move |_| app.files.with(Vec::is_empty));
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
            <h3>{text(m::open::layers)}</h3>
            <ul class="files">
                <CityItem />
                <For each=move || keys.get() key=|key| *key children=|key| view! { <FileItem key=key /> } />
            </ul>
            <AreaWords />
            <div class="panel-actions">
                <OpenButton />
                <Button
                    icon=Icon::Save
                    label=named(m::project::save)
                    on_press=move || Jobs::get().save_project()
                />
                <Show when=move || has_nothing.get() && !app.config().layers.is_empty()>
                    <Button
                        label=Signal::derive(move || m::open::city_again(l(), &city_name(app, l())))
                        on_press=move || Jobs::get().open_city()
                    />
                </Show>
            </div>
            <p class="hint">{text(m::open::hint)}</p>
            <p class="hint">{working}</p>
        </section>
    }
}

//! Which coordinate system is a file in, and which coordinate comes first? The
//! reader can say.

use geodata::Crs;
use leptos::prelude::*;
use liito_locales::messages as m;
use liito_worker::LayerKey;

use crate::components::words::text;
use crate::jobs::Jobs;
use crate::state::{App, OpenedFile};

fn file(app: App, key: LayerKey) -> Option<OpenedFile> {
    app.files.with(|files| files.iter().find(|file| file.key == key).cloned())
}

#[component]
pub fn CrsChoice(key: LayerKey, #[prop(into)] name: Signal<String>) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let chosen = Memo::new(move |_| file(app, key).and_then(|file| file.chosen_crs));
    let choose =
        move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
            Jobs::get().choose_crs(key, Crs::from_name(&event.target().value()).ok());
        };
    view! {
        <label class="choice">
            <span aria-hidden="true">{text(m::crs::label)}</span>
            <select
                class="crs-choice"
                aria-label=move || m::crs::change(l(), &name.get())
                on:change:target=choose
            >
                <option value="" selected=move || chosen.get().is_none()>
                    {text(m::crs::automatic)}
                </option>
                {Crs::offered().map(|crs| view! {
                    <option value=crs.to_string() selected=move || chosen.get() == Some(crs)>
                        {format!("{} ({crs})", crs.title())}
                    </option>
                }).collect_view()}
            </select>
        </label>
    }
}

/// Northing first or easting first, whatever the file says.
#[component]
pub fn OrderChoice(key: LayerKey, #[prop(into)] name: Signal<String>) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let swap = Memo::new(move |_| file(app, key).and_then(|file| file.swap_axes));
    let choose =
        move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
            Jobs::get().choose_order(
                key,
                match event.target().value().as_str() {
                    "east" => Some(false),
                    "north" => Some(true),
                    _ => None,
                },
            );
        };
    view! {
        <label class="choice">
            <span aria-hidden="true">{text(m::crs::order)}</span>
            <select
                class="order-choice"
                aria-label=move || m::crs::order_of(l(), &name.get())
                on:change:target=choose
            >
                <option value="" selected=move || swap.get().is_none()>
                    {text(m::crs::order_auto)}
                </option>
                <option value="east" selected=move || swap.get() == Some(false)>
                    {text(m::crs::order_east)}
                </option>
                <option value="north" selected=move || swap.get() == Some(true)>
                    {text(m::crs::order_north)}
                </option>
            </select>
        </label>
    }
}

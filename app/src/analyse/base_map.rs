//! Which base map lies under the network: the open layers, or one of others.

use leptos::prelude::*;
use liito_locales::{Language, messages as m};

use crate::components::words::text;
use crate::state::{App, BaseMap};

/// The choice, where the settings name any.
#[component]
pub fn BaseMapChoice() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let config = app.config();
    let note = {
        let config = config.clone();
        move || {
            let chosen = config.base_maps.get(app.base_map.get()?)?;
            Some(m::legend::base_note(l(), chosen.host()))
        }
    };
    let choose =
        move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
            app.base_map.set(event.target().value().parse().ok());
        };
    let options = config.base_maps.clone();
    let is_any = !options.is_empty();
    view! {
        <Show when=move || is_any>
            <label class="choice">
                <span>{text(m::legend::base_choice)}</span>
                <select
                    data-testid="base-map"
                    prop:value=move || app.base_map.get().map(|n| n.to_string()).unwrap_or_default()
                    on:change:target=choose
                >
                    <option value="" selected=move || app.base_map.get().is_none()>
                        {text(m::legend::base_own)}
                    </option>
                    {options.iter().cloned().enumerate().map(|(number, base_map)| view! {
                        <option
                            value=number.to_string()
                            selected=move || app.base_map.get() == Some(number)
                        >
                            {move || shown_name(&base_map, l())}
                        </option>
                    }).collect_view()}
                </select>
                <span class="hint">{note.clone()}</span>
            </label>
        </Show>
    }
}

/// Who made the base map that is shown: it stands on the map.
#[component]
pub fn Attribution() -> impl IntoView {
    let app = App::get();
    let config = app.config();
    let shown = move || {
        let base_map = config.base_maps.get(app.base_map.get()?)?.clone();
        Some(match base_map.attribution_link {
            Some(link) => view! {
                <a class="attribution" href=link target="_blank" rel="noopener">
                    {base_map.attribution}
                </a>
            }
            .into_any(),
            None => view! { <span class="attribution">{base_map.attribution}</span> }.into_any(),
        })
    };
    view! { {shown} }
}

fn shown_name(base_map: &BaseMap, l: Language) -> String {
    base_map.name.get(l).unwrap_or_else(|| base_map.host()).to_owned()
}

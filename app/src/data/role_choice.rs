//! What is a layer used as? The reader can say.

use geodata::model::LayerRole;
use leptos::prelude::*;
use liito_locales::{layer_role, messages as m};
use liito_worker::LayerKey;

use crate::components::words::text;
use crate::jobs::Jobs;
use crate::state::App;

#[component]
pub fn RoleChoice(key: LayerKey, #[prop(into)] name: Signal<String>) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let role = Memo::new(move |_| {
        app.files.with(|files| files.iter().find(|file| file.key == key)?.role())
    });
    let choose =
        move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
            let chosen = event.target().value();
            let role = LayerRole::ALL.into_iter().find(|role| format!("{role:?}") == chosen);
            if let Some(role) = role {
                Jobs::get().choose_role(key, role);
            }
        };
    view! {
        <Show when=move || role.get().is_some()>
            <label class="choice">
                <span aria-hidden="true">{text(m::role::label)}</span>
                <select
                    class="role-choice"
                    aria-label=move || m::role::change(l(), &name.get())
                    on:change:target=choose
                >
                    {LayerRole::ALL.map(|own| view! {
                        <option value=format!("{own:?}") selected=move || role.get() == Some(own)>
                            {move || layer_role(l(), own)}
                        </option>
                    })}
                </select>
            </label>
        </Show>
    }
}

//! What became of areas that nest, repeat or are small.

use leptos::prelude::*;
use liito_locales::{left_out_reason, messages as m};

use crate::components::words::named;
use crate::components::{Button, DialogFrame};
use crate::state::{App, Dialog};

/// A line of it, and the way to the list; nothing where every area is a patch as it is.
#[component]
pub fn AreaWords() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let areas = Memo::new(move |_| {
        app.habitat
            .with(|habitat| habitat.as_ref().map(|info| info.areas.clone()).unwrap_or_default())
    });
    let words = move || {
        let areas = areas.get();
        let joined = (areas.joined > 0).then(|| {
            let patches = m::patches::count(l(), areas.joined_into);
            m::areas::joined(l(), &l().whole(areas.joined), &patches)
        });
        let unoccupied =
            (areas.unoccupied > 0).then(|| m::areas::unoccupied(l(), areas.unoccupied));
        let left_out = (areas.left_out > 0).then(|| m::areas::left_out(l(), areas.left_out));
        let all: Vec<String> = [joined, unoccupied, left_out].into_iter().flatten().collect();
        (!all.is_empty()).then(|| all.join(" · "))
    };
    let has_left_out = Memo::new(move |_| areas.with(|areas| areas.left_out > 0));
    view! {
        {move || words().map(|words| view! { <p class="hint" data-testid="areas">{words}</p> })}
        <Show when=move || has_left_out.get()>
            <div class="file-actions">
                <Button
                    label=named(m::areas::show)
                    on_press=move || app.dialog.set(Dialog::LeftOut)
                />
            </div>
        </Show>
    }
}

/// The areas that are no patches, one by one, each with its reason.
#[component]
pub fn LeftOutAreas() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let areas = move || {
        app.habitat
            .with(|habitat| habitat.as_ref().map(|info| info.areas.clone()).unwrap_or_default())
    };
    let rows =
        move || {
            let areas = areas();
            let more = areas.left_out - areas.listed.len().min(areas.left_out);
            let rows = areas.listed.into_iter().map(|area| view! {
            <li>
                <span class="place">
                    {format!("{} ({}), {}", area.label, area.layer, l().hectares(area.area_ha))}
                </span>
                <span>{left_out_reason(l(), &area.reason)}</span>
            </li>
        });
            view! {
                <p class="hint">{m::areas::only_computed(l())}</p>
            <ul class="findings">{rows.collect_view()}</ul>
                {(more > 0).then(|| view! { <p class="hint">{m::report::more(l(), more)}</p> })}
            }
        };
    view! {
        <DialogFrame
            on_close=move || app.dialog.set(Dialog::None)
            title=named(m::areas::title)
        >
            {rows}
        </DialogFrame>
    }
}

//! The map on paper: what it shows as a picture, made when the reader prints.

use leptos::ev;
use leptos::prelude::*;
use liito_locales::messages as m;

use super::view::{held, with};
use crate::state::App;

/// A picture of the map, in the place of the map on paper: browsers print its canvas empty.
#[component]
pub fn MapPrint() -> impl IntoView {
    let app = App::get();
    let map = held();
    let picture = RwSignal::new(None::<String>);
    let before = window_event_listener(ev::beforeprint, move |_| {
        with(map, |map| {
            // What was drawn is kept only until the frame is over.
            map.redraw();
            picture.set(map.get_canvas().to_data_url().ok());
        });
    });
    let after = window_event_listener(ev::afterprint, move |_| picture.set(None));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    view! {
        {move || picture.get().map(|picture| view! {
            <img class="map-print" src=picture alt=m::app::map_label(app.language.get()) />
        })}
    }
}

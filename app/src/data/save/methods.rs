//! How the run was computed, as a paragraph to paste.

use leptos::prelude::*;
use liito_locales::messages::methods as w;
use wasm_bindgen_futures::spawn_local;

use crate::components::Button;
use crate::components::words::{named, text};
use crate::jobs::Jobs;
use crate::platform;
use crate::state::App;

#[component]
pub fn MethodsFold() -> impl IntoView {
    let app = App::get();
    let words = Memo::new(move |_| {
        app.run.track();
        app.language.track();
        Jobs::get().methods().unwrap_or_default()
    });
    let is_copied = RwSignal::new(false);
    let copy = move || {
        spawn_local(async move {
            let is_done = platform::copy(&words.get_untracked()).await;
            let _ = is_copied.try_set(is_done);
        });
    };
    view! {
        <details class="methods" data-testid="methods">
            <summary>{text(w::title)}</summary>
            <p class="hint">{text(w::hint)}</p>
            // To be taken by hand, too, where the browser does not let a page copy.
            <p class="methods-text">{move || words.get()}</p>
            <Button label=named(w::copy) on_press=copy />
            <span class="hint" role="status">
                {move || is_copied.get().then(|| w::copied(app.language.get()))}
            </span>
        </details>
    }
}

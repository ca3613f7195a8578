//! Says results to screen readers, once they are there.

use leptos::prelude::*;
use liito_locales::messages as m;

use crate::state::{App, Figures, Run};

/// A live region, heard and not seen.
#[component]
pub fn Announcer() -> impl IntoView {
    let app = App::get();
    Effect::new(move |_| {
        let language = app.language.get();
        if let Run::Done(Figures { indices, .. }) = app.run.get() {
            app.announcement.set(m::state::done(
                language,
                &language.whole(indices.links),
                &language.whole(indices.components),
                &language.hectares(indices.ec_pc_ha),
            ));
        }
    });
    view! {
        <div class="visually-hidden" role="status" aria-live="polite">
            {move || app.announcement.get()}
        </div>
    }
}

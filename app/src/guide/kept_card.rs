//! What is kept of an earlier visit, offered.

use leptos::prelude::*;
use liito_locales::messages::project as w;

use crate::components::words::{named, text};
use crate::components::{Button, ButtonKind};
use crate::jobs::Jobs;
use crate::state::{App, Kept};

#[component]
pub fn KeptCard() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let card = move |Kept { files, has_plans, .. }: Kept| {
        let words = move || match (files, has_plans) {
            (0, _) => w::kept_plans(l()).to_owned(),
            (files, true) => w::kept_all(l(), files),
            (files, false) => w::kept_files(l(), files),
        };
        view! {
            <section class="guide card" aria-labelledby="kept-title" data-testid="kept">
                <h2 id="kept-title">{text(w::kept_title)}</h2>
                <p>{words}</p>
                <div class="guide-doors">
                    <Button
                        kind=ButtonKind::Primary
                        label=named(w::go_on)
                        on_press=move || Jobs::get().continue_kept()
                    />
                    <Button label=named(w::throw_away) on_press=move || Jobs::get().forget_kept() />
                </div>
            </section>
        }
    };
    move || app.kept.get().map(card)
}

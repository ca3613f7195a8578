//! What this is, and under which licences.

use leptos::prelude::*;
use liito_locales::messages as m;

use super::{Button, DialogFrame};
use crate::guide::start_tour;
use crate::state::{App, Dialog};

#[component]
pub fn About() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    view! {
        <DialogFrame on_close=move || app.dialog.set(Dialog::None) title=Signal::derive(move || m::about::title(l()).to_owned())>
            <p>{move || m::about::what(l())}</p>
            <p>{move || m::about::example(l())}</p>
            <div class="dialog-actions">
                <Button
                    label=Signal::derive(move || m::guide::again(l()).to_owned())
                    on_press=move || {
                        app.dialog.set(Dialog::None);
                        start_tour(app);
                    }
                />
            </div>
            <p class="statement">{move || m::app::statement(l())}</p>
            {move || app.config().authority.get(l()).map(|authority| view! {
                <p>{m::about::authority(l(), authority)}</p>
            })}
            {app.config().feedback.clone().map(|address| view! {
                <p><a href=address>{move || m::about::feedback(l())}</a></p>
            })}
            <h3>{move || m::about::licences(l())}</h3>
            <p>{move || m::about::licence(l())}</p>
            <p>
                <a href="licences.txt" target="_blank" rel="noopener">
                    {move || m::about::licences_link(l())}
                </a>
            </p>
            <p class="hint">{move || m::about::version(l(), geodata::VERSION)}</p>
        </DialogFrame>
    }
}

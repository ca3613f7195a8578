//! What this is, and under which licences.

use leptos::prelude::*;
use liito_locales::messages as m;

use super::words::{named, text};
use super::{Button, DialogFrame};
use crate::guide::start_tour;
use crate::state::{App, Dialog};

#[component]
pub fn About() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    view! {
        <DialogFrame on_close=move || app.dialog.set(Dialog::None) title=named(m::about::title)>
            <p>{text(m::about::what)}</p>
            <p>{text(m::about::example)}</p>
            <div class="dialog-actions">
                <Button
                    label=named(m::guide::again)
                    on_press=move || {
                        app.dialog.set(Dialog::None);
                        start_tour(app);
                    }
                />
            </div>
            <p class="statement">{text(m::app::statement)}</p>
            {move || app.config().authority.get(l()).map(|authority| view! {
                <p>{m::about::authority(l(), authority)}</p>
            })}
            {app.config().feedback.clone().map(|address| view! {
                <p><a href=address>{text(m::about::feedback)}</a></p>
            })}
            <h3>{text(m::about::licences)}</h3>
            <p>{text(m::about::licence)}</p>
            <p>
                <a href="licences.txt" target="_blank" rel="noopener">
                    {text(m::about::licences_link)}
                </a>
            </p>
            <p class="hint">{move || m::about::version(l(), geodata::VERSION)}</p>
        </DialogFrame>
    }
}

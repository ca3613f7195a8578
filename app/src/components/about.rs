//! What this is, and under which licences.

use leptos::prelude::*;
use liito_locales::messages as m;

use super::words::{named, text};
use super::{Button, CloseDialog, DialogFrame};
use crate::guide::start_tour;
use crate::platform;
use crate::state::{App, Dialog};

#[component]
pub fn About() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    // What follows when it is closed, so that the focus comes back to what opened it.
    let next = RwSignal::new(Dialog::None);
    view! {
        <DialogFrame on_close=move || app.dialog.set(next.get_untracked()) title=named(m::about::title)>
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
            <p>
                <a href="book/index.html" target="_blank" rel="noopener">
                    {text(m::about::book)}
                </a>
            </p>
            <p class="statement">{text(m::app::statement)}</p>
            {move || app.config().authority.get(l()).map(|authority| view! {
                <p>{m::about::authority(l(), authority)}</p>
            })}
            {app.config().feedback.clone().map(|address| view! {
                <p><a href=address>{text(m::about::feedback)}</a></p>
            })}
            <ToStatement next=next />
            {platform::is_kept().then(|| view! { <p>{text(m::offline::ready)}</p> })}
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

/// To how accessible this is.
#[component]
fn ToStatement(next: RwSignal<Dialog>) -> impl IntoView {
    let frame = CloseDialog::get();
    view! {
        <div class="dialog-actions">
            <Button
                label=named(m::access::title)
                on_press=move || {
                    next.set(Dialog::Accessibility);
                    frame.close();
                }
            />
        </div>
    }
}

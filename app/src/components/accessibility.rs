//! How accessible the page is, as Finnish law asks of cities (306/2019).

use leptos::prelude::*;
use liito_locales::messages::access as w;

use super::DialogFrame;
use super::words::{named, text};
use crate::state::{App, Dialog};

#[component]
pub fn Accessibility() -> impl IntoView {
    let app = App::get();
    let feedback = match app.config().feedback.clone() {
        Some(address) => {
            let shown = address.trim_start_matches("mailto:").to_owned();
            view! { <p><a href=address>{shown}</a></p> }.into_any()
        }
        None => view! { <p>{text(w::no_address)}</p> }.into_any(),
    };
    view! {
        <DialogFrame on_close=move || app.dialog.set(Dialog::None) title=named(w::title)>
            <p>{text(w::aim)}</p>
            <h3>{text(w::works)}</h3>
            <ul class="bullets">
                <li>{text(w::keyboard)}</li>
                <li>{text(w::lists)}</li>
                <li>{text(w::size)}</li>
            </ul>
            <h3>{text(w::lacks)}</h3>
            <ul class="bullets">
                <li>{text(w::picture)}</li>
                <li>{text(w::others)}</li>
                <li>{text(w::paper)}</li>
            </ul>
            <h3>{text(w::checked)}</h3>
            <p>{text(w::how)}</p>
            <h3>{text(w::feedback)}</h3>
            <p>{text(w::tell)}</p>
            {feedback}
            <p>{text(w::authority)}</p>
        </DialogFrame>
    }
}

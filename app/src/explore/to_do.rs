//! What anyone can do for the nature near them.

use leptos::prelude::*;
use liito_locales::messages as m;

use super::fold::Fold;
use crate::components::words::text;

#[component]
pub fn ToDo() -> impl IntoView {
    view! {
        <Fold title=m::explore::to_do testid="to-do">
            <ul class="plain-list">
                <li>{text(m::explore::to_do_look)}</li>
                <li>{text(m::explore::to_do_trees)}</li>
                <li>{text(m::explore::to_do_plant)}</li>
                <li>{text(m::explore::to_do_comment)}</li>
            </ul>
        </Fold>
    }
}

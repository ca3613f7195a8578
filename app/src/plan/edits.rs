//! The edits of the plan, one by one.

use leptos::prelude::*;
use liito_locales::messages as m;
use liito_worker::{EditInfo, PlanStep};

use crate::components::words::text;
use crate::components::{Icon, IconButton};
use crate::jobs::Jobs;
use crate::state::App;

#[component]
pub fn Edits() -> impl IntoView {
    let app = App::get();
    let edits = move || app.plan.told.with(|told| told.edits().to_vec());
    view! {
        <section class="section">
            <h3>{text(m::plan::edit_list)}</h3>
            <ol class="edits" data-testid="edits">
                {move || edits().into_iter().map(edit).collect_view()}
            </ol>
        </section>
    }
}

fn edit(edit: EditInfo) -> impl IntoView {
    let app = App::get();
    let EditInfo { id, words, bounds, .. } = edit;
    let (name, shown) = (words.clone(), words);
    let label = Signal::derive(move || m::plan::remove(app.language.get(), &name));
    let go = move || bounds.into_iter().for_each(|bounds| app.go_to(bounds));
    view! {
        <li>
            <button type="button" class="row-button tall" on:click=move |_| go()>
                <span>{shown}</span>
            </button>
            <IconButton
                icon=Icon::Trash
                label=label
                on_press=move || Jobs::get().plan_step(PlanStep::Remove(id))
            />
        </li>
    }
}

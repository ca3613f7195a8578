//! What the map shows, in groups that everyone knows, each with a sentence on it.

use geodata::nearby::Nature;
use leptos::prelude::*;
use liito_locales::messages as m;

use super::fold::Fold;
use super::words;
use crate::components::words::text;
use crate::state::{App, Shown};

#[component]
pub fn ShownSection() -> impl IntoView {
    let app = App::get();
    let hidden = Memo::new(move |_| app.explore.with(|explore| explore.hidden));
    let row = move |shown: Shown| {
        let words = move || words::group(app.language.get(), shown);
        let name = match shown {
            Shown::Nature(nature) => format!("{nature:?}"),
            other => format!("{other:?}"),
        };
        view! {
            <li hidden=move || !is_there(app, shown)>
                <label class="check">
                    <input
                        type="checkbox"
                        name=name
                        prop:checked=move || !hidden.get().has(shown)
                        on:change=move |_| app.explore.update(|explore| {
                            explore.hidden = explore.hidden.toggled(shown);
                        })
                    />
                    <span>{move || words().0}</span>
                </label>
                <p class="hint">{move || words().1}</p>
            </li>
        }
    };
    view! {
        <Fold title=m::explore::shown testid="shown">
            <ul>{Shown::ALL.map(row).collect_view()}</ul>
            <Opacity />
        </Fold>
    }
}

/// How much of a base map shows through what lies on it.
#[component]
fn Opacity() -> impl IntoView {
    let app = App::get();
    let percent = Memo::new(move |_| app.explore.with(|explore| explore.opacity_percent));
    view! {
        <label class="choice year">
            <span>
                {text(m::explore::opacity)} " "
                <output class="tabular">
                    {move || format!("{}\u{a0}%", app.language.get().whole(percent.get().into()))}
                </output>
            </span>
            <input
                type="range"
                name="opacity"
                min="10"
                max="100"
                step="10"
                prop:value=move || percent.get().to_string()
                on:input:target=move |event| {
                    if let Ok(percent) = event.target().value().parse() {
                        app.explore.update(|explore| explore.opacity_percent = percent);
                    }
                }
            />
        </label>
    }
}

/// Whether any of it is open.
fn is_there(app: App, shown: Shown) -> bool {
    match shown {
        Shown::Links => app.habitat.with(Option::is_some),
        Shown::Squares => app.explore.with(|explore| !explore.squares.is_empty()),
        Shown::Nature(Nature::FlyingSquirrel) => app.habitat.with(Option::is_some),
        Shown::Nature(_) => app.context.with(|context| {
            // What would go if it were left out.
            let all = crate::state::Hidden::default();
            let without = all.toggled(shown);
            all.land(&context.land).len() != without.land(&context.land).len()
                || all.looks(&context.looks).len() != without.looks(&context.looks).len()
        }),
    }
}

//! What is pressed, chosen and filled in.

use leptos::prelude::*;
use liito_locales::messages::{self as m, styleguide as w};

use super::Specimen;
use crate::analyse::ParameterSection;
use crate::components::words::{named, text};
use crate::components::{Button, ButtonKind, Icon, IconButton, Segmented};
use crate::state::{App, Field};

#[component]
pub fn Buttons() -> impl IntoView {
    let save = named(m::export::button);
    view! {
        <Specimen title=named(w::buttons)>
            <div class="row">
                <Button kind=ButtonKind::Primary icon=Icon::Save label=save on_press=|| {} />
                <Button icon=Icon::Table label=named(m::table::show) on_press=|| {} />
                <Button label=named(m::app::cancel) on_press=|| {} />
                <Button
                    label=named(w::unavailable)
                    disabled=Signal::stored(true)
                    on_press=|| {}
                />
            </div>
        </Specimen>
    }
}

#[component]
pub fn Icons() -> impl IntoView {
    let icon = |icon: Icon| {
        view! { <IconButton icon=icon label=Signal::stored(format!("{icon:?}")) on_press=|| {} /> }
    };
    view! {
        <Specimen title=named(w::icons)>
            <p class="hint">{text(w::icons_hint)}</p>
            <div class="row">{Icon::ALL.map(icon).collect_view()}</div>
        </Specimen>
    }
}

#[component]
pub fn Choices() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let chosen = RwSignal::new(0_u8);
    let options = Signal::derive(move || {
        vec![
            (0, m::app::theme_light(l()).to_owned(), ""),
            (1, m::app::theme_dark(l()).to_owned(), ""),
        ]
    });
    view! {
        <Specimen title=named(w::choices)>
            <div class="row">
                <Segmented
                    label=named(m::app::theme)
                    name="sample"
                    options=options
                    chosen=chosen
                    on_choose=move |value| chosen.set(value)
                />
                <label class="check">
                    <input type="checkbox" checked />
                    <span>{text(m::legend::show_links)}</span>
                </label>
                <span class="chip good">{text(m::state::up_to_date)}</span>
                <span class="chip">{text(m::state::waiting)}</span>
                <span class="chip weak">{text(m::state::cancelled)}</span>
            </div>
        </Specimen>
    }
}

#[component]
pub fn Fields() -> impl IntoView {
    let app = App::get();
    app.form.update(|form| form.set(Field::Distance, "1,000.5.3"));
    view! {
        <Specimen title=named(w::fields)>
            <div class="narrow">
                <ParameterSection />
            </div>
        </Specimen>
    }
}

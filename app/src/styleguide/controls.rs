//! What is pressed, chosen and filled in.

use leptos::prelude::*;
use liito_locales::messages::{self as m, styleguide as w};

use super::Specimen;
use crate::analyse::ParameterSection;
use crate::components::{Button, ButtonKind, Icon, IconButton, Segmented};
use crate::state::{App, Field};

#[component]
pub fn Buttons() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let save = Signal::derive(move || m::export::button(l()).to_owned());
    view! {
        <Specimen title=Signal::derive(move || w::buttons(l()).to_owned())>
            <div class="row">
                <Button kind=ButtonKind::Primary icon=Icon::Save label=save on_press=|| {} />
                <Button icon=Icon::Table label=Signal::derive(move || m::table::show(l()).to_owned()) on_press=|| {} />
                <Button label=Signal::derive(move || m::app::cancel(l()).to_owned()) on_press=|| {} />
                <Button
                    label=Signal::derive(move || w::unavailable(l()).to_owned())
                    disabled=Signal::stored(true)
                    on_press=|| {}
                />
            </div>
        </Specimen>
    }
}

#[component]
pub fn Icons() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let icon = |icon: Icon| {
        view! { <IconButton icon=icon label=Signal::stored(format!("{icon:?}")) on_press=|| {} /> }
    };
    view! {
        <Specimen title=Signal::derive(move || w::icons(l()).to_owned())>
            <p class="hint">{move || w::icons_hint(l())}</p>
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
        <Specimen title=Signal::derive(move || w::choices(l()).to_owned())>
            <div class="row">
                <Segmented
                    label=Signal::derive(move || m::app::theme(l()).to_owned())
                    name="sample"
                    options=options
                    chosen=chosen
                    on_choose=move |value| chosen.set(value)
                />
                <label class="check">
                    <input type="checkbox" checked />
                    <span>{move || m::legend::show_links(l())}</span>
                </label>
                <span class="chip good">{move || m::state::up_to_date(l())}</span>
                <span class="chip">{move || m::state::waiting(l())}</span>
                <span class="chip weak">{move || m::state::cancelled(l())}</span>
            </div>
        </Specimen>
    }
}

#[component]
pub fn Fields() -> impl IntoView {
    let app = App::get();
    app.form.update(|form| form.set(Field::Distance, "1,000.5.3"));
    view! {
        <Specimen title=Signal::derive(move || w::fields(app.language.get()).to_owned())>
            <div class="narrow">
                <ParameterSection />
            </div>
        </Specimen>
    }
}

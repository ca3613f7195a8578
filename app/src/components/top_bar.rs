//! The top bar: name, tasks, language, appearance.

use leptos::prelude::*;
use liito_locales::{Language, messages as m};

use super::{Button, Icon, Segmented};
use crate::platform;
use crate::state::{App, Appearance, Dialog, Task};

#[component]
pub fn TopBar() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let tasks = Signal::derive(move || {
        Task::ALL
            .into_iter()
            .map(|task| match task {
                Task::Analyse => (task, m::tasks::analyse(l()).to_owned(), ""),
            })
            .collect::<Vec<_>>()
    });
    let languages =
        Signal::stored(Language::ALL.map(|l| (l, l.code().to_uppercase(), l.code())).to_vec());
    view! {
        <header class="top-bar">
            <a class="skip" href="#panel">{move || m::app::skip_to_panel(l())}</a>
            <h1 class="brand">
                <img src="icon.svg" alt="" width="28" height="28" />
                <span>{move || m::app::name(l())}</span>
            </h1>
            <nav class="tasks" aria-label=move || m::tasks::label(l())>
                <Segmented
                    label=Signal::derive(move || m::tasks::label(l()).to_owned())
                    name="task"
                    options=tasks
                    chosen=app.task
                    on_choose=move |task| app.task.set(task)
                />
            </nav>
            <div class="top-right">
                <Segmented
                    label=Signal::derive(move || m::app::language(l()).to_owned())
                    name="language"
                    options=languages
                    chosen=app.language
                    on_choose=move |language| app.language.set(language)
                />
                <AppearanceChoice />
                <Button
                    icon=Icon::Info
                    label=Signal::derive(move || m::about::button(l()).to_owned())
                    on_press=move || app.dialog.set(Dialog::About)
                />
            </div>
        </header>
    }
}

#[component]
fn AppearanceChoice() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let choose_appearance =
        move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
            let chosen = Appearance::from_name(&event.target().value()).unwrap_or_default();
            app.appearance.set(chosen);
            platform::save_appearance(chosen);
        };
    let words = move |appearance| match appearance {
        Appearance::System => m::app::theme_system(l()),
        Appearance::Light => m::app::theme_light(l()),
        Appearance::Dark => m::app::theme_dark(l()),
    };
    view! {
        <label class="appearance">
            <span class="visually-hidden">{move || m::app::theme(l())}</span>
            <select
                prop:value=move || app.appearance.get().name()
                on:change:target=choose_appearance
            >
                {Appearance::ALL.map(|appearance| view! {
                    <option
                        value=appearance.name()
                        selected=move || app.appearance.get() == appearance
                    >
                        {move || words(appearance)}
                    </option>
                }).collect_view()}
            </select>
        </label>
    }
}

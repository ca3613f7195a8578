//! The top bar: name, tasks, language, appearance.

use leptos::prelude::*;
use liito_locales::{Language, messages as m};
use wasm_bindgen_futures::spawn_local;

use super::words::{named, text};
use super::{Icon, IconButton, IconView, Segmented};
use crate::platform;
use crate::state::{App, Appearance, Dialog, NoticeKind, Task};

#[component]
pub fn TopBar() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let tasks = Signal::derive(move || {
        Task::ALL
            .into_iter()
            .map(|task| match task {
                Task::Analyse => (task, m::tasks::analyse(l()).to_owned(), ""),
                Task::Plan => (task, m::tasks::plan(l()).to_owned(), ""),
                Task::Explore => (task, m::tasks::explore(l()).to_owned(), ""),
            })
            .collect::<Vec<_>>()
    });
    let languages: Vec<_> =
        app.config().languages.iter().map(|l| (*l, l.code().to_uppercase(), l.code())).collect();
    let languages = Signal::stored(languages);
    view! {
        <header class="top-bar">
            <a class="skip" href="#panel">{text(m::app::skip_to_panel)}</a>
            <h1 class="brand">
                <Logo />
                <span>{text(m::app::name)}</span>
            </h1>
            <nav class="tasks" class:single=Task::ALL.len() == 1 aria-label=text(m::tasks::label)>
                <Segmented
                    label=named(m::tasks::label)
                    name="task"
                    options=tasks
                    chosen=app.task
                    on_choose=move |task| app.task.set(task)
                />
            </nav>
            <div class="top-right">
                <Segmented
                    label=named(m::app::language)
                    name="language"
                    options=languages
                    chosen=app.language
                    on_choose=move |language| speak(app, language)
                />
                <AppearanceChoice />
                <IconButton
                    icon=Icon::Info
                    label=named(m::about::button)
                    on_press=move || app.dialog.set(Dialog::About)
                />
            </div>
        </header>
    }
}

/// Has the page speak a language, once it has the words.
fn speak(app: App, language: Language) {
    spawn_local(async move {
        let mut loaded = platform::load_words(language).await;
        // Those of rooms that are shown.
        if loaded.is_ok() && platform::has_room_words(app.language.get_untracked()) {
            loaded = platform::load_room_words(language).await;
        }
        match loaded {
            Ok(()) => app.language.set(language),
            Err(reason) => {
                app.notify(NoticeKind::NotFetched { file: language.name().to_owned(), reason });
            }
        }
    });
}

/// A squirrel as it glides, seen from above.
#[component]
fn Logo() -> impl IntoView {
    view! {
        <svg class="logo" viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
            <path d="M4.500 5.200c4 3.200 7.300 4.300 11.500 4.300s7.500-1.100 11.500-4.300c.9 3.900.2 8-2.300 11.300 1.500 3 2.600 6.400 2.800 10.300-3.800-1.200-6.200-2.600-8.500-4.700-1.900 1.100-5.100 1.100-7 0-2.300 2.100-4.700 3.500-8.500 4.700.2-3.900 1.300-7.300 2.800-10.300C4.300 13.200 3.600 9.100 4.500 5.200z" />
            <circle cx="16" cy="15" r="2.600" />
        </svg>
    }
}

/// Steps from one appearance to the next.
#[component]
fn AppearanceChoice() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let words = move |appearance| match appearance {
        Appearance::System => m::app::theme_system(l()),
        Appearance::Light => m::app::theme_light(l()),
        Appearance::Dark => m::app::theme_dark(l()),
    };
    let label = move || {
        let now = app.appearance.get();
        m::app::theme_now(l(), &words(now.next()).to_lowercase(), &words(now).to_lowercase())
    };
    let step = move || {
        let next = app.appearance.get_untracked().next();
        app.appearance.set(next);
        platform::save_appearance(next);
    };
    let icon = move || match app.appearance.get() {
        Appearance::System => Icon::HalfSun,
        Appearance::Light => Icon::Sun,
        Appearance::Dark => Icon::Moon,
    };
    view! {
        <button
            type="button"
            class="icon-button appearance"
            data-appearance=move || app.appearance.get().name()
            aria-label=label
            data-tip=label
            on:click=move |_| step()
        >
            {move || view! { <IconView icon=icon() /> }}
        </button>
    }
}

//! A page with every component, for those who build Liito: what a change of the style
//! sheets does is seen at once, in light and dark.

mod controls;
mod signs;
mod states;
mod tokens;

use std::sync::Arc;

use leptos::prelude::*;
use liito_locales::messages::{self as m, styleguide as w};

use crate::components::words::{named, text};
use crate::components::{About, Button, SheetHandle, Toasts, Tooltip, TopBar};
use crate::page::follow_appearance;
use crate::platform;
use crate::state::{Address, App, Config, Dialog, Form};
use controls::{Buttons, Choices, Fields, Icons};
use signs::Signs;
use states::{SampleTable, States};
use tokens::{Colours, Measures};

/// Puts the page of all components in the place of the empty one.
pub fn start_styleguide() {
    platform::log_panics();
    wasm_bindgen_futures::spawn_local(async {
        let language = platform::language();
        let loaded = futures::future::join(
            platform::load_words(language),
            platform::load_room_words(language),
        );
        let (first, of_rooms) = loaded.await;
        if first.is_err() || of_rooms.is_err() {
            return platform::say_without_words();
        }
        mount_to_body(|| view! { <Styleguide /> });
    });
}

#[component]
fn Styleguide() -> impl IntoView {
    let app = App::new(
        Arc::new(Config::default()),
        &Address::parse("", Form::default()),
        platform::language(),
        platform::load_appearance(),
        platform::device_is_dark(),
    );
    provide_context(app);
    follow_appearance(app);
    let l = move || app.language.get();
    view! {
        <TopBar />
        <main class="styleguide">
            <h2>{text(w::title)}</h2>
            <p>{text(w::lead)}</p>
            <Colours />
            <Measures />
            <Buttons />
            <Icons />
            <Choices />
            <Fields />
            <SampleTable />
            <States />
            <Signs />
            <section class="specimen">
                <h3>{text(w::panel)}</h3>
                <div class="screen" data-sheet=move || app.sheet.get().name()>
                    <aside id="panel" class="panel card" tabindex="-1" aria-labelledby="panel-title">
                        <SheetHandle />
                        <div class="panel-scroll">
                            <header class="panel-head">
                                <h4 id="panel-title">{text(m::figures::title)}</h4>
                            </header>
                            <p class="figure">{move || l().hectares(412.0)}</p>
                            <p class="figure-words">{text(m::figures::worth)}</p>
                            <Button
                                label=named(m::table::show)
                                on_press=|| {}
                            />
                        </div>
                        <footer class="panel-foot">
                            <p class="statement">{text(m::app::statement)}</p>
                        </footer>
                    </aside>
                </div>
            </section>
        </main>
        <Toasts />
        <Show when=move || app.dialog.get() == Dialog::About>
            <About />
        </Show>
        <Tooltip />
    }
}

/// A part of the page with its name over it.
#[component]
fn Specimen(#[prop(into)] title: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <section class="specimen">
            <h3>{move || title.get()}</h3>
            {children()}
        </section>
    }
}

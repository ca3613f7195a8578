//! The whole page: the map, what floats on it, and what keeps them in step.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use liito_locales::messages as m;
use liito_worker::Colouring;

use crate::analyse::{AnalysePanel, Attribution, Legend, WayPreview};
use crate::components::words::{named, text};
use crate::components::{
    Announcer, AskFetch, Button, DropZone, Icon, Notices, Toasts, Tooltip, TopBar,
};
use crate::guide::{GuideCard, KeptCard};
use crate::jobs::Jobs;
use crate::map::{MapControls, MapPrint, MapView, PointerPosition, ScaleBar};
use crate::platform::{self, FetchTarget};
use crate::rooms::{Fetched, Room};
use crate::state::{
    Address, App, Config, Dialog, Drawer, Form, Guide, NoticeKind, Origin, Run, Task, Theme, Tool,
};

/// How long the map rests before the address follows it.
const ADDRESS_PAUSE: Duration = Duration::from_millis(300);

#[component]
pub fn Page(config: Config) -> impl IntoView {
    let config = Arc::new(config);
    let mut form = Form::default();
    for (field, text) in &config.parameters {
        form.set(*field, text);
    }
    let address = Address::parse(&platform::query(), form);
    let app = App::new(
        config,
        &address,
        platform::language(),
        platform::load_appearance(),
        platform::device_is_dark(),
    );
    provide_context(app);
    // The first call makes them, while the state is at hand.
    let _ = Jobs::get();
    if address.data.is_empty() && !address.is_embedded && !platform::was_welcomed() {
        app.guide.set(Guide::Welcome);
    }
    keep_in_step(app);
    if address.data.is_empty() && !address.is_embedded {
        Jobs::get().offer_kept();
    }
    open_address_data(app, address.data);
    match app.is_embedded {
        true => view! { <Embedded /> }.into_any(),
        false => view! { <Whole /> }.into_any(),
    }
}

/// The page with all that is around the map.
#[component]
fn Whole() -> impl IntoView {
    let app = App::get();
    let has_cards =
        Memo::new(move |_| app.details.with(Option::is_some) || app.check.with(Option::is_some));
    // What is chosen there is told in the panel, and for everyone.
    let is_explored = Memo::new(move |_| app.task.get() == Task::Explore);
    let is_over_map = Memo::new(move |_| app.drawer.get() != Drawer::None as u32);
    let is_tall = move || app.drawer.get() > Drawer::Table as u32;
    view! {
        <TopBar />
        <main class:with-table=is_over_map class:tall=is_tall data-sheet=move || app.sheet.get().name()>
            <MapView />
            <MapPrint />
            <WayPreview />
            {move || match app.task.get() {
                Task::Analyse => view! { <AnalysePanel /> }.into_any(),
                Task::Plan => view! { <Fetched room=Room::Plan /> }.into_any(),
                Task::Explore => view! { <Fetched room=Room::Explore /> }.into_any(),
            }}
            <GuideCard />
            <KeptCard />
            <Toasts />
            <div class="right-side">
                <Notices />
                <Show when=move || has_cards.get() && !is_explored.get()>
                    <Fetched room=Room::Cards />
                </Show>
                <Legend />
            </div>
            <MapControls />
            <Show when=move || is_over_map.get() fallback=Openers>
                <Fetched room=Room::Results />
            </Show>
            <div class="map-foot">
                <ScaleBar />
                <PointerPosition />
                <MadeUp />
                <Fetched room=Room::Offline />
                <Attribution />
            </div>
        </main>
        <Show when=move || app.dialog.get() != Dialog::None fallback=Questions>
            <Fetched room=Room::Dialogs />
        </Show>
        <DropZone />
        <Announcer />
        <Tooltip />
    }
}

/// The map in another page: with what it means, and the way to all of it.
#[component]
fn Embedded() -> impl IntoView {
    let app = App::get();
    let whole =
        move || platform::page_address(&Address { is_embedded: false, ..app.address() }.query());
    view! {
        <main class="embedded">
            <MapView />
            <div class="right-side">
                <Notices />
                <Legend />
            </div>
            <MapControls />
            <div class="map-foot">
                <a class="to-whole" href=whole target="_blank" rel="noopener">
                    {text(m::app::open_whole)}
                </a>
                <ScaleBar />
                <MadeUp />
                <Attribution />
            </div>
            <Fetched room=Room::Embedded />
        </main>
        <Questions />
        <Announcer />
        <Tooltip />
    }
}

/// What the reader is asked before data of others are fetched.
#[component]
fn Questions() -> impl IntoView {
    let app = App::get();
    move || app.foreign.get().into_iter().next().map(|file| view! { <AskFetch file=file /> })
}

/// Says on the map itself that what it shows is not real.
#[component]
fn MadeUp() -> impl IntoView {
    let app = App::get();
    let is_shown = move || app.is_made_up();
    view! {
        <Show when=is_shown>
            <span class="chip weak">{text(m::app::made_up)}</span>
        </Show>
    }
}

/// What opens the drawer below the map.
#[component]
fn Openers() -> impl IntoView {
    let app = App::get();
    let open = move |tab: Drawer| {
        Drawer::is_opened();
        app.drawer.set(tab as u32);
    };
    view! {
        <div class="table-opener" id="drawer-openers" tabindex="-1">
            <Button
                icon=Icon::Table
                label=named(m::table::show)
                on_press=move || open(Drawer::Table)
            />
            <Button
                icon=Icon::Chart
                label=named(m::table::charts)
                on_press=move || open(Drawer::Charts)
            />
        </div>
    }
}

/// The document in the language and the theme that are chosen.
pub fn follow_appearance(app: App) {
    Effect::new(move |_| {
        let language = app.language.get();
        platform::set_document(
            language.code(),
            &format!("{} – {}", m::app::name(language), m::app::tagline(language)),
        );
    });
    Effect::new(move |_| {
        platform::set_theme(match app.theme.get() {
            Theme::Light => "light",
            Theme::Dark => "dark",
        });
    });
}

/// Everything that follows when a part of the state changes.
fn keep_in_step(app: App) {
    follow_appearance(app);
    // The address follows once the reader's hand rests.
    let pending = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let query = app.address().query();
        if let Some(last) = pending.get_value() {
            last.clear();
        }
        let handle =
            set_timeout_with_handle(move || platform::replace_query(&query), ADDRESS_PAUSE);
        pending.set_value(handle.ok());
    });
    Effect::new(move |before: Option<Form>| {
        let form = app.form.get();
        match before {
            Some(before) if before.making() != form.making() => Jobs::get().remake(),
            Some(before) if before != form => Jobs::get().recompute(),
            _ => {}
        }
        form
    });
    // Plans are for the network that was computed last.
    Effect::new(move |_| {
        let is_ready = matches!(app.run.get(), Run::Done(_));
        match app.task.get() {
            Task::Plan if is_ready => Jobs::get().look_at_plans(),
            Task::Plan => {}
            Task::Analyse | Task::Explore => app.plan.take(Tool::Look),
        }
        app.language.track();
    });
    // What the reader has opened and set is kept; plans see to themselves.
    let side = Memo::new(move |_| app.plan.hand.with(|hand| hand.side as u32));
    Effect::new(move |before: Option<()>| {
        app.form.track();
        app.files.track();
        app.plan.years.track();
        side.track();
        if before.is_some() {
            Jobs::get().keep_project();
        }
    });
    Effect::new(move |_| {
        let selected = app.selected.get();
        Jobs::get().load_details(selected);
    });
    Effect::new(move |before: Option<Colouring>| {
        let colouring = app.colouring.get();
        if before.is_some_and(|before| before != colouring) {
            Jobs::get().recolour();
        }
        colouring
    });
}

/// Opens what the address names; the city of the settings where it names nothing.
fn open_address_data(app: App, data: Vec<String>) {
    let jobs = Jobs::get();
    let config = app.config();
    let mut is_any_open = false;
    for address in data {
        match platform::target(&address, &config) {
            FetchTarget::Allowed { address: full, name } => {
                is_any_open = true;
                jobs.open_address(full, name, Origin::Address(address), None);
            }
            FetchTarget::Foreign(file) => app.foreign.update(|files| files.push(file)),
            FetchTarget::Nonsense => {
                app.notify(NoticeKind::NotFetched { file: address, reason: "URL".to_owned() });
            }
        }
    }
    if !is_any_open {
        jobs.open_city();
    }
}

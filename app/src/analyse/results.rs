//! The drawer below the map: the table of patches, charts, runs side by side, and the check
//! against the field.

use leptos::prelude::*;
use liito_locales::{Language, messages as m};

use super::field_check::FieldCheck;
use super::runs::Runs;
use super::table::PatchTable;
use crate::charts::Charts;
use crate::components::words::named;
use crate::components::{Icon, IconButton, Segmented};
use crate::platform;
use crate::state::{App, Drawer};

/// The drawer's title, and what opens it.
const TITLE: &str = "drawer-title";
const OPENERS: &str = "drawer-openers";

#[component]
pub fn ResultsDrawer() -> impl IntoView {
    let app = App::get();
    let tab = Memo::new(move |_| Drawer::of(app.drawer.get()));
    // The head stays as it is, and with it the focus, whatever is shown below.
    let title = move || {
        let l = app.language.get();
        match tab.get() {
            Drawer::Table | Drawer::None => m::table::title(l),
            Drawer::Charts => m::charts::title(l),
            Drawer::Field => m::charts::field(l),
            Drawer::Runs => m::runs::title(l),
        }
    };
    if Drawer::was_opened() {
        lead(TITLE);
    }
    view! {
        <section class="table-drawer card" aria-labelledby=TITLE>
            <header class="table-head">
                <h2 id=TITLE tabindex="-1">{title}</h2>
                <Tabs />
                <IconButton
                    icon=Icon::Close
                    label=named(m::charts::hide)
                    on_press=move || {
                        app.drawer.set(Drawer::None as u32);
                        lead(OPENERS);
                    }
                />
            </header>
            {move || match tab.get() {
                Drawer::None => ().into_any(),
                Drawer::Table => view! { <PatchTable /> }.into_any(),
                Drawer::Charts => view! { <Charts /> }.into_any(),
                Drawer::Field => view! { <FieldCheck /> }.into_any(),
                Drawer::Runs => view! { <Runs /> }.into_any(),
            }}
        </section>
    }
}

/// Leads the focus to what comes with what was just done: what was pressed is gone.
fn lead(id: &'static str) {
    request_animation_frame(move || platform::focus(id));
}

/// What the drawer shows.
#[component]
fn Tabs() -> impl IntoView {
    let app = App::get();
    let name = |l: Language, tab: Drawer| match tab {
        Drawer::Table | Drawer::None => m::table::show(l),
        Drawer::Charts => m::table::charts(l),
        Drawer::Field => m::charts::field(l),
        Drawer::Runs => m::runs::tab(l),
    };
    let options = Signal::derive(move || {
        let l = app.language.get();
        Drawer::TABS.map(|tab| (tab as u32, name(l, tab).to_owned(), "")).to_vec()
    });
    view! {
        <Segmented
            label=named(m::charts::tabs)
            name="drawer"
            options=options
            chosen=app.drawer
            on_choose=move |tab| app.drawer.set(tab)
        />
    }
}

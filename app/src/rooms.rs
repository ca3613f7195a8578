//! Parts of the page that are fetched when they are first shown, each a binary of its own.
//!
//! The page's code is cut where these functions stand (`scripts/bin/wasm-bindgen`): what only they
//! reach is left out of what is loaded first.

use std::pin::Pin;
use std::sync::OnceLock;

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use crate::analyse::{Details, ResultsDrawer};
use crate::data::CheckCard;
use crate::dialogs::Dialogs;
use crate::explore::{ExplorePanel, follow};
use crate::jobs::{Jobs, ProjectWork};
use crate::map::Swipe;
use crate::offline::Offline;
use crate::plan::{PlanPanel, Tools};
use crate::platform;
use crate::state::{App, Dialog, NoticeKind};

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Plan,
    Explore,
    Dialogs,
    Cards,
    /// The drawer below the map.
    Results,
    Offline,
    /// What of Explore is seen on the map, without its panel.
    Embedded,
}

/// Makes a part of the page.
type Make = fn() -> AnyView;

impl Room {
    /// Whether it says words that are fetched with rooms.
    fn has_words(self) -> bool {
        self != Self::Offline
    }

    async fn make(self) -> Result<Make, SplitLoaderError> {
        match self {
            Self::Plan => plan().await,
            Self::Explore => explore().await,
            Self::Dialogs => dialogs().await,
            Self::Cards => cards().await,
            Self::Results => results().await,
            Self::Offline => offline().await,
            Self::Embedded => embedded().await,
        }
    }
}

/// Shows a part of the page, once it is there.
#[component]
pub fn Fetched(room: Room) -> impl IntoView {
    let app = App::get();
    let make = RwSignal::new(None::<Make>);
    leptos::task::spawn_local(async move {
        let is_said = !room.has_words() || have_words(app).await;
        match room.make().await {
            // It may have been left meanwhile.
            Ok(made) if is_said => drop(make.try_set(Some(made))),
            _ => {
                app.notify(NoticeKind::PartMissing);
                app.dialog.set(Dialog::None);
            }
        }
    });
    move || make.get().map(|make| make())
}

/// Has the words of rooms at hand, in the language that is spoken; false where they cannot be had.
async fn have_words(app: App) -> bool {
    let mut has_come = false;
    loop {
        let language = app.language.get_untracked();
        if platform::has_room_words(language) {
            // The map's legend says some of them, too.
            if has_come {
                app.language.notify();
            }
            return true;
        }
        if platform::load_room_words(language).await.is_err() {
            return false;
        }
        has_come = true;
    }
}

#[wasm_split(plan, wasm_split_path = leptos::wasm_split, fallible)]
fn plan() -> Result<Make, SplitLoaderError> {
    Ok(|| view! { <PlanPanel /> <Tools /> <Swipe /> }.into_any())
}

#[wasm_split(explore, wasm_split_path = leptos::wasm_split, fallible)]
fn explore() -> Result<Make, SplitLoaderError> {
    Ok(|| view! { <ExplorePanel /> }.into_any())
}

#[wasm_split(dialogs, wasm_split_path = leptos::wasm_split, fallible)]
fn dialogs() -> Result<Make, SplitLoaderError> {
    Ok(|| view! { <Dialogs /> }.into_any())
}

#[wasm_split(cards, wasm_split_path = leptos::wasm_split, fallible)]
fn cards() -> Result<Make, SplitLoaderError> {
    Ok(|| view! { <CheckCard /> <Details /> }.into_any())
}

#[wasm_split(results, wasm_split_path = leptos::wasm_split, fallible)]
fn results() -> Result<Make, SplitLoaderError> {
    Ok(|| view! { <ResultsDrawer /> }.into_any())
}

#[wasm_split(offline, wasm_split_path = leptos::wasm_split, fallible)]
fn offline() -> Result<Make, SplitLoaderError> {
    Ok(|| view! { <Offline /> }.into_any())
}

#[wasm_split(embedded, wasm_split_path = leptos::wasm_split, fallible)]
fn embedded() -> Result<Make, SplitLoaderError> {
    Ok(|| {
        follow(App::get());
        ().into_any()
    })
}

/// What keeps, saves and opens projects.
#[wasm_split(project, wasm_split_path = leptos::wasm_split, fallible)]
fn project_room(work: ProjectWork) -> Result<(), SplitLoaderError> {
    Jobs::get().do_project(work);
    Ok(())
}

type Doing = Pin<Box<dyn Future<Output = Result<(), SplitLoaderError>>>>;

/// Set by the page alone: the page of all components is not cut, so it must not reach a room.
static PROJECT: OnceLock<fn(ProjectWork) -> Doing> = OnceLock::new();

/// Has the rooms that are reached from everywhere.
pub fn open() {
    let _ = PROJECT.set(|work| Box::pin(project_room(work)));
}

/// Does something with the project, once what can is there.
pub async fn project(work: ProjectWork) -> Result<(), SplitLoaderError> {
    match PROJECT.get() {
        Some(room) => room(work).await,
        None => Ok(()),
    }
}

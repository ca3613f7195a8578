//! Parts of the page that are fetched when they are first shown, each a binary of its own.
//!
//! The page's code is cut where these functions stand (`scripts/bin/wasm-bindgen`): what only they
//! reach is left out of what is loaded first.

use std::pin::Pin;
use std::sync::OnceLock;

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use crate::analyse::{Details, PatchTable};
use crate::data::CheckCard;
use crate::dialogs::Dialogs;
use crate::jobs::{Jobs, ProjectWork};
use crate::map::Swipe;
use crate::plan::{PlanPanel, Tools};
use crate::state::{App, Dialog, NoticeKind};

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Plan,
    Dialogs,
    Cards,
    Table,
}

/// Makes a part of the page.
type Make = fn() -> AnyView;

impl Room {
    async fn make(self) -> Result<Make, SplitLoaderError> {
        match self {
            Self::Plan => plan().await,
            Self::Dialogs => dialogs().await,
            Self::Cards => cards().await,
            Self::Table => table().await,
        }
    }
}

/// Shows a part of the page, once it is there.
#[component]
pub fn Fetched(room: Room) -> impl IntoView {
    let app = App::get();
    let make = RwSignal::new(None::<Make>);
    leptos::task::spawn_local(async move {
        match room.make().await {
            // It may have been left meanwhile.
            Ok(made) => drop(make.try_set(Some(made))),
            Err(_) => {
                app.notify(NoticeKind::PartMissing);
                app.dialog.set(Dialog::None);
            }
        }
    });
    move || make.get().map(|make| make())
}

#[wasm_split(plan, wasm_split_path = leptos::wasm_split, fallible)]
fn plan() -> Result<Make, SplitLoaderError> {
    Ok(|| view! { <PlanPanel /> <Tools /> <Swipe /> }.into_any())
}

#[wasm_split(dialogs, wasm_split_path = leptos::wasm_split, fallible)]
fn dialogs() -> Result<Make, SplitLoaderError> {
    Ok(|| view! { <Dialogs /> }.into_any())
}

#[wasm_split(cards, wasm_split_path = leptos::wasm_split, fallible)]
fn cards() -> Result<Make, SplitLoaderError> {
    Ok(|| view! { <CheckCard /> <Details /> }.into_any())
}

#[wasm_split(table, wasm_split_path = leptos::wasm_split, fallible)]
fn table() -> Result<Make, SplitLoaderError> {
    Ok(|| view! { <PatchTable /> }.into_any())
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

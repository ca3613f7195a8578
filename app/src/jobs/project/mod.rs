//! The project: kept on the device while the reader works, saved as a file, opened again.
//!
//! All of it but this file is a room of its own (`rooms.rs`), fetched when there is something
//! to keep, to go on with or to open.

mod keeper;
mod run;
mod saved;

use std::collections::BTreeMap;

use geodata::project::{PROJECT_VERSION, Place, Project, ProjectFile, ProjectRaster, RASTER};
use js_sys::Uint8Array;
use leptos::prelude::*;
use liito_worker::LayerKey;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::Jobs;
use crate::platform;
use crate::rooms;
use crate::state::{Kept, NoticeKind, Origin, Status};
pub use keeper::Keeper;

/// The ending of saved projects.
const ENDING: &str = "liito";

/// True for the names of projects.
pub(super) fn is_project(name: &str) -> bool {
    name.rsplit('.').next().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING))
}

/// What is done with the project.
pub enum ProjectWork {
    /// Keep it on the device.
    Keep,
    /// Offer what is kept of these visits, the last first.
    Offer(Vec<String>),
    /// Go on with what is offered.
    Continue,
    /// Save it as a file.
    Save,
    /// Open the one in a file.
    Open(Blob),
}

impl Jobs {
    /// Keeps the reader's work on the device, once there are files or plans of theirs.
    pub fn keep_project(&self) {
        let app = self.0.app;
        let is_own = app
            .files
            .with_untracked(|files| files.iter().any(|file| file.origin == Origin::Reader));
        let has_plans = app.plan.told.with_untracked(|told| !told.edits().is_empty());
        let has_raster = app.raster.with_untracked(Option::is_some);
        if is_own || has_raster || has_plans || self.0.keeper.has_begun() {
            // A device that is full, or keeps nothing, is no fault of the work.
            spawn_local(async { drop(rooms::project(ProjectWork::Keep).await) });
        }
    }

    /// Offers what is kept of the last visit.
    pub fn offer_kept(&self) {
        spawn_local(async {
            let visits = platform::visits().await;
            if !visits.is_empty() {
                drop(rooms::project(ProjectWork::Offer(visits)).await);
            }
        });
    }

    /// Goes on with what is kept.
    pub fn continue_kept(&self) {
        self.on_project(ProjectWork::Continue);
    }

    /// Throws away what is kept.
    pub fn forget_kept(&self) {
        let Some(Kept { visit, .. }) = self.0.app.kept.get_untracked() else { return };
        self.0.app.kept.set(None);
        spawn_local(async move { platform::forget(&visit).await });
    }

    /// Saves the project as one file.
    pub fn save_project(&self) {
        self.on_project(ProjectWork::Save);
    }

    /// Opens a saved project in the place of what is open.
    pub(super) fn open_project(&self, blob: Blob) {
        self.on_project(ProjectWork::Open(blob));
    }

    fn on_project(&self, work: ProjectWork) {
        let app = self.0.app;
        spawn_local(async move {
            if rooms::project(work).await.is_err() {
                app.notify(NoticeKind::PartMissing);
            }
        });
    }

    /// Does it: what only this reaches is fetched apart.
    pub fn do_project(&self, work: ProjectWork) {
        match work {
            ProjectWork::Keep => self.keep(),
            ProjectWork::Offer(visits) => self.offer(visits),
            ProjectWork::Continue => self.go_on(),
            ProjectWork::Save => self.save_as_file(),
            ProjectWork::Open(blob) => self.open_file(blob),
        }
    }

    /// The project as it stands, and its own files by their names in it.
    fn project(&self) -> (Project, BTreeMap<String, Blob>) {
        let app = self.0.app;
        let mut own = BTreeMap::new();
        let opened = app.files.get_untracked();
        let mut files = Vec::new();
        for file in &opened {
            if file.origin == Origin::City || !matches!(file.status, Status::Read(_)) {
                continue;
            }
            let at = match &file.origin {
                Origin::Address(address) => Place::Address(address.clone()),
                Origin::Reader | Origin::City => {
                    let blob = self.0.blobs.borrow().get(&file.key).cloned();
                    own.extend(blob.map(|blob| (inside(file.key), blob)));
                    Place::Inside(inside(file.key))
                }
            };
            files.push(ProjectFile {
                name: file.name.clone(),
                at,
                layer: file.layer.clone(),
                crs: file.chosen_crs,
                swap_axes: file.swap_axes,
                role: file.chosen_role,
            });
        }
        let raster = app.raster.get_untracked().zip(self.0.raster.file()).map(|(raster, file)| {
            own.insert(RASTER.to_owned(), file.blob);
            let at = Place::Inside(RASTER.to_owned());
            ProjectRaster { name: raster.name, at, kind: raster.kind }
        });
        let plans = self.0.plans.kept().and_then(|bytes| {
            let text = String::from_utf8(Uint8Array::new(&bytes).to_vec()).ok()?;
            serde_json::value::RawValue::from_string(text).ok()
        });
        let project = Project {
            liito_project: PROJECT_VERSION,
            program: geodata::VERSION.to_owned(),
            query: untrack(|| app.address().query()),
            has_city: opened.iter().any(|file| file.origin == Origin::City),
            files,
            raster,
            run: None,
            plans,
        };
        (project, own)
    }
}

/// The name of a file in the project.
fn inside(key: LayerKey) -> String {
    // Folders are for people who unpack it; the device's own storage has none.
    format!("layer-{key}")
}

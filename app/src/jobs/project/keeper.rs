//! What is kept on the device, a folder a visit.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};

use futures::future::join_all;
use geodata::project::{MANIFEST, Place, Project, RASTER};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Blob;

use crate::jobs::Jobs;
use crate::platform;
use crate::state::{Kept, OpenedFile};

/// How often it is looked whether all is kept, milliseconds.
const KEEPING_MS: u32 = 30;

/// What of the reader's work is kept on the device.
#[derive(Default)]
pub struct Keeper {
    /// The name of this visit, once something of it is kept.
    visit: RefCell<Option<String>>,
    /// The visit that was gone on with: thrown away once this one has it all.
    before: RefCell<Option<String>>,
    files: RefCell<BTreeSet<String>>,
    /// The number of the grid that is kept.
    raster: Cell<Option<u32>>,
    is_keeping: Cell<bool>,
    wants_more: Cell<bool>,
}

impl Keeper {
    /// Something of this visit is kept.
    pub(super) fn has_begun(&self) -> bool {
        self.visit.borrow().is_some()
    }
}

impl Jobs {
    /// Keeps the reader's work on the device: own files, and plans.
    pub(super) fn keep(&self) {
        if self.0.keeper.is_keeping.replace(true) {
            return self.0.keeper.wants_more.set(true);
        }
        let jobs = self.clone();
        spawn_local(async move {
            loop {
                jobs.0.keeper.wants_more.set(false);
                // A device that is full, or keeps nothing, is no fault of the work.
                let _ = jobs.keep_now().await;
                if !jobs.0.keeper.wants_more.get() {
                    break;
                }
            }
            jobs.0.keeper.is_keeping.set(false);
        });
    }

    /// Keeps the reader's work once what is on its way is there; says whether all of it is kept.
    pub async fn kept_whole(&self) -> bool {
        let files = self.0.app.files;
        let is_busy = || files.with_untracked(|files| files.iter().any(OpenedFile::is_busy));
        while self.0.keeper.is_keeping.get() || is_busy() || self.0.raster.is_reading() {
            TimeoutFuture::new(KEEPING_MS).await;
        }
        // Nothing of the reader's own is open otherwise.
        !self.0.keeper.has_begun() || self.keep_now().await.is_ok()
    }

    async fn keep_now(&self) -> Result<(), JsValue> {
        let keeper = &self.0.keeper;
        // What is still on its way would be missing; when it is there, this is asked again.
        let files = self.0.app.files;
        let is_busy = files.with_untracked(|files| files.iter().any(OpenedFile::is_busy));
        if is_busy || self.0.raster.is_reading() {
            return Ok(());
        }
        let (mut project, mut own) = self.project();
        let raster = own.remove(RASTER);
        let visit = keeper.visit.borrow_mut().get_or_insert_with(platform::new_visit).clone();
        for (name, blob) in own {
            if !keeper.files.borrow().contains(&name) {
                platform::keep(&visit, &name, &blob).await?;
                keeper.files.borrow_mut().insert(name);
            }
        }
        // Grids are large: where one finds no room, the rest is kept without it.
        if let Some(raster) = raster
            && self.keep_raster(&visit, &raster).await.is_err()
        {
            project.raster = None;
        }
        let manifest = platform::blob_of(&[&platform::bytes_of(&project.to_json())])?;
        platform::keep(&visit, MANIFEST, &manifest).await?;
        let before = keeper.before.borrow_mut().take();
        if let Some(before) = before {
            platform::forget(&before).await;
        }
        Ok(())
    }

    async fn keep_raster(&self, visit: &str, raster: &Blob) -> Result<(), JsValue> {
        let number = self.0.raster.file().map(|file| file.number);
        if self.0.keeper.raster.get() != number {
            // Until it is written whole, there is none.
            self.0.keeper.raster.set(None);
            platform::keep(visit, RASTER, raster).await?;
            self.0.keeper.raster.set(number);
        }
        Ok(())
    }

    /// Offers what is kept of the last visit.
    pub(super) fn offer(&self, visits: Vec<String>) {
        let jobs = self.clone();
        spawn_local(async move {
            for visit in visits {
                // What is not whole may be another tab's, on its way, or a newer version's.
                let Some((project, files)) = kept_of(&visit).await else { continue };
                let has_plans = project.plans.is_some();
                jobs.0.app.kept.set(Some(Kept { visit, files: files.len(), has_plans }));
                break;
            }
        });
    }

    /// Goes on with what is kept.
    pub(super) fn go_on(&self) {
        let Some(Kept { visit, .. }) = self.0.app.kept.get_untracked() else { return };
        self.0.app.kept.set(None);
        let jobs = self.clone();
        spawn_local(async move {
            if let Some((project, files)) = kept_of(&visit).await {
                // They outlive the folder, which goes once this visit has it all.
                let copies = join_all(files.into_iter().map(async |(name, file)| {
                    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
                    Some((name, platform::blob_of(&[bytes.unchecked_ref()]).ok()?))
                }));
                let files = copies.await.into_iter().flatten().collect();
                *jobs.0.keeper.before.borrow_mut() = Some(visit);
                jobs.take_project(project, files);
            }
        });
    }
}

/// What is kept of a visit, where it is whole.
async fn kept_of(visit: &str) -> Option<(Project, HashMap<String, Blob>)> {
    let manifest = platform::kept(visit, MANIFEST).await?;
    let text = JsFuture::from(manifest.text()).await.ok()?.as_string()?;
    let project = Project::from_json(&text).ok()?;
    let places = project.files.iter().map(|file| &file.at);
    let names: Vec<String> = places
        .chain(project.raster.iter().map(|raster| &raster.at))
        .filter_map(|at| match at {
            Place::Inside(name) => Some(name.clone()),
            Place::Address(_) => None,
        })
        .collect();
    let files = join_all(names.iter().map(|name| platform::kept(visit, name))).await;
    let files: Option<Vec<Blob>> = files.into_iter().collect();
    Some((project, names.into_iter().zip(files?).collect()))
}

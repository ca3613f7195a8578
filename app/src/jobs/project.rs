//! The project: kept on the device while the reader works, saved as a file, opened again.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};

use futures::future::join_all;
use geodata::project::{MANIFEST, PROJECT_VERSION, Place, Project, ProjectError, ProjectFile};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use leptos::prelude::*;
use liito_worker::{Ask, LayerKey, Reply, Role};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Blob;

use super::Jobs;
use super::worker::{Answer, WorkerHandle};
use crate::platform;
use crate::state::{Address, Form, Kept, NoticeKind, OpenedFile, Origin, Status, Told};

/// The ending of saved projects.
const ENDING: &str = "liito";

/// True for the names of projects.
pub(super) fn is_project(name: &str) -> bool {
    name.rsplit('.').next().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING))
}

/// What of the reader's work is kept on the device.
#[derive(Default)]
pub struct Keeper {
    /// The name of this visit, once something of it is kept.
    visit: RefCell<Option<String>>,
    /// The visit that was gone on with: thrown away once this one has it all.
    before: RefCell<Option<String>>,
    files: RefCell<BTreeSet<LayerKey>>,
    is_keeping: Cell<bool>,
    wants_more: Cell<bool>,
}

/// The name of a file in the project.
fn inside(key: LayerKey) -> String {
    // Folders are for people who unpack it; the device's own storage has none.
    format!("layer-{key}")
}

impl Jobs {
    /// The project as it stands, and its own files by their names in it.
    fn project(&self) -> (Project, BTreeMap<String, LayerKey>) {
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
                    own.insert(inside(file.key), file.key);
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
            plans,
        };
        (project, own)
    }

    /// Keeps the reader's work on the device: own files, and plans.
    pub fn keep(&self) {
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

    async fn keep_now(&self) -> Result<(), JsValue> {
        let keeper = &self.0.keeper;
        let (project, own) = self.project();
        let has_plans = self.0.app.plan.told.with_untracked(|told| !told.edits().is_empty());
        let visit = keeper.visit.borrow().clone();
        let visit = match visit {
            Some(visit) => visit,
            None if own.is_empty() && !has_plans => return Ok(()),
            None => platform::new_visit(),
        };
        *keeper.visit.borrow_mut() = Some(visit.clone());
        for (name, key) in &own {
            let blob = self.0.blobs.borrow().get(key).cloned();
            if let Some(blob) = blob.filter(|_| !keeper.files.borrow().contains(key)) {
                platform::keep(&visit, name, &blob).await?;
                keeper.files.borrow_mut().insert(*key);
            }
        }
        let manifest = platform::blob_of(&[&platform::bytes_of(&project.to_json())])?;
        platform::keep(&visit, MANIFEST, &manifest).await?;
        let before = keeper.before.borrow_mut().take();
        if let Some(before) = before {
            platform::forget(&before).await;
        }
        Ok(())
    }

    /// Offers what is kept of the last visit.
    pub fn offer_kept(&self) {
        let jobs = self.clone();
        spawn_local(async move {
            for visit in platform::visits().await {
                let Some((project, files)) = kept_of(&visit).await else {
                    // It broke off before anything was whole.
                    platform::forget(&visit).await;
                    continue;
                };
                let has_plans = project.plans.is_some();
                jobs.0.app.kept.set(Some(Kept { visit, files: files.len(), has_plans }));
                break;
            }
        });
    }

    /// Goes on with what is kept.
    pub fn continue_kept(&self) {
        let Some(Kept { visit, .. }) = self.0.app.kept.get_untracked() else { return };
        self.0.app.kept.set(None);
        let jobs = self.clone();
        spawn_local(async move {
            if let Some((project, files)) = kept_of(&visit).await {
                *jobs.0.keeper.before.borrow_mut() = Some(visit);
                jobs.take_project(project, files);
            }
        });
    }

    /// Throws away what is kept.
    pub fn forget_kept(&self) {
        let Some(Kept { visit, .. }) = self.0.app.kept.get_untracked() else { return };
        self.0.app.kept.set(None);
        spawn_local(async move { platform::forget(&visit).await });
    }

    /// Saves the project as one file.
    pub fn save_project(&self) {
        let jobs = self.clone();
        spawn_local(async move {
            if jobs.save_project_now().await.is_none() {
                jobs.0.app.notify(NoticeKind::KeepsBreaking);
            }
        });
    }

    async fn save_project_now(&self) -> Option<()> {
        let (project, own) = self.project();
        let manifest = platform::blob_of(&[&platform::bytes_of(&project.to_json())]).ok()?;
        let mut files = vec![(MANIFEST.to_owned(), manifest)];
        for (name, key) in own {
            files.push((name, self.0.blobs.borrow().get(&key).cloned()?));
        }
        let parts = files.iter().map(|(_, blob)| blob).collect::<Array>();
        let all = Blob::new_with_blob_sequence(&parts).ok()?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole")]
        let told = files.into_iter().map(|(name, blob)| (name, blob.size() as usize)).collect();
        let worker = WorkerHandle::start(Role::Formats, |_| {})?;
        let answer = worker.ask(&Ask::Pack(told), Some(all.into()), false).await;
        worker.end();
        let Ok(Answer { reply: Reply::Bytes, bytes: Some(bytes) }) = answer else { return None };
        let name = format!("{}.{ENDING}", self.project_name());
        platform::save(&name, "application/zip", &bytes).ok()?;
        self.0.app.notify(NoticeKind::Saved { file: name });
        Some(())
    }

    /// After the chosen plan, or the program.
    fn project_name(&self) -> String {
        let name = self.0.app.plan.told.with_untracked(Told::name);
        let name: String = name
            .unwrap_or_default()
            .chars()
            .map(|sign| if sign.is_alphanumeric() { sign } else { '-' })
            .collect();
        if name.is_empty() { "liito".to_owned() } else { name }
    }

    /// Opens a saved project in the place of what is open.
    pub(super) fn open_project(&self, blob: Blob) {
        let jobs = self.clone();
        spawn_local(async move {
            let Some(worker) = WorkerHandle::start(Role::Formats, |_| {}) else {
                return jobs.0.app.notify(NoticeKind::CannotStart);
            };
            let answer = worker.ask(&Ask::Unpack, Some(blob.into()), false).await;
            worker.end();
            let opened = match answer {
                Ok(Answer { reply: Reply::Unpacked(told), bytes: Some(bytes) }) => {
                    parted(&told, &bytes)
                }
                Ok(Answer { reply: Reply::NotUnpacked(error), .. }) => Err(error),
                Ok(_) | Err(_) => return jobs.0.app.notify(NoticeKind::KeepsBreaking),
            };
            match opened {
                Ok((project, files)) => jobs.take_project(project, files),
                Err(error) => jobs.0.app.notify(NoticeKind::NoProject(error)),
            }
        });
    }

    /// Opens what a project names, in the place of what is open.
    fn take_project(&self, project: Project, mut inside: HashMap<String, Blob>) {
        let app = self.0.app;
        for file in app.files.get_untracked() {
            self.forget(file.key);
        }
        self.follow_closing();
        let address = Address::parse(&project.query, Form::default());
        app.form.set(address.form);
        app.colouring.set(address.colouring);
        app.task.set(address.task);
        if let Some(view) = address.view {
            app.return_to(view);
        }
        let plans = project.plans.map(|plans| platform::bytes_of(plans.get()));
        self.0.plans.take_over(plans);
        app.plan.told.set(Told::default());
        if project.has_city {
            self.open_city();
        }
        for ProjectFile { name, at, layer, crs, swap_axes, role } in project.files {
            let chosen = |file: &mut OpenedFile| {
                file.layer = layer;
                file.chosen_crs = crs;
                file.swap_axes = swap_axes;
            };
            match at {
                Place::Address(address) => {
                    let origin = Origin::Address(address.clone());
                    let key = self.open_address(address, name, origin, role);
                    app.update_file(key, chosen);
                }
                Place::Inside(place) => {
                    // Read anew, the maker's choices stand.
                    let Some(blob) = inside.remove(&place) else {
                        let reason = place;
                        app.notify(NoticeKind::NoProject(ProjectError::Damaged { reason }));
                        continue;
                    };
                    let key = self.add_file(name, Origin::Reader, role, Status::Reading);
                    app.update_file(key, chosen);
                    self.0.blobs.borrow_mut().insert(key, blob);
                    self.read(key);
                }
            }
        }
    }
}

/// What is kept of a visit, where it is whole.
async fn kept_of(visit: &str) -> Option<(Project, HashMap<String, Blob>)> {
    let manifest = platform::kept(visit, MANIFEST).await?;
    let text = JsFuture::from(manifest.text()).await.ok()?.as_string()?;
    let project = Project::from_json(&text).ok()?;
    let names: Vec<String> = project
        .files
        .iter()
        .filter_map(|file| match &file.at {
            Place::Inside(name) => Some(name.clone()),
            Place::Address(_) => None,
        })
        .collect();
    let files = join_all(names.iter().map(|name| platform::kept(visit, name))).await;
    let files: Option<Vec<Blob>> = files.into_iter().collect();
    Some((project, names.into_iter().zip(files?).collect()))
}

/// The project in what was unpacked, and its files.
fn parted(
    told: &[(String, usize)],
    bytes: &ArrayBuffer,
) -> Result<(Project, HashMap<String, Blob>), ProjectError> {
    let mut start = 0;
    let (mut manifest, mut files) = (None, HashMap::new());
    for (name, length) in told {
        #[expect(clippy::cast_possible_truncation, reason = "WebAssembly has no more")]
        let part = bytes.slice_with_end(start as u32, (start + length) as u32);
        start += length;
        if name == MANIFEST {
            manifest = String::from_utf8(Uint8Array::new(&part).to_vec()).ok();
        } else if let Ok(blob) = platform::blob_of(&[&part]) {
            files.insert(name.clone(), blob);
        }
    }
    let manifest = manifest.ok_or(ProjectError::NotAProject)?;
    Ok((Project::from_json(&manifest)?, files))
}

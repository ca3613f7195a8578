//! The project as one file.

use std::collections::HashMap;

use geodata::project::{MANIFEST, Place, Project, ProjectError, ProjectFile, ProjectRaster};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use leptos::prelude::*;
use liito_worker::{Ask, Reply, Role};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::ENDING;
use crate::jobs::Jobs;
use crate::jobs::worker::{Answer, WorkerHandle};
use crate::platform;
use crate::state::{Address, Form, NoticeKind, OpenedFile, Origin, Raster, Status, Told};

impl Jobs {
    /// Saves the project as one file.
    pub(super) fn save_as_file(&self) {
        let jobs = self.clone();
        spawn_local(async move {
            if jobs.save_project_now().await.is_none() {
                jobs.0.app.notify(NoticeKind::KeepsBreaking);
            }
        });
    }

    async fn save_project_now(&self) -> Option<()> {
        // The paragraph of methods is among the words of rooms.
        let language = self.0.app.language.get_untracked();
        if !platform::has_room_words(language) {
            platform::load_room_words(language).await.ok()?;
        }
        let (mut project, mut own) = self.project();
        if let Some((run, others)) = self.run_again().await {
            project.run = Some(Box::new(run));
            own.extend(others);
        }
        let manifest = platform::blob_of(&[&platform::bytes_of(&project.to_json())]).ok()?;
        let mut files = vec![(MANIFEST.to_owned(), manifest)];
        files.extend(own);
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
    pub(super) fn open_file(&self, blob: Blob) {
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
    pub(super) fn take_project(&self, project: Project, mut inside: HashMap<String, Blob>) {
        let app = self.0.app;
        for file in app.files.get_untracked() {
            self.forget(file.key);
        }
        self.drop_raster();
        self.follow_closing();
        let address = Address::parse(&project.query, Form::default());
        app.form.set(address.form);
        app.colouring.set(address.colouring);
        app.plan.years.set(address.years);
        app.plan.hand.update(|hand| hand.side = address.side);
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
                        self.is_missing(place);
                        continue;
                    };
                    let key = self.add_file(name, Origin::Reader, role, Status::Reading);
                    app.update_file(key, chosen);
                    self.0.blobs.borrow_mut().insert(key, blob);
                    self.read(key);
                }
            }
        }
        match project.raster {
            Some(ProjectRaster { name, at: Place::Inside(place), kind }) => {
                match inside.remove(&place) {
                    Some(blob) => self.take_raster(Raster { name, kind }, &blob),
                    None => self.is_missing(place),
                }
            }
            // A grid is never fetched, for none is ever opened from an address.
            Some(ProjectRaster { at: Place::Address(place), .. }) => self.is_missing(place),
            None => {}
        }
    }

    fn is_missing(&self, place: String) {
        let error = ProjectError::Damaged { reason: place };
        self.0.app.notify(NoticeKind::NoProject(error));
    }
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

//! Reading a file: a worker for it alone, thrown away afterwards.

use geodata::io::{Needs, ReadError, check_size, needs};
use geodata::model::LayerRole;
use geodata::{Error, ReadOptions};
use leptos::prelude::*;
use liito_worker::{Ask, LayerKey, Reply, Role};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::worker::{Answer, Lost, WorkerHandle};
use super::{Jobs, buffer};
use crate::platform;
use crate::state::{Dialog, NoticeKind, OpenedFile, Origin, Run, Status};

impl Jobs {
    /// Reads a file that is at hand, after those that wait already.
    pub(super) fn read(&self, key: LayerKey) {
        if self.may_hold_patches(key) {
            self.supersede();
            self.0.app.run.set(Run::Waiting);
            self.0.wants_run.set(true);
        }
        let is_queued = self.0.waiting.borrow().contains(&key);
        if !is_queued {
            self.0.waiting.borrow_mut().push(key);
        }
        if !self.0.is_reading.replace(true) {
            let jobs = self.clone();
            spawn_local(async move { jobs.read_all().await });
        }
    }

    async fn read_all(&self) {
        while let Some(key) = self.next_to_read() {
            self.0.reading.set(Some(key));
            self.read_one(key).await;
            self.0.reading.set(None);
            self.follow();
        }
        self.0.is_reading.set(false);
        // Files that were closed while they waited leave it without work.
        self.0.city_reader.borrow_mut().take();
    }

    /// Patches come before all that lies round them.
    fn next_to_read(&self) -> Option<LayerKey> {
        let mut waiting = self.0.waiting.borrow_mut();
        let patches = waiting.iter().position(|key| self.may_hold_patches(*key));
        (!waiting.is_empty()).then(|| waiting.remove(patches.unwrap_or(0)))
    }

    fn is_city(&self, key: LayerKey) -> bool {
        self.0.app.files.with_untracked(|files| {
            files.iter().any(|file| file.key == key && file.origin == Origin::City)
        })
    }

    /// What follows from a file that was read: the network as soon as no other patches
    /// are on their way, the rest of the map with the last file.
    fn follow(&self) {
        if self.0.wants_run.get() && !self.is_reading_patches() && !self.is_reading_land() {
            self.refresh();
        }
        if self.0.waiting.borrow().is_empty() {
            self.redraw();
        }
    }

    /// True while a file is on its way whose polygons may be patches.
    pub(super) fn is_reading_patches(&self) -> bool {
        let waiting = self.0.waiting.borrow();
        waiting.iter().chain(&self.0.reading.get()).any(|key| self.may_hold_patches(*key))
    }

    /// True while links that know the land wait for files that may tell of it.
    pub(super) fn is_reading_land(&self) -> bool {
        self.is_over_land() && !self.0.waiting.borrow().is_empty()
    }

    /// True unless a file is known to hold no patches.
    pub(super) fn may_hold_patches(&self, key: LayerKey) -> bool {
        let is_other = |role: Option<LayerRole>| role.is_some_and(|r| r != LayerRole::Habitat);
        self.0.app.files.with_untracked(|files| {
            files.iter().find(|file| file.key == key).is_none_or(|file| {
                let was_read = file.report().is_some();
                !is_other(file.chosen_role) && !(was_read && is_other(file.role()))
            })
        })
    }

    async fn read_one(&self, key: LayerKey) {
        let app = self.0.app;
        let blob = self.0.blobs.borrow().get(&key).cloned();
        let file =
            app.files.with_untracked(|files| files.iter().find(|file| file.key == key).cloned());
        // Closed while it waited.
        let (Some(blob), Some(file)) = (blob, file) else { return };
        if let Err(error) = check_size(size_of(&blob)) {
            self.drop_layer(key).await;
            app.update_file(key, |file| file.status = Status::Failed);
            return app.notify(NoticeKind::Unreadable { key, file: file.shown(), error });
        }
        let answer = self.layer_of(key, &file, &blob).await;
        // Closed while it was read.
        if !self.0.blobs.borrow().contains_key(&key) {
            return;
        }
        let problem = match answer {
            Ok(Answer { reply: Reply::Layers(Some(layers)), .. }) => {
                app.update_file(key, |file| file.status = Status::Choosing(layers.into()));
                if app.dialog.get_untracked() == Dialog::None {
                    app.dialog.set(Dialog::Layers(key));
                }
                return;
            }
            Ok(Answer { reply: Reply::Read(report), bytes: Some(layer) }) => {
                let (repaired, skipped) = (report.repaired.len(), report.skipped.len());
                if file.origin != Origin::City {
                    self.replace_made_up().await;
                }
                let role = file.chosen_role.unwrap_or(report.role);
                let ask = Ask::AddLayer { key, role, repaired, skipped };
                if role == LayerRole::Habitat || self.may_hold_patches(key) {
                    self.patches_changed();
                }
                if is_land(role) {
                    self.land_changed();
                }
                match self.0.data.ask(&ask, Some(buffer(&layer))).await {
                    Ok(_) => {
                        let report = std::sync::Arc::new(report);
                        app.update_file(key, |file| file.status = Status::Read(report));
                        return;
                    }
                    Err(Lost::NeverStarted) => NoticeKind::CannotStart,
                    // The data worker was lost, perhaps by no fault of this file.
                    Err(Lost::Died) if self.0.losses.get() > 0 => {
                        self.0.waiting.borrow_mut().push(key);
                        return;
                    }
                    Err(_) => NoticeKind::ImportBroke { file: file.name },
                }
            }
            Ok(Answer { reply: Reply::Failed(Error::Read(error)), .. }) => {
                NoticeKind::Unreadable { key, file: file.name, error }
            }
            Ok(Answer { reply: Reply::Failed(error), .. }) => NoticeKind::Impossible(error),
            Ok(_) | Err(Lost::OtherVersion) => NoticeKind::OtherVersion,
            Err(Lost::NeverStarted) => NoticeKind::CannotStart,
            Err(Lost::Died | Lost::Ended) => NoticeKind::ImportBroke { file: file.name },
        };
        // What an earlier reading of it left behind is not what it is now.
        self.drop_layer(key).await;
        app.update_file(key, |file| file.status = Status::Failed);
        app.notify(problem);
    }

    /// Reads the one layer of a file, or the one that was chosen; or gives the layers
    /// to choose from.
    async fn layer_of(
        &self,
        key: LayerKey,
        file: &OpenedFile,
        blob: &Blob,
    ) -> Result<Answer, Lost> {
        let role = role_for(blob).await;
        if role != Role::Import && file.layer.is_none() {
            let ask = Ask::Layers { name: file.name.clone() };
            let answer = self.ask_of_file(key, &ask, blob, role).await?;
            if !matches!(answer.reply, Reply::Layers(None)) {
                return Ok(answer);
            }
        }
        let options = options_of(file);
        self.ask_of_file(key, &Ask::Read { name: file.name.clone(), options }, blob, role).await
    }

    /// Asks a worker about a file; one without SQLite leaves GeoPackages to one with it.
    async fn ask_of_file(
        &self,
        key: LayerKey,
        ask: &Ask,
        blob: &Blob,
        role: Role,
    ) -> Result<Answer, Lost> {
        // What the page itself opens on is trusted with one worker for all of it.
        let is_city = self.is_city(key) && role == Role::Import;
        let kept = self.0.city_reader.borrow_mut().take().filter(|_| is_city);
        let worker = match kept.filter(|worker| !worker.has_ended()) {
            Some(worker) => worker,
            None => WorkerHandle::start(role, |_| {}).ok_or(Lost::NeverStarted)?,
        };
        *self.0.importing.borrow_mut() = Some((key, worker.clone()));
        let answer = worker.ask(ask, Some(blob.clone().into()), false).await;
        *self.0.importing.borrow_mut() = None;
        if is_city && !self.0.waiting.borrow().is_empty() {
            *self.0.city_reader.borrow_mut() = Some(worker);
        } else {
            worker.end();
        }
        let is_packed = matches!(
            answer,
            Ok(Answer { reply: Reply::Failed(Error::Read(ReadError::NeedsGeoPackage)), .. })
        );
        if is_packed && role == Role::Formats {
            return Box::pin(self.ask_of_file(key, ask, blob, Role::GeoPackage)).await;
        }
        answer
    }
}

/// Whether a layer that is used so tells of the land that links go over.
pub(super) fn is_land(role: LayerRole) -> bool {
    matches!(role, LayerRole::TreeCover | LayerRole::LandCover | LayerRole::Barrier)
}

/// What the reader says of a file.
pub(super) fn options_of(file: &OpenedFile) -> ReadOptions {
    ReadOptions {
        input_crs: file.chosen_crs,
        swap_axes: file.swap_axes,
        layers: file.layer.clone().map(|layer| vec![layer]),
        ..ReadOptions::default()
    }
}

/// The size of a file, bytes.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes are whole")]
fn size_of(blob: &Blob) -> u64 {
    blob.size() as u64
}

/// The worker that can read a file, by how it begins.
pub(super) async fn role_for(blob: &Blob) -> Role {
    match needs(&platform::head(blob).await) {
        Needs::GeoJson => Role::Import,
        Needs::Formats => Role::Formats,
        Needs::GeoPackage => Role::GeoPackage,
    }
}

//! Opening files, closing them, and using them as something else.

use geodata::Crs;
use geodata::links::LinkKind;
use geodata::model::LayerRole;
use leptos::prelude::*;
use liito_worker::{Ask, LayerKey};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::Jobs;
use super::import::is_land;
use super::project::is_project;
use crate::platform;
use crate::state::{Field, NoticeKind, OpenedFile, Origin, Run, Status};

/// True for the names of rasters.
fn is_raster(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default();
    ending.eq_ignore_ascii_case("tif") || ending.eq_ignore_ascii_case("tiff")
}

impl Jobs {
    /// Opens a file that is at hand.
    pub fn open(&self, name: String, blob: Blob, origin: Origin) {
        if is_project(&name) {
            return self.open_project(blob);
        }
        if is_raster(&name) {
            // The one thing a raster is good for here.
            let kind = LinkKind::LeastCost.name();
            self.0.app.form.update(|form| form.set(Field::Kind, kind));
            return self.use_raster(name, &blob);
        }
        let key = self.add_file(name, origin, None, Status::Reading);
        self.0.blobs.borrow_mut().insert(key, blob);
        self.read(key);
    }

    /// Opens the layers of the settings.
    pub fn open_city(&self) {
        for layer in &self.0.app.config().layers {
            let name = layer.file_name().to_owned();
            self.open_address(layer.address.clone(), name, Origin::City, layer.role);
        }
    }

    /// Fetches a file and opens it, as something where that is known.
    pub fn open_address(
        &self,
        address: String,
        name: String,
        origin: Origin,
        role: Option<LayerRole>,
    ) -> LayerKey {
        let key = self.add_file(name.clone(), origin, role, Status::Fetching);
        let jobs = self.clone();
        spawn_local(async move {
            match platform::fetch_blob(&address).await {
                // Closed while it was on its way.
                Ok(_) if !jobs.is_open(key) => {}
                Ok(blob) => {
                    jobs.0.blobs.borrow_mut().insert(key, blob);
                    jobs.0.app.update_file(key, |file| file.status = Status::Reading);
                    jobs.read(key);
                }
                Err(reason) => {
                    jobs.0.app.update_file(key, |file| file.status = Status::Failed);
                    jobs.0.app.notify(NoticeKind::NotFetched { file: name, reason });
                    jobs.refresh();
                }
            }
        });
        key
    }

    pub(super) fn role_of(&self, key: LayerKey) -> Option<LayerRole> {
        let files = self.0.app.files;
        files.with_untracked(|files| files.iter().find(|file| file.key == key)?.role())
    }

    pub(super) fn is_open(&self, key: LayerKey) -> bool {
        self.0.app.files.with_untracked(|files| files.iter().any(|file| file.key == key))
    }

    pub(super) fn add_file(
        &self,
        name: String,
        origin: Origin,
        chosen_role: Option<LayerRole>,
        status: Status,
    ) -> LayerKey {
        let key = self.0.app.next_number();
        let file = OpenedFile {
            key,
            name,
            origin,
            layer: None,
            chosen_crs: None,
            swap_axes: None,
            chosen_role,
            status,
        };
        self.0.app.files.update(|files| files.push(file));
        key
    }

    /// Opens layers of a file that holds several, each as a file of its own.
    pub fn choose_layers(&self, key: LayerKey, layers: Vec<String>) {
        let app = self.0.app;
        let file =
            app.files.with_untracked(|files| files.iter().find(|file| file.key == key).cloned());
        let blob = self.0.blobs.borrow().get(&key).cloned();
        let (Some(file), Some(blob)) = (file, blob) else { return };
        for (number, layer) in layers.into_iter().enumerate() {
            // The first takes the place of the file.
            let key = if number == 0 {
                key
            } else {
                self.add_file(file.name.clone(), file.origin.clone(), None, Status::Reading)
            };
            self.0.blobs.borrow_mut().insert(key, blob.clone());
            app.update_file(key, |file| {
                file.layer = Some(layer);
                file.status = Status::Reading;
            });
            self.read(key);
        }
    }

    /// Uses a file as something else than it looks.
    pub fn choose_role(&self, key: LayerKey, role: LayerRole) {
        let had_patches = self.may_hold_patches(key);
        let had_land = self.role_of(key).is_some_and(is_land);
        self.0.app.update_file(key, |file| file.chosen_role = Some(role));
        let concerns_patches = had_patches || role == LayerRole::Habitat;
        if concerns_patches {
            self.patches_changed();
        }
        if had_land || is_land(role) {
            self.land_changed();
        }
        let jobs = self.clone();
        spawn_local(async move {
            // If it is lost, what is read again takes its role from the file.
            let _ = jobs.0.data.ask(&Ask::SetRole { key, role }, None).await;
            if concerns_patches || jobs.0.wants_run.get() {
                jobs.refresh();
            }
            jobs.redraw();
        });
    }

    /// Reads a file again, in the system that the reader chose.
    pub fn choose_crs(&self, key: LayerKey, crs: Option<Crs>) {
        self.0.app.dismiss_of_file(key);
        self.0.app.update_file(key, |file| {
            file.chosen_crs = crs;
            file.status = Status::Reading;
        });
        self.read(key);
    }

    /// Reads a file again, with its coordinates in the order that the reader chose.
    pub fn choose_order(&self, key: LayerKey, swap_axes: Option<bool>) {
        self.0.app.dismiss_of_file(key);
        self.0.app.update_file(key, |file| {
            file.swap_axes = swap_axes;
            file.status = Status::Reading;
        });
        self.read(key);
    }

    /// Closes a file.
    pub fn close(&self, key: LayerKey) {
        self.forget(key);
        self.follow_closing();
    }

    /// Closes all that the page opened on.
    pub fn close_city(&self) {
        for key in self.city_keys() {
            self.forget(key);
        }
        self.follow_closing();
    }

    pub(super) fn follow_closing(&self) {
        if self.0.wants_run.get() {
            self.refresh();
        }
        self.redraw();
    }

    pub(super) fn forget(&self, key: LayerKey) {
        self.0.app.dismiss_of_file(key);
        if self.0.app.check.with_untracked(|check| check.as_ref().is_some_and(|c| c.key == key)) {
            self.0.app.check.set(None);
            self.0.app.spot.set(None);
        }
        if self.may_hold_patches(key) {
            self.supersede();
            self.0.app.run.set(Run::Waiting);
            self.0.wants_run.set(true);
            self.patches_changed();
        }
        if self.role_of(key).is_some_and(is_land) {
            self.land_changed();
        }
        self.0.blobs.borrow_mut().remove(&key);
        self.0.app.files.update(|files| files.retain(|file| file.key != key));
        if let Some((_, worker)) = self.0.importing.borrow().as_ref().filter(|(of, _)| *of == key) {
            worker.end();
        }
        let jobs = self.clone();
        spawn_local(async move {
            // A worker that is lost has forgotten it already.
            let _ = jobs.0.data.ask(&Ask::RemoveLayer { key }, None).await;
        });
    }

    /// Has the data worker forget a layer that may have held patches.
    pub(super) async fn drop_layer(&self, key: LayerKey) {
        self.patches_changed();
        // A worker that is lost has forgotten it already.
        let _ = self.0.data.ask(&Ask::RemoveLayer { key }, None).await;
    }

    /// What was prepared of the patches is of no use any more.
    pub(super) fn patches_changed(&self) {
        self.0.layers.set(self.0.layers.get() + 1);
    }

    /// Files that the page opened on.
    pub(super) fn city_keys(&self) -> Vec<LayerKey> {
        self.0.app.files.with_untracked(|files| {
            let city = files.iter().filter(|file| file.origin == Origin::City);
            city.map(|file| file.key).collect()
        })
    }

    /// Real data, once they are read, take the place of a made-up city.
    pub(super) async fn replace_made_up(&self) {
        let keys = self.city_keys();
        if keys.is_empty() || !self.0.app.config().is_made_up {
            return;
        }
        self.0.app.files.update(|files| files.retain(|file| file.origin != Origin::City));
        self.0.waiting.borrow_mut().retain(|key| !keys.contains(key));
        for key in keys {
            self.0.blobs.borrow_mut().remove(&key);
            self.drop_layer(key).await;
        }
        self.land_changed();
    }

    pub(super) fn has_patches(&self) -> bool {
        self.0.app.files.with_untracked(|files| {
            let is_habitat = |file: &OpenedFile| file.role() == Some(LayerRole::Habitat);
            files
                .iter()
                .any(|file| is_habitat(file) && file.report().is_some_and(|r| r.polygons > 0))
        })
    }
}

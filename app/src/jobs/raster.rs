//! A raster of the reader's as the grid that least-cost links go over.

use geodata::landscape::RasterKind;
use js_sys::ArrayBuffer;
use leptos::prelude::*;
use liito_worker::{Ask, WaysAsk};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Blob;

use super::Jobs;
use crate::platform;
use crate::state::{NoticeKind, Raster};

/// A raster that is the grid.
#[derive(Clone)]
pub struct RasterFile {
    /// As workers are given it.
    bytes: ArrayBuffer,
    /// As it is kept and saved: what was chosen may go from where it lies.
    pub blob: Blob,
    /// What it is called in a project.
    pub inside: String,
}

impl Jobs {
    /// Takes a file as the grid.
    pub fn use_raster(&self, name: String, blob: &Blob) {
        self.take_raster(Raster { name, kind: RasterKind::default() }, blob);
    }

    /// Takes a file as the grid, of such numbers.
    pub(super) fn take_raster(&self, raster: Raster, blob: &Blob) {
        let bytes = JsFuture::from(blob.array_buffer());
        let jobs = self.clone();
        spawn_local(async move {
            let name = raster.name.clone();
            let bytes: Result<ArrayBuffer, _> = bytes.await.map(JsCast::unchecked_into);
            match bytes.and_then(|bytes| Ok((platform::blob_of(&[&bytes])?, bytes))) {
                Ok((blob, bytes)) => {
                    // Another name for each: what is kept on the device is not written over.
                    let inside = format!("grid-{}", jobs.0.ground.get());
                    *jobs.0.raster.borrow_mut() = Some(RasterFile { bytes, blob, inside });
                    jobs.set_raster(Some(raster));
                }
                Err(_) => jobs.0.app.notify(NoticeKind::ImportBroke { file: name }),
            }
        });
    }

    /// Takes the numbers of the file as something else.
    pub fn read_raster_as(&self, kind: RasterKind) {
        let raster = self.0.app.raster.get_untracked();
        self.set_raster(raster.map(|raster| Raster { kind, ..raster }));
    }

    /// Goes back to the grid that is made of the land.
    pub fn drop_raster(&self) {
        self.0.raster.take();
        self.set_raster(None);
    }

    fn set_raster(&self, raster: Option<Raster>) {
        self.0.app.raster.set(raster);
        self.land_changed();
        self.follow_closing();
        self.keep_project();
    }

    /// The file, as workers are given it.
    pub(super) fn raster(&self) -> Option<(Ask, ArrayBuffer)> {
        let bytes = self.0.raster.borrow().as_ref().map(|file| file.bytes.clone())?;
        Some((WaysAsk::LoadRaster.packed(), bytes))
    }
}

//! A raster of the reader's as the grid that least-cost links go over.

use geodata::landscape::RasterKind;
use js_sys::ArrayBuffer;
use leptos::prelude::*;
use liito_worker::{Ask, WaysAsk};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Blob;

use super::Jobs;
use crate::state::{NoticeKind, Raster};

impl Jobs {
    /// Takes a file as the grid.
    pub fn use_raster(&self, name: String, blob: &Blob) {
        let bytes = JsFuture::from(blob.array_buffer());
        let jobs = self.clone();
        spawn_local(async move {
            match bytes.await {
                Ok(bytes) => {
                    *jobs.0.raster.borrow_mut() = Some(bytes.into());
                    jobs.set_raster(Some(Raster { name, kind: RasterKind::default() }));
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
    }

    /// The file, as workers are given it.
    pub(super) fn raster(&self) -> Option<(Ask, ArrayBuffer)> {
        self.0.raster.borrow().clone().map(|bytes| (WaysAsk::LoadRaster.packed(), bytes))
    }
}

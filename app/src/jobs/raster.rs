//! A raster of the reader's as the grid that least-cost links go over.

use std::cell::{Cell, RefCell};

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

/// The raster that is the grid, and what is on its way to be it.
#[derive(Default)]
pub struct RasterClient {
    file: RefCell<Option<RasterFile>>,
    /// Raised whenever another file is to be the grid, or none.
    turn: Cell<u32>,
    is_reading: Cell<bool>,
}

/// A raster as a file.
#[derive(Clone)]
pub struct RasterFile {
    /// As workers are given it.
    bytes: ArrayBuffer,
    /// As it is kept and saved: what was chosen may go from where it lies.
    pub blob: Blob,
    /// Another number for each.
    pub number: u32,
}

impl RasterClient {
    fn next_turn(&self) -> u32 {
        self.turn.set(self.turn.get() + 1);
        self.turn.get()
    }

    /// A file is being read.
    pub(super) fn is_reading(&self) -> bool {
        self.is_reading.get()
    }

    pub(super) fn file(&self) -> Option<RasterFile> {
        self.file.borrow().clone()
    }
}

impl Jobs {
    /// Takes a file as the grid.
    pub fn use_raster(&self, name: String, blob: &Blob) {
        self.take_raster(Raster { name, kind: RasterKind::default() }, blob);
    }

    /// Takes a file as the grid, of such numbers.
    pub(super) fn take_raster(&self, raster: Raster, blob: &Blob) {
        let number = self.0.raster.next_turn();
        self.0.raster.is_reading.set(true);
        let bytes = JsFuture::from(blob.array_buffer());
        let jobs = self.clone();
        spawn_local(async move {
            let bytes: Result<ArrayBuffer, _> = bytes.await.map(JsCast::unchecked_into);
            let read = bytes.and_then(|bytes| Ok((platform::blob_of(&[&bytes])?, bytes)));
            // Another was wanted since.
            if jobs.0.raster.turn.get() != number {
                return;
            }
            jobs.0.raster.is_reading.set(false);
            match read {
                Ok((blob, bytes)) => {
                    *jobs.0.raster.file.borrow_mut() = Some(RasterFile { bytes, blob, number });
                    jobs.set_raster(Some(raster));
                }
                Err(_) => {
                    jobs.0.app.notify(NoticeKind::ImportBroke { file: raster.name });
                    jobs.keep_project();
                }
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
        self.0.raster.next_turn();
        self.0.raster.is_reading.set(false);
        if self.0.raster.file.take().is_some() {
            self.set_raster(None);
        }
    }

    fn set_raster(&self, raster: Option<Raster>) {
        self.0.app.raster.set(raster);
        self.land_changed();
        self.follow_closing();
        self.keep_project();
    }

    /// The file, as workers are given it.
    pub(super) fn raster(&self) -> Option<(Ask, ArrayBuffer)> {
        self.0.raster.file().map(|file| (WaysAsk::LoadRaster.packed(), file.bytes))
    }
}

//! Work that is done elsewhere: the page's end of its workers.
//!
//! [`Jobs`] is told what to open, close, compute and answer; it keeps the files
//! and the workers, and writes what comes of them into the state.

mod band;
mod check;
mod data;
mod import;
mod importance;
mod pool;
mod preview;
mod run;
mod save;
mod ways;
mod worker;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use geodata::Crs;
use geodata::connectivity::importance::Piece;
use geodata::model::LayerRole;
use js_sys::ArrayBuffer;
use leptos::prelude::*;
use liito_worker::{Ask, LayerKey, Reply, RowPage, RowQuery};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use crate::platform;
use crate::state::{
    App, Details, Explanation, Importance, NoticeKind, OpenedFile, Origin, Run, Status,
};
use data::DataClient;
use import::is_land;
use pool::Pool;
use run::LinksFor;
pub use save::{Ready, SaveError, SaveWish};
use ways::WaysClient;
use worker::{Answer, Lost, WorkerHandle};

/// The page's end of all workers. Cloning gives another hand on the same.
#[derive(Clone)]
pub struct Jobs(Rc<Inner>);

thread_local! {
    static JOBS: OnceCell<Jobs> = const { OnceCell::new() };
}

struct Inner {
    app: App,
    data: DataClient,
    pool: Pool,
    /// The files themselves, to read them again when a worker is lost.
    blobs: RefCell<HashMap<LayerKey, Blob>>,
    /// Raised by everything that makes a run in progress useless.
    generation: Cell<u32>,
    /// Shapes of the patches, for compute workers.
    shapes: RefCell<Option<ArrayBuffer>>,
    /// What the data worker's links were found with.
    links_for: RefCell<Option<LinksFor>>,
    /// Finds links over the land.
    ways: WaysClient,
    /// Raised whenever the pointer comes to something else.
    previewed: Cell<u32>,
    /// Raised whenever layers of land change.
    ground: Cell<u32>,
    /// The network of the last run, for compute workers to take apart.
    network: RefCell<Option<ArrayBuffer>>,
    /// Raised whenever the layers in the data worker change.
    layers: Cell<u32>,
    /// What that was when the patches were last prepared.
    prepared: Cell<Option<u32>>,
    /// Losses of the data worker since a run was last done.
    losses: Cell<u32>,
    /// Raised whenever something else is to be explained.
    explained: Cell<u32>,
    /// Patches have come or gone since a run was last begun.
    wants_run: Cell<bool>,
    /// Files are read one at a time: those that wait, and the one that is read.
    waiting: RefCell<Vec<LayerKey>>,
    reading: Cell<Option<LayerKey>>,
    is_reading: Cell<bool>,
    /// Reads the files of the city one after the other.
    city_reader: RefCell<Option<WorkerHandle>>,
    /// The file that is being read, and by whom.
    importing: RefCell<Option<(LayerKey, WorkerHandle)>>,
}

/// Losses of the data worker after which files are not read again.
const MOST_LOSSES: u32 = 2;

impl Jobs {
    fn new(app: App) -> Self {
        let jobs = Self(Rc::new(Inner {
            app,
            data: DataClient::new(),
            pool: Pool::new(platform::cores()),
            blobs: RefCell::default(),
            generation: Cell::new(0),
            shapes: RefCell::new(None),
            links_for: RefCell::default(),
            ways: WaysClient::default(),
            previewed: Cell::new(0),
            ground: Cell::new(0),
            network: RefCell::new(None),
            layers: Cell::new(0),
            prepared: Cell::new(None),
            losses: Cell::new(0),
            explained: Cell::new(0),
            wants_run: Cell::new(false),
            waiting: RefCell::default(),
            reading: Cell::new(None),
            is_reading: Cell::new(false),
            city_reader: RefCell::default(),
            importing: RefCell::default(),
        }));
        let for_loss = jobs.clone();
        jobs.0.data.on_loss(move |lost| for_loss.data_lost(lost));
        let for_pool = jobs.clone();
        jobs.0.pool.on_loss(move || for_pool.0.app.notify(NoticeKind::WorkerReplaced));
        jobs
    }

    /// Those of the page, to be had from any event and not only while a
    /// component is made.
    pub fn get() -> Self {
        JOBS.with(|jobs| jobs.get_or_init(|| Self::new(App::get())).clone())
    }

    /// Opens a file that is at hand.
    pub fn open(&self, name: String, blob: Blob, origin: Origin) {
        let key = self.add_file(name, origin, None, Status::Reading);
        self.0.blobs.borrow_mut().insert(key, blob);
        self.read(key);
    }

    /// Opens the layers of the settings.
    pub fn open_city(&self) {
        for layer in &self.0.app.config().layers {
            let name = layer.address.rsplit('/').next().unwrap_or_default().to_owned();
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
    ) {
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
    }

    fn role_of(&self, key: LayerKey) -> Option<LayerRole> {
        let files = self.0.app.files;
        files.with_untracked(|files| files.iter().find(|file| file.key == key)?.role())
    }

    fn is_open(&self, key: LayerKey) -> bool {
        self.0.app.files.with_untracked(|files| files.iter().any(|file| file.key == key))
    }

    fn add_file(
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

    fn follow_closing(&self) {
        if self.0.wants_run.get() {
            self.refresh();
        }
        self.redraw();
    }

    fn forget(&self, key: LayerKey) {
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
    async fn drop_layer(&self, key: LayerKey) {
        self.patches_changed();
        // A worker that is lost has forgotten it already.
        let _ = self.0.data.ask(&Ask::RemoveLayer { key }, None).await;
    }

    /// What was prepared of the patches is of no use any more.
    fn patches_changed(&self) {
        self.0.layers.set(self.0.layers.get() + 1);
    }

    /// Files that the page opened on.
    fn city_keys(&self) -> Vec<LayerKey> {
        self.0.app.files.with_untracked(|files| {
            let city = files.iter().filter(|file| file.origin == Origin::City);
            city.map(|file| file.key).collect()
        })
    }

    /// Real data, once they are read, take the place of a made-up city.
    async fn replace_made_up(&self) {
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

    /// Has all that is no patch drawn anew.
    fn redraw(&self) {
        let jobs = self.clone();
        spawn_local(async move {
            let Some(answer) = jobs.ask(Ask::DrawContext).await else { return };
            let app = jobs.0.app;
            match answer.reply {
                Reply::Context(info) => {
                    let bounds = info.bounds;
                    let has_moved = app.context.with_untracked(|old| old.bounds != bounds);
                    app.context.set(info);
                    app.context_tiles.update(|tiles| *tiles += 1);
                    // Where there are patches, they say where to look.
                    let has_patches = jobs.has_patches();
                    if let Some(bounds) = bounds.filter(|_| has_moved && !has_patches)
                        && !app.keeps_view()
                    {
                        app.go_to(bounds);
                    }
                }
                Reply::Failed(error) => app.notify(NoticeKind::Impossible(error)),
                _ => {}
            }
        });
    }

    fn has_patches(&self) -> bool {
        self.0.app.files.with_untracked(|files| {
            let is_habitat = |file: &OpenedFile| file.role() == Some(LayerRole::Habitat);
            files
                .iter()
                .any(|file| is_habitat(file) && file.report().is_some_and(|r| r.polygons > 0))
        })
    }

    /// Stops what is being computed.
    pub fn cancel(&self) {
        self.supersede();
        let app = self.0.app;
        // The figures stay where only importance was on its way.
        if app.importance.get_untracked().progress().is_some() {
            app.importance.set(Importance::Offered);
        } else {
            app.run.set(Run::Cancelled);
        }
    }

    /// What mattered is not known any more: something has changed.
    fn forget_importance(&self) {
        let app = self.0.app;
        app.importance.set(Importance::None);
        app.ranking.set(None);
        app.crossings.set(None);
        app.explanation.set(Explanation::None);
        app.band.set(None);
        self.0.explained.set(self.0.explained.get() + 1);
        *self.0.network.borrow_mut() = None;
    }

    /// Makes a run in progress useless and ends the workers that are at it.
    fn supersede(&self) -> u32 {
        let generation = self.0.generation.get() + 1;
        self.0.generation.set(generation);
        self.0.pool.end_busy();
        self.0.ways.end_busy();
        generation
    }

    fn is_current(&self, generation: u32) -> bool {
        self.0.generation.get() == generation
    }

    /// Asks the data worker a short question.
    pub async fn ask(&self, ask: Ask) -> Option<Answer> {
        self.0.data.ask(&ask, None).await.ok()
    }

    /// A page of the table.
    pub async fn rows(&self, query: RowQuery) -> Option<RowPage> {
        match self.ask(Ask::Rows(query)).await?.reply {
            Reply::Rows(page) => Some(page),
            _ => None,
        }
    }

    /// Chooses the patch at a position, else a link within the tolerance, or none.
    pub fn select_at(&self, longitude: f64, latitude: f64, tolerance_m: f64) {
        let jobs = self.clone();
        let app = self.0.app;
        let tolerance_m = if app.links_shown.get_untracked() { tolerance_m } else { -1.0 };
        spawn_local(async move {
            let answer = jobs.ask(Ask::At { longitude, latitude, tolerance_m }).await;
            if let Some(Answer { reply: Reply::At(piece), .. }) = answer {
                app.selected.set(piece);
            }
        });
    }

    /// Fetches the details of what is chosen into the state, and why it matters.
    pub fn load_details(&self, piece: Option<Piece>) {
        let app = self.0.app;
        self.explain(piece);
        let band = app.band.with_untracked(|band| band.as_ref().map(|band| band.ends));
        if band.is_some_and(|(a, b)| piece != Some(Piece::Link(a, b))) {
            app.band.set(None);
        }
        match piece {
            Some(Piece::Link(a, b)) => self.load_profile(a, b),
            _ => app.profile.set(None),
        }
        let Some(piece) = piece else { return app.details.set(None) };
        let jobs = self.clone();
        spawn_local(async move {
            let answer = jobs
                .ask(match piece {
                    Piece::Patch(number) => Ask::Patch { number },
                    Piece::Link(a, b) => Ask::Link { a, b },
                })
                .await;
            let details = match answer.map(|answer| answer.reply) {
                Some(Reply::Patch(details)) => details.map(Details::Patch),
                Some(Reply::Link(details)) => details.map(Details::Link),
                _ => return,
            };
            if app.selected.get_untracked() == Some(piece) {
                app.details.set(details.map(Arc::new));
            }
        });
    }

    /// The data worker is lost with all it held: read every file again.
    fn data_lost(&self, lost: Lost) {
        let app = self.0.app;
        match lost {
            Lost::OtherVersion => return app.notify(NoticeKind::OtherVersion),
            Lost::NeverStarted => return app.notify(NoticeKind::CannotStart),
            Lost::Died | Lost::Ended => {}
        }
        self.supersede();
        self.forget_importance();
        self.patches_changed();
        self.0.links_for.take();
        *self.0.shapes.borrow_mut() = None;
        self.0.losses.set(self.0.losses.get() + 1);
        let keys: Vec<LayerKey> = app.files.with_untracked(|files| {
            files.iter().filter(|file| file.report().is_some()).map(|file| file.key).collect()
        });
        // What broke it twice would break it a third time.
        if self.0.losses.get() >= MOST_LOSSES {
            app.notify(NoticeKind::KeepsBreaking);
            for key in keys {
                app.update_file(key, |file| file.status = Status::Failed);
            }
            self.0.losses.set(0);
            return app.run.set(Run::Failed);
        }
        app.notify(NoticeKind::WorkerReplaced);
        app.run.set(Run::Waiting);
        for key in keys {
            app.update_file(key, |file| file.status = Status::Reading);
            self.read(key);
        }
    }
}

/// A buffer as the attachment of a question.
fn buffer(bytes: &ArrayBuffer) -> JsValue {
    bytes.clone().into()
}

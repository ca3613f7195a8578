//! Work that is done elsewhere: the page's end of its workers.
//!
//! [`Jobs`] is told what to open, close, compute and answer; it keeps the files
//! and the workers, and writes what comes of them into the state.

mod band;
mod check;
mod data;
mod details;
mod field;
mod files;
mod firmness;
mod import;
mod importance;
mod live;
mod methods;
mod numbers;
mod plan;
mod pool;
mod preview;
mod project;
mod raster;
mod run;
mod save;
mod ways;
mod worker;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::ArrayBuffer;
use leptos::prelude::*;
use liito_worker::{Ask, LayerKey, Reply, Role};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use crate::platform;
use crate::state::{App, Explanation, Firm, Importance, NoticeKind, Run, Status};
use data::DataClient;
use plan::PlanClient;
use pool::Pool;
use project::Keeper;
pub use project::ProjectWork;
use raster::RasterClient;
use run::LinksFor;
pub use save::{GRID, Ready, SaveError, SaveWish};
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
    /// Judges plans.
    plans: PlanClient,
    hand: live::Hand,
    /// Keeps the reader's work on the device.
    keeper: Keeper,
    /// Find them again and again, with other assumptions.
    land_pool: Pool,
    /// Raised whenever it is asked anew how firm the ranks are, or no more.
    firm: Cell<u32>,
    /// Raised whenever the pointer comes to something else.
    previewed: Cell<u32>,
    /// Raised whenever layers of land change.
    ground: Cell<u32>,
    /// A file that is the grid instead of the land.
    raster: RasterClient,
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
            pool: Pool::new(Role::Compute, platform::cores()),
            blobs: RefCell::default(),
            generation: Cell::new(0),
            shapes: RefCell::new(None),
            links_for: RefCell::default(),
            ways: WaysClient::default(),
            plans: PlanClient::default(),
            hand: live::Hand::default(),
            keeper: Keeper::default(),
            land_pool: Pool::new(Role::Ways, platform::cores()),
            firm: Cell::new(0),
            previewed: Cell::new(0),
            ground: Cell::new(0),
            raster: RasterClient::default(),
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
        for pool in [&jobs.0.pool, &jobs.0.land_pool] {
            pool.on_loss(move || app.notify(NoticeKind::WorkerReplaced));
        }
        jobs
    }

    /// Those of the page, to be had from any event and not only while a
    /// component is made.
    pub fn get() -> Self {
        JOBS.with(|jobs| jobs.get_or_init(|| Self::new(App::get())).clone())
    }

    /// Has all that is no patch drawn anew.
    fn redraw(&self) {
        self.present_changed();
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

    /// Stops what is being computed.
    pub fn cancel(&self) {
        self.supersede();
        let app = self.0.app;
        // The figures stay where only importance was on its way.
        if app.importance.get_untracked().progress().is_some() {
            app.importance.set(Importance::OFFERED);
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
        self.cancel_firmness();
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
        if matches!(self.0.app.firm.get_untracked(), Firm::Running { .. }) {
            self.cancel_firmness();
        }
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

//! Links over the land: a worker of their own, which keeps the land and is fetched when first
//! needed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use geodata::Parameters;
use geodata::landscape::Resistance;
use geodata::links::LinkKind;
use leptos::prelude::*;
use liito_worker::{Ask, Reply, Role, WayWish, WaysAsk, WaysReply};
use wasm_bindgen_futures::spawn_local;

use super::run::Stop;
use super::worker::{Answer, Lost, WorkerHandle};
use super::{Jobs, buffer};
use crate::state::{Form, Run};

/// Places where links fail that are put on the map.
const CROSSINGS: usize = 100;

/// The worker, and which land it has.
#[derive(Default)]
pub struct WaysClient {
    worker: RefCell<Option<WorkerHandle>>,
    land: Cell<Option<(u32, u32)>>,
}

impl WaysClient {
    /// Ends the worker if it is at work: it would not hear otherwise.
    pub fn end_busy(&self) {
        if self.worker.borrow().as_ref().is_some_and(WorkerHandle::is_busy) {
            self.end();
        }
    }

    fn end(&self) {
        if let Some(worker) = self.worker.borrow_mut().take() {
            worker.end();
        }
        self.land.set(None);
    }

    /// The worker, a new one where there is none.
    fn worker(&self) -> Result<WorkerHandle, Lost> {
        let mut worker = self.worker.borrow_mut();
        if worker.as_ref().is_none_or(WorkerHandle::has_ended) {
            self.land.set(None);
            *worker = WorkerHandle::start(Role::Ways, |_| {});
        }
        worker.clone().ok_or(Lost::NeverStarted)
    }

    /// The worker, if it is there with all it knows.
    pub(super) fn at_hand(&self) -> Option<WorkerHandle> {
        self.worker.borrow().clone().filter(|worker| !worker.has_ended())
    }
}

impl Jobs {
    /// True where links that know the land are asked for.
    pub(super) fn is_over_land(&self) -> bool {
        self.0.app.form.with_untracked(Form::kind).is_over_land()
    }

    /// What a metre of ground costs, as the reader has it.
    pub(super) fn resistance(&self) -> Resistance {
        self.0.app.form.with_untracked(Form::resistance)
    }

    /// Which ways are wanted, with what is assumed of them.
    pub(super) fn way_wish(&self, parameters: &Parameters) -> WayWish {
        let Parameters { kind, max_link_m, grading, .. } = *parameters;
        let raster = self.0.app.raster.with_untracked(|raster| raster.as_ref().map(|of| of.kind));
        WayWish { kind, max_link_m, limits: grading.limits, resistance: self.resistance(), raster }
    }

    /// Layers of land have come or gone: what was found over them is of no use any more.
    pub(super) fn land_changed(&self) {
        self.0.ground.set(self.0.ground.get() + 1);
        if self.is_over_land() {
            self.supersede();
            self.0.app.run.set(Run::Waiting);
            self.0.wants_run.set(true);
        }
    }

    /// Has links found over the land, and the data worker keep them.
    pub(super) async fn find_ways(
        &self,
        generation: u32,
        parameters: &Parameters,
    ) -> Result<(), Stop> {
        let app = self.0.app;
        let worker = self.0.ways.worker()?;
        app.run.set(Run::Links { done: 0, total: 1 });
        self.load_land(&worker, generation).await?;
        let wish = self.way_wish(parameters);
        let hear = Rc::new(move |done: u32, total: u32| {
            let [done, total] = [done, total].map(|steps| usize::try_from(steps).unwrap_or(0));
            app.run.set(Run::Links { done, total });
        });
        let answer = worker.ask_and_hear(&WaysAsk::Ways(wish).packed(), hear).await?;
        let Some(bytes) = self.expect(generation, answer)?.bytes else {
            return Err(Stop::Lost(Lost::OtherVersion));
        };
        let ask = Ask::AddWays { parameters: parameters.clone() };
        let answer = self.0.data.ask(&ask, Some(buffer(&bytes))).await?;
        self.expect(generation, answer)?;
        Ok(())
    }

    /// Gives the worker the land, where it lacks what is open.
    async fn load_land(&self, worker: &WorkerHandle, generation: u32) -> Result<(), Stop> {
        let wanted = (self.0.layers.get(), self.0.ground.get());
        if self.0.ways.land.get() == Some(wanted) {
            return Ok(());
        }
        let answer = self.0.data.ask(&Ask::Land, None).await?;
        let (layers, bytes) = match self.expect(generation, answer)? {
            Answer { reply: Reply::Land { layers }, bytes: Some(bytes) } => (layers, bytes),
            _ => return Err(Stop::Lost(Lost::OtherVersion)),
        };
        self.0.app.has_land.set(layers > 0);
        let answer = worker.ask(&WaysAsk::LoadLand.packed(), Some(buffer(&bytes)), true).await?;
        self.expect(generation, answer)?;
        if let Some((ask, bytes)) = self.raster() {
            let answer = worker.ask(&ask, Some(buffer(&bytes)), false).await?;
            self.expect(generation, answer)?;
        }
        self.0.ways.land.set(Some(wanted));
        Ok(())
    }

    /// The worker with the ways of the run: where it was ended over other work, a new one
    /// finds them again.
    pub(super) async fn with_ways(&self, parameters: &Parameters) -> Result<WorkerHandle, Stop> {
        if let Some(worker) = self.0.ways.at_hand() {
            return Ok(worker);
        }
        let generation = self.0.generation.get();
        let worker = self.0.ways.worker()?;
        self.load_land(&worker, generation).await?;
        let ask = WaysAsk::Ways(self.way_wish(parameters)).packed();
        let answer = worker.ask(&ask, None, false).await?;
        self.expect(generation, answer)?;
        Ok(worker)
    }

    /// Finds out where the links of the run fail.
    pub(super) fn find_crossings(&self, generation: u32, parameters: Parameters) {
        if parameters.kind == LinkKind::Euclidean {
            return;
        }
        let Some(worker) = self.0.ways.at_hand() else { return };
        let jobs = self.clone();
        spawn_local(async move {
            let Some(Answer { reply: Reply::Attributes(attributes_ha), .. }) =
                jobs.ask(Ask::Attributes).await
            else {
                return;
            };
            let ask = WaysAsk::Crossings { parameters, attributes_ha, count: CROSSINGS };
            let answer = ask_ways(&worker, &ask).await;
            if let (Some(WaysReply::Crossings(found)), true) = (answer, jobs.is_current(generation))
            {
                // The table and the map leave out what cannot be ranked.
                let ask = Ask::NearEdge(found.near_edge.clone());
                let _ = jobs.ask(ask).await;
                jobs.0.app.crossings.set(Some(Arc::new(found)));
                jobs.recolour();
            }
        });
    }

    /// Fetches what lies along a link into the state.
    pub(super) fn load_profile(&self, a: u32, b: u32) {
        let app = self.0.app;
        app.profile.set(None);
        let Some(worker) = self.0.ways.at_hand().filter(|_| self.is_over_land()) else { return };
        spawn_local(async move {
            let answer = ask_ways(&worker, &WaysAsk::Profile { a, b }).await;
            if let Some(WaysReply::Profile(Some(profile))) = answer {
                app.profile.set(Some(Arc::new(profile)));
            }
        });
    }
}

/// Asks the worker that knows the land; `None` where it is lost or has no such answer.
pub(super) async fn ask_ways(worker: &WorkerHandle, ask: &WaysAsk) -> Option<WaysReply> {
    let answer = worker.ask(&ask.packed(), None, false).await.ok()?;
    WaysReply::of(&answer.reply)
}

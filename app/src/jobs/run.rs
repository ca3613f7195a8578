//! A run: patches, links, graphs, searches, figures.

use std::ops::Range;
use std::time::Duration;

use geodata::Parameters;
use geodata::connectivity::Grading;
use geodata::landscape::Resistance;
use geodata::links::{LinkError, LinkKind, Topology, check_cut};
use leptos::prelude::*;
use liito_worker::{Ask, LonLatBounds, Reply};
use wasm_bindgen_futures::spawn_local;

use super::pool::Setup;
use super::worker::{Answer, Lost};
use super::{Jobs, buffer};
use crate::state::{Figures, Form, NoticeKind, Run};

/// How long the reader's typing rests before a run begins.
const PAUSE: Duration = Duration::from_millis(250);

/// What the map takes to ask for its tiles: they come before the longer work.
const DRAWING: Duration = Duration::from_millis(60);

/// Shares that each worker gets on average: more even the load and the progress.
const SHARES_PER_WORKER: usize = 8;

/// What links were found with.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LinksFor {
    kind: LinkKind,
    topology: Topology,
    max_link_m: Option<f64>,
    /// What was assumed of them, where they know the land.
    grading: Option<Grading>,
    /// What ground costs, where they go by that.
    resistance: Option<Resistance>,
    /// Revision of the land, where they know it.
    ground: Option<u32>,
}

/// Why a run ended without figures.
pub(super) enum Stop {
    /// Another run has taken its place, or the reader stopped it.
    Superseded,
    /// The reader has been told why.
    Told,
    /// A worker was lost or did not do as it was asked.
    Lost(Lost),
}

impl From<Lost> for Stop {
    fn from(lost: Lost) -> Self {
        match lost {
            Lost::Ended => Self::Superseded,
            lost => Self::Lost(lost),
        }
    }
}

impl Jobs {
    /// The layers have changed: prepare the patches anew and compute.
    pub(super) fn refresh(&self) {
        self.0.wants_run.set(false);
        let generation = self.supersede();
        self.forget_importance();
        let jobs = self.clone();
        spawn_local(async move { jobs.run(generation).await });
    }

    /// How patches are made has changed: make them anew, once the reader's hand rests.
    pub fn remake(&self) {
        if self.is_reading_patches() {
            return;
        }
        self.patches_changed();
        self.recompute();
    }

    /// The parameters have changed: compute, once they rest.
    pub fn recompute(&self) {
        // What is being read is computed with the parameters as they are by then.
        if self.is_reading_patches() {
            return;
        }
        let generation = self.supersede();
        self.forget_importance();
        self.0.app.run.set(Run::Waiting);
        if self.is_reading_land() {
            return self.0.wants_run.set(true);
        }
        let jobs = self.clone();
        spawn_local(async move {
            gloo_timers::future::sleep(PAUSE).await;
            if jobs.is_current(generation) {
                jobs.run(generation).await;
            }
        });
    }

    async fn run(&self, generation: u32) {
        let is_prepared = self.0.prepared.get() == Some(self.0.layers.get());
        if !is_prepared && !self.prepare().await {
            return;
        }
        if self.is_current(generation) {
            self.compute(generation).await;
        }
    }

    /// Has the data worker project and index the patches.
    async fn prepare(&self) -> bool {
        let app = self.0.app;
        let layers = self.0.layers.get();
        app.selected.set(None);
        app.pointed.set(None);
        app.details.set(None);
        let making = app.form.with_untracked(Form::making);
        let drawn = match self.0.data.ask(&Ask::Making(making), None).await {
            Ok(_) => self.0.data.ask(&Ask::Draw, None).await,
            lost => lost,
        };
        // The worker has forgotten its links, whoever asked.
        self.0.links_for.take();
        let answer = match drawn {
            Ok(Answer { reply: Reply::Drawn(bounds), .. }) => {
                self.show(bounds);
                gloo_timers::future::sleep(DRAWING).await;
                self.0.data.ask(&Ask::Habitat, None).await
            }
            other => other,
        };
        match answer {
            Ok(Answer { reply: Reply::Habitat(info), bytes }) => {
                self.0.prepared.set(Some(layers));
                *self.0.shapes.borrow_mut() = bytes;
                app.habitat.set(Some(info));
                true
            }
            Ok(Answer { reply: Reply::Failed(error), .. }) => {
                app.habitat.set(None);
                app.run.set(Run::Failed);
                app.notify(NoticeKind::Impossible(error));
                false
            }
            _ => false,
        }
    }

    /// Has the map ask for its tiles anew, and go where the layers lie.
    fn show(&self, bounds: Option<LonLatBounds>) {
        let app = self.0.app;
        let moved =
            app.habitat.with_untracked(|old| old.as_ref().and_then(|old| old.bounds) != bounds);
        app.tiles.update(|tiles| *tiles += 1);
        if let Some(bounds) = bounds.filter(|_| moved && !app.keeps_view()) {
            app.go_to(bounds);
        }
    }

    async fn compute(&self, generation: u32) {
        let app = self.0.app;
        app.dismiss_impossible();
        let patches =
            app.habitat.with_untracked(|habitat| habitat.as_ref().map_or(0, |h| h.patches));
        if patches == 0 {
            return app.run.set(Run::Idle);
        }
        let Some(parameters) = app.form.with_untracked(Form::parameters) else {
            return app.run.set(Run::Failed);
        };
        if parameters.topology == Topology::Complete
            && let Err(LinkError::NeedsCut { patches, pairs }) =
                check_cut(patches, parameters.max_link_m)
        {
            return app.run.set(Run::NeedsCut { patches, pairs });
        }
        match self.figures(generation, patches, parameters.clone()).await {
            Ok(indices) => {
                app.run.set(Run::Done(indices));
                self.find_crossings(generation, parameters);
                self.recolour();
                self.load_details(app.selected.get_untracked());
                self.offer_importance(generation, patches, indices.indices.links);
            }
            // Another run speaks for itself.
            Err(_) if !self.is_current(generation) => {}
            Err(Stop::Superseded) => {}
            Err(Stop::Told) => app.run.set(Run::Failed),
            Err(Stop::Lost(lost)) => {
                app.run.set(Run::Failed);
                app.notify(match lost {
                    Lost::Died | Lost::Ended => NoticeKind::KeepsBreaking,
                    Lost::NeverStarted => NoticeKind::CannotStart,
                    Lost::OtherVersion => NoticeKind::OtherVersion,
                });
            }
        }
    }

    async fn figures(
        &self,
        generation: u32,
        patches: usize,
        parameters: Parameters,
    ) -> Result<Figures, Stop> {
        let wanted = LinksFor {
            kind: parameters.kind,
            topology: parameters.topology,
            max_link_m: parameters.max_link_m,
            grading: parameters.kind.is_over_land().then_some(parameters.grading),
            resistance: (parameters.kind == LinkKind::LeastCost).then(|| self.resistance()),
            ground: parameters.kind.is_over_land().then(|| self.0.ground.get()),
        };
        let is_known = self.0.links_for.borrow().as_ref() == Some(&wanted);
        if !is_known {
            self.0.links_for.take();
            if parameters.kind.is_over_land() {
                self.find_ways(generation, &parameters).await?;
            } else {
                self.find_links(generation, patches, &parameters).await?;
            }
            self.0.app.link_kind.set(parameters.kind);
            self.0.links_for.replace(Some(wanted));
        }
        if !self.is_current(generation) {
            return Err(Stop::Superseded);
        }
        self.0.app.run.set(Run::Indices { done: 0, total: 1 });
        let answer = self.0.data.ask(&Ask::Graphs { parameters: parameters.clone() }, None).await?;
        let (nodes, graphs) = match self.expect(generation, answer)? {
            Answer { reply: Reply::Graphs { nodes }, bytes: Some(bytes) } => (nodes, bytes),
            _ => return Err(Stop::Lost(Lost::OtherVersion)),
        };
        let shares = self.shares(nodes as usize);
        let shares = shares.into_iter().map(|sources| Ask::Sums { sources }).collect();
        let setup = Setup::new(Ask::LoadGraphs, graphs);
        let app = self.0.app;
        let progress = |done, total| app.run.set(Run::Indices { done, total });
        let answers = self.0.pool.map(setup, shares, progress).await?;
        let mut sums = Vec::with_capacity(nodes as usize);
        for answer in answers {
            match answer.reply {
                Reply::Sums(share) => sums.extend(share),
                _ => return Err(Stop::Lost(Lost::OtherVersion)),
            }
        }
        let ask = Ask::Finish { parameters: parameters.clone(), sums };
        let answer = self.0.data.ask(&ask, None).await?;
        match self.expect(generation, answer)?.reply {
            Reply::Indices(indices) => Ok(Figures::new(indices, &parameters)),
            _ => Err(Stop::Lost(Lost::OtherVersion)),
        }
    }

    async fn find_links(
        &self,
        generation: u32,
        patches: usize,
        parameters: &Parameters,
    ) -> Result<(), Stop> {
        let app = self.0.app;
        let Parameters { topology, max_link_m, .. } = *parameters;
        let shapes = self.0.shapes.borrow().clone().ok_or(Stop::Superseded)?;
        let shares: Vec<Ask> = match topology {
            Topology::Planar => vec![Ask::PlanarLinks { max_link_m }],
            Topology::Complete => self
                .shares(patches)
                .into_iter()
                .map(|sources| Ask::Links { sources, max_link_m })
                .collect(),
        };
        app.run.set(Run::Links { done: 0, total: shares.len() });
        let setup = Setup::new(Ask::LoadHabitat, shapes);
        let progress = |done, total| app.run.set(Run::Links { done, total });
        let answers = self.0.pool.map(setup, shares, progress).await?;
        for (share, answer) in answers.into_iter().enumerate() {
            let Some(bytes) = answer.bytes else { return Err(Stop::Lost(Lost::OtherVersion)) };
            if !self.is_current(generation) {
                return Err(Stop::Superseded);
            }
            self.0.data.ask(&Ask::AddLinks { is_first: share == 0 }, Some(buffer(&bytes))).await?;
        }
        // Layers may have changed while the last of them was on its way.
        if !self.is_current(generation) {
            return Err(Stop::Superseded);
        }
        Ok(())
    }

    /// An answer that still matters; a refusal is told to the reader.
    pub(super) fn expect(&self, generation: u32, answer: Answer) -> Result<Answer, Stop> {
        if !self.is_current(generation) {
            return Err(Stop::Superseded);
        }
        match answer.reply {
            Reply::Failed(error) => {
                self.0.app.notify(NoticeKind::Impossible(error));
                Err(Stop::Told)
            }
            _ => Ok(answer),
        }
    }

    /// So many patches in shares of equal size, in order.
    fn shares(&self, patches: usize) -> Vec<Range<u32>> {
        let size = patches.div_ceil(self.0.pool.size() * SHARES_PER_WORKER).clamp(8, 512);
        let bound = |patch: usize| u32::try_from(patch).unwrap_or(u32::MAX);
        (0..patches)
            .step_by(size)
            .map(|start| bound(start)..bound((start + size).min(patches)))
            .collect()
    }
}

//! What matters: every patch and link taken away in turn, on all workers.

use std::sync::Arc;
use std::time::Duration;

use geodata::connectivity::importance::Piece;
use leptos::prelude::*;
use liito_worker::{Ask, Ranking, Reply};
use wasm_bindgen_futures::spawn_local;

use super::pool::Setup;
use super::run::Stop;
use super::worker::{Answer, Lost};
use super::{Jobs, buffer};
use crate::platform;
use crate::state::{Explanation, Importance, NoticeKind, Run};

/// More patches than this, or more links, and the reader is asked before it is computed.
const AUTOMATIC: (usize, usize) = (2000, 100_000);

/// Shares that each worker gets before their sums are handed on.
const WAVE: usize = 8;

/// How often it is looked whether the map is painted, and how many times at most.
const LOOK: Duration = Duration::from_millis(50);
const MOST_LOOKS: u32 = 40;

/// Entries of a ranked list.
const RANKED: usize = 10;

/// Pairs that are told one by one where it is asked why a piece matters.
const EXPLAINED: usize = 8;

impl Jobs {
    /// Computes importance after a run, where it will not take long.
    pub(super) fn offer_importance(&self, generation: u32, patches: usize, links: usize) {
        // What broke the data worker before is not begun without being asked for, nor is a
        // sample of it.
        if self.0.losses.replace(0) > 0 {
            return self.0.app.importance.set(Importance::OFFERED);
        }
        if patches > AUTOMATIC.0 || links > AUTOMATIC.1 {
            return self.say_cost(generation);
        }
        self.start_importance(generation);
    }

    /// Says that it can be had, and how long it would take.
    fn say_cost(&self, generation: u32) {
        let app = self.0.app;
        app.importance.set(Importance::OFFERED);
        let jobs = self.clone();
        spawn_local(async move {
            jobs.map_at_rest().await;
            let is_waited_for =
                || jobs.is_current(generation) && app.importance.get_untracked().is_offered();
            if !is_waited_for() {
                return;
            }
            if let Ok(seconds) = jobs.cost(generation).await
                && is_waited_for()
            {
                app.importance.set(Importance::Offered { seconds: Some(seconds) });
            }
        });
    }

    /// What importance would take on this device, seconds: some of the work is done for that.
    async fn cost(&self, generation: u32) -> Result<u32, Stop> {
        let answer = self.0.data.ask(&Ask::Removals, None).await?;
        let Answer { reply: Reply::Removals { .. }, bytes: Some(bytes) } =
            self.expect(generation, answer)?
        else {
            return Err(Stop::Lost(Lost::OtherVersion));
        };
        let setup = Setup::new(Ask::LoadRemovals, bytes);
        let mut answers = self.0.pool.map(setup, vec![Ask::Cost], |_, _| {}).await?;
        let answer = answers.pop().ok_or(Stop::Lost(Lost::OtherVersion))?;
        let Reply::Cost { seconds } = self.expect(generation, answer)?.reply else {
            return Err(Stop::Lost(Lost::OtherVersion));
        };
        let workers = u32::try_from(self.0.pool.size()).unwrap_or(1).max(1);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded")]
        let seconds = (seconds / f64::from(workers)).ceil().clamp(1.0, 1e9) as u32;
        Ok(seconds)
    }

    /// Computes importance because the reader wants it.
    pub fn compute_importance(&self) {
        if matches!(self.0.app.run.get_untracked(), Run::Done(_)) {
            let generation = self.supersede();
            self.start_importance(generation);
        }
    }

    fn start_importance(&self, generation: u32) {
        self.0.app.importance.set(Importance::Running { done: 0, total: 1 });
        let jobs = self.clone();
        spawn_local(async move {
            let app = jobs.0.app;
            jobs.map_at_rest().await;
            if !jobs.is_current(generation) {
                return;
            }
            match jobs.importance(generation).await {
                Ok(()) => {
                    app.importance.set(Importance::Done);
                    jobs.show_importance().await;
                }
                // Another run speaks for itself.
                Err(_) if !jobs.is_current(generation) => {}
                Err(Stop::Lost(lost)) => {
                    app.importance.set(Importance::OFFERED);
                    app.notify(match lost {
                        Lost::Died | Lost::Ended => NoticeKind::KeepsBreaking,
                        Lost::NeverStarted => NoticeKind::CannotStart,
                        Lost::OtherVersion => NoticeKind::OtherVersion,
                    });
                }
                Err(Stop::Superseded | Stop::Told) => app.importance.set(Importance::OFFERED),
            }
        });
    }

    /// Waits until the map has painted what it was told to, for whoever opens the page looks
    /// at that first. Not for ever: where the map cannot paint, figures are all there is.
    async fn map_at_rest(&self) {
        let app = self.0.app;
        for _ in 0..MOST_LOOKS {
            let (drawn, files) = (app.drawn.get_untracked(), self.0.is_reading.get());
            let told = (app.tiles.get_untracked(), app.context_tiles.get_untracked());
            if !files && (drawn.tiles, drawn.context) == told && told.1 > 0 {
                // It was told to draw; with the frame after the next it has.
                return platform::frames(2).await;
            }
            gloo_timers::future::sleep(LOOK).await;
        }
    }

    async fn importance(&self, generation: u32) -> Result<(), Stop> {
        let app = self.0.app;
        let answer = self.0.data.ask(&Ask::Removals, None).await?;
        let (shares, links, bytes) = match self.expect(generation, answer)? {
            Answer { reply: Reply::Removals { shares, links }, bytes: Some(bytes) } => {
                (shares, links, bytes)
            }
            _ => return Err(Stop::Lost(Lost::OtherVersion)),
        };
        *self.0.network.borrow_mut() = Some(bytes.clone());
        let setup = Setup::new(Ask::LoadRemovals, bytes);
        // Each worker makes a matrix of its own for gains, so they get one share each.
        let size = links.len().div_ceil(self.0.pool.size()).max(1);
        let gains = links.chunks(size).map(|links| Ask::Gains { links: links.to_vec() });
        let asks: Vec<Ask> = (0..shares).map(|share| Ask::Share { share }).chain(gains).collect();
        // So many at a time, so that their sums do not pile up.
        let wave = WAVE * self.0.pool.size();
        let total = asks.len();
        for (number, asks) in asks.chunks(wave).enumerate() {
            let before = number * wave;
            let progress = |done, _| {
                app.importance.set(Importance::Running { done: before + done, total });
            };
            let answers = self.0.pool.map(setup.clone(), asks.to_vec(), progress).await?;
            for (place, answer) in answers.into_iter().enumerate() {
                let (ask, bytes) = match self.expect(generation, answer)? {
                    Answer { reply: Reply::Gains(gains), .. } => (Ask::AddGains { gains }, None),
                    Answer { reply: Reply::Bytes, bytes: Some(bytes) } => {
                        (Ask::AddSums { is_first: before + place == 0 }, Some(buffer(&bytes)))
                    }
                    _ => return Err(Stop::Lost(Lost::OtherVersion)),
                };
                self.done(generation, ask, bytes).await?;
            }
        }
        self.done(generation, Ask::FinishImportance, None).await?;
        self.0.losses.set(0);
        Ok(())
    }

    /// Has the data worker do something that has no answer but that it is done.
    async fn done(
        &self,
        generation: u32,
        ask: Ask,
        bytes: Option<wasm_bindgen::JsValue>,
    ) -> Result<(), Stop> {
        let answer = self.0.data.ask(&ask, bytes).await?;
        match self.expect(generation, answer)?.reply {
            Reply::Done => Ok(()),
            _ => Err(Stop::Lost(Lost::OtherVersion)),
        }
    }

    /// Shows what is new: colours, ranks, the figures of what is chosen.
    async fn show_importance(&self) {
        self.colour_now().await;
        let selected = self.0.app.selected.get_untracked();
        self.load_details(selected);
    }

    /// Colours and ranks by what the reader chose.
    pub fn recolour(&self) {
        let jobs = self.clone();
        spawn_local(async move { jobs.colour_now().await });
    }

    async fn colour_now(&self) {
        let app = self.0.app;
        let colouring = app.colouring.get_untracked();
        if let Some(Answer { reply: Reply::Scales(scales), .. }) =
            self.ask(Ask::Colour(colouring)).await
        {
            app.scales.set(scales);
            app.colours.update(|colours| *colours += 1);
        }
        if let Some(Answer { reply: Reply::Ranking(ranking), .. }) =
            self.ask(Ask::Ranking { count: RANKED }).await
        {
            let is_there = ranking != Ranking::default();
            app.ranking.set(is_there.then(|| Arc::new(ranking)));
        }
    }

    /// Finds out why a piece matters, once importance is there.
    pub(super) fn explain(&self, piece: Option<Piece>) {
        let app = self.0.app;
        // What was asked before is of no interest any more.
        let request = self.0.explained.get() + 1;
        self.0.explained.set(request);
        if matches!(app.explanation.get_untracked(), Explanation::Working) {
            self.0.pool.end_busy();
        }
        app.explanation.set(Explanation::None);
        let network = self.0.network.borrow().clone();
        let (Some(piece), Some(bytes)) = (piece, network) else { return };
        if app.importance.get_untracked() != Importance::Done {
            return;
        }
        app.explanation.set(Explanation::Working);
        let jobs = self.clone();
        spawn_local(async move {
            let explained = jobs.carried(piece, Setup::new(Ask::LoadRemovals, bytes)).await;
            if jobs.0.explained.get() != request {
                return;
            }
            app.explanation.set(explained.unwrap_or_default());
        });
    }

    async fn carried(&self, piece: Piece, setup: Setup) -> Option<Explanation> {
        let asks = vec![Ask::Carried { piece, most: EXPLAINED }];
        let answer = self.0.pool.map(setup, asks, |_, _| {}).await.ok()?.pop()?;
        let Reply::Carried(carried) = answer.reply else { return None };
        match self.ask(Ask::Explain { piece, carried }).await?.reply {
            Reply::Explained(Some(explained)) => {
                Some(Explanation::Done { explained: Arc::new(*explained), shown: 0 })
            }
            _ => None,
        }
    }
}

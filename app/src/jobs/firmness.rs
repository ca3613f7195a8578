//! How firm ranks are: the network again and again with other assumptions, on workers that
//! each have the land.

use std::sync::Arc;

use geodata::Parameters;
use leptos::prelude::*;
use liito_worker::{Ask, Firmness, FirmnessWish, Reply, WaysAsk, WaysReply};
use wasm_bindgen_futures::spawn_local;

use super::pool::Setup;
use super::run::Stop;
use super::worker::{Answer, Lost};
use super::{Jobs, buffer};
use crate::state::{Firm, Form, NoticeKind};

/// The same seed draws the same assumptions.
const SEED: u64 = 1;

/// Runs that a worker makes before it tells of them.
const RUNS_A_SHARE: u32 = 2;

/// Patches and crossings that are told of.
const TOLD: usize = 10;

/// What was asked, and of which network: an answer to another is nobody's.
#[derive(Clone, Copy)]
struct Request {
    generation: u32,
    turn: u32,
}

impl Jobs {
    /// Finds out how firm the ranks are, by so many draws.
    pub fn find_firmness(&self, draws: u32) {
        let app = self.0.app;
        let Some(parameters) = app.form.with_untracked(Form::parameters) else { return };
        self.forget_firmness();
        let request = Request { generation: self.0.generation.get(), turn: self.0.firm.get() };
        app.firm.set(Firm::Running { done: 0, total: 1 });
        let jobs = self.clone();
        spawn_local(async move {
            let found = jobs.firmness(request, parameters, draws).await;
            if !jobs.is_asked(request) {
                return;
            }
            app.firm.set(match found {
                Ok(found) => Firm::Done(Arc::new(found)),
                Err(Stop::Lost(_)) => {
                    app.notify(NoticeKind::KeepsBreaking);
                    Firm::None
                }
                Err(Stop::Superseded | Stop::Told) => Firm::None,
            });
        });
    }

    /// Stops finding it out.
    pub fn cancel_firmness(&self) {
        self.forget_firmness();
        self.0.app.firm.set(Firm::None);
    }

    /// Makes what is being found out useless, however far it has come.
    fn forget_firmness(&self) {
        self.0.firm.set(self.0.firm.get() + 1);
        self.0.land_pool.end_busy();
    }

    fn is_asked(&self, Request { generation, turn }: Request) -> bool {
        self.is_current(generation) && self.0.firm.get() == turn
    }

    /// An answer to what is still asked.
    fn expect_firm(&self, request: Request, answer: Answer) -> Result<Answer, Stop> {
        if !self.is_asked(request) {
            return Err(Stop::Superseded);
        }
        self.expect(request.generation, answer)
    }

    async fn firmness(
        &self,
        request: Request,
        parameters: Parameters,
        draws: u32,
    ) -> Result<Firmness, Stop> {
        let app = self.0.app;
        // It knows the labels, and where the patches lie.
        let keeper = self.0.ways.at_hand().ok_or(Stop::Superseded)?;
        let Some(Answer { reply: Reply::Attributes(attributes_ha), .. }) =
            self.ask(Ask::Attributes).await
        else {
            return Err(Stop::Lost(Lost::OtherVersion));
        };
        let answer = self.0.data.ask(&Ask::Land, None).await?;
        let Some(bytes) = self.expect_firm(request, answer)?.bytes else {
            return Err(Stop::Lost(Lost::OtherVersion));
        };
        let ways = self.way_wish(&parameters);
        let wish = FirmnessWish { ways, parameters, attributes_ha, draws, seed: SEED };
        // One more than there are draws: the assumptions as they are.
        let shares: Vec<Ask> = (0..=draws)
            .step_by(RUNS_A_SHARE as usize)
            .map(|start| {
                let runs = start..(start + RUNS_A_SHARE).min(draws + 1);
                WaysAsk::FirmnessRuns { wish: wish.clone(), runs }.packed()
            })
            .collect();
        let progress = |done, total| {
            if self.is_asked(request) {
                app.firm.set(Firm::Running { done, total });
            }
        };
        let setup = Setup::new(WaysAsk::LoadLand.packed(), bytes).and(self.raster());
        let answers = self.0.land_pool.map(setup, shares, progress).await?;
        for (place, answer) in answers.into_iter().enumerate() {
            let Some(bytes) = self.expect_firm(request, answer)?.bytes else {
                return Err(Stop::Lost(Lost::OtherVersion));
            };
            let ask = WaysAsk::AddRuns { is_first: place == 0 }.packed();
            let answer = keeper.ask(&ask, Some(buffer(&bytes)), false).await?;
            self.expect_firm(request, answer)?;
        }
        // Each worker holds the land: they are of no use until it is asked again.
        self.0.land_pool.end();
        let ask = WaysAsk::Firmness { wish, count: TOLD }.packed();
        let answer = keeper.ask(&ask, None, false).await?;
        match WaysReply::of(&self.expect_firm(request, answer)?.reply) {
            Some(WaysReply::Firmness(found)) => Ok(found),
            _ => Err(Stop::Lost(Lost::OtherVersion)),
        }
    }
}

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

impl Jobs {
    /// Finds out how firm the ranks are, by so many draws.
    pub fn find_firmness(&self, draws: u32) {
        let app = self.0.app;
        let Some(parameters) = app.form.with_untracked(Form::parameters) else { return };
        let generation = self.0.generation.get();
        app.firm.set(Firm::Running { done: 0, total: 1 });
        let jobs = self.clone();
        spawn_local(async move {
            let found = jobs.firmness(generation, parameters, draws).await;
            let is_wanted = app.firm.with_untracked(|firm| matches!(firm, Firm::Running { .. }));
            if !jobs.is_current(generation) || !is_wanted {
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
        self.0.app.firm.set(Firm::None);
        self.0.land_pool.end_busy();
    }

    async fn firmness(
        &self,
        generation: u32,
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
        let Some(bytes) = self.expect(generation, answer)?.bytes else {
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
        let progress = |done, total| app.firm.set(Firm::Running { done, total });
        let setup = Setup::new(WaysAsk::LoadLand.packed(), bytes).and(self.raster());
        let answers = self.0.land_pool.map(setup, shares, progress).await?;
        for (place, answer) in answers.into_iter().enumerate() {
            let Some(bytes) = self.expect(generation, answer)?.bytes else {
                return Err(Stop::Lost(Lost::OtherVersion));
            };
            let ask = WaysAsk::AddRuns { is_first: place == 0 }.packed();
            let answer = keeper.ask(&ask, Some(buffer(&bytes)), false).await?;
            self.expect(generation, answer)?;
        }
        // Each worker holds the land: they are of no use until it is asked again.
        self.0.land_pool.end();
        let ask = WaysAsk::Firmness { wish, count: TOLD }.packed();
        let answer = keeper.ask(&ask, None, false).await?;
        match WaysReply::of(&self.expect(generation, answer)?.reply) {
            Some(WaysReply::Firmness(found)) => Ok(found),
            _ => Err(Stop::Lost(Lost::OtherVersion)),
        }
    }
}

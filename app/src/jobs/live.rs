//! Figures that follow a hand: the last shape is asked for, one at a time.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use liito_worker::{LiveInfo, PlanAsk, PlanReply, PlanStep};
use wasm_bindgen_futures::spawn_local;

use super::Jobs;

/// What is being drawn.
#[derive(Default)]
pub struct Hand {
    /// As it is now, where that was not yet asked for.
    next: RefCell<Option<PlanStep>>,
    /// As it was when last told of.
    last: RefCell<Option<PlanStep>>,
    is_asking: Cell<bool>,
    /// What was asked for before the hand let go is no longer wanted.
    strokes: Cell<u32>,
}

impl Jobs {
    /// Follows what is being drawn: what is drawn while an answer is awaited is asked for
    /// after it, and nothing in between.
    pub fn follow_hand(&self, step: PlanStep) {
        let hand = &self.0.hand;
        *hand.last.borrow_mut() = Some(step.clone());
        *hand.next.borrow_mut() = Some(step);
        if hand.is_asking.replace(true) {
            return;
        }
        let jobs = self.clone();
        spawn_local(async move {
            loop {
                let next = jobs.0.hand.next.borrow_mut().take();
                let Some(step) = next else { break };
                let stroke = jobs.0.hand.strokes.get();
                let told = jobs.ask_live(step).await;
                if stroke == jobs.0.hand.strokes.get() && told.is_some() {
                    jobs.0.app.plan.told.update(|all| all.live = told);
                }
            }
            jobs.0.hand.is_asking.set(false);
        });
    }

    /// Asks for what the hand holds once there is a worker that knows the land: the hand may
    /// be at rest.
    pub(super) fn follow_at_last(&self) {
        let last = self.0.hand.last.borrow().clone();
        if let Some(step) = last {
            self.follow_hand(step);
        }
    }

    /// The hand has let go.
    pub fn let_go(&self) {
        let hand = &self.0.hand;
        hand.strokes.set(hand.strokes.get().wrapping_add(1));
        *hand.last.borrow_mut() = None;
        *hand.next.borrow_mut() = None;
        if self.0.app.plan.told.with_untracked(|told| told.live.is_some()) {
            self.0.app.plan.told.update(|told| told.live = None);
        }
    }

    /// Asks the worker, where it knows the land already: a hand does not wait.
    async fn ask_live(&self, step: PlanStep) -> Option<LiveInfo> {
        let worker = self.plan_worker()?;
        let ask = PlanAsk::Live(step, self.plan_wish()?).packed();
        let answer = worker.ask(&ask, None, false).await.ok()?;
        match PlanReply::of(&answer.reply)? {
            PlanReply::Live(told) => Some(told),
            _ => None,
        }
    }
}

//! Plans: a worker of their own that knows the land, asked step by step.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use geodata::links::{LinkKind, MOST_GLIDE_M};
use geodata::scenario::{NEIGHBOURHOOD_M, Rule};
use js_sys::ArrayBuffer;
use leptos::prelude::*;
use liito_worker::{
    AnnexWish, Ask, PlanAsk, PlanReply, PlanState, PlanStep, PlanWish, Reply, Role,
};
use wasm_bindgen_futures::spawn_local;

use super::worker::{Answer, Lost, WorkerHandle};
use super::{Jobs, buffer};
use crate::state::{Form, NoticeKind, PlanRun, PlanWork, Run, Task, Told};

/// Width of the cells of the grid, metres.
const CELL_M: f64 = 5.0;

/// Plantings that are suggested at once.
const SUGGESTED: usize = 10;

/// The worker, what it was given, and what is kept of its plans.
#[derive(Default)]
pub struct PlanClient {
    worker: RefCell<Option<WorkerHandle>>,
    /// Raised whenever a layer has come, gone or is used as another.
    present: Cell<u32>,
    /// What the worker was given.
    given: Cell<Option<[u32; 3]>>,
    kept: RefCell<Option<ArrayBuffer>>,
    is_assessing: Cell<bool>,
    wants_more: Cell<bool>,
}

impl PlanClient {
    fn worker(&self) -> Result<WorkerHandle, Lost> {
        let mut worker = self.worker.borrow_mut();
        if worker.as_ref().is_none_or(WorkerHandle::has_ended) {
            self.given.set(None);
            *worker = WorkerHandle::start(Role::Ways, |_| {});
        }
        worker.clone().ok_or(Lost::NeverStarted)
    }

    /// The plans as they are kept, JSON.
    pub(super) fn kept(&self) -> Option<ArrayBuffer> {
        self.kept.borrow().clone()
    }

    /// Takes over plans that were kept before.
    pub(super) fn take_over(&self, plans: Option<ArrayBuffer>) {
        self.end();
        *self.kept.borrow_mut() = plans;
    }

    /// Ends the worker: it would not hear otherwise. Its plans are kept.
    fn end(&self) {
        if let Some(worker) = self.worker.borrow_mut().take() {
            worker.end();
        }
        self.given.set(None);
    }
}

impl Jobs {
    /// Tells how the plans stand, once there is a network to plan for and nothing more of
    /// the present is on its way: the plan that was opened may be among it.
    pub fn look_at_plans(&self) {
        let app = self.0.app;
        let is_reading = !self.0.waiting.borrow().is_empty() || self.0.reading.get().is_some();
        let is_ready = matches!(app.run.get_untracked(), Run::Done(_)) && !is_reading;
        if app.task.get_untracked() == Task::Plan && is_ready {
            self.plan_step(PlanStep::Look);
        }
    }

    /// The present is another: plans are looked at anew.
    pub(super) fn present_changed(&self) {
        let present = &self.0.plans.present;
        present.set(present.get() + 1);
        self.look_at_plans();
    }

    /// Which present is open.
    fn present(&self) -> [u32; 3] {
        [self.0.layers.get(), self.0.ground.get(), self.0.plans.present.get()]
    }

    /// Takes a step, and computes what comes of it.
    pub fn plan_step(&self, step: PlanStep) {
        self.let_go();
        let jobs = self.clone();
        spawn_local(async move {
            let language = jobs.0.app.language.get_untracked().code().to_owned();
            let asked = jobs.ask_plan(&PlanAsk::Step(step, language), PlanWork::Loading).await;
            let Some(Answer { reply, bytes }) = asked else { return };
            if let Some(PlanReply::State(state)) = PlanReply::of(&reply) {
                if let Some(bytes) = bytes {
                    *jobs.0.plans.kept.borrow_mut() = Some(bytes);
                }
                jobs.tell_plans(state);
                jobs.keep_project();
                jobs.assess_plan();
            }
        });
    }

    fn tell_plans(&self, state: PlanState) {
        let app = self.0.app;
        if let Some(fault) = &state.fault {
            app.notify(NoticeKind::NotPlanned(fault.clone()));
        }
        app.plan.told.update(|told| {
            told.suggested = None;
            told.compared = None;
            told.ticked.clear();
            told.state = Some(Arc::new(state));
        });
    }

    /// Computes what the chosen plan does. Asked again while it is computed, it is computed
    /// once more afterwards.
    pub fn assess_plan(&self) {
        let plans = &self.0.plans;
        if plans.is_assessing.replace(true) {
            return plans.wants_more.set(true);
        }
        let jobs = self.clone();
        spawn_local(async move {
            loop {
                jobs.0.plans.wants_more.set(false);
                let Some(wish) = jobs.plan_wish() else { break };
                let asked = jobs.ask_plan(&PlanAsk::Assess(wish), PlanWork::Assessing).await;
                let told = asked.and_then(|answer| PlanReply::of(&answer.reply));
                if let Some(PlanReply::Assessed(told)) = told {
                    jobs.tell(|all| all.assessed = Some(Arc::new(*told)));
                }
                if !jobs.0.plans.wants_more.get() {
                    break;
                }
            }
            jobs.0.plans.is_assessing.set(false);
        });
    }

    /// Looks for plantings that mend the network.
    pub fn suggest_plantings(&self) {
        let Some(wish) = self.plan_wish() else { return };
        let jobs = self.clone();
        spawn_local(async move {
            let ask = PlanAsk::Suggest(wish, SUGGESTED);
            let asked = jobs.ask_plan(&ask, PlanWork::Suggesting).await;
            let told = asked.and_then(|answer| PlanReply::of(&answer.reply));
            match told {
                Some(PlanReply::Suggested(found)) => {
                    jobs.tell(|all| all.suggested = Some(Arc::new(found)));
                }
                Some(PlanReply::Refused(words)) => {
                    jobs.0.app.notify(NoticeKind::NotPlanned(words));
                }
                _ => {}
            }
        });
    }

    /// Sets all plans side by side.
    pub fn compare_plans(&self) {
        let Some(wish) = self.plan_wish() else { return };
        let jobs = self.clone();
        spawn_local(async move {
            let asked = jobs.ask_plan(&PlanAsk::Compare(wish), PlanWork::Comparing).await;
            let told = asked.and_then(|answer| PlanReply::of(&answer.reply));
            if let Some(PlanReply::Compared(told)) = told {
                jobs.tell(|all| all.compared = Some(Arc::new(told)));
            }
        });
    }

    /// Has the annex written.
    pub fn write_annex(&self, annex: AnnexWish) {
        let Some(wish) = self.plan_wish() else { return };
        let jobs = self.clone();
        let is_for_authority = annex.is_for_authority;
        spawn_local(async move {
            let asked = jobs.ask_plan(&PlanAsk::Annex(wish, annex), PlanWork::Reporting).await;
            let told = asked.and_then(|answer| PlanReply::of(&answer.reply));
            if let Some(PlanReply::Annex(report)) = told {
                jobs.tell(|all| all.annex = Some((Arc::new(report), is_for_authority)));
            }
        });
    }

    fn tell(&self, tell: impl FnOnce(&mut Told)) {
        self.0.app.plan.told.update(tell);
    }

    /// Stops what is worked at. The plans stay as they are.
    pub fn cancel_plan(&self) {
        self.0.plans.wants_more.set(false);
        self.0.plans.end();
        self.0.app.plan.run.set(PlanRun::Idle);
    }

    /// How the impact is to be computed: by the form, over the land in any case.
    pub(super) fn plan_wish(&self) -> Option<PlanWish> {
        let app = self.0.app;
        let mut parameters = app.form.with_untracked(Form::parameters)?;
        if parameters.kind == LinkKind::Euclidean {
            parameters.kind = LinkKind::Glide;
        }
        // Longest links are set with straight ones in mind, which are all within reach.
        if parameters.kind == LinkKind::Glide {
            parameters.max_link_m = parameters.max_link_m.map(|most| most.min(MOST_GLIDE_M));
        }
        let resistance = self.resistance();
        let rule = Rule { parameters, resistance, cell_m: CELL_M, most_glide_m: MOST_GLIDE_M };
        Some(PlanWish {
            rule,
            years: app.plan.years.get_untracked().into(),
            neighbourhood_m: NEIGHBOURHOOD_M,
            language: app.language.get_untracked().code().to_owned(),
        })
    }

    /// The worker, where it was given the present that is open.
    pub(super) fn plan_worker(&self) -> Option<WorkerHandle> {
        let plans = &self.0.plans;
        let is_ready = plans.given.get() == Some(self.present());
        is_ready.then(|| plans.worker().ok()).flatten()
    }

    /// Asks the worker, which is given the present first where it lacks it.
    async fn ask_plan(&self, ask: &PlanAsk, what: PlanWork) -> Option<Answer> {
        let run = self.0.app.plan.run;
        run.set(PlanRun::Working { what, done: 0, total: 1 });
        let answer = self.answer_of_plan(ask, what).await;
        match answer {
            Ok(answer) => {
                run.set(PlanRun::Idle);
                if let Reply::Failed(error) = answer.reply {
                    run.set(PlanRun::Failed);
                    self.0.app.notify(NoticeKind::Impossible(error));
                    return None;
                }
                Some(answer)
            }
            // Stopped by the reader.
            Err(Lost::Ended) => None,
            Err(_) => {
                run.set(PlanRun::Failed);
                self.0.app.notify(NoticeKind::KeepsBreaking);
                None
            }
        }
    }

    async fn answer_of_plan(&self, ask: &PlanAsk, what: PlanWork) -> Result<Answer, Lost> {
        let plans = &self.0.plans;
        let worker = plans.worker()?;
        let wanted = self.present();
        if plans.given.get() != Some(wanted) {
            let present = self.0.data.ask(&Ask::Present, None).await?;
            let Some(bytes) = present.bytes else { return Err(Lost::OtherVersion) };
            worker.ask(&PlanAsk::Load.packed(), Some(buffer(&bytes)), true).await?;
            let kept = plans.kept.borrow().clone();
            if let Some(kept) = kept {
                worker.ask(&PlanAsk::Restore.packed(), Some(buffer(&kept)), false).await?;
            }
            plans.given.set(Some(wanted));
            self.follow_at_last();
        }
        let run = self.0.app.plan.run;
        let hear = Rc::new(move |done, total| run.set(PlanRun::Working { what, done, total }));
        worker.ask_and_hear(&ask.packed(), hear).await
    }
}

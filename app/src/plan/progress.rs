//! What is worked at, and how far it is.

use leptos::prelude::*;
use liito_locales::messages as m;

use crate::components::Progress;
use crate::components::words::text;
use crate::jobs::Jobs;
use crate::state::{App, PlanRun, PlanWork};

#[component]
pub fn PlanProgress() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let run = app.plan.run;
    let stage = move || match run.get() {
        PlanRun::Working { what: PlanWork::Suggesting, .. } => m::plan::suggesting(l()),
        PlanRun::Working { what: PlanWork::Comparing, .. } => m::plan::comparing(l()),
        PlanRun::Working { what: PlanWork::Reporting, .. } => m::plan::reporting(l()),
        PlanRun::Working { what: PlanWork::Loading, .. } => m::plan::loading(l()),
        _ => m::plan::assessing(l()),
    };
    let share = move || match run.get() {
        PlanRun::Working { done, total, .. } => Some(f64::from(done) / f64::from(total.max(1))),
        PlanRun::Idle | PlanRun::Failed => None,
    };
    let state = move || match run.get() {
        PlanRun::Idle => "idle",
        PlanRun::Working { .. } => "working",
        PlanRun::Failed => "failed",
    };
    view! {
        <div data-testid="plan-run" data-state=state>
            <Progress
                stage=Signal::derive(move || stage().to_owned())
                share=Signal::derive(share)
                on_cancel=move || Jobs::get().cancel_plan()
            />
            <Show when=move || run.get() == PlanRun::Failed>
                <p class="hint">{text(m::plan::failed)}</p>
            </Show>
        </div>
    }
}

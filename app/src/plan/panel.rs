//! The panel of the task.

use leptos::prelude::*;
use liito_locales::messages as m;
use liito_worker::PlanStep;

use super::alternatives::Alternatives;
use super::edits::Edits;
use super::impact::ImpactSection;
use super::progress::PlanProgress;
use super::suggestions::SuggestionSection;
use crate::components::words::{named, text};
use crate::components::{Button, ButtonKind, Icon, IconButton, Segmented, SheetHandle};
use crate::data::DataSection;
use crate::jobs::Jobs;
use crate::state::{App, Dialog, MapSide, PLAN_YEARS, Told};

#[component]
pub fn PlanPanel() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let count = move || app.plan.told.with(|told| told.edits().len());
    let has_edits = Memo::new(move |_| count() > 0);
    let name = move || app.plan.told.with(Told::name);
    let title = move || name().unwrap_or_else(|| m::plan::title(l()).to_owned());
    view! {
        <aside id="panel" class="panel card" tabindex="-1" aria-labelledby="panel-title">
            <SheetHandle />
            <div class="panel-scroll">
                <header class="panel-head">
                    <div>
                        <h2 id="panel-title">{title}</h2>
                        <p class="hint" data-testid="edit-count">
                            {move || m::plan::edits(l(), count())}
                        </p>
                    </div>
                    <UndoRedo />
                </header>
                <PlanProgress />
                <Show when=move || has_edits.get() fallback=Begin>
                    <Sides />
                    <ImpactSection />
                    <SuggestionSection />
                    <Edits />
                </Show>
                <Alternatives />
                <DataSection />
            </div>
            <footer class="panel-foot">
                <Button
                    kind=ButtonKind::Primary
                    icon=Icon::Save
                    label=named(m::plan::print)
                    disabled=Signal::derive(move || !has_edits.get())
                    on_press=move || app.dialog.set(Dialog::Annex)
                />
                <p class="statement">{text(m::app::statement)}</p>
            </footer>
        </aside>
    }
}

/// Which network the map shows, and after how many years.
#[component]
fn Sides() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let sides = Signal::derive(move || {
        let words = [m::plan::before(l()), m::plan::after(l()), m::plan::swipe(l())];
        (0..).zip(words).map(|(place, words)| (place, words.to_owned(), "")).collect()
    });
    let side = Signal::derive(move || app.plan.hand.with(|hand| hand.side) as u32);
    let show = move |side: u32| {
        let side = MapSide::ALL.get(side as usize).copied().unwrap_or_default();
        app.plan.hand.update(|hand| hand.side = side);
    };
    let years = Signal::derive(move || {
        PLAN_YEARS
            .map(|years| match years {
                0 => (0, m::plan::at_once(l()).to_owned(), ""),
                years => (years, m::plan::years(l(), years as usize), ""),
            })
            .to_vec()
    });
    view! {
                    <div class="plan-sides">
                        <Segmented
                            label=named(m::plan::side)
                            name="plan-side"
                            options=sides
                            chosen=side
                on_choose=show
                        />
                        <Segmented
                            label=named(m::plan::when)
                            name="plan-years"
                            options=years
                            chosen=app.plan.years
                            on_choose=move |years| {
                                app.plan.years.set(years);
                                Jobs::get().assess_plan();
                            }
                        />
                    </div>
    }
}

/// What to do first.
#[component]
fn Begin() -> impl IntoView {
    let app = App::get();
    let planned = Memo::new(move |_| {
        app.plan.told.with(|told| told.state.as_ref().map_or(0, |state| state.planned))
    });
    let becomes = move || app.plan.hand.with_untracked(|hand| hand.brush.becomes);
    view! {
        <section class="section">
            <p>{text(m::plan::begin)}</p>
            <Show when=move || { planned.get() > 0 }>
                <p class="hint">{move || m::plan::planned(app.language.get(), planned.get())}</p>
                <Button
                    kind=ButtonKind::Primary
                    label=named(m::plan::take_planned)
                    on_press=move || Jobs::get().plan_step(PlanStep::AddPlanned(becomes()))
                />
            </Show>
        </section>
    }
}

/// Back and forth.
#[component]
fn UndoRedo() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let of = move |pick: fn(&liito_worker::PlanState) -> Option<String>| {
        app.plan.told.with(|told| told.state.as_ref().and_then(|state| pick(state)))
    };
    let undo = Memo::new(move |_| of(|state| state.undo.clone()));
    let redo = Memo::new(move |_| of(|state| state.redo.clone()));
    view! {
        <div class="undo-redo">
            <Show when=move || undo.with(Option::is_some)>
                <IconButton
                    icon=Icon::Undo
                    label=Signal::derive(move || m::plan::undo(l(), &undo.get().unwrap_or_default()))
                    on_press=move || Jobs::get().plan_step(PlanStep::Undo)
                />
            </Show>
            <Show when=move || redo.with(Option::is_some)>
                <IconButton
                    icon=Icon::Redo
                    label=Signal::derive(move || m::plan::redo(l(), &redo.get().unwrap_or_default()))
                    on_press=move || Jobs::get().plan_step(PlanStep::Redo)
                />
            </Show>
        </div>
    }
}

//! The panel of the task.

use leptos::prelude::*;
use liito_locales::messages as m;
use liito_worker::ExportKind;

use super::data::DataSection;
use super::figures::Figures;
use super::importance::ImportanceSection;
use super::parameters::ParameterSection;
use super::run_state::{CutQuestion, RunChip, RunProgress};
use crate::components::{Button, ButtonKind, Icon};
use crate::jobs::Jobs;
use crate::state::{App, Run};

#[component]
pub fn AnalysePanel() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let is_done = Memo::new(move |_| matches!(app.run.get(), Run::Done(_)));
    let save = |kind| move || Jobs::get().export(kind);
    view! {
        <aside id="panel" class="panel card" tabindex="-1" aria-labelledby="panel-title">
            <div class="panel-scroll">
                <header class="panel-head">
                    <h2 id="panel-title">{move || m::figures::title(l())}</h2>
                    <RunChip />
                </header>
                <RunProgress />
                <CutQuestion />
                <Figures />
                <ImportanceSection />
                <DataSection />
                <ParameterSection />
            </div>
            <footer class="panel-foot">
                <div class="panel-actions">
                    <Button
                        kind=ButtonKind::Primary
                        icon=Icon::Save
                        label=Signal::derive(move || m::export::links(l()).to_owned())
                        disabled=Signal::derive(move || !is_done.get())
                        on_press=save(ExportKind::Links)
                    />
                    <Button
                        icon=Icon::Save
                        label=Signal::derive(move || m::export::patches(l()).to_owned())
                        disabled=Signal::derive(move || !is_done.get())
                        on_press=save(ExportKind::Patches)
                    />
                </div>
                <p class="hint">{move || m::export::format(l())}</p>
                <p class="statement">{move || m::app::statement(l())}</p>
            </footer>
        </aside>
    }
}

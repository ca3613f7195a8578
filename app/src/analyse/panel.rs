//! The panel of the task.

use leptos::prelude::*;
use liito_locales::messages as m;

use super::crossings::CrossingSection;
use super::figures::Figures;
use super::importance::ImportanceSection;
use super::parameters::ParameterSection;
use super::run_state::{CutQuestion, RunChip, RunProgress};
use crate::components::words::{named, text};
use crate::components::{Button, ButtonKind, Icon, SheetHandle};
use crate::data::DataSection;
use crate::state::{App, Dialog, Run};

#[component]
pub fn AnalysePanel() -> impl IntoView {
    let app = App::get();
    let is_done = Memo::new(move |_| matches!(app.run.get(), Run::Done(_)));
    view! {
        <aside id="panel" class="panel card" tabindex="-1" aria-labelledby="panel-title">
            <SheetHandle />
            <div class="panel-scroll">
                <header class="panel-head">
                    <h2 id="panel-title">{text(m::figures::title)}</h2>
                    <RunChip />
                </header>
                <RunProgress />
                <CutQuestion />
                <Figures />
                <CrossingSection />
                <ImportanceSection />
                <DataSection />
                <ParameterSection />
            </div>
            <footer class="panel-foot">
                <div class="panel-actions">
                    <Button
                        kind=ButtonKind::Primary
                        icon=Icon::Save
                        label=named(m::export::button)
                        disabled=Signal::derive(move || !is_done.get())
                        on_press=move || app.dialog.set(Dialog::Save)
                    />
                </div>
                <p class="statement">{text(m::app::statement)}</p>
            </footer>
        </aside>
    }
}

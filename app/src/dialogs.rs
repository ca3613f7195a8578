//! The dialog that is open: one at a time.

use leptos::prelude::*;

use crate::analyse::PresetDialog;
use crate::components::{About, Accessibility};
use crate::data::{ChooseLayers, ConnectionDialog, LeftOutAreas, Report, SaveResults};
use crate::plan::AnnexDialog;
use crate::state::{App, Dialog};

#[component]
pub fn Dialogs() -> impl IntoView {
    let app = App::get();
    move || match app.dialog.get() {
        Dialog::None => ().into_any(),
        Dialog::About => view! { <About /> }.into_any(),
        Dialog::Presets => view! { <PresetDialog /> }.into_any(),
        Dialog::Accessibility => view! { <Accessibility /> }.into_any(),
        Dialog::Report(key) => view! { <Report key=key /> }.into_any(),
        Dialog::Layers(key) => view! { <ChooseLayers key=key /> }.into_any(),
        Dialog::Save => view! { <SaveResults /> }.into_any(),
        Dialog::LeftOut => view! { <LeftOutAreas /> }.into_any(),
        Dialog::Annex => view! { <AnnexDialog /> }.into_any(),
        Dialog::Connection(a, b) => view! { <ConnectionDialog ends=(a, b) /> }.into_any(),
    }
}

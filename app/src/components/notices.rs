//! What the reader should be told: what happened, where, what to do.

use leptos::prelude::*;
use liito_locales::messages as m;

use super::{Icon, IconButton, IconView};
use crate::data::CrsChoice;
use crate::state::{App, Notice};

#[component]
pub fn Notices() -> impl IntoView {
    let app = App::get();
    let notice = move |notice: Notice| {
        let is_problem = notice.kind.is_problem();
        let number = notice.number;
        let file = notice.kind.file().map(str::to_owned);
        let asks_for_crs = notice.kind.asks_for_crs();
        let crs_name = file.clone().unwrap_or_default();
        let words = move || notice.kind.words(app.language.get());
        let (what, remedy) = (words.clone(), words);
        let icon = if is_problem { Icon::Warning } else { Icon::Done };
        view! {
            <div class="notice card" class:problem=is_problem>
                <IconView icon=icon />
                <div class="notice-words">
                    {file.map(|file| view! { <p class="notice-file">{file}</p> })}
                    <p>{move || what().what}</p>
                    <p class="hint">{move || remedy().remedy}</p>
                    {asks_for_crs.map(|key| view! { <CrsChoice key=key name=crs_name.clone() /> })}
                </div>
                <IconButton
                    icon=Icon::Close
                    label=Signal::derive(move || m::app::close(app.language.get()).to_owned())
                    on_press=move || app.dismiss(number)
                />
            </div>
        }
    };
    view! {
        <div class="notices" role="alert">
            <For each=move || app.notices.get() key=|notice| notice.number children=notice />
        </div>
    }
}

//! What went wrong: what happened, where, what to do. It stays until it is dismissed.

use leptos::prelude::*;
use liito_locales::messages as m;

use super::words::named;
use super::{Icon, IconButton, IconView};
use crate::data::CrsChoice;
use crate::state::{App, Notice};

#[component]
pub fn Notices() -> impl IntoView {
    let app = App::get();
    let problems = Memo::new(move |_| {
        let mut notices = app.notices.get();
        notices.retain(|notice| notice.kind.is_problem());
        notices
    });
    let notice = move |notice: Notice| {
        let number = notice.number;
        let file = notice.kind.file().map(str::to_owned);
        let asks_for_crs = notice.kind.asks_for_crs();
        let crs_name = file.clone().unwrap_or_default();
        let words = move || notice.kind.words(app.language.get());
        let (what, remedy) = (words.clone(), words);
        view! {
            <div class="notice problem card">
                <IconView icon=Icon::Warning />
                <div class="notice-words">
                    {file.map(|file| view! { <p class="notice-file">{file}</p> })}
                    <p>{move || what().what}</p>
                    <p class="hint">{move || remedy().remedy}</p>
                    {asks_for_crs.map(|key| view! { <CrsChoice key=key name=crs_name.clone() /> })}
                </div>
                <IconButton
                    icon=Icon::Close
                    label=named(m::app::close)
                    on_press=move || app.dismiss(number)
                />
            </div>
        }
    };
    view! {
        <div class="notices" role="alert">
            <For each=move || problems.get() key=|notice| notice.number children=notice />
        </div>
    }
}

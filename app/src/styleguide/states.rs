//! A table, and what stands where there is nothing yet or something went wrong.

use leptos::prelude::*;
use liito_locales::messages::{self as m, styleguide as w};

use super::Specimen;
use crate::components::words::named;
use crate::components::{Button, EmptyState, Icon, IconView, Notices, Progress};
use crate::state::{App, Dialog, NoticeKind};

#[component]
pub fn SampleTable() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let rows = [("H1", 12.4, 11.9), ("H2", 3.15, 0.44), ("H3", 0.5, 0.0044)];
    let row = move |(name, area_ha, share): (&'static str, f64, f64)| {
        view! {
            <tr class:chosen=name == "H2">
                <th scope="row"><button type="button" class="row-button">{name}</button></th>
                <td class="number">{move || l().hectares(area_ha)}</td>
                <td class="number">{move || format!("{}\u{a0}%", l().number(share, 2))}</td>
            </tr>
        }
    };
    let head = move |words: Signal<String>, is_number: bool| {
        view! {
            <th scope="col" class:number=is_number>
                <button type="button">{move || words.get()} <IconView icon=Icon::Down /></button>
            </th>
        }
    };
    view! {
        <Specimen title=named(w::table)>
            <div class="card sample-table">
                <table>
                    <thead>
                        <tr>
                            {head(named(m::table::patch), false)}
                            {head(named(m::table::area), true)}
                            {head(Signal::stored("dPC".to_owned()), true)}
                        </tr>
                    </thead>
                    <tbody>{rows.map(row).collect_view()}</tbody>
                </table>
            </div>
        </Specimen>
    }
}

#[component]
pub fn States() -> impl IntoView {
    let app = App::get();
    app.notify(NoticeKind::NotFetched {
        file: "metsat.geojson".to_owned(),
        reason: "404".to_owned(),
    });
    let tell = move || app.notify(NoticeKind::Saved { file: "liito-patches.gpkg".to_owned() });
    view! {
        <Specimen title=named(w::states)>
            <div class="narrow">
                <Progress
                    stage=named(m::state::links)
                    share=Signal::stored(Some(0.4))
                    on_cancel=|| {}
                />
                <EmptyState
                    title=named(m::patches::none)
                    remedy=named(m::patches::none_hint)
                />
                <Notices />
                <div class="row">
                    <Button label=named(w::news) on_press=tell />
                    <Button
                        label=named(w::dialog)
                        on_press=move || app.dialog.set(Dialog::About)
                    />
                </div>
            </div>
        </Specimen>
    }
}

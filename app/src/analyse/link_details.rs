//! Everything about the chosen link.

use geodata::connectivity::importance::Piece;
use geodata::links::LinkKind;
use leptos::prelude::*;
use liito_locales::messages as m;
use liito_worker::LinkDetails;

use super::explanation::Why;
use super::index_words::percent;
use super::way_details::{WayFigures, WayGaps};
use crate::components::words::{named, text};
use crate::components::{Button, Icon, IconButton};
use crate::jobs::Jobs;
use crate::state::{App, BAND_ALLOWANCE, Dialog};

#[component]
pub fn LinkCard(details: LinkDetails) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let LinkDetails { ends, labels, bounds, length_m, probability, way, importance, improvement } =
        details;
    let (from, to) = labels.clone();
    let gaps = way.clone().map(|way| view! { <WayGaps way=way labels=labels.clone() /> });
    let title = StoredValue::new(labels);
    let title = move || title.with_value(|(a, b)| m::link::title(l(), a, b));
    let length = move || {
        if length_m == 0.0 { m::details::touches(l()).to_owned() } else { l().length(length_m) }
    };
    // Of habitats that are made up nobody can have judged a connection, and where
    // patches touch there is no line.
    let cannot_be_judged = move || length_m == 0.0 || app.is_made_up();
    let figure = move |words: fn(_) -> &'static str, value: Option<f64>, id: &'static str| {
        value.map(|value| view! {
            <div>
                <dt>{move || words(l())}</dt>
                <dd data-testid=id data-value=value.to_string()>{move || percent(l(), value)}</dd>
            </div>
        })
    };
    view! {
        <section class="details card" aria-label=title>
            <header class="details-head">
                <h2>{title}</h2>
                <IconButton
                    icon=Icon::Close
                    label=named(m::app::close)
                    on_press=move || app.selected.set(None)
                />
            </header>
            <div class="details-body" tabindex="0" role="group" aria-label=title>
                <dl class="figure-list">
                    <div>
                        <dt>{text(m::index::length)}</dt>
                        <dd>{length}</dd>
                    </div>
                    <div>
                        <dt>{text(m::link::probability)}</dt>
                        <dd>{move || l().number(probability, 3)}</dd>
                    </div>
                    {way.map(|way| {
                        let widest_m = way.gaps.iter().map(|gap| gap.width_m).fold(0.0, f64::max);
                        view! { <WayFigures grade=way.grade widest_m=widest_m /> }
                    })}
                    {figure(m::index::link_d_pc, importance.map(|i| i.d_pc), "link-dPC")}
                    {figure(m::index::link_d_iic, importance.map(|i| i.d_iic), "link-dIIC")}
                    {figure(m::index::improvement, improvement, "link-improvement")}
                </dl>
                {gaps}
                <Why parts=None />
                <h3>{text(m::link::ends)}</h3>
                <ul class="neighbours">{end(app, ends.0, from)} {end(app, ends.1, to)}</ul>
            </div>
            <footer class="details-foot">
                <Button
                    icon=Icon::Extent
                    label=named(m::link::zoom)
                    on_press=move || app.go_to(bounds)
                />
                {(length_m > 0.0).then(|| view! { <BandButton ends=ends /> })}
                <Show when=move || !cannot_be_judged()>
                    <Button
                        label=named(m::connection::offer)
                        on_press=move || app.dialog.set(Dialog::Connection(ends.0, ends.1))
                    />
                </Show>
            </footer>
        </section>
    }
}

/// Puts the band of the link on the map, or takes it off.
#[component]
fn BandButton(ends: (u32, u32)) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let is_shown = Memo::new(move |_| app.band.with(Option::is_some));
    let label =
        move || if is_shown.get() { m::way::hide_band(l()) } else { m::way::show_band(l()) };
    let press = move || {
        if is_shown.get_untracked() {
            app.band.set(None);
        } else {
            Jobs::get().show_band(ends);
        }
    };
    let told = move || {
        app.band.get().map(|band| {
            let tenth = format!("{}\u{a0}%", l().number(100.0 * BAND_ALLOWANCE, 0));
            m::way::band(l(), &l().hectares(band.area_ha), &tenth)
        })
    };
    // What it is made of, gliding does not go by.
    let press = StoredValue::new_local(press);
    let is_offered = Memo::new(move |_| app.link_kind.get() == LinkKind::LeastCost);
    view! {
        <Show when=move || is_offered.get()>
            <Button
                label=Signal::derive(move || label().to_owned())
                on_press=move || press.with_value(|press| press())
            />
            <p class="hint" role="status" data-testid="band">{told}</p>
        </Show>
    }
}

fn end(app: App, number: u32, label: String) -> impl IntoView {
    view! {
        <li>
            <button
                type="button"
                class="row-button"
                on:click=move |_| app.selected.set(Some(Piece::Patch(number)))
            >
                {move || m::patches::patch(app.language.get(), &label)}
            </button>
        </li>
    }
}

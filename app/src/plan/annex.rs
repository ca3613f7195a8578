//! The annex: what only people know is asked for, then it is shown, to be printed.

use leptos::prelude::*;
use liito_locales::messages as m;
use liito_worker::AnnexWish;
use wasm_bindgen_futures::spawn_local;

use crate::analyse::{LegendEntries, legend_facts};
use crate::components::words::{named, text};
use crate::components::{Blocks, Button, ButtonKind, DialogFrame, Icon};
use crate::jobs::Jobs;
use crate::map::{self, BothSides, Look, base_legend, legend, look};
use crate::platform;
use crate::state::{App, Dialog};

/// Runs that say how firm an effect is.
const RUNS: usize = 20;

#[component]
pub fn AnnexDialog() -> impl IntoView {
    let app = App::get();
    let (author, is_for_authority) = (RwSignal::new(String::new()), RwSignal::new(false));
    let is_firm = RwSignal::new(false);
    app.plan.told.update(|told| told.annex = None);
    let annex = Memo::new(move |_| app.plan.told.with(|told| told.annex.clone()));
    let authority = move || {
        let language = app.language.get_untracked();
        app.config().authority.get(language).unwrap_or_default().to_owned()
    };
    let write = move || {
        Jobs::get().write_annex(AnnexWish {
            date: platform::today().map(|day| day.to_string()).unwrap_or_default(),
            author: author.get_untracked(),
            authority: authority(),
            is_for_authority: is_for_authority.get_untracked(),
            runs: if is_firm.get_untracked() { RUNS } else { 0 },
        });
    };
    view! {
        <DialogFrame title=named(m::plan::print) on_close=move || app.dialog.set(Dialog::None)>
            <div class="annex-wish field">
                <label class="field-row">
                    <span>{text(m::plan::author)}</span>
                    <input
                        type="text"
                        autocomplete="name"
                        prop:value=move || author.get()
                        on:input:target=move |event| author.set(event.target().value())
                    />
                </label>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || is_for_authority.get()
                        on:change:target=move |event| is_for_authority.set(event.target().checked())
                    />
                    <span>{text(m::plan::for_authority)}</span>
                </label>
                <p class="hint">{text(m::plan::for_authority_hint)}</p>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || is_firm.get()
                        on:change:target=move |event| is_firm.set(event.target().checked())
                    />
                    <span>{move || m::plan::firm_wish(app.language.get(), &RUNS.to_string())}</span>
                </label>
                <div class="panel-actions">
                    <Button label=named(m::plan::write) on_press=write />
                    <Button
                        kind=ButtonKind::Primary
                        icon=Icon::Save
                        label=named(m::plan::print_it)
                        disabled=Signal::derive(move || annex.with(Option::is_none))
                        on_press=|| { let _ = window().print(); }
                    />
                </div>
            </div>
            {move || annex.get().map(|(report, is_for_authority)| view! {
                <article class="annex-text" data-testid="annex">
                    <Blocks blocks=report.to_vec() />
                    <Maps is_for_all=!is_for_authority />
                </article>
            })}
        </DialogFrame>
    }
}

/// The map before and after, as pictures, with what one needs to read them.
#[component]
fn Maps(is_for_all: bool) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let sides = RwSignal::new(None::<BothSides>);
    let map = map::held();
    spawn_local(async move { sides.set(map::both_sides(map, app, is_for_all).await) });
    let figure = |picture: String, words: &'static str| {
        view! {
            <figure>
                <img src=picture alt=words />
                <figcaption>{words}</figcaption>
            </figure>
        }
    };
    let entries = move || {
        let look = Look { is_for_all, is_plan: true, ..look(app) };
        let facts = legend_facts(app);
        [legend(look, &facts), base_legend(look, &facts)].concat()
    };
    move || {
        sides.get().map(|BothSides { pictures: [before, after], scale }| {
            view! {
                <div class="annex-maps" data-testid="annex-maps">
                    {figure(before, m::plan::before(l()))}
                    {figure(after, m::plan::after(l()))}
                    <div class="annex-scale">
                        <span class="north">{text(m::plan::north)}</span>
                        {scale.map(|(length_m, share)| view! {
                            <span
                                class="scale-bar"
                                style:width=format!("{:.2}%", 100.0 * share)
                            ></span>
                            <span class="tabular">{move || l().length(length_m)}</span>
                        })}
                    </div>
                    <div class="legend" data-testid="annex-legend">
                        <h4>{text(m::legend::title)}</h4>
                        {move || view! { <LegendEntries entries=entries() /> }}
                    </div>
                </div>
            }
        })
    }
}

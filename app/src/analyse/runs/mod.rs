//! Runs side by side: what was asked, what came out, and whose rank changed.

mod comparison;
mod kept;
mod words;

use leptos::prelude::*;
use liito_locales::Language;
use liito_locales::messages::{self as m, runs as w};
use wasm_bindgen_futures::spawn_local;

use self::comparison::{change_percent, differing};
use self::kept::{KeptRun, MOST_RUNS, kept, say_of};
use crate::components::words::{named, text};
use crate::components::{Button, ButtonKind, Icon, IconButton};
use crate::jobs::Jobs;
use crate::platform;
use crate::state::{App, Form, Importance, Run};

/// Smaller changes are not told, per cent: they would be written as none.
const LEAST_CHANGE: f64 = 0.05;

/// Patches whose ranks are shown: the first of the run as it stands.
const SHOWN: usize = 10;

/// What stays where it is while the table is made anew, for the focus.
const BODY: &str = "runs-body";

/// A run that was just removed, and where it stood.
type Removed = RwSignal<Option<(usize, KeptRun)>>;

/// What the parts of the table share.
#[derive(Clone, Copy)]
struct Shared {
    app: App,
    removed: Removed,
    /// Whether the browser has room for what is kept.
    is_remembered: RwSignal<bool>,
}

#[component]
pub fn Runs() -> impl IntoView {
    let app = App::get();
    let now = RwSignal::new(None::<KeptRun>);
    let shared = Shared { app, removed: RwSignal::new(None), is_remembered: RwSignal::new(true) };
    let asked = Memo::new(move |_| (app.run.get(), app.importance.get() == Importance::Done));
    Effect::new(move |_| {
        let of = asked.get();
        if !matches!(of.0, Run::Done(_)) {
            now.set(None);
        }
        spawn_local(async move {
            let run = as_it_stands(app).await;
            // Another run, or its importance, asks for itself.
            if asked.try_get_untracked() == Some(of) {
                let _ = now.try_set(run);
            }
        });
    });
    let keep = move || {
        let Some(run) = now.get_untracked() else { return };
        let is_remembered = kept::change(|runs| {
            let l = app.language.get_untracked();
            let name = |number: usize| w::name_of(l, &number.to_string());
            let free = (1..).map(name).find(|name| runs.iter().all(|run| run.name != *name));
            let id = format!("{}-{}", js_sys::Date::now(), runs.len());
            runs.push(KeptRun { id, name: free.unwrap_or_default(), ..run });
        });
        shared.is_remembered.set(is_remembered);
    };
    let cannot_keep = Signal::derive(move || {
        now.with(Option::is_none) || kept().with(|runs| runs.len() >= MOST_RUNS)
    });
    let room = move || match shared.is_remembered.get() {
        true => "",
        false => w::not_remembered(app.language.get()),
    };
    view! {
        <div class="charts">
            <div class="charts-head">
                <p class="hint">{text(w::lead)}</p>
                <div class="panel-actions">
                    <Button
                        kind=ButtonKind::Primary
                        label=named(w::keep)
                        disabled=cannot_keep
                        on_press=keep
                    />
                </div>
            </div>
            <p class="hint" role="status">{room}</p>
            <BringBack shared=shared />
            <div
                id=BODY
                class="charts-body"
                tabindex="0"
                role="group"
                aria-label=move || w::title(app.language.get())
            >
                {move || side_by_side(shared, now.get())}
            </div>
        </div>
    }
}

/// What was just removed can be brought back.
#[component]
fn BringBack(shared: Shared) -> impl IntoView {
    let Shared { app, removed, is_remembered } = shared;
    let bring_back = move || {
        let Some((place, run)) = removed.get_untracked() else { return };
        removed.set(None);
        is_remembered.set(kept::change(|runs| runs.insert(place.min(runs.len()), run)));
        platform::focus(BODY);
    };
    let words = move || {
        let name = removed.with(|removed| removed.as_ref().map(|(_, run)| run.name.clone()));
        name.map(|name| w::removed(app.language.get(), &name))
    };
    view! {
        <p class="hint" role="status">{words}</p>
        <Show when=move || removed.with(Option::is_some)>
            <Button label=named(w::bring_back) on_press=bring_back />
        </Show>
    }
}

/// The run as it stands; `None` where there is none.
async fn as_it_stands(app: App) -> Option<KeptRun> {
    let Run::Done(figures) = app.run.get_untracked() else { return None };
    let numbers = Jobs::get().numbers().await?;
    let d_pc: Vec<f64> = numbers.d_pc.iter().map(|parts| parts.iter().sum()).collect();
    let indices = figures.indices;
    Some(KeptRun {
        parameters: app.form.with_untracked(|form: &Form| {
            form.named().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
        }),
        patches: numbers.labels.len(),
        links: indices.links,
        components: indices.components,
        habitat_ha: indices.habitat_ha,
        ec_pc_ha: indices.ec_pc_ha,
        ec_iic_ha: indices.ec_iic_ha,
        ranked: kept::ranked(&numbers.labels, &d_pc, &numbers.near_edge),
        ..KeptRun::default()
    })
}

/// The table: the run as it stands first, then those that are kept.
fn side_by_side(shared: Shared, now: Option<KeptRun>) -> AnyView {
    let l = shared.app.language.get();
    let others = kept().get();
    if others.is_empty() {
        return view! { <p class="empty">{w::none(l)}</p> }.into_any();
    }
    let Some(now) = now else {
        return view! { <p class="empty" role="status">{w::waiting(l)}</p> }.into_any();
    };
    let columns: Vec<&KeptRun> = std::iter::once(&now).chain(&others).collect();
    let heads: Vec<_> = others.iter().cloned().map(|run| kept_head(shared, run)).collect();
    let asked = asked_rows(l, &columns);
    let found = figure_rows(l, &columns);
    let ranks = rank_rows(l, &columns);
    let notes: Vec<_> = others.iter().cloned().map(|run| note_cell(shared, run)).collect();
    view! {
        <table class="runs" data-testid="runs">
            <caption class="visually-hidden">{w::title(l)}</caption>
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">{w::now(l)}</th>
                    {heads}
                </tr>
            </thead>
            {group(w::asked(l), asked)}
            {group(w::found(l), found)}
            {group(w::ranks(l), ranks)}
            <tbody>
                <tr>
                    <th scope="row">{w::note(l)}</th>
                    <td></td>
                    {notes}
                </tr>
            </tbody>
        </table>
    }
    .into_any()
}

/// A row: what it is, and a cell for each run.
type RunRow = (String, Vec<String>);

fn group(title: &'static str, rows: Vec<RunRow>) -> AnyView {
    let columns = rows.first().map_or(1, |(_, cells)| cells.len()) + 1;
    let row = |(name, cells): RunRow| {
        let cells = cells.into_iter().map(|cell| view! { <td class="tabular">{cell}</td> });
        view! { <tr><th scope="row">{name}</th>{cells.collect_view()}</tr> }
    };
    view! {
        <tbody>
            <tr>
                <th scope="rowgroup" colspan=columns.to_string() class="group-title">{title}</th>
            </tr>
            {rows.into_iter().map(row).collect_view()}
        </tbody>
    }
    .into_any()
}

fn asked_rows(l: Language, runs: &[&KeptRun]) -> Vec<RunRow> {
    let rows = differing(runs).into_iter().map(|(field, texts)| {
        let cells: Vec<String> =
            texts.into_iter().map(|text| words::value(l, field, text)).collect();
        (words::field(l, field).to_owned(), cells)
    });
    // What stands there in two ways may mean the same.
    let rows: Vec<RunRow> =
        rows.filter(|(_, cells)| cells.windows(2).any(|two| two[0] != two[1])).collect();
    if rows.is_empty() {
        return vec![(w::same(l).to_owned(), vec![String::new(); runs.len()])];
    }
    rows
}

/// A figure of a run.
type Of<T> = fn(&KeptRun) -> T;

fn figure_rows(l: Language, runs: &[&KeptRun]) -> Vec<RunRow> {
    let counts: [(&str, Of<usize>); 3] = [
        (w::patches(l), |run| run.patches),
        (m::figures::links_term(l), |run| run.links),
        (m::figures::parts(l), |run| run.components),
    ];
    let areas: [(&str, Of<f64>); 3] = [
        (m::figures::habitat(l), |run| run.habitat_ha),
        ("EC(PC)", |run| run.ec_pc_ha),
        ("EC(IIC)", |run| run.ec_iic_ha),
    ];
    let counted = counts
        .map(|(name, of)| (name.to_owned(), runs.iter().map(|run| l.whole(of(run))).collect()));
    let measured = areas.map(|(name, of)| {
        let now = runs.first().map_or(0.0, |run| of(run));
        let cell = |(place, run): (usize, &&KeptRun)| {
            let own = l.hectares(of(run));
            let told = |change: &f64| place > 0 && change.abs() >= LEAST_CHANGE;
            match change_percent(of(run), now).filter(told) {
                Some(change) => format!("{own} ({})", signed_percent(l, change)),
                None => own,
            }
        };
        (name.to_owned(), runs.iter().enumerate().map(cell).collect())
    });
    counted.into_iter().chain(measured).collect()
}

fn signed_percent(l: Language, change: f64) -> String {
    let sign = if change < 0.0 { "\u{2212}" } else { "+" };
    format!("{sign}{}\u{a0}%", l.number(change.abs(), 1))
}

/// The patches that matter most as it stands, with their ranks in all runs.
fn rank_rows(l: Language, runs: &[&KeptRun]) -> Vec<RunRow> {
    let Some((now, others)) = runs.split_first() else { return Vec::new() };
    if now.ranked.is_empty() {
        return vec![(m::charts::importance_none(l).to_owned(), vec![String::new(); runs.len()])];
    }
    let row = |(place, label): (usize, &String)| {
        let rank = place + 1;
        let cell = |run: &&KeptRun| match run.rank_of(label) {
            Some(other) if other < rank => {
                w::higher(l, &other.to_string(), &(rank - other).to_string())
            }
            Some(other) if other > rank => {
                w::lower(l, &other.to_string(), &(other - rank).to_string())
            }
            Some(other) => other.to_string(),
            None => "–".to_owned(),
        };
        let cells = std::iter::once(rank.to_string()).chain(others.iter().map(cell));
        (label.clone(), cells.collect())
    };
    now.ranked.iter().take(SHOWN).enumerate().map(row).collect()
}

/// What a kept run is called, with what can be done with it.
fn kept_head(shared: Shared, run: KeptRun) -> impl IntoView {
    let Shared { app, removed, is_remembered } = shared;
    let l = app.language.get_untracked();
    let (name, id) = (run.name.clone(), run.id.clone());
    let rename = {
        let id = id.clone();
        move |name: String| is_remembered.set(say_of(&id, |run| run.name = name))
    };
    // What is pressed goes with the table.
    let take = move || {
        platform::focus(BODY);
        app.form.update(|form| run.put(form));
    };
    let remove = move || {
        platform::focus(BODY);
        let now_remembered = kept::change(|runs| {
            if let Some(place) = runs.iter().position(|run| run.id == id) {
                removed.set(Some((place, runs.remove(place))));
            }
        });
        is_remembered.set(now_remembered);
    };
    view! {
        <th scope="col">
            <input
                type="text"
                class="run-name"
                aria-label=w::name_label(l)
                prop:value=name
                on:input:target=move |event| rename(event.target().value())
            />
            <span class="run-actions">
                <Button label=named(w::take) on_press=take />
                <IconButton icon=Icon::Trash label=named(w::remove) on_press=remove />
            </span>
        </th>
    }
}

fn note_cell(shared: Shared, run: KeptRun) -> impl IntoView {
    let l = shared.app.language.get_untracked();
    let KeptRun { id, note, .. } = run;
    let say = move |note: String| shared.is_remembered.set(say_of(&id, |run| run.note = note));
    view! {
        <td>
            <textarea
                rows="2"
                aria-label=w::note(l)
                prop:value=note
                on:input:target=move |event| say(event.target().value())
            ></textarea>
        </td>
    }
}

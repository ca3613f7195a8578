//! Runs side by side: what was asked, what came out, and whose rank changed.

mod comparison;
mod kept;
mod words;

use leptos::prelude::*;
use liito_locales::Language;
use liito_locales::messages::{self as m, runs as w};
use wasm_bindgen_futures::spawn_local;

use self::comparison::{change_percent, differing};
use self::kept::{KeptRun, MOST_RUNS, kept, remember};
use crate::components::words::{named, text};
use crate::components::{Button, ButtonKind, Icon, IconButton};
use crate::jobs::Jobs;
use crate::state::{App, Form, Importance, Run};

/// Smaller changes are not told, per cent: they would be written as none.
const LEAST_CHANGE: f64 = 0.05;

/// Patches whose ranks are shown: the first of the run as it stands.
const SHOWN: usize = 10;

#[component]
pub fn Runs() -> impl IntoView {
    let app = App::get();
    let now = RwSignal::new(None::<KeptRun>);
    let is_full = RwSignal::new(false);
    Effect::new(move |_| {
        let asked = (app.run.get(), app.importance.get());
        now.set(None);
        // What changes with every share of importance would be asked for each time.
        if matches!(asked.1, Importance::Running { .. }) {
            return;
        }
        spawn_local(async move {
            let run = as_it_stands(app).await;
            if (app.run.get_untracked(), app.importance.get_untracked()) == asked {
                let _ = now.try_set(run);
            }
        });
    });
    let keep = move || {
        let Some(mut run) = now.get_untracked() else { return };
        let kept = kept();
        let number = kept.with_untracked(Vec::len) + 1;
        run.name = w::name_of(app.language.get_untracked(), &number.to_string());
        kept.update(|runs| runs.push(run));
        is_full.set(!remember());
    };
    let cannot_keep = Signal::derive(move || {
        now.with(Option::is_none) || kept().with(|runs| runs.len() >= MOST_RUNS)
    });
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
            <p class="hint" role="status">
                {move || if is_full.get() { w::not_remembered(app.language.get()) } else { "" }}
            </p>
            <div class="charts-body" tabindex="0" role="group" aria-label=move || w::title(app.language.get())>
                {move || side_by_side(app, now.get())}
            </div>
        </div>
    }
}

/// The run as it stands; `None` where there is none.
async fn as_it_stands(app: App) -> Option<KeptRun> {
    let Run::Done(figures) = app.run.get_untracked() else { return None };
    let numbers = Jobs::get().numbers().await?;
    let d_pc: Vec<f64> = numbers.d_pc.iter().map(|parts| parts.iter().sum()).collect();
    let indices = figures.indices;
    Some(KeptRun {
        name: String::new(),
        note: String::new(),
        parameters: app.form.with_untracked(|form: &Form| {
            form.named().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
        }),
        patches: numbers.labels.len(),
        links: indices.links,
        components: indices.components,
        habitat_ha: indices.habitat_ha,
        ec_pc_ha: indices.ec_pc_ha,
        ec_iic_ha: indices.ec_iic_ha,
        ranked: kept::ranked(&numbers.labels, &d_pc),
    })
}

/// The table: the run as it stands first, then those that are kept.
fn side_by_side(app: App, now: Option<KeptRun>) -> AnyView {
    let l = app.language.get();
    let others = kept().get();
    if others.is_empty() {
        return view! { <p class="empty">{w::none(l)}</p> }.into_any();
    }
    let Some(now) = now else {
        return view! { <p class="empty" role="status">{w::waiting(l)}</p> }.into_any();
    };
    let columns: Vec<&KeptRun> = std::iter::once(&now).chain(&others).collect();
    let heads: Vec<_> = others.iter().cloned().enumerate().map(|of| kept_head(app, of)).collect();
    let asked = asked_rows(l, &columns);
    let found = figure_rows(l, &columns);
    let ranks = rank_rows(l, &columns);
    let notes: Vec<_> = others.iter().enumerate().map(|of| note_cell(l, of)).collect();
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
    let rows: Vec<RunRow> = differing(runs)
        .into_iter()
        .map(|(field, texts)| {
            let cells = texts.into_iter().map(|text| words::value(l, field, text));
            (words::field(l, field).to_owned(), cells.collect())
        })
        .collect();
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
fn kept_head(app: App, (place, run): (usize, KeptRun)) -> impl IntoView {
    let l = app.language.get_untracked();
    let name = run.name.clone();
    let rename = move |name: String| change(place, |run| run.name = name);
    let take = move || app.form.update(|form| run.put(form));
    let remove = move || {
        kept().update(|runs| {
            if place < runs.len() {
                runs.remove(place);
            }
        });
        remember();
    };
    view! {
        <th scope="col">
            <input
                type="text"
                class="run-name"
                aria-label=w::name_label(l)
                value=name
                on:change:target=move |event| rename(event.target().value())
            />
            <span class="run-actions">
                <Button label=named(w::take) on_press=take />
                <IconButton icon=Icon::Trash label=named(w::remove) on_press=remove />
            </span>
        </th>
    }
}

fn note_cell(l: Language, (place, run): (usize, &KeptRun)) -> impl IntoView + use<> {
    let note = run.note.clone();
    view! {
        <td>
            <textarea
                rows="2"
                aria-label=w::note(l)
                prop:value=note
                on:change:target=move |event| {
                    let note = event.target().value();
                    change(place, |run| run.note = note);
                }
            ></textarea>
        </td>
    }
}

/// Changes what is said of a run. The table has it already, and is not made anew, for the
/// focus is in it.
fn change(place: usize, by: impl FnOnce(&mut KeptRun)) {
    kept().update_untracked(|runs| runs.get_mut(place).map(by));
    remember();
}

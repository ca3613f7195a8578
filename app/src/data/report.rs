//! What was read, put right and left out of a file, place by place.

use std::sync::Arc;

use geodata::ImportReport;
use geodata::io::Place;
use leptos::prelude::*;
use liito_locales::{
    Language, Location, Reader, messages as m, note, repair, report_csv, skip_reason, skip_remedy,
    source_crs,
};
use liito_worker::LayerKey;

use super::file_item::shown_name;
use crate::components::words::named;
use crate::components::{Button, DialogFrame, Icon};
use crate::platform;
use crate::state::{App, Dialog, NoticeKind};

/// Findings of a kind that are listed; the rest is counted.
const LISTED: usize = 200;

#[component]
pub fn Report(key: LayerKey) -> impl IntoView {
    let app = App::get();
    let file = app.files.with_untracked(|files| files.iter().find(|file| file.key == key).cloned());
    let Some(file) = file else { return ().into_any() };
    let Some(report) = file.report().cloned() else { return ().into_any() };
    let for_saving = report.clone();
    let title = Signal::derive(move || {
        let l = app.language.get();
        m::report::title(l, &shown_name(&file, l))
    });
    view! {
        <DialogFrame on_close=move || app.dialog.set(Dialog::None) title=title>
            {move || contents(app.language.get(), &report)}
            {savings(app, for_saving)}
        </DialogFrame>
    }
    .into_any()
}

/// Buttons that save the findings; none where there is nothing to save.
fn savings(app: App, report: Arc<ImportReport>) -> Option<AnyView> {
    if report.skipped.is_empty() && report.repaired.is_empty() && report.notes.is_empty() {
        return None;
    }
    let l = move || app.language.get();
    let for_json = Arc::clone(&report);
    // Behind a dialog nothing is heard, so it is said in it.
    let told = RwSignal::new(None::<String>);
    let stem = platform::stem(&report.file);
    let json_name = format!("{stem}-report.json");
    let csv_name = format!("{stem}-report.csv");
    let as_csv = move || {
        let text = report_csv(l(), Reader::Spreadsheet, &report);
        told.set(Some(save(app, &csv_name, "text/csv", &text)));
    };
    let as_json = move || {
        // Text, numbers and options only, so it always has a form in JSON.
        let text = serde_json::to_string_pretty(&*for_json).unwrap_or_default();
        told.set(Some(save(app, &json_name, "application/json", &text)));
    };
    Some(
        view! {
            <div class="dialog-actions">
                <Button
                    icon=Icon::Save
                    label=named(m::export::as_csv)
                    on_press=as_csv
                />
                <Button
                    icon=Icon::Save
                    label=named(m::export::as_json)
                    on_press=as_json
                />
            </div>
            <p role="status" class="hint">{move || told.get()}</p>
        }
        .into_any(),
    )
}

/// Saves a text; gives what there is to say of it, and says it.
pub fn save(app: App, name: &str, kind: &str, text: &str) -> String {
    let l = app.language.get_untracked();
    if platform::save(name, kind, &platform::bytes_of(text)).is_err() {
        return m::export::refused(l).to_owned();
    }
    app.notify(NoticeKind::Saved { file: name.to_owned() });
    m::export::done(l, name)
}

fn contents(l: Language, report: &ImportReport) -> AnyView {
    let skipped = report.skipped.iter().map(|s| {
        let words = format!("{}. {}", skip_reason(l, &s.reason), skip_remedy(l, &s.reason));
        (&s.place, words)
    });
    let repaired = report.repaired.iter().map(|r| {
        let repairs: Vec<String> = r.repairs.iter().map(|done| repair(l, done)).collect();
        (&r.place, repairs.join("; "))
    });
    let notes = report.notes.iter().map(|n| (&n.place, note(l, &n.note)));
    let is_clean =
        report.skipped.is_empty() && report.repaired.is_empty() && report.notes.is_empty();
    view! {
        <p>{m::report::read(l, report.read)} ", " {m::report::polygons(l, report.polygons)}</p>
        <p>{source_crs(l, report.source_crs)}</p>
        {is_clean.then(|| view! { <p>{m::report::clean(l)}</p> })}
        {findings(l, m::report::skipped(l, report.skipped.len()), skipped, report.skipped.len())}
        {findings(l, m::report::repaired(l, report.repaired.len()), repaired, report.repaired.len())}
        {findings(l, m::report::notes(l, report.notes.len()), notes, report.notes.len())}
    }
    .into_any()
}

/// A heading and the findings under it; nothing where there are none.
fn findings<'a>(
    l: Language,
    heading: String,
    items: impl Iterator<Item = (&'a Place, String)>,
    count: usize,
) -> Option<AnyView> {
    if count == 0 {
        return None;
    }
    let items = items
        .take(LISTED)
        .map(|(place, words)| {
            view! {
                <li>
                    <span class="place">{Location::words(l, place)}</span>
                    <span>{words}</span>
                </li>
            }
        })
        .collect_view();
    let more = (count > LISTED)
        .then(|| view! { <p class="hint">{m::report::more(l, count - LISTED)}</p> });
    Some(view! { <h3>{heading}</h3> <ul class="findings">{items}</ul> {more} }.into_any())
}

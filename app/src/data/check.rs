//! A delivery checked against the schema of Luoti: what was found, feature by
//! feature, each with the way to its place on the map.

use std::sync::Arc;

use geodata::luoti::{Finding, LAYERS};
use leptos::prelude::*;
use liito_locales::{
    CheckedLayer, Language, Reader, fault, findings_csv, messages as m, parameter_error,
    survey_layer_name,
};
use liito_worker::{Checked, LayerKey, LonLatBounds};

use super::file_item::shown_name;
use super::report::save;
use crate::components::words::{named, text};
use crate::components::{Button, Icon, IconButton};
use crate::jobs::Jobs;
use crate::platform;
use crate::state::{App, CheckOutcome};

/// Features with findings that are listed; the others are counted.
const LISTED: usize = 200;

#[component]
pub fn CheckCard() -> impl IntoView {
    let app = App::get();
    // The card stays while another layer is chosen to check against.
    let key = Memo::new(move |_| app.check.with(|check| check.as_ref().map(|check| check.key)));
    view! { {move || key.get().map(|key| view! { <Card key=key /> })} }
}

#[component]
fn Card(key: LayerKey) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let name = Memo::new(move |_| {
        app.files.with(|files| {
            let file = files.iter().find(|file| file.key == key);
            file.map(|file| shown_name(file, l())).unwrap_or_default()
        })
    });
    let title = move || m::check::title(l(), &name.get());
    let heading = NodeRef::<leptos::html::H2>::new();
    // Whoever asked for it is led to it.
    heading.on_load(|heading| {
        let _ = heading.focus();
    });
    let close = move || {
        app.spot.set(None);
        app.check.set(None);
    };
    let outcome = move || app.check.get().map(|check| check.outcome);
    let verdict = move || match outcome() {
        Some(CheckOutcome::Done(checked)) => verdict(l(), &checked),
        Some(CheckOutcome::Failed(Some(error))) => parameter_error(l(), &error).what,
        Some(CheckOutcome::Failed(None)) => m::state::failed(l()).to_owned(),
        Some(CheckOutcome::Working) | None => m::check::working(l()).to_owned(),
    };
    let count = move || match outcome() {
        Some(CheckOutcome::Done(checked)) => Some(checked.findings.len().to_string()),
        _ => None,
    };
    view! {
        <section class="details card check-card" aria-label=title data-testid="check">
            <header class="details-head">
                <h2 node_ref=heading tabindex="-1">{title}</h2>
                <IconButton
                    icon=Icon::Close
                    label=named(m::app::close)
                    on_press=close
                />
            </header>
            <div class="details-body" tabindex="0" role="group" aria-label=title>
                <SchemaChoice key=key />
                <p role="status" class="verdict" data-findings=count>{verdict}</p>
                {move || match outcome() {
                    Some(CheckOutcome::Done(checked)) => {
                        Some(view! { <Findings checked=checked file=name.get_untracked() /> })
                    }
                    _ => None,
                }}
            </div>
        </section>
    }
}

/// Against which survey layer: the one it looks like, or one that the reader chooses.
#[component]
fn SchemaChoice(key: LayerKey) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let chosen =
        Memo::new(move |_| app.check.with(|check| check.as_ref().and_then(|c| c.schema.clone())));
    let options = LAYERS.iter().map(|layer| {
        let is_chosen = move || chosen.with(|chosen| chosen.as_deref() == Some(layer.name));
        view! {
            <option value=layer.name selected=is_chosen>
                {move || survey_layer_name(l(), layer.name).unwrap_or(layer.name)}
            </option>
        }
    });
    let choose = move |layer: String| {
        Jobs::get().check(key, (!layer.is_empty()).then_some(layer));
    };
    view! {
        <label class="choice">
            <span>{text(m::check::against)}</span>
            <select on:change:target=move |event| choose(event.target().value())>
                <option value="" selected=move || chosen.with(Option::is_none)>
                    {text(m::check::by_itself)}
                </option>
                {options.collect_view()}
            </select>
        </label>
    }
}

fn verdict(l: Language, checked: &Checked) -> String {
    let Some(schema) = &checked.schema else { return m::check::unknown_page(l).to_owned() };
    let schema = survey_layer_name(l, schema).unwrap_or(schema);
    match checked.findings.len() {
        0 => m::check::clean(l, checked.features, schema),
        count => m::check::found(l, count, schema),
    }
}

#[component]
fn Findings(checked: Arc<Checked>, file: String) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let count = checked.findings.len();
    let groups = by_feature(&checked);
    let more = groups.len().saturating_sub(LISTED);
    let groups = StoredValue::new(groups);
    let for_json = Arc::clone(&checked);
    let stem = platform::stem(&file).to_owned();
    let (csv_name, json_name) = (format!("{stem}-check.csv"), format!("{stem}-check.json"));
    let as_csv = move || {
        let layer = CheckedLayer {
            file: &file,
            layer: None,
            schema: checked.schema.as_deref(),
            findings: &checked.findings,
        };
        let text = findings_csv(l(), Reader::Spreadsheet, &[layer]);
        save(app, &csv_name, "text/csv", &text);
    };
    let as_json = move || {
        // Text, numbers and options only, so it always has a form in JSON.
        let text = serde_json::to_string_pretty(&*for_json).unwrap_or_default();
        save(app, &json_name, "application/json", &text);
    };
    view! {
        <p class="hint">{text(m::check::scope)}</p>
        <ul class="check-findings">
            {move || groups.with_value(|groups| {
                groups.iter().take(LISTED).map(|group| feature(app, l(), group)).collect_view()
            })}
        </ul>
        {(more > 0).then(|| view! { <p class="hint">{move || m::check::more(l(), more)}</p> })}
        {(count > 0).then(|| view! {
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
        })}
    }
}

/// A feature, or the layer as a whole, with what was found in it.
struct Group {
    feature: Option<u32>,
    place: Option<LonLatBounds>,
    findings: Vec<Finding>,
}

/// Findings come feature by feature already.
fn by_feature(checked: &Checked) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for finding in &checked.findings {
        match groups.last_mut().filter(|group| group.feature == finding.feature) {
            Some(group) => group.findings.push(finding.clone()),
            None => {
                let place = finding.feature.and_then(|number| {
                    let found =
                        checked.places.binary_search_by_key(&number, |(own, _)| *own).ok()?;
                    Some(checked.places[found].1)
                });
                let findings = vec![finding.clone()];
                groups.push(Group { feature: finding.feature, place, findings });
            }
        }
    }
    groups
}

fn feature(app: App, l: Language, group: &Group) -> AnyView {
    let words = group.findings.iter().map(|finding| {
        let what = fault(l, &finding.fault);
        let column = finding.column.as_ref().map(|column| m::check::column(l, column));
        view! {
            <li>
                {column.map(|column| view! { <span class="place">{column}</span> })}
                <span>{what}</span>
            </li>
        }
    });
    let words = words.collect_view();
    let mut name = group.feature.map_or_else(
        || m::check::layer_as_whole(l).to_owned(),
        |number| m::report::feature(l, &number.to_string()),
    );
    // The delivery's own identifier, where it says more than the place in the file.
    let id = group.findings.iter().find_map(|finding| finding.id.as_ref());
    if let Some(id) = id.filter(|id| group.feature.map(|n| n.to_string()).as_ref() != Some(*id)) {
        name.push_str(&format!(", fid {id}"));
    }
    let head = match (group.feature, group.place) {
        (Some(_), Some(bounds)) => {
            let go = move |_| {
                app.spot.set(Some(bounds));
                app.go_to(bounds);
            };
            view! {
                <button type="button" class="row-button" on:click=go>
                    <span>{name}</span>
                    <span class="hint">{m::check::show(l)}</span>
                </button>
            }
            .into_any()
        }
        (Some(_), None) => view! {
            <p class="row-head">
                {name} <span class="hint">{m::check::nowhere(l)}</span>
            </p>
        }
        .into_any(),
        (None, _) => view! { <p class="row-head">{name}</p> }.into_any(),
    };
    view! { <li>{head} <ul class="findings">{words}</ul></li> }.into_any()
}

#[cfg(test)]
mod tests {
    use geodata::luoti::Fault;

    use super::*;

    #[test]
    fn findings_are_grouped_by_feature_with_their_places() {
        let finding = |feature| Finding { feature, id: None, column: None, fault: Fault::NoValue };
        let bounds = LonLatBounds { west: 24.0, south: 60.0, east: 24.1, north: 60.1 };
        let checked = Checked {
            schema: None,
            features: 9,
            findings: vec![finding(None), finding(Some(2)), finding(Some(2)), finding(Some(7))],
            places: vec![(2, bounds)],
        };
        let groups = by_feature(&checked);
        let shape: Vec<(Option<u32>, bool, usize)> = groups
            .iter()
            .map(|group| (group.feature, group.place.is_some(), group.findings.len()))
            .collect();
        assert_eq!(shape, [(None, false, 1), (Some(2), true, 2), (Some(7), false, 1)]);
    }
}

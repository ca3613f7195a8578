//! A delivery checked against the schema of Luoti: what was found, feature by
//! feature, each with the way to its place on the map.

use std::sync::Arc;

use geodata::luoti::{Finding, LAYERS};
use leptos::prelude::*;
use liito_locales::{
    CheckedLayer, Language, fault, findings_csv, messages as m, parameter_error, survey_layer_name,
};
use liito_worker::{Checked, LonLatBounds};

use super::file_item::shown_name;
use super::report::save;
use crate::components::{Button, Icon, IconButton};
use crate::jobs::Jobs;
use crate::platform;
use crate::state::{App, Check, CheckOutcome};

/// Features with findings that are listed; the others are counted.
const LISTED: usize = 200;

#[component]
pub fn CheckCard() -> impl IntoView {
    let app = App::get();
    view! { {move || app.check.get().map(|check| view! { <Card check=check /> })} }
}

#[component]
fn Card(check: Check) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let Check { key, schema, outcome } = check;
    let name = StoredValue::new(app.files.with_untracked(|files| {
        let file = files.iter().find(|file| file.key == key);
        file.map(|file| shown_name(file, app.language.get_untracked())).unwrap_or_default()
    }));
    let title = move || m::check::title(l(), &name.get_value());
    let close = move || {
        app.spot.set(None);
        app.check.set(None);
    };
    let is_chosen = move |layer: &str| schema.as_deref() == Some(layer);
    let options = LAYERS.iter().map(|layer| {
        let is_chosen = is_chosen(layer.name);
        view! {
            <option value=layer.name selected=is_chosen>
                {move || survey_layer_name(l(), layer.name).unwrap_or(layer.name)}
            </option>
        }
    });
    let options = options.collect_view();
    let choose = move |layer: String| {
        Jobs::get().check(key, (!layer.is_empty()).then_some(layer));
    };
    view! {
        <section class="details card check-card" aria-label=title data-testid="check">
            <header class="details-head">
                <h2>{title}</h2>
                <IconButton
                    icon=Icon::Close
                    label=Signal::derive(move || m::app::close(l()).to_owned())
                    on_press=close
                />
            </header>
            <div class="details-body" tabindex="0" role="group" aria-label=title>
                <label class="choice">
                    <span>{move || m::check::against(l())}</span>
                    <select on:change:target=move |event| choose(event.target().value())>
                        <option value="">{move || m::check::by_itself(l())}</option>
                        {options}
                    </select>
                </label>
                {match outcome {
                    CheckOutcome::Working => {
                        view! { <p role="status">{move || m::check::working(l())}</p> }.into_any()
                    }
                    CheckOutcome::Failed(error) => view! {
                        <p class="field-error" role="alert">
                            {move || match &error {
                                Some(error) => parameter_error(l(), error).what,
                                None => m::state::failed(l()).to_owned(),
                            }}
                        </p>
                    }
                    .into_any(),
                    CheckOutcome::Done(checked) => {
                        view! { <Findings checked=checked file=name.get_value() /> }.into_any()
                    }
                }}
            </div>
        </section>
    }
}

#[component]
fn Findings(checked: Arc<Checked>, file: String) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let count = checked.findings.len();
    let for_words = Arc::clone(&checked);
    let verdict = move || match &for_words.schema {
        None => m::check::unknown_page(l()).to_owned(),
        Some(schema) => {
            let schema = survey_layer_name(l(), schema).unwrap_or(schema);
            if count == 0 {
                m::check::clean(l(), for_words.features, schema)
            } else {
                m::check::found(l(), count, schema)
            }
        }
    };
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
        save(app, &csv_name, "text/csv", &findings_csv(l(), &[layer]));
    };
    let as_json = move || {
        // Text, numbers and options only, so it always has a form in JSON.
        let text = serde_json::to_string_pretty(&*for_json).unwrap_or_default();
        save(app, &json_name, "application/json", &text);
    };
    view! {
        <p role="status" class="verdict" data-findings=count.to_string()>{verdict}</p>
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
                    label=Signal::derive(move || m::export::as_csv(l()).to_owned())
                    on_press=as_csv
                />
                <Button
                    icon=Icon::Save
                    label=Signal::derive(move || m::export::as_json(l()).to_owned())
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
    let name = group.feature.map_or_else(
        || m::check::layer_as_whole(l).to_owned(),
        |number| m::report::feature(l, &number.to_string()),
    );
    let head = match (group.feature, group.place) {
        (Some(number), Some(bounds)) => {
            let label = m::check::go_to(l, &number.to_string());
            let go = move |_| {
                app.spot.set(Some(bounds));
                app.go_to(bounds);
            };
            view! {
                <button type="button" class="row-button" aria-label=label on:click=go>
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

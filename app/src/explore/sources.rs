//! Where what the map shows comes from.

use leptos::prelude::*;
use liito_locales::{layer_role, messages as m, survey_layer_name};

use super::fold::Fold;
use super::words;
use crate::components::words::text;
use crate::state::{App, OpenedFile, Origin, Status};

#[component]
pub fn SourcesSection() -> impl IntoView {
    let app = App::get();
    let rows =
        move || app.files.with(|files| files.iter().map(|file| row(app, file)).collect_view());
    view! {
        <Fold title=m::explore::sources testid="sources">
            <p class="hint">{text(m::explore::sources_hint)}</p>
            <ul>{rows}</ul>
        </Fold>
    }
}

/// A layer: what it is, how much it holds, who made it, when, and what others may do with it.
fn row(app: App, file: &OpenedFile) -> impl IntoView + use<> {
    let l = app.language.get();
    let mut parts: Vec<String> = Vec::new();
    let mut what = None;
    if let Status::Read(report) = &file.status {
        what =
            report.survey.as_deref().and_then(|name| survey_layer_name(l, name)).map(str::to_owned);
        parts.extend(file.role().map(|role| layer_role(l, role).to_owned()));
        parts.push(m::open::layer_features(l, report.read));
    }
    let config = app.config();
    let origin = match &file.origin {
        Origin::City => config.layers.iter().find(|layer| layer.file_name() == file.name),
        _ => None,
    };
    match (&file.origin, origin) {
        (Origin::Reader, _) => parts.push(m::explore::your_own(l).to_owned()),
        (_, Some(layer)) => {
            parts.extend(layer.source.get(l).map(str::to_owned));
            parts.extend(layer.date.as_deref().map(|date| words::day(l, date)));
            parts.extend(layer.licence.get(l).map(str::to_owned));
        }
        _ => {}
    }
    let name = what.unwrap_or_else(|| file.name.clone());
    view! {
        <li>
            <strong class="wrap">{name}</strong>
            <p class="hint wrap">{parts.join(" · ")}</p>
        </li>
    }
}

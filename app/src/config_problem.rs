//! What stands in the place of the page where its settings are wrong: for whoever hosts it.

use leptos::prelude::*;
use liito_locales::{Language, messages::config as m};

use crate::platform;
use crate::state::{ConfigFault, FaultKind, Wanted};

#[component]
pub fn ConfigProblem(faults: Vec<ConfigFault>) -> impl IntoView {
    let l = platform::language();
    platform::set_document(l.code(), m::title(l));
    let dark = platform::device_is_dark().get_untracked();
    platform::set_theme(if dark { "dark" } else { "light" });
    let line = |fault: ConfigFault| {
        let what = words(l, &fault.kind);
        view! {
            <li>
                {(!fault.place.is_empty()).then(|| view! { <code>{fault.place}</code> ": " })}
                {what}
            </li>
        }
    };
    view! {
        <main class="config-problem card" role="alert">
            <h1>{m::title(l)}</h1>
            <p>{m::lead(l)}</p>
            <ul>{faults.into_iter().map(line).collect_view()}</ul>
            <p class="hint">{m::remedy(l)}</p>
        </main>
    }
}

fn words(l: Language, kind: &FaultKind) -> String {
    match kind {
        FaultKind::NotJson { line, column } => {
            m::not_json(l, &column.to_string(), &line.to_string())
        }
        FaultKind::Unknown { allowed } => m::unknown(l, allowed),
        FaultKind::Missing => m::missing(l).to_owned(),
        FaultKind::WrongType { wanted } => m::wrong_type(l, wanted_words(l, *wanted)),
        FaultKind::NotAmong { found, allowed } => m::not_among(l, allowed, found),
        FaultKind::OutOfRange { least, most } => {
            m::out_of_range(l, &least.to_string(), &most.to_string())
        }
        FaultKind::NoTemplate { needs } => m::no_template(l, needs),
    }
}

fn wanted_words(l: Language, wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Object => m::object(l),
        Wanted::List => m::list(l),
        Wanted::Text => m::text(l),
        Wanted::Number => m::number(l),
        Wanted::Bool => m::bool(l),
    }
}

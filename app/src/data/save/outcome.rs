//! What becomes of a wish: a file and what it loses, or why there is none.

use geodata::io::FileFormat;
use leptos::prelude::*;
use liito_locales::{Language, loss, messages as m, parameter_error, write_error};

use super::Progress;
use crate::jobs::{Ready, SaveError};

/// What became of the wish, in a line.
pub fn headline(l: Language, progress: &Progress) -> String {
    match progress {
        Progress::Nothing => m::saving::choose(l).to_owned(),
        Progress::Preparing => m::saving::preparing(l).to_owned(),
        Progress::Failed(error) => error_words(l, error),
        Progress::Ready(ready) => {
            let size = l.bytes(u64::from(ready.bytes.byte_length()));
            let file = m::saving::ready(l, &ready.name, &size);
            match losses(l, ready).len() {
                0 => format!("{file}. {}", m::saving::loss_none(l)),
                count => format!("{file}. {}", m::saving::losses(l, count)),
            }
        }
    }
}

/// What the layers lose, each thing once.
fn losses(l: Language, ready: &Ready) -> Vec<String> {
    let mut losses: Vec<String> = ready.losses.iter().flatten().map(|lost| loss(l, lost)).collect();
    losses.dedup();
    losses
}

/// What a file loses, one by one, and what it says of itself.
pub fn facts(l: Language, progress: &Progress, format: FileFormat) -> Option<AnyView> {
    let Progress::Ready(ready) = progress else { return None };
    let losses = losses(l, ready);
    let list = (!losses.is_empty()).then(|| {
        let items = losses.into_iter().map(|lost| view! { <li>{lost}</li> });
        view! { <ul class="losses">{items.collect_view()}</ul> }
    });
    let about =
        if format == FileFormat::Conefor { m::saving::about_table(l) } else { m::saving::about(l) };
    Some(view! { {list} <p class="hint">{about}</p> }.into_any())
}

/// Why there is no file.
pub fn error_words(l: Language, error: &SaveError) -> String {
    let explained = match error {
        SaveError::Write(error) => write_error(l, error),
        SaveError::Impossible(error) => parameter_error(l, error),
        SaveError::Connection(error) => {
            return m::connection::impossible(l, &error.to_string());
        }
        SaveError::NotTaken => return m::export::refused(l).to_owned(),
        SaveError::Lost => return m::state::failed(l).to_owned(),
    };
    format!("{} {}", explained.what, explained.remedy).trim().to_owned()
}

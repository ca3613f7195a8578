//! What saving a file loses, and why one cannot be saved, in a reader's language.

use geodata::io::{Loss, WriteError};

use crate::explain::{Explained, parameter_error, read_error};
use crate::{Language, messages as m};

/// What a format does not hold.
#[must_use]
pub fn loss(language: Language, loss: &Loss) -> String {
    use m::loss as w;
    let l = language;
    match loss {
        Loss::Decimals { decimals } => w::decimals(l, &decimals.to_string()),
        Loss::Names { changed } => {
            let changed: Vec<String> =
                changed.iter().map(|(name, becomes)| format!("{name} → {becomes}")).collect();
            w::names(l, &changed.join(", "))
        }
        Loss::AsText { columns } => w::as_text(l, &columns.join(", ")),
        Loss::TextCut { columns, most } => w::text_cut(l, &columns.join(", "), &most.to_string()),
        Loss::EmptyText { columns } => w::empty_text(l, &columns.join(", ")),
        Loss::Types => w::types(l).into(),
        Loss::Parted { files } => w::parted(l, &files.to_string()),
        Loss::CollectionsLeftOut { count } => w::collections(l, *count),
        Loss::SystemNotNamed => w::system(l).into(),
        Loss::Order => w::order(l).into(),
        Loss::TableOnly => w::table_only(l).into(),
    }
}

/// Why a file cannot be written, and what to do.
#[must_use]
pub fn write_error(language: Language, error: &WriteError) -> Explained {
    use m::write_error as w;
    let l = language;
    let (what, remedy) = match error {
        WriteError::Crs(error) => return parameter_error(l, &error.clone().into()),
        WriteError::OneLayer { format, layers } => {
            (w::one_layer(l, format.title(), &layers.to_string()), w::one_layer_do(l))
        }
        WriteError::NotWritten { format } => {
            (w::not_written(l, format.title()), w::not_written_do(l))
        }
        WriteError::NotForConefor { layer } => (w::not_for_conefor(l, layer), ""),
        WriteError::NeedsGeoPackage => {
            return read_error(l, &geodata::io::ReadError::NeedsGeoPackage);
        }
        WriteError::TooLarge { format, most } => {
            (w::too_large(l, format.title(), &l.bytes(*most)), "")
        }
        WriteError::Database { message } => (w::database(l, message), ""),
    };
    Explained { what, remedy: remedy.into() }
}

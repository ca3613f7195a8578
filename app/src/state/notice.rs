//! What the reader should be told, until they dismiss it.

use geodata::project::ProjectError;
use geodata::{Error, io::ReadError};
use liito_locales::{
    Explained, Language, messages as m, parameter_error, project_error, read_error,
};
use liito_worker::LayerKey;

/// Something to tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    pub number: u32,
    pub kind: NoticeKind,
}

/// What there is to tell; its words depend on the language.
#[derive(Debug, Clone, PartialEq)]
pub enum NoticeKind {
    /// A file could not be read.
    Unreadable { key: LayerKey, file: String, error: ReadError },
    /// A file could not be fetched.
    NotFetched { file: String, reason: String },
    /// Something could not be computed.
    Impossible(Error),
    /// A step of a plan was not taken, in the worker's words.
    NotPlanned(String),
    /// Reading a file broke its worker.
    ImportBroke { file: String },
    /// A worker broke and was replaced.
    WorkerReplaced,
    /// The data break the worker again and again.
    KeepsBreaking,
    /// A worker never came up.
    CannotStart,
    /// The page and its worker do not fit each other.
    OtherVersion,
    /// A project cannot be opened.
    NoProject(ProjectError),
    /// A part of the page could not be fetched.
    PartMissing,
    /// A file was saved.
    Saved { file: String },
}

impl NoticeKind {
    /// True for what went wrong.
    pub fn is_problem(&self) -> bool {
        !matches!(self, Self::Saved { .. })
    }

    /// The file it is about.
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::Unreadable { file, .. } | Self::ImportBroke { file } => Some(file),
            _ => None,
        }
    }

    /// The file whose coordinate system the reader could choose to mend it.
    pub fn asks_for_crs(&self) -> Option<LayerKey> {
        match self {
            Self::Unreadable {
                key,
                error:
                    ReadError::UndeclaredCrs { .. }
                    | ReadError::CrsDoesNotFit { .. }
                    | ReadError::UnsupportedCrs { .. },
                ..
            } => Some(*key),
            _ => None,
        }
    }

    /// What happened and what to do, in the reader's language.
    pub fn words(&self, language: Language) -> Explained {
        let plain = |what: String| Explained { what, remedy: String::new() };
        match self {
            Self::Unreadable { error, .. } => read_error(language, error),
            Self::NotFetched { file, reason } => Explained {
                what: m::read_error::fetch(language, file, reason),
                remedy: m::read_error::fetch_do(language).to_owned(),
            },
            Self::Impossible(error) => parameter_error(language, error),
            Self::NotPlanned(words) => plain(words.clone()),
            Self::ImportBroke { file } => plain(m::state::worker_import(language, file)),
            Self::WorkerReplaced => plain(m::state::worker_replaced(language).to_owned()),
            Self::KeepsBreaking => plain(m::state::keeps_breaking(language).to_owned()),
            Self::CannotStart => plain(m::state::cannot_start(language).to_owned()),
            Self::OtherVersion => plain(m::state::too_old(language).to_owned()),
            Self::NoProject(error) => project_error(language, error),
            Self::PartMissing => plain(m::state::part_missing(language).to_owned()),
            Self::Saved { file } => plain(m::export::done(language, file)),
        }
    }
}

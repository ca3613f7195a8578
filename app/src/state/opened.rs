//! The files that are open.

use std::sync::Arc;

use geodata::{Crs, ImportReport};
use liito_worker::LayerKey;

/// A file that was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedFile {
    pub key: LayerKey,
    pub name: String,
    pub origin: Origin,
    /// The system of its coordinates, where the reader chose one.
    pub chosen_crs: Option<Crs>,
    pub status: Status,
}

/// Where a file came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The reader's own.
    Reader,
    /// The address names it.
    Address(String),
    /// The made-up example.
    Example,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Status {
    Fetching,
    Reading,
    Read(Arc<ImportReport>),
    /// Nothing of it could be used; a notice says why.
    Failed,
}

impl OpenedFile {
    /// What came of reading it, once it is read.
    pub fn report(&self) -> Option<&Arc<ImportReport>> {
        match &self.status {
            Status::Read(report) => Some(report),
            _ => None,
        }
    }

    /// True while there is work on it.
    pub fn is_busy(&self) -> bool {
        matches!(self.status, Status::Fetching | Status::Reading)
    }
}

//! The check of a delivery that is shown.

use std::sync::Arc;

use geodata::Error;
use liito_worker::{Checked, LayerKey};

/// A check of a file against a survey layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    pub key: LayerKey,
    /// The survey layer that the reader chose; told by name and columns where `None`.
    pub schema: Option<String>,
    pub outcome: CheckOutcome,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq)]
pub enum CheckOutcome {
    Working,
    Done(Arc<Checked>),
    /// The file could not be read so as to be checked.
    Failed(Option<Error>),
}

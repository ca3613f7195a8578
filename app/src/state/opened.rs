//! The files that are open.

use std::sync::Arc;

use geodata::io::LayerInfo;

use geodata::landscape::RasterKind;
use geodata::model::LayerRole;
use geodata::{Crs, ImportReport};
use liito_worker::LayerKey;

/// A file that was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedFile {
    pub key: LayerKey,
    pub name: String,
    pub origin: Origin,
    /// The layer in the file, where the reader chose among several.
    pub layer: Option<String>,
    /// The system of its coordinates, where the reader chose one.
    pub chosen_crs: Option<Crs>,
    /// Whether northing comes first, where the reader chose.
    pub swap_axes: Option<bool>,
    /// What it is used as, where the reader chose.
    pub chosen_role: Option<LayerRole>,
    pub status: Status,
}

/// Where a file came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The reader's own.
    Reader,
    /// The address names it.
    Address(String),
    /// The page opened on it: `config.json` names it.
    City,
}

/// Work of an earlier visit that is kept on the device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The name of the visit.
    pub visit: String,
    /// The reader's own files among it.
    pub files: usize,
    pub has_plans: bool,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Status {
    Fetching,
    Reading,
    /// The file holds several layers: the reader is asked which to open.
    Choosing(Arc<Vec<LayerInfo>>),
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

    /// What it is used as, once it is read.
    pub fn role(&self) -> Option<LayerRole> {
        self.report().map(|report| self.chosen_role.unwrap_or(report.role))
    }

    /// Figures depend on it: it holds patches or the land between them. Other layers, and
    /// observations above all, are nobody's business who does a run again.
    pub fn is_of_run(&self) -> bool {
        let of_run =
            [LayerRole::Habitat, LayerRole::TreeCover, LayerRole::LandCover, LayerRole::Barrier];
        self.role().is_some_and(|role| of_run.contains(&role))
    }

    /// The layers to choose from.
    pub fn choices(&self) -> Option<&Arc<Vec<LayerInfo>>> {
        match &self.status {
            Status::Choosing(layers) => Some(layers),
            _ => None,
        }
    }

    /// The file's name, and the layer's where it has several.
    pub fn shown(&self) -> String {
        match &self.layer {
            Some(layer) => format!("{} – {layer}", self.name),
            None => self.name.clone(),
        }
    }

    /// True while there is work on it.
    pub fn is_busy(&self) -> bool {
        matches!(self.status, Status::Fetching | Status::Reading)
    }
}

/// A raster that is the grid which least-cost links go over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raster {
    /// The file's name.
    pub name: String,
    /// What its numbers are.
    pub kind: RasterKind,
}

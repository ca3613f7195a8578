//! A project: what is open, how it is looked at, and what is planned, as one file.
//!
//! The file (`.liito`) is a zip archive with [`MANIFEST`], which is a [`Project`] as JSON, and
//! the layers that are not fetched from an address, as they were opened. A version stands in
//! it: what older versions wrote is brought up to date step by step, what newer ones wrote is
//! refused.

#[cfg(feature = "formats")]
mod archive;
mod run;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use thiserror::Error;

use crate::Crs;
use crate::landscape::RasterKind;
use crate::model::LayerRole;
#[cfg(feature = "formats")]
pub use archive::{Member, pack, unpack};
pub use run::{ProjectRun, RunInput, figures_by_name, largest_difference};

/// The version that is written.
pub const PROJECT_VERSION: u32 = 3;

/// The file in the archive that tells of the others.
pub const MANIFEST: &str = "project.json";

/// What the grid of a project is called in the archive.
pub const RASTER: &str = "raster";

/// What is open, and how.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Project {
    /// [`PROJECT_VERSION`] of what wrote it.
    pub liito_project: u32,
    /// Version of the program that wrote it, for people.
    pub program: String,
    /// Task, view and parameters, as the page's address has them.
    pub query: String,
    /// The layers that the page's own settings name are open, too.
    pub has_city: bool,
    /// The layers, in the order in which they were opened.
    pub files: Vec<ProjectFile>,
    /// The grid that least-cost links go over, where it is not made of the layers; since
    /// version 2.
    pub raster: Option<ProjectRaster>,
    /// The run, where figures were there, so that it can be done again; since version 3.
    pub run: Option<Box<ProjectRun>>,
    /// The plans, as what draws them keeps them.
    pub plans: Option<Box<RawValue>>,
}

/// A layer of a project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProjectFile {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub at: Place,
    /// The layer in the file, where it has several.
    pub layer: Option<String>,
    /// The system of its coordinates, where the reader chose one.
    pub crs: Option<Crs>,
    /// Whether northing comes first, where the reader chose.
    pub swap_axes: Option<bool>,
    /// What it is used as, where the reader chose.
    pub role: Option<LayerRole>,
}

/// A grid of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectRaster {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub at: Place,
    /// What its numbers are.
    pub kind: RasterKind,
}

/// Where a file of a project is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In the archive, under this name.
    Inside(String),
    /// At this address.
    Address(String),
}

/// Why a project cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum ProjectError {
    /// It has no manifest.
    #[error("this is no project of Liito")]
    NotAProject,
    /// A newer program wrote it.
    #[error(
        "a newer version of Liito wrote this project (version {found}, known are up to {known})"
    )]
    TooNew {
        /// Its version.
        found: u32,
        /// The newest that is known.
        known: u32,
    },
    /// The manifest, or the archive, is not whole.
    #[error("the project is damaged: {reason}")]
    Damaged {
        /// What was found.
        reason: String,
    },
}

/// What tells the version, whatever else there is.
#[derive(Deserialize)]
struct Versioned {
    liito_project: u32,
}

impl Project {
    /// Reads a manifest, of this version or an older one.
    ///
    /// # Errors
    /// [`ProjectError`] where it is none, newer, or not whole.
    pub fn from_json(text: &str) -> Result<Self, ProjectError> {
        let versioned: Versioned =
            serde_json::from_str(text).map_err(|_| ProjectError::NotAProject)?;
        let found = versioned.liito_project;
        let project: Self = match found {
            0 => return Err(ProjectError::NotAProject),
            // Version 2 brought the grid, version 3 the run; without those, all are alike.
            1..=PROJECT_VERSION => serde_json::from_str(text)
                .map_err(|error| ProjectError::Damaged { reason: error.to_string() })?,
            _ => return Err(ProjectError::TooNew { found, known: PROJECT_VERSION }),
        };
        Ok(Self { liito_project: PROJECT_VERSION, ..project })
    }

    /// The manifest.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Parameters;

    #[test]
    fn what_version_1_wrote_is_read() {
        let text = include_str!("../../tests/golden/project-1.json");
        let project = Project::from_json(text).unwrap();
        assert_eq!(project.liito_project, PROJECT_VERSION);
        assert_eq!(project.raster, None);
        assert_eq!(project.query, "?task=plan&lang=fi&distance=300");
        assert!(project.has_city);
        assert_eq!(project.files[0].at, Place::Inside("data/1-habitat.gpkg".to_owned()));
        assert_eq!(project.files[0].crs, Crs::from_name("EPSG:3879").ok());
        assert_eq!(project.files[0].role, Some(LayerRole::Habitat));
        assert_eq!(project.files[1].at, Place::Address("data/plan.geojson".to_owned()));
        assert!(project.plans.as_ref().is_some_and(|plans| plans.get().contains("revision")));
    }

    #[test]
    fn what_version_2_wrote_is_read() {
        let text = include_str!("../../tests/golden/project-2.json");
        let project = Project::from_json(text).unwrap();
        assert_eq!(project.run, None);
        let at = Place::Inside(RASTER.to_owned());
        let (name, kind) = ("costs.tif".to_owned(), RasterKind::Costs);
        assert_eq!(project.raster, Some(ProjectRaster { name, at, kind }));
    }

    #[test]
    fn what_version_3_wrote_is_written_as_it_was_read() {
        let text = include_str!("../../tests/golden/project-3.json");
        let project = Project::from_json(text).unwrap();
        let run = project.run.as_ref().unwrap();
        assert_eq!(run.inputs[0].role, LayerRole::Habitat);
        assert_eq!(run.parameters, Parameters::default());
        assert_eq!(project.to_json().trim(), text.trim());
    }

    #[test]
    fn what_is_none_newer_or_cut_off_is_refused() {
        for text in ["", "{}", r#"{"liito_project":0}"#] {
            assert_eq!(Project::from_json(text).unwrap_err(), ProjectError::NotAProject, "{text}");
        }
        let newer = Project::from_json(r#"{"liito_project":99,"files":7}"#).unwrap_err();
        assert_eq!(newer, ProjectError::TooNew { found: 99, known: PROJECT_VERSION });
        let damaged = Project::from_json(r#"{"liito_project":1,"files":7}"#).unwrap_err();
        assert!(matches!(damaged, ProjectError::Damaged { .. }));
    }
}

//! A run in one JSON object: what went in, what was asked, what came out.

use serde::Serialize;

use crate::connectivity::{Indices, Parameters};
use crate::crs::WorkingCrs;

/// What the command prints, and what files carry as their provenance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// What went in.
    pub input: InputSummary,
    /// What was asked.
    pub parameters: ParameterSummary,
    /// What came out.
    pub indices: Indices,
}

/// What went into a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InputSummary {
    /// Names of the files.
    pub files: Vec<String>,
    /// Patches that were used.
    pub patches: usize,
    /// Features that could not be used.
    pub skipped: usize,
    /// Features that were put right.
    pub repaired: usize,
    /// The system that was worked in.
    pub working_crs: String,
}

/// What was asked of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ParameterSummary {
    /// Kind of link.
    pub link: &'static str,
    /// Which pairs are linked.
    pub topology: &'static str,
    /// Distance of the kernel, metres.
    pub distance_m: f64,
    /// Probability at that distance.
    pub probability: f64,
    /// Longest link of the binary indices, metres.
    pub threshold_m: f64,
    /// Longest link at all, metres.
    pub max_link_m: Option<f64>,
    /// Name of the attribute.
    pub attribute: String,
    /// Area of the landscape, hectares.
    pub landscape_area_ha: Option<f64>,
}

impl InputSummary {
    /// What went in, with the working system's name.
    #[must_use]
    pub fn new(
        files: Vec<String>,
        patches: usize,
        skipped: usize,
        repaired: usize,
        working_crs: WorkingCrs,
    ) -> Self {
        Self { files, patches, skipped, repaired, working_crs: working_crs.to_string() }
    }
}

impl From<&Parameters> for ParameterSummary {
    fn from(parameters: &Parameters) -> Self {
        Self {
            link: "euclidean",
            topology: "complete",
            distance_m: parameters.distance_m,
            probability: parameters.probability,
            threshold_m: parameters.threshold_m(),
            max_link_m: parameters.max_link_m,
            attribute: parameters.attribute.name().to_owned(),
            landscape_area_ha: parameters.landscape_area_ha,
        }
    }
}

//! A run in one JSON object: what went in, what was asked, what came out.

use serde::Serialize;

use super::{LinkRow, PatchId, PatchRow};
use crate::connectivity::curve::CurvePoint;
use crate::connectivity::{
    GradeFactors, Indices, Parameters, Reach, TERRITORY_IN_FOREST_HA, TERRITORY_IN_TOWN_HA,
};
use crate::crs::WorkingCrs;
use crate::links::GapLimits;
use crate::model::{Habitat, HabitatOptions, Layer, LeftOut, LeftOutReason, Overlaps, Patch};
use crate::units::hectares;

/// What the command prints, and what files carry as their provenance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// What went in.
    pub input: InputSummary,
    /// What was asked.
    pub parameters: ParameterSummary,
    /// What came out.
    pub indices: Indices,
    /// How patches were made of areas, where they are not all as they were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub areas: Option<AreaSummary>,
    /// Importance of the patches, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub importance: Option<Vec<PatchRow>>,
    /// Importance of the links, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_importance: Option<Vec<LinkRow>>,
    /// How far dPC may be from exact, percentage points, where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub importance_within: Option<f64>,
    /// Patches near the edge of the data, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<ExtentSummary>,
    /// Who reaches whom, where links have grades.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reach: Option<Vec<ReachRow>>,
    /// PC over distances, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub curve: Option<Vec<CurvePoint>>,
    /// Metapatches, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metapatches: Option<Vec<MetapatchRow>>,
}

impl Summary {
    /// A run of which the indices alone are told.
    #[must_use]
    pub fn new(input: InputSummary, parameters: ParameterSummary, indices: Indices) -> Self {
        Self {
            input,
            parameters,
            indices,
            areas: None,
            importance: None,
            link_importance: None,
            importance_within: None,
            extent: None,
            reach: None,
            curve: None,
            metapatches: None,
        }
    }
}

/// A metapatch and its patches.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MetapatchRow {
    /// Its number, from 1.
    pub metapatch: u32,
    /// What it is worth: the sum of its patches' attributes, hectares.
    pub area_ha: f64,
    /// Its patches.
    pub patches: Vec<PatchId>,
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
    /// The system that was worked in; none where distances were given.
    pub working_crs: Option<String>,
}

/// How patches were made of areas.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AreaSummary {
    /// What became of areas that lie over each other.
    pub overlaps: Overlaps,
    /// Patches smaller than this were left out, hectares.
    pub least_area_ha: f64,
    /// Areas that were joined with others.
    pub joined: usize,
    /// Areas that are no patches.
    pub left_out: Vec<LeftOutRow>,
}

/// An area that is no patch.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOutRow {
    /// Name of its layer.
    pub layer: String,
    /// What it is called.
    pub id: String,
    /// Its area, hectares.
    pub area_ha: f64,
    /// Why.
    pub reason: LeftOutReason,
}

impl AreaSummary {
    /// What became of the areas of these layers; `None` where each is a patch as it is.
    #[must_use]
    pub fn new(habitat: &Habitat, layers: &[Layer], options: &HabitatOptions) -> Option<Self> {
        let is_as_it_was = |patch: &Patch| patch.parts.is_empty() && !patch.is_surveyed;
        if options.least_area_m2 <= 0.0
            && habitat.left_out().is_empty()
            && habitat.patches().iter().all(is_as_it_was)
        {
            return None;
        }
        let row = |left: &LeftOut| LeftOutRow {
            layer: layers.get(left.source.0 as usize).map_or_else(String::new, |l| l.name.clone()),
            id: left.label.clone(),
            area_ha: hectares(left.area_m2),
            reason: left.reason.clone(),
        };
        Some(Self {
            overlaps: options.overlaps,
            least_area_ha: hectares(options.least_area_m2),
            joined: habitat.joined_areas(),
            left_out: habitat.left_out().iter().map(row).collect(),
        })
    }
}

/// How much of the network lies near the edge of the data.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ExtentSummary {
    /// Nearer than this is near, metres: the distance of the kernel.
    pub study_distance_m: f64,
    /// Patches that are, and are left unranked.
    pub patches_near_edge: usize,
}

/// Which habitats reach each other over gaps of a grade or better.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReachRow {
    /// The grade.
    pub grade: &'static str,
    /// Metapatches that links of it join patches to.
    pub metapatches: usize,
    /// The largest, hectares.
    pub largest_ha: f64,
    /// Groups of patches, joined by links of at most 300 m, that hold a female's territory in
    /// town.
    pub hold_territory_in_town: usize,
    /// Such groups that hold one in forest.
    pub hold_territory_in_forest: usize,
    /// Share of the habitat in those that hold one in town, %.
    pub habitat_in_territories_percent: f64,
}

impl From<&Reach> for ReachRow {
    fn from(reach: &Reach) -> Self {
        Self {
            grade: reach.grade.name(),
            metapatches: reach.areas_ha.len(),
            largest_ha: reach.areas_ha.iter().copied().fold(0.0, f64::max),
            hold_territory_in_town: reach.territories(TERRITORY_IN_TOWN_HA),
            hold_territory_in_forest: reach.territories(TERRITORY_IN_FOREST_HA),
            habitat_in_territories_percent: 100.0
                * reach.share_in_territories(TERRITORY_IN_TOWN_HA),
        }
    }
}

/// What was asked of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ParameterSummary {
    /// Kind of link.
    pub link: &'static str,
    /// What each grade leaves of a link's probability; none where links have no grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade_factors: Option<GradeFactors>,
    /// Up to where gaps are good, weak or critical.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap_limits: Option<GapLimits>,
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
        working_crs: Option<WorkingCrs>,
    ) -> Self {
        let working_crs = working_crs.map(|crs| crs.to_string());
        Self { files, patches, skipped, repaired, working_crs }
    }
}

impl From<&Parameters> for ParameterSummary {
    fn from(parameters: &Parameters) -> Self {
        Self {
            link: parameters.kind.name(),
            grade_factors: parameters.kind.is_over_land().then_some(parameters.grading.factors),
            gap_limits: parameters.kind.is_over_land().then_some(parameters.grading.limits),
            topology: parameters.topology.name(),
            distance_m: parameters.distance_m,
            probability: parameters.probability,
            threshold_m: parameters.threshold_m(),
            max_link_m: parameters.max_link_m,
            attribute: parameters.attribute.name().to_owned(),
            landscape_area_ha: parameters.landscape_area_ha,
        }
    }
}

//! What a run is asked.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{GradedLinks, Grading, Kernel};
use crate::links::{LinkKind, Topology};
use crate::model::Attribute;

/// Parameters of a connectivity run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Parameters {
    /// Distance that the probability belongs to, metres.
    pub distance_m: f64,
    /// Probability of moving that distance.
    pub probability: f64,
    /// Longest link of the binary indices, metres; the distance if `None`.
    pub threshold_m: Option<f64>,
    /// How patches are linked.
    pub kind: LinkKind,
    /// Which pairs are linked.
    pub topology: Topology,
    /// Links longer than this are not made, metres.
    pub max_link_m: Option<f64>,
    /// What is assumed of links that know the land.
    pub grading: Grading,
    /// What a patch is worth.
    pub attribute: Attribute,
    /// Area of the whole landscape, A_L, hectares.
    pub landscape_area_ha: Option<f64>,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            distance_m: 1000.0,
            probability: 0.5,
            threshold_m: None,
            kind: LinkKind::Euclidean,
            topology: Topology::Complete,
            max_link_m: None,
            grading: Grading::default(),
            attribute: Attribute::Area,
            landscape_area_ha: None,
        }
    }
}

impl Parameters {
    /// Longest link of the binary indices, metres.
    #[must_use]
    pub fn threshold_m(&self) -> f64 {
        self.threshold_m.unwrap_or(self.distance_m)
    }

    /// The dispersal kernel.
    ///
    /// # Errors
    /// See [`Kernel::new`].
    pub fn kernel(&self) -> Result<Kernel, ParameterError> {
        Kernel::new(self.distance_m, self.probability)
    }

    /// How links that know the land become probabilities.
    ///
    /// # Errors
    /// See [`Kernel::new`].
    pub fn graded(&self) -> Result<GradedLinks, ParameterError> {
        Ok(self.grading.with(self.kernel()?))
    }

    /// Says whether every parameter has a meaning.
    ///
    /// # Errors
    /// The first [`ParameterError`] there is.
    pub fn check(&self) -> Result<(), ParameterError> {
        self.kernel()?;
        self.grading.check()?;
        if self.threshold_m.is_some_and(|threshold| !(threshold.is_finite() && threshold >= 0.0)) {
            return Err(ParameterError::Threshold { given: self.threshold_m() });
        }
        if let Some(given) = self.max_link_m.filter(|cut| !(cut.is_finite() && *cut > 0.0)) {
            return Err(ParameterError::MaxLink { given });
        }
        if let Some(given) =
            self.landscape_area_ha.filter(|area| !(area.is_finite() && *area > 0.0))
        {
            return Err(ParameterError::LandscapeArea { given });
        }
        Ok(())
    }
}

/// What can be wrong with the parameters of a run.
#[derive(Debug, Clone, PartialEq, Error, Serialize, Deserialize)]
pub enum ParameterError {
    /// The distance is not a positive number.
    #[error("distance must be more than 0 m, not {given}")]
    Distance {
        /// What was given, metres.
        given: f64,
    },
    /// The probability is not between 0 and 1.
    #[error("probability must lie between 0 and 1, not {given}")]
    Probability {
        /// What was given.
        given: f64,
    },
    /// The threshold is negative or not a number.
    #[error("threshold must be 0 m or more, not {given}")]
    Threshold {
        /// What was given, metres.
        given: f64,
    },
    /// The cut is not a positive number.
    #[error("greatest link length must be more than 0 m, not {given}")]
    MaxLink {
        /// What was given, metres.
        given: f64,
    },
    /// Gaps that are no lengths, or a critical one narrower than a weak one.
    #[error(
        "gaps must be wider than 0 m and critical ones ({critical_m} m) no narrower than weak ones ({weak_m} m)"
    )]
    GapLimits {
        /// Widest weak gap, metres.
        weak_m: f64,
        /// Widest critical gap, metres.
        critical_m: f64,
    },
    /// A share that is none.
    #[error("what a grade leaves must lie from 0 to 1, not {given}")]
    GradeFactors {
        /// What was given.
        given: f64,
    },
    /// The landscape area is not a positive number.
    #[error("landscape area must be more than 0 ha, not {given}")]
    LandscapeArea {
        /// What was given, hectares.
        given: f64,
    },
    /// The landscape is smaller than the habitat in it.
    #[error("landscape of {landscape_ha} ha is smaller than its habitat of {habitat_ha} ha")]
    LandscapeTooSmall {
        /// Area of the landscape, hectares.
        landscape_ha: f64,
        /// Sum of the patches' attributes, hectares.
        habitat_ha: f64,
    },
    /// A curve without points, or with too many.
    #[error(
        "curve from {from_m} to {to_m} by {step_m}: needs 0 < from <= to, step > 0, at most 1000 points"
    )]
    Curve {
        /// First distance, metres.
        from_m: f64,
        /// Last distance, metres.
        to_m: f64,
        /// Step, metres.
        step_m: f64,
    },
    /// There is no patch to compute with.
    #[error("no habitat patch: none of the features is a polygon")]
    NoPatches,
    /// A layer has no column of this name.
    #[error("{layer} has no column {column:?}; numeric columns: {numeric:?}")]
    NoSuchColumn {
        /// The column that was asked for.
        column: String,
        /// Name of the layer.
        layer: String,
        /// Columns that could be asked for.
        numeric: Vec<String>,
    },
    /// A patch's value in the column is missing, no number, or negative.
    #[error("{layer}, feature {feature}: {column} is {value:?}, not a number of 0 or more")]
    AttributeNotUsable {
        /// The column that was asked for.
        column: String,
        /// Name of the layer.
        layer: String,
        /// Place of the feature in the file, from 1.
        feature: u32,
        /// What stands there.
        value: String,
    },
}

//! From a way over the land to a probability: length or cost, and the grade.

use geo::Coord;
use serde::{Deserialize, Serialize};

use super::{Kernel, ParameterError};
use crate::graph::Edge;
use crate::links::{GapLimits, Grade, Link, Route};

/// What part of a link's probability each grade leaves. Declared assumptions; a cut link
/// is none.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GradeFactors {
    /// Of a good link.
    pub good: f64,
    /// Of a weak one.
    pub weak: f64,
    /// Of a critical one.
    pub critical: f64,
}

impl Default for GradeFactors {
    fn default() -> Self {
        Self { good: 1.0, weak: 0.5, critical: 0.2 }
    }
}

impl GradeFactors {
    /// That of a grade; 0 for a cut link.
    #[must_use]
    pub fn of(&self, grade: Grade) -> f64 {
        match grade {
            Grade::Good => self.good,
            Grade::Weak => self.weak,
            Grade::Critical => self.critical,
            Grade::Cut => 0.0,
        }
    }
}

/// What of a link the kernel is applied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Measure {
    /// Its length, metres.
    #[default]
    Length,
    /// Its cost: metres times resistance. The kernel's distance is a cost then.
    Cost,
}

/// What is assumed of links that know the land: how they are graded, what a grade is worth,
/// and what of them the kernel is applied to.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Grading {
    /// Up to where gaps are good, weak or critical.
    pub limits: GapLimits,
    /// What each grade leaves.
    pub factors: GradeFactors,
    /// What the kernel is applied to.
    pub measure: Measure,
}

impl Grading {
    /// Says whether every number has a meaning.
    ///
    /// # Errors
    /// [`ParameterError::GapLimits`] where one is not above 0 or a critical gap is narrower
    /// than a weak one, [`ParameterError::GradeFactors`] where one is not from 0 to 1.
    pub fn check(&self) -> Result<(), ParameterError> {
        let GapLimits { glide_ratio, unknown_height_m, weak_m, critical_m } = self.limits;
        let is_length = |value: &f64| value.is_finite() && *value > 0.0;
        let all_are = [glide_ratio, unknown_height_m, weak_m, critical_m].iter().all(is_length);
        if !all_are || critical_m < weak_m {
            return Err(ParameterError::GapLimits { weak_m, critical_m });
        }
        let GradeFactors { good, weak, critical } = self.factors;
        match [good, weak, critical].into_iter().find(|share| !(0.0..=1.0).contains(share)) {
            Some(given) => Err(ParameterError::GradeFactors { given }),
            None => Ok(()),
        }
    }

    /// The same with a kernel.
    #[must_use]
    pub fn with(&self, kernel: Kernel) -> GradedLinks {
        let Self { limits, factors, measure } = *self;
        GradedLinks { limits, factors, kernel, measure }
    }
}

/// How links become probabilities: p = factor of the grade times exp(-k x).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GradedLinks {
    /// Up to where gaps are good, weak or critical.
    pub limits: GapLimits,
    /// What each grade leaves.
    pub factors: GradeFactors,
    /// The kernel.
    pub kernel: Kernel,
    /// What x is.
    pub measure: Measure,
}

impl GradedLinks {
    /// The probability of a link, were it of a grade.
    #[must_use]
    pub fn probability(&self, route: &Route, grade: Grade) -> f64 {
        self.factors.of(grade) * self.kernel.probability_at(self.x(route))
    }

    /// A way as a link whose length is what the kernel is applied to. `None` for a cut one.
    #[must_use]
    pub fn link(&self, route: &Route) -> Option<Link> {
        let factor = self.factors.of(route.grade(&self.limits)).min(1.0);
        let end = |end: Option<&Coord>| end.copied().unwrap_or_default();
        let (from, to) = (end(route.line.first()), end(route.line.last()));
        let length_m = self.x(route);
        (factor > 0.0).then_some(Link { a: route.a, b: route.b, length_m, factor, from, to })
    }

    /// A way as an edge whose length gives its probability, see [`Kernel::effective_m`].
    /// `None` for a cut one.
    #[must_use]
    pub fn edge(&self, route: &Route) -> Option<Edge> {
        let link = self.link(route)?;
        Some(Edge { a: link.a, b: link.b, length_m: self.kernel.effective_m(&link) })
    }

    fn x(&self, route: &Route) -> f64 {
        match self.measure {
            Measure::Length => route.length_m,
            Measure::Cost => route.cost,
        }
    }
}

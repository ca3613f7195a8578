//! Trees that grow: how high after how many years, and from when they count.

use serde::{Deserialize, Serialize};

use super::EditError;
use super::edit::above_0;
use crate::landscape::{Ground, TreeHeight};

/// Height that planted trees gain in a year unless said otherwise, metres: an assumption,
/// about that of a birch or an aspen on good ground. A sapling of 2 m so takes 16 years to
/// the 10 m from when it counts.
pub const GROWTH_M_A_YEAR: f64 = 0.5;

/// Years after which figures are given.
pub const YEARS: [f64; 3] = [0.0, 10.0, 25.0];

/// Planted trees: so high now, and growing by so much a year, evenly.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Trees {
    /// Height when planted, metres.
    pub height_m: f64,
    /// Height gained in a year, metres.
    pub growth_m: f64,
}

impl Default for Trees {
    fn default() -> Self {
        Self { height_m: 2.0, growth_m: GROWTH_M_A_YEAR }
    }
}

impl Trees {
    /// The trees, if their numbers make sense.
    ///
    /// # Errors
    /// [`EditError::NotAbove0`] where the height is not above 0 or the growth is less than 0.
    pub fn sound(self) -> Result<Self, EditError> {
        above_0(self.height_m)?;
        if !(self.growth_m >= 0.0 && self.growth_m.is_finite()) {
            return Err(EditError::NotAbove0 { given: self.growth_m });
        }
        Ok(self)
    }

    /// Their height after some years, metres.
    ///
    /// ```
    /// use geodata::scenario::Trees;
    /// let trees = Trees { height_m: 3.0, growth_m: 0.5 };
    /// assert_eq!(trees.height_after(10.0), 8.0);
    /// assert_eq!(trees.years_until(10.0), Some(14.0));
    /// ```
    #[must_use]
    pub fn height_after(&self, years: f64) -> f64 {
        self.height_m + self.growth_m * years.max(0.0)
    }

    /// Years until they are so high; `None` where they never are.
    #[must_use]
    pub fn years_until(&self, height_m: f64) -> Option<f64> {
        let missing_m = (height_m - self.height_m).max(0.0);
        (missing_m == 0.0 || self.growth_m > 0.0).then(|| match missing_m {
            0.0 => 0.0,
            missing_m => missing_m / self.growth_m,
        })
    }

    /// What they are underfoot after some years: they count for moving from 10 m on, as all
    /// trees do. `None` while they are lower than trees are mapped.
    #[must_use]
    pub fn ground_after(&self, years: f64) -> Option<Ground> {
        ground_of(self.height_after(years))
    }
}

/// What trees of a height are underfoot.
pub(super) fn ground_of(height_m: f64) -> Option<Ground> {
    Some(Ground::of_trees(match height_m {
        height if height >= 20.0 => TreeHeight::From20,
        height if height >= 15.0 => TreeHeight::From15,
        height if height >= 10.0 => TreeHeight::From10,
        height if height >= 2.0 => TreeHeight::From2,
        _ => return None,
    }))
}

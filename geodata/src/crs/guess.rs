//! Which system are undeclared coordinates in? The numbers often tell.

use serde::{Deserialize, Serialize};

use super::Crs;

/// Least and greatest easting and northing (or longitude and latitude).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Extent {
    /// Least easting or longitude.
    pub min_x: f64,
    /// Least northing or latitude.
    pub min_y: f64,
    /// Greatest easting or longitude.
    pub max_x: f64,
    /// Greatest northing or latitude.
    pub max_y: f64,
}

impl Extent {
    /// Of no position at all.
    pub const EMPTY: Self = Self {
        min_x: f64::INFINITY,
        min_y: f64::INFINITY,
        max_x: f64::NEG_INFINITY,
        max_y: f64::NEG_INFINITY,
    };

    /// Grown to hold a position.
    pub fn include(&mut self, x: f64, y: f64) {
        self.min_x = self.min_x.min(x);
        self.min_y = self.min_y.min(y);
        self.max_x = self.max_x.max(x);
        self.max_y = self.max_y.max(y);
    }

    /// True where no position was included.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.min_x > self.max_x
    }

    /// Middle of the extent, `(x, y)`.
    #[must_use]
    pub fn centre(&self) -> (f64, f64) {
        (f64::midpoint(self.min_x, self.max_x), f64::midpoint(self.min_y, self.max_y))
    }
}

/// The system that coordinates of this extent are most likely in, or `None`
/// where the numbers fit none or too many.
///
/// Degrees are told by their size and ETRS-GKn by the zone that leads the
/// easting. SWEREF99 TM and the UTM zones share the numbers of ETRS-TM35FIN: where
/// they can lie in Finland they are taken as that, elsewhere not guessed at all.
///
/// ```
/// use geodata::crs::{Extent, guess};
/// let espoo = Extent { min_x: 25_484_000.0, min_y: 6_672_000.0, max_x: 25_491_000.0, max_y: 6_684_000.0 };
/// assert_eq!(guess(&espoo).map(|crs| crs.epsg()), Some(3879));
/// ```
#[must_use]
pub fn guess(extent: &Extent) -> Option<Crs> {
    if extent.is_empty() {
        return None;
    }
    let fits = |crs: &Crs| {
        crs.accepts(extent.min_x, extent.min_y) && crs.accepts(extent.max_x, extent.max_y)
    };
    let in_finland = |min_y: f64, max_y: f64| min_y > 6_550_000.0 && max_y < 7_850_000.0;

    if fits(&Crs::WGS84) {
        return Some(Crs::WGS84);
    }
    if in_finland(extent.min_y, extent.max_y) {
        if extent.min_x > 40_000.0 && extent.max_x < 780_000.0 {
            return Some(Crs::TM35FIN);
        }
        return (19..=31).filter_map(Crs::finnish_gk).find(fits);
    }
    // Web Mercator of northern Europe: nothing metric reaches so far north.
    (extent.min_y > 7_900_000.0 && fits(&Crs::WEB_MERCATOR)).then_some(Crs::WEB_MERCATOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(x: f64, y: f64) -> Extent {
        Extent { min_x: x - 1000.0, min_y: y - 1000.0, max_x: x + 1000.0, max_y: y + 1000.0 }
    }

    #[test]
    fn finnish_numbers_are_told_apart() {
        assert_eq!(guess(&around(379_000.0, 6_680_000.0)), Some(Crs::TM35FIN));
        assert_eq!(guess(&around(24_500_000.0, 6_800_000.0)), Crs::from_epsg(3878).ok());
        assert_eq!(guess(&around(2_750_000.0, 8_440_000.0)), Some(Crs::WEB_MERCATOR));
    }

    #[test]
    fn numbers_that_fit_nothing_or_too_much_are_not_guessed() {
        assert_eq!(guess(&around(500_000.0, 5_000_000.0)), None);
        assert_eq!(guess(&around(1e12, 1e12)), None);
        assert_eq!(guess(&Extent::EMPTY), None);
    }
}

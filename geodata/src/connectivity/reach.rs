//! Which habitats can reach each other today: metapatches by grade.
//!
//! Patches that links of a grade or better join are one metapatch; whether such a one holds
//! a territory tells more than the size of any single polygon. A territory is what an animal
//! goes round in a night, so it counts only what short links join.

use serde::{Deserialize, Serialize};

use crate::graph::{Components, Edge, PatchGraph};
use crate::links::{GapLimits, Grade, Route};

/// What a female needs in town, hectares: about what radio tracking in Suur-Tapiola found
/// (City of Espoo 2019-2020).
pub const TERRITORY_IN_TOWN_HA: f64 = 4.0;

/// What a female needs in forest, hectares (Hanski, Stevens, Ihalempia and Selonen 2000,
/// Journal of Mammalogy 81:798-809).
pub const TERRITORY_IN_FOREST_HA: f64 = 8.3;

/// Patches of one territory are joined by links of at most this, metres: about the mean
/// distance from the nest at night, 292 m (Hanski et al. 2000, as above).
pub const WITHIN_TERRITORY_M: f64 = 300.0;

/// What links of a grade or better join.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reach {
    /// The grade.
    pub grade: Grade,
    /// Metapatch of each patch, numbered from 0 by their lowest patch.
    pub of_patch: Vec<u32>,
    /// What each is worth: the sum of its patches' attributes, hectares.
    pub areas_ha: Vec<f64>,
    /// The same of what links up to [`WITHIN_TERRITORY_M`] join, hectares.
    pub ranges_ha: Vec<f64>,
}

impl Reach {
    /// Territories that there is room for, one in each range: groups of patches that short
    /// links join.
    #[must_use]
    pub fn territories(&self, territory_ha: f64) -> usize {
        self.ranges_ha.iter().filter(|area| **area >= territory_ha).count()
    }

    /// Share of the habitat that is in them, 0 to 1; 0 without any habitat.
    #[must_use]
    pub fn share_in_territories(&self, territory_ha: f64) -> f64 {
        let all: f64 = self.areas_ha.iter().sum();
        let held = self.ranges_ha.iter().filter(|area| **area >= territory_ha);
        if all > 0.0 { held.fold(0.0, |sum, area| sum + area) / all } else { 0.0 }
    }
}

/// Metapatches at good, at weak and at critical gaps, in this order.
#[must_use]
pub fn reach(routes: &[Route], attributes_ha: &[f64], limits: &GapLimits) -> [Reach; 3] {
    [Grade::Good, Grade::Weak, Grade::Critical].map(|grade| {
        let joined = |most_m: f64| {
            let joins = |route: &&Route| route.grade(limits) <= grade && route.length_m <= most_m;
            let edge = |route: &Route| Edge { a: route.a, b: route.b, length_m: route.length_m };
            let edges = routes.iter().filter(joins).map(edge);
            Components::of(&PatchGraph::new(attributes_ha.len(), edges))
        };
        let all = joined(f64::INFINITY);
        Reach {
            grade,
            of_patch: all.of_node().to_vec(),
            areas_ha: all.sums(attributes_ha),
            ranges_ha: joined(WITHIN_TERRITORY_M).sums(attributes_ha),
        }
    })
}

#[cfg(test)]
mod tests {
    use geo::Coord;

    use super::*;
    use crate::links::Gap;

    #[test]
    fn a_territory_is_not_strung_out_over_kilometres() {
        let at = Coord { x: 0.0, y: 0.0 };
        let route = |a, b, length_m| {
            let (line, gaps) = (vec![at, at], Vec::new());
            Route { a, b, cost: 0.0, length_m, line, gaps }
        };
        let routes = [route(0, 1, 300.0), route(1, 2, 1_900.0)];
        let [good, ..] = reach(&routes, &[2.0, 1.0, 3.0], &GapLimits::default());
        assert_eq!(
            (good.areas_ha.as_slice(), good.ranges_ha.as_slice()),
            (&[6.0][..], &[3.0, 3.0][..])
        );
        assert_eq!((good.territories(3.0), good.territories(4.0)), (2, 0));
    }

    #[test]
    fn each_grade_joins_what_the_better_ones_join_and_more() {
        let route = |a: u32, b: u32, width_m: f64| {
            let at = Coord { x: 0.0, y: 0.0 };
            let (from_height_m, to_height_m) = (Some(15.0), Some(15.0));
            let gap = Gap {
                at_m: 0.0,
                width_m,
                from: at,
                to: at,
                from_height_m,
                to_height_m,
                parts: Vec::new(),
            };
            Route { a, b, cost: 0.0, length_m: 50.0, line: vec![at, at], gaps: vec![gap] }
        };
        let routes = [route(0, 1, 12.0), route(1, 2, 30.0), route(2, 3, 80.0), route(3, 4, 120.0)];
        let areas = [1.0, 2.0, 3.0, 4.0, 5.0];
        let found = reach(&routes, &areas, &GapLimits::default());
        assert_eq!(found[0].areas_ha, [3.0, 3.0, 4.0, 5.0]);
        assert_eq!(found[0].ranges_ha, found[0].areas_ha);
        assert_eq!(found[1].areas_ha, [6.0, 4.0, 5.0]);
        assert_eq!(found[2].areas_ha, [10.0, 5.0]);
        assert_eq!(found[2].of_patch, [0, 0, 0, 0, 1]);
        assert_eq!(found.each_ref().map(|r| r.territories(4.0)), [2, 3, 2]);
        assert!((found[1].share_in_territories(5.0) - 11.0 / 15.0).abs() < 1e-12);
    }
}

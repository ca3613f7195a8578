//! Lists what lies in a part of the map.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use geo::{Geometry, Rect};

use super::index::{Entry, nearest_m};
use super::{Nature, NearbyIndex, Place};
use crate::geometry::meets;
use crate::model::Layer;

/// What of a part of the map is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// The kinds of nature.
    pub natures: Vec<Nature>,
    /// Only what was surveyed in these years.
    pub years: Option<RangeInclusive<u16>>,
}

impl Wanted {
    fn has(&self, entry: &Entry) -> bool {
        let is_of_years =
            |years: &RangeInclusive<u16>| entry.year.is_some_and(|year| years.contains(&year));
        entry.nature.is_some_and(|nature| self.natures.contains(&nature))
            && self.years.as_ref().is_none_or(is_of_years)
    }
}

impl NearbyIndex {
    /// What is wanted of a box in metres, `[min_x, min_y, max_x, max_y]`: all that has a part in
    /// it, by how far its box is from the middle. `layers` are those that the index was made of.
    #[must_use]
    pub fn in_box(&self, layers: &[&Layer], bounds: [f64; 4], wanted: &Wanted) -> Vec<Place> {
        let [min_x, min_y, max_x, max_y] = bounds;
        let rect = Rect::new((min_x, min_y), (max_x, max_y));
        let middle = rect.center();
        let rect = Geometry::Polygon(rect.to_polygon());
        let is_inside =
            |[a, b, c, d]: [f64; 4]| a >= min_x && b >= min_y && c <= max_x && d <= max_y;
        let has_part = |entry: &&Entry| {
            is_inside(entry.bounds)
                || self.shape(layers, entry.place).is_some_and(|shape| meets(&shape, &rect))
        };
        let found = self.meeting(bounds).filter(|entry| wanted.has(entry)).filter(has_part);
        let mut found: Vec<(f64, Place)> =
            found.map(|entry| (nearest_m(entry.bounds, middle), entry.place)).collect();
        crate::order::sort_by(&mut found, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        found.into_iter().map(|(_, place)| place).collect()
    }

    /// What of these kinds of nature has a point in common with a feature, the feature itself left
    /// out; by rising place.
    #[must_use]
    pub fn touching(&self, layers: &[&Layer], place: Place, natures: &[Nature]) -> Vec<Place> {
        let Some((bounds, shape)) = self.bounds(place).zip(self.shape(layers, place)) else {
            return Vec::new();
        };
        let is_other = |entry: &&Entry| {
            entry.place != place && entry.nature.is_some_and(|nature| natures.contains(&nature))
        };
        let touches = |entry: &&Entry| {
            self.shape(layers, entry.place).is_some_and(|other| meets(&other, &shape))
        };
        let found = self.meeting(bounds).filter(is_other).filter(touches);
        let mut found: Vec<Place> = found.map(|entry| entry.place).collect();
        crate::order::sort_by_key(&mut found, |place| *place);
        found
    }

    /// How many features were surveyed in each year, of those kinds of nature.
    #[must_use]
    pub fn years(&self, natures: &[Nature]) -> BTreeMap<u16, usize> {
        let mut years = BTreeMap::new();
        for entry in &self.entries {
            if let (Some(year), Some(nature)) = (entry.year, entry.nature)
                && natures.contains(&nature)
            {
                *years.entry(year).or_default() += 1;
            }
        }
        years
    }
}

//! Finds what nature is near a place, and what lies at it.

use geo::{Area, Closest, ClosestPoint, Coord, Geometry, MultiPolygon, Point};

use super::index::{Entry, farthest_m, nearest_m};
use super::{
    FeatureNear, GreenNear, HALF_HECTARE_M2, KindNear, Nature, NearMe, NearbyIndex, Place, RADII_M,
};
use crate::geometry::{area_in_disc, dissolved, shared};
use crate::model::Layer;

impl NearbyIndex {
    /// What nature is near a position in metres; of each kind the nearest are told, at most
    /// `most`. `layers` are those that the index was made of.
    #[must_use]
    pub fn near_me(&self, layers: &[&Layer], at: Coord, most: usize) -> NearMe {
        let mut of_kind: Vec<Vec<&Entry>> = vec![Vec::new(); Nature::TOLD.len()];
        for entry in self.about(at, RADII_M[2]) {
            let kind = Nature::TOLD.iter().position(|nature| entry.nature == Some(*nature));
            if let Some(kind) = kind {
                of_kind[kind].push(entry);
            }
        }
        let kind = |(nature, entries): (Nature, Vec<&Entry>)| KindNear {
            nature,
            within: RADII_M.map(|radius_m| self.count(layers, &entries, at, radius_m)),
            nearest: self.nearest(layers, entries, at, most),
        };
        let kinds = Nature::TOLD.into_iter().zip(of_kind).map(kind).collect();
        NearMe { kinds, green: self.green(layers, at) }
    }

    /// How many come within a distance; only where the box does not tell is the shape asked.
    fn count(&self, layers: &[&Layer], entries: &[&Entry], at: Coord, radius_m: f64) -> usize {
        let is_within = |entry: &&&Entry| {
            nearest_m(entry.bounds, at) <= radius_m
                && (farthest_m(entry.bounds, at) <= radius_m
                    || self
                        .distance(layers, entry.place, at)
                        .is_some_and(|near| near.distance_m <= radius_m))
        };
        entries.iter().filter(is_within).count()
    }

    fn nearest(
        &self,
        layers: &[&Layer],
        mut entries: Vec<&Entry>,
        at: Coord,
        most: usize,
    ) -> Vec<FeatureNear> {
        crate::order::sort_by(&mut entries, |a, b| {
            nearest_m(a.bounds, at).total_cmp(&nearest_m(b.bounds, at)).then(a.place.cmp(&b.place))
        });
        let mut found: Vec<FeatureNear> = Vec::new();
        for entry in entries {
            // Boxes come nearest first: none after this one can be nearer than the last told.
            let is_far = |last: &FeatureNear| nearest_m(entry.bounds, at) > last.distance_m;
            if found.len() == most && found.last().is_none_or(is_far) {
                break;
            }
            let near = self.distance(layers, entry.place, at);
            let Some(near) = near.filter(|near| near.distance_m <= RADII_M[2]) else { continue };
            let is_before = |known: &FeatureNear| {
                known
                    .distance_m
                    .total_cmp(&near.distance_m)
                    .then(known.place.cmp(&near.place))
                    .is_lt()
            };
            let place = found.partition_point(is_before);
            found.insert(place, near);
            found.truncate(most);
        }
        found
    }

    /// How far a feature is, and where.
    fn distance(&self, layers: &[&Layer], place: Place, at: Coord) -> Option<FeatureNear> {
        let (distance_m, nearest) = distance_to(&self.shape(layers, place)?, at)?;
        let degrees = libm::atan2(nearest.x - at.x, nearest.y - at.y).to_degrees();
        let bearing_deg = (distance_m > 0.0).then(|| degrees.rem_euclid(360.0));
        Some(FeatureNear { place, distance_m, bearing_deg })
    }

    /// How green it is.
    fn green(&self, layers: &[&Layer], at: Coord) -> GreenNear {
        let radius_m = RADII_M[0];
        let square =
            geo::Rect::new((at.x - radius_m, at.y - radius_m), (at.x + radius_m, at.y + radius_m));
        let square = MultiPolygon(vec![square.to_polygon()]);
        let (mut trees, mut others, mut has_half_hectare) = (Vec::new(), Vec::new(), false);
        for entry in self.about(at, radius_m) {
            let Some(nature) = entry.nature.filter(|nature| nature.is_green()) else { continue };
            let Some(shape) = self.shape(layers, entry.place) else { continue };
            let comes_in = distance_to(&shape, at).is_some_and(|(far_m, _)| far_m < radius_m);
            let Some(areas) = areas_of(shape).filter(|_| comes_in) else { continue };
            // An area counts with its whole size as soon as it comes so near.
            has_half_hectare = has_half_hectare || areas.unsigned_area() >= HALF_HECTARE_M2;
            let is_within = farthest_m(entry.bounds, at) <= radius_m;
            let here = if is_within { areas } else { shared(&areas, &square) };
            if nature == Nature::Wood { trees.push(here) } else { others.push(here) }
        }
        let trees = dissolved(&trees.iter().collect::<Vec<_>>());
        let green = dissolved(&std::iter::once(&trees).chain(&others).collect::<Vec<_>>());
        let disc_m2 = std::f64::consts::PI * radius_m * radius_m;
        let joined = |part: &geo::Polygon| {
            area_in_disc(&MultiPolygon(vec![part.clone()]), at, radius_m) >= HALF_HECTARE_M2
        };
        GreenNear {
            trees: area_in_disc(&trees, at, radius_m) / disc_m2,
            green: area_in_disc(&green, at, radius_m) / disc_m2,
            has_half_hectare: has_half_hectare || green.iter().any(joined),
        }
    }

    /// The features at a position: points and lines that come within `tolerance_m`, nearest
    /// first, then the areas that hold it, the smallest first.
    #[must_use]
    pub fn at(&self, layers: &[&Layer], at: Coord, tolerance_m: f64) -> Vec<Place> {
        let found = self.about(at, tolerance_m).filter_map(|entry| {
            let shape = self.shape(layers, entry.place)?;
            let (distance_m, _) = distance_to(&shape, at)?;
            match areas_of(shape) {
                Some(areas) if distance_m == 0.0 => Some((1, areas.unsigned_area(), entry.place)),
                None if distance_m <= tolerance_m => Some((0, distance_m, entry.place)),
                _ => None,
            }
        });
        let mut found: Vec<(u8, f64, Place)> = found.collect();
        crate::order::sort_by(&mut found, |a, b| {
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2))
        });
        found.into_iter().map(|(.., place)| place).collect()
    }
}

/// How far a shape is from a position, and its nearest point; None for a shape of nothing.
fn distance_to(shape: &Geometry, at: Coord) -> Option<(f64, Coord)> {
    match shape.closest_point(&Point(at)) {
        Closest::Intersection(_) => Some((0.0, at)),
        Closest::SinglePoint(Point(nearest)) => {
            let (dx, dy) = (nearest.x - at.x, nearest.y - at.y);
            Some(((dx * dx + dy * dy).sqrt(), nearest))
        }
        Closest::Indeterminate => None,
    }
}

fn areas_of(shape: Geometry) -> Option<MultiPolygon> {
    match shape {
        Geometry::Polygon(polygon) => Some(MultiPolygon(vec![polygon])),
        Geometry::MultiPolygon(areas) => Some(areas),
        _ => None,
    }
}

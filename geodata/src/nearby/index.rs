//! Where everything lies: an R-tree over the boxes of all features of all layers.

use geo::{BoundingRect, Coord, Geometry};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::reader::NatureReader;
use super::{Nature, Place};
use crate::crs::{CrsError, Projection, WorkingCrs};
use crate::for_everyone::ForEveryone;
use crate::luoti::SurveyedReader;
use crate::model::Layer;

/// Boxes of shapes that are projected by their corners are widened by so much of their size,
/// since their sides bend: under a third of this at 200 km in Finland.
const WIDENED: f64 = 0.005;
/// And by so much at least, metres.
const WIDENED_M: f64 = 0.01;

/// A feature with the box that holds it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) place: Place,
    pub(super) nature: Option<Nature>,
    pub(super) year: Option<u16>,
    pub(super) bounds: [f64; 4],
}

/// Where the features of layers lie.
///
/// Shapes are not copied: they are projected when a question needs them, so the layers are given
/// with each question, the same as this was made of.
pub struct NearbyIndex {
    working_crs: WorkingCrs,
    projections: Vec<Projection>,
    /// By rising place.
    pub(super) entries: Vec<Entry>,
    tree: RTree<GeomWithData<Rectangle<[f64; 2]>, u32>>,
}

impl NearbyIndex {
    /// Arranges the features of layers. Those without a shape, outside the system or not for
    /// everyone are left out.
    ///
    /// # Errors
    /// [`CrsError::Unknown`] where a layer's system has no definition.
    pub fn new(layers: &[&Layer], working_crs: WorkingCrs) -> Result<Self, CrsError> {
        let mut projections = Vec::with_capacity(layers.len());
        let mut entries = Vec::new();
        for (number, layer) in (0..).zip(layers) {
            let projection = Projection::to_working(layer.source_crs.crs(), working_crs)?;
            let reader = NatureReader::new(layer);
            let features = (0..).zip(&layer.features);
            let told = ForEveryone::of(layer);
            let surveyed = SurveyedReader::new(layer);
            entries.extend(features.filter(|(_, of)| told.tells(of)).filter_map(
                |(place, feature)| {
                    let bounds = bounds_of(feature.geometry.as_ref()?, &projection)?;
                    let place = Place { layer: number, feature: place };
                    let year = surveyed.year(feature);
                    Some(Entry { place, nature: reader.of(feature), year, bounds })
                },
            ));
            projections.push(projection);
        }
        let boxes = (0..).zip(&entries).map(|(number, entry): (u32, &Entry)| {
            let [min_x, min_y, max_x, max_y] = entry.bounds;
            let corners = Rectangle::from_corners([min_x, min_y], [max_x, max_y]);
            GeomWithData::new(corners, number)
        });
        let tree = RTree::bulk_load(boxes.collect());
        Ok(Self { working_crs, projections, entries, tree })
    }

    /// The system of its metres.
    #[must_use]
    pub fn working_crs(&self) -> WorkingCrs {
        self.working_crs
    }

    /// The box of a feature in metres, `[min_x, min_y, max_x, max_y]`; it may be a little wider
    /// than the feature. None where it is not there.
    #[must_use]
    pub fn bounds(&self, place: Place) -> Option<[f64; 4]> {
        Some(self.entry(place)?.bounds)
    }

    /// How far the box of a feature is from a position, metres: no farther than the feature. None
    /// where it is not there.
    #[must_use]
    pub fn box_distance_m(&self, place: Place, at: Coord) -> Option<f64> {
        Some(nearest_m(self.bounds(place)?, at))
    }

    /// Features whose boxes come within so many metres of a position, by rising place.
    pub(super) fn about(&self, at: Coord, reach_m: f64) -> impl Iterator<Item = &Entry> {
        let square =
            AABB::from_corners([at.x - reach_m, at.y - reach_m], [at.x + reach_m, at.y + reach_m]);
        let found = self.tree.locate_in_envelope_intersecting(&square).map(|entry| entry.data);
        let mut found: Vec<u32> = found.collect();
        found.sort_unstable();
        found
            .into_iter()
            .map(|number| &self.entries[number as usize])
            .filter(move |entry| nearest_m(entry.bounds, at) <= reach_m)
    }

    /// Features whose boxes meet a box, in no order.
    pub(super) fn meeting(
        &self,
        [min_x, min_y, max_x, max_y]: [f64; 4],
    ) -> impl Iterator<Item = &Entry> {
        let envelope = AABB::from_corners([min_x, min_y], [max_x, max_y]);
        let found = self.tree.locate_in_envelope_intersecting(&envelope);
        found.map(|entry| &self.entries[entry.data as usize])
    }

    /// What kind of nature a feature is; None where it is none, or is not there.
    #[must_use]
    pub fn nature(&self, place: Place) -> Option<Nature> {
        self.entry(place)?.nature
    }

    /// The year in which a feature was surveyed; None where nobody says.
    #[must_use]
    pub fn year(&self, place: Place) -> Option<u16> {
        self.entry(place)?.year
    }

    fn entry(&self, place: Place) -> Option<&Entry> {
        let found = self.entries.binary_search_by_key(&place, |entry| entry.place).ok()?;
        Some(&self.entries[found])
    }

    /// The shape of a feature in metres; None where it is not there.
    #[must_use]
    pub fn shape(&self, layers: &[&Layer], place: Place) -> Option<Geometry> {
        let layer = layers.get(place.layer as usize)?;
        let shape = layer.features.get(place.feature as usize)?.geometry.as_ref()?;
        self.projections.get(place.layer as usize)?.project_geometry(shape).ok()
    }
}

/// The least distance that anything in a box can have from a position.
pub(super) fn nearest_m([min_x, min_y, max_x, max_y]: [f64; 4], at: Coord) -> f64 {
    let dx = (min_x - at.x).max(at.x - max_x).max(0.0);
    let dy = (min_y - at.y).max(at.y - max_y).max(0.0);
    (dx * dx + dy * dy).sqrt()
}

/// The greatest.
pub(super) fn farthest_m([min_x, min_y, max_x, max_y]: [f64; 4], at: Coord) -> f64 {
    let dx = (at.x - min_x).max(max_x - at.x);
    let dy = (at.y - min_y).max(max_y - at.y);
    (dx * dx + dy * dy).sqrt()
}

/// A box in metres that holds a shape of a layer's own system.
fn bounds_of(shape: &Geometry, projection: &Projection) -> Option<[f64; 4]> {
    let rect = shape.bounding_rect()?;
    let (low, high) = (rect.min(), rect.max());
    let middle = rect.center();
    let mut bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    for x in [low.x, middle.x, high.x] {
        for y in [low.y, middle.y, high.y] {
            let at = projection.project(Coord { x, y }).ok()?;
            bounds = [
                bounds[0].min(at.x),
                bounds[1].min(at.y),
                bounds[2].max(at.x),
                bounds[3].max(at.y),
            ];
        }
    }
    let [min_x, min_y, max_x, max_y] = bounds;
    let more = WIDENED * (max_x - min_x).max(max_y - min_y) + WIDENED_M;
    Some([min_x - more, min_y - more, max_x + more, max_y + more])
}

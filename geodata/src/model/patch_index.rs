//! The R-tree over patches: who is near, who is here.

use geo::{Coord, Intersects, MultiPolygon};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, PointDistance, RTree, RTreeObject};

use super::Patch;
use crate::geometry::EdgeTree;

type Entry = GeomWithData<Rectangle<[f64; 2]>, u32>;

/// An R*-tree over the bounding boxes of patches, answering exactly from their
/// edges (Beckmann et al. 1990, doi:10.1145/93597.98741, bulk loaded).
#[derive(Debug)]
pub struct PatchIndex {
    tree: RTree<Entry>,
}

impl PatchIndex {
    /// Indexes patches by their place in the slice.
    #[must_use]
    pub fn new(patches: &[Patch]) -> Self {
        let entries = (0u32..)
            .zip(patches)
            .filter_map(|(number, patch)| {
                let [min_x, min_y, max_x, max_y] = patch.edges.bounds()?;
                let corners = Rectangle::from_corners([min_x, min_y], [max_x, max_y]);
                Some(GeomWithData::new(corners, number))
            })
            .collect();
        Self { tree: RTree::bulk_load(entries) }
    }

    /// Patches whose bounding box is within `reach_m` of that of `bounds`
    /// (`[min_x, min_y, max_x, max_y]`), in rising order.
    #[must_use]
    pub fn candidates(&self, bounds: [f64; 4], reach_m: f64) -> Vec<u32> {
        let [min_x, min_y, max_x, max_y] = bounds;
        let envelope = AABB::from_corners(
            [min_x - reach_m, min_y - reach_m],
            [max_x + reach_m, max_y + reach_m],
        );
        let mut found: Vec<u32> = self
            .tree
            .locate_in_envelope_intersecting(&envelope)
            .filter(|entry| box_distance_2(entry.envelope(), bounds) <= reach_m * reach_m)
            .map(|entry| entry.data)
            .collect();
        found.sort_unstable();
        found
    }

    /// The patch at a position: the smallest of those that hold it.
    #[must_use]
    pub fn at(&self, patches: &[Patch], position: Coord) -> Option<u32> {
        self.tree
            .locate_in_envelope_intersecting(&AABB::from_point([position.x, position.y]))
            .map(|entry| entry.data)
            .filter(|&number| patches[number as usize].polygons.intersects(&position))
            .min_by(|&a, &b| {
                let area = |number: u32| patches[number as usize].area_m2;
                area(a).total_cmp(&area(b)).then(a.cmp(&b))
            })
    }

    /// The patch nearest to a position with its distance in metres, 0 inside.
    #[must_use]
    pub fn nearest(&self, patches: &[Patch], position: Coord) -> Option<(u32, f64)> {
        let point = [position.x, position.y];
        let mut best: Option<(u32, f64)> = None;
        for entry in self.tree.nearest_neighbor_iter(&point) {
            // Boxes come nearest first, so none after this one can be nearer.
            if best.is_some_and(|(_, nearest)| entry.geom().distance_2(&point).sqrt() > nearest) {
                break;
            }
            let distance = patches[entry.data as usize].distance_m(position);
            let closer = |(number, nearest): (u32, f64)| (distance, entry.data) < (nearest, number);
            if best.is_none_or(closer) {
                best = Some((entry.data, distance));
            }
        }
        best
    }

    /// Patches within `radius_m` of a position, nearest first.
    #[must_use]
    pub fn within(&self, patches: &[Patch], position: Coord, radius_m: f64) -> Vec<(u32, f64)> {
        let mut found: Vec<(u32, f64)> = self
            .candidates([position.x, position.y, position.x, position.y], radius_m)
            .into_iter()
            .map(|number| (number, patches[number as usize].distance_m(position)))
            .filter(|(_, distance)| *distance <= radius_m)
            .collect();
        crate::order::sort_by(&mut found, |a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        found
    }
}

impl Patch {
    /// Its shape and edges, to measure from.
    #[must_use]
    pub fn shape(&self) -> (&MultiPolygon, &EdgeTree) {
        (&self.polygons, &self.edges)
    }

    /// Distance from a position to the patch, metres; 0 inside it.
    #[must_use]
    pub fn distance_m(&self, position: Coord) -> f64 {
        if self.polygons.intersects(&position) { 0.0 } else { self.edges.distance_to(position) }
    }
}

fn box_distance_2(a: AABB<[f64; 2]>, [min_x, min_y, max_x, max_y]: [f64; 4]) -> f64 {
    let dx = (min_x - a.upper()[0]).max(a.lower()[0] - max_x).max(0.0);
    let dy = (min_y - a.upper()[1]).max(a.lower()[1] - max_y).max(0.0);
    dx * dx + dy * dy
}

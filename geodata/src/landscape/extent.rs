//! Where the data end: patches near their edge are seen without all that lies round them.

use geo::{Contains, ConvexHull, CoordsIter, MultiPoint, MultiPolygon, Point, Polygon};

use super::{Land, LandPiece};
use crate::geometry::EdgeTree;
use crate::model::Habitat;

/// The convex hull of all pieces. `None` where there are none.
pub(super) fn outline_of(pieces: &[LandPiece]) -> Option<Polygon> {
    let corners = pieces.iter().flat_map(|piece| piece.polygons.exterior_coords_iter());
    let corners: Vec<Point> = corners.map(Point::from).collect();
    (corners.len() > 2).then(|| MultiPoint(corners).convex_hull())
}

impl Land {
    /// For each patch, whether it lies nearer to the edge of what was mapped than so many
    /// metres, or beyond it: links that lead out of the data are not seen, so such patches
    /// are left unranked. All `false` where nothing was mapped.
    #[must_use]
    pub fn near_edge(&self, habitat: &Habitat, distance_m: f64) -> Vec<bool> {
        let Some(outline) = self.outline() else { return vec![false; habitat.patches().len()] };
        let edge = EdgeTree::new(&MultiPolygon(vec![outline.clone()]));
        let is_near = |shape: &MultiPolygon| {
            shape.exterior_coords_iter().any(|corner| {
                edge.distance_to(corner) < distance_m || !outline.contains(&Point::from(corner))
            })
        };
        habitat.patches().iter().map(|patch| is_near(&patch.polygons)).collect()
    }
}

#[cfg(test)]
mod tests {
    use geo::Rect;

    use super::*;
    use crate::crs::{Crs, WorkingCrs};
    use crate::landscape::Ground;

    #[test]
    fn patches_near_the_edge_of_the_data_are_told() {
        let rect = |x: f64, y: f64, side: f64| {
            MultiPolygon(vec![Rect::new((x, y), (x + side, y + side)).to_polygon()])
        };
        let crs = WorkingCrs::from_crs(Crs::from_name("EPSG:3879").unwrap()).unwrap();
        let patches =
            vec![rect(450.0, 450.0, 100.0), rect(50.0, 450.0, 100.0), rect(2_000.0, 0.0, 9.0)];
        let habitat = Habitat::from_shapes(patches, crs);
        let field = |x, y, side| LandPiece::new(Ground::Field, rect(x, y, side));
        let land = Land::new(vec![field(0.0, 0.0, 10.0), field(0.0, 0.0, 1_000.0)], &habitat);
        assert_eq!(land.near_edge(&habitat, 200.0), [false, true, true]);
        assert_eq!(land.near_edge(&habitat, 450.1), [true, true, true]);
        assert_eq!(Land::new(Vec::new(), &habitat).near_edge(&habitat, 1e9), [false; 3]);
    }
}

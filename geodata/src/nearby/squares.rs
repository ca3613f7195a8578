//! Observations as everyone may see them: how many lie in each square of a kilometre.

use std::collections::BTreeMap;

use geo::{Coord, Geometry};

use crate::crs::{CrsError, Projection, WorkingCrs};
use crate::model::{Layer, LayerRole};

/// Side of a square, metres.
pub const SQUARE_M: f64 = 1000.0;

/// A square with observations in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Square {
    /// Its south-western corner in metres, whole kilometres.
    pub corner: Coord,
    /// Points in it.
    pub count: usize,
}

/// How many points of the layers of observations lie in each square of the working system, from
/// south to north and west to east there. Points outside the system are left out.
///
/// # Errors
/// [`CrsError::Unknown`] where a layer's system has no definition.
pub fn squares(layers: &[&Layer], working_crs: WorkingCrs) -> Result<Vec<Square>, CrsError> {
    let mut counts: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    for layer in layers.iter().filter(|layer| layer.role == LayerRole::Observation) {
        let projection = Projection::to_working(layer.source_crs.crs(), working_crs)?;
        let shapes = layer.features.iter().filter_map(|feature| feature.geometry.as_ref());
        for at in shapes.flat_map(points) {
            let Ok(at) = projection.project(at) else { continue };
            #[expect(clippy::cast_possible_truncation, reason = "kilometres of a planet")]
            let square = |metres: f64| (metres / SQUARE_M).floor() as i64;
            *counts.entry((square(at.y), square(at.x))).or_default() += 1;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "kilometres of a planet")]
    let metres = |square: i64| square as f64 * SQUARE_M;
    let square = |((y, x), count)| Square { corner: Coord { x: metres(x), y: metres(y) }, count };
    Ok(counts.into_iter().map(square).collect())
}

/// The points of a shape, however deep.
fn points(shape: &Geometry) -> Vec<Coord> {
    match shape {
        Geometry::Point(point) => vec![point.0],
        Geometry::MultiPoint(points) => points.iter().map(|point| point.0).collect(),
        Geometry::GeometryCollection(shapes) => shapes.iter().flat_map(points).collect(),
        _ => Vec::new(),
    }
}

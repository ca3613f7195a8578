//! From layers as they were read to patches in metres.

use geo::{Area, Geometry};

use super::{Feature, Habitat, Layer, LayerRole, Patch, Value};
use crate::crs::{CrsError, Extent, Projection, WorkingCrs};
use crate::geometry::EdgeTree;
use crate::parallel;

impl Habitat {
    /// Projects the polygons of the layers used as habitat to metres and indexes them.
    ///
    /// Patches keep the order of the layers and of the features in them. The
    /// working system is `working_crs`, or fits the extent of all layers.
    ///
    /// # Errors
    /// [`CrsError::Outside`] where a position has no image in the working system.
    pub fn new(layers: &[Layer], working_crs: Option<WorkingCrs>) -> Result<Self, CrsError> {
        let working_crs = match working_crs {
            Some(crs) => crs,
            None => WorkingCrs::for_extent(&extent_wgs84(layers)?),
        };
        let mut patches = Vec::new();
        for (layer_number, layer) in (0u32..).zip(layers) {
            if layer.role != LayerRole::Habitat {
                continue;
            }
            let projection = Projection::to_working(layer.source_crs.crs(), working_crs)?;
            let id_column = id_column(layer);
            let features: Vec<(u32, &Feature)> = (0u32..).zip(&layer.features).collect();
            let of_layer = parallel::map(&features, |(feature_number, feature)| {
                let polygons = match &feature.geometry {
                    Some(Geometry::Polygon(polygon)) => {
                        projection.project_geometry(polygon)?.into()
                    }
                    Some(Geometry::MultiPolygon(polygons)) => {
                        projection.project_geometry(polygons)?
                    }
                    _ => return Ok(None),
                };
                let from_column = id_column
                    .map(|column| feature.value(column))
                    .filter(|value| **value != Value::Null)
                    .map(ToString::to_string);
                Ok(Some(Patch {
                    layer: layer_number,
                    feature: *feature_number,
                    label: from_column
                        .or_else(|| feature.id.clone())
                        .unwrap_or_else(|| feature.number.to_string()),
                    area_m2: polygons.unsigned_area(),
                    edges: EdgeTree::new(&polygons),
                    polygons,
                }))
            });
            for patch in of_layer {
                patches.extend(patch?);
            }
        }
        Ok(Self::from_patches(patches, working_crs))
    }
}

/// The column that names features, where a layer has one.
fn id_column(layer: &Layer) -> Option<usize> {
    const NAMES: [&str; 4] = ["id", "tunnus", "fid", "gid"];
    NAMES.iter().find_map(|name| {
        layer.columns.iter().position(|column| column.name.eq_ignore_ascii_case(name))
    })
}

/// Extent of the layers in longitude and latitude, from their corners.
fn extent_wgs84(layers: &[Layer]) -> Result<Extent, CrsError> {
    let mut all = Extent::EMPTY;
    for layer in layers.iter().filter(|layer| layer.role == LayerRole::Habitat) {
        // Features that are no patches must not choose where patches are measured.
        let own = layer.polygon_extent();
        if own.is_empty() {
            continue;
        }
        let projection = Projection::to_wgs84(layer.source_crs.crs())?;
        for x in [own.min_x, own.max_x] {
            for y in [own.min_y, own.max_y] {
                let corner = projection.project(geo::Coord { x, y })?;
                all.include(corner.x, corner.y);
            }
        }
    }
    Ok(all)
}

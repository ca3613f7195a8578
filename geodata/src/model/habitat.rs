//! The habitat: every polygon of the opened layers as a patch in metres.

use geo::{Area, BoundingRect, Geometry, MultiPolygon};

use super::{Attribute, Layer, PatchIndex, Value};
use crate::connectivity::ParameterError;
use crate::crs::{CrsError, Extent, Projection, WorkingCrs};
use crate::geometry::EdgeTree;
use crate::units::hectares;

/// A polygon that an animal lives in.
#[derive(Debug, Clone)]
pub struct Patch {
    /// Which of the layers it came from.
    pub layer: u32,
    /// Place of its feature in that layer's list, from 0.
    pub feature: u32,
    /// What to call it: its identifier, else its number in the file.
    pub label: String,
    /// Shape in the working system, metres.
    pub polygons: MultiPolygon,
    /// Area in the working system, square metres.
    pub area_m2: f64,
    /// Its edges, ready to be measured from.
    pub edges: EdgeTree,
}

/// The patches of one or several layers, in the system that is worked in.
#[derive(Debug)]
pub struct Habitat {
    patches: Vec<Patch>,
    index: PatchIndex,
    working_crs: WorkingCrs,
}

impl Habitat {
    /// Projects the polygons of `layers` to metres and indexes them.
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
            let projection = Projection::to_working(layer.source_crs.crs(), working_crs)?;
            let id_column = id_column(layer);
            for (feature_number, feature) in (0u32..).zip(&layer.features) {
                let polygons = match &feature.geometry {
                    Some(Geometry::Polygon(polygon)) => MultiPolygon(vec![polygon.clone()]),
                    Some(Geometry::MultiPolygon(polygons)) => polygons.clone(),
                    _ => continue,
                };
                let polygons = projection.project_geometry(&polygons)?;
                let from_column = id_column
                    .and_then(|column| feature.values.get(column))
                    .filter(|value| **value != Value::Null)
                    .map(ToString::to_string);
                patches.push(Patch {
                    layer: layer_number,
                    feature: feature_number,
                    label: from_column
                        .or_else(|| feature.id.clone())
                        .unwrap_or_else(|| feature.number.to_string()),
                    area_m2: polygons.unsigned_area(),
                    edges: EdgeTree::new(&polygons),
                    polygons,
                });
            }
        }
        let index = PatchIndex::new(&patches);
        Ok(Self { patches, index, working_crs })
    }

    /// The shapes alone, enough to find links with in another worker.
    #[must_use]
    pub fn shapes(&self) -> Vec<MultiPolygon> {
        self.patches.iter().map(|patch| patch.polygons.clone()).collect()
    }

    /// A habitat of shapes that are already in the working system, numbered in their order.
    #[must_use]
    pub fn from_shapes(shapes: Vec<MultiPolygon>, working_crs: WorkingCrs) -> Self {
        let patches: Vec<Patch> = (0u32..)
            .zip(shapes)
            .map(|(number, polygons)| Patch {
                layer: 0,
                feature: number,
                label: (number + 1).to_string(),
                area_m2: polygons.unsigned_area(),
                edges: EdgeTree::new(&polygons),
                polygons,
            })
            .collect();
        Self { index: PatchIndex::new(&patches), patches, working_crs }
    }

    /// The patches.
    #[must_use]
    pub fn patches(&self) -> &[Patch] {
        &self.patches
    }

    /// The R-tree over the patches.
    #[must_use]
    pub fn index(&self) -> &PatchIndex {
        &self.index
    }

    /// The system of the patches' coordinates.
    #[must_use]
    pub fn working_crs(&self) -> WorkingCrs {
        self.working_crs
    }

    /// The attribute of each patch, hectares.
    ///
    /// # Errors
    /// [`ParameterError::NoSuchColumn`] where a layer lacks the column, and
    /// [`ParameterError::AttributeNotUsable`] where a patch's value is not a
    /// number or is negative.
    pub fn attributes(
        &self,
        layers: &[Layer],
        attribute: &Attribute,
    ) -> Result<Vec<f64>, ParameterError> {
        let Attribute::Column(name) = attribute else {
            return Ok(self.patches.iter().map(|patch| hectares(patch.area_m2)).collect());
        };
        let of_patch = |patch: &Patch| {
            let layer = &layers[patch.layer as usize];
            let column =
                layer.columns.iter().position(|column| column == name).ok_or_else(|| {
                    ParameterError::NoSuchColumn {
                        column: name.clone(),
                        layer: layer.name.clone(),
                        numeric: layer.numeric_columns().iter().map(ToString::to_string).collect(),
                    }
                })?;
            let feature = &layer.features[patch.feature as usize];
            let value = feature.values.get(column).cloned().unwrap_or_default();
            value.as_number().filter(|number| *number >= 0.0).ok_or_else(|| {
                ParameterError::AttributeNotUsable {
                    column: name.clone(),
                    layer: layer.name.clone(),
                    feature: feature.number,
                    value: value.to_string(),
                }
            })
        };
        self.patches.iter().map(of_patch).collect()
    }

    /// Extent of all patches in metres.
    #[must_use]
    pub fn extent(&self) -> Extent {
        let mut extent = Extent::EMPTY;
        for rect in self.patches.iter().filter_map(|patch| patch.polygons.bounding_rect()) {
            extent.include(rect.min().x, rect.min().y);
            extent.include(rect.max().x, rect.max().y);
        }
        extent
    }
}

/// The column that names features, where a layer has one.
fn id_column(layer: &Layer) -> Option<usize> {
    const NAMES: [&str; 4] = ["id", "tunnus", "fid", "gid"];
    NAMES
        .iter()
        .find_map(|name| layer.columns.iter().position(|column| column.eq_ignore_ascii_case(name)))
}

/// Extent of the layers in longitude and latitude, from their corners.
fn extent_wgs84(layers: &[Layer]) -> Result<Extent, CrsError> {
    let mut all = Extent::EMPTY;
    for layer in layers {
        let own = layer.extent();
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

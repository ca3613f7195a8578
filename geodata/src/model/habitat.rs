//! The habitat: every polygon of the opened layers as a patch in metres.

use geo::{Area, BoundingRect, MultiPolygon};

use super::{Attribute, Layer, PatchIndex};
use crate::connectivity::ParameterError;
use crate::crs::{Extent, WorkingCrs};
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
        Self::from_patches(patches, working_crs)
    }

    pub(super) fn from_patches(patches: Vec<Patch>, working_crs: WorkingCrs) -> Self {
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
            let layer = layers.get(patch.layer as usize).ok_or(ParameterError::NoPatches)?;
            let column = layer.column(name).ok_or_else(|| ParameterError::NoSuchColumn {
                column: name.clone(),
                layer: layer.name.clone(),
                numeric: layer.numeric_columns().iter().map(ToString::to_string).collect(),
            })?;
            let feature =
                layer.features.get(patch.feature as usize).ok_or(ParameterError::NoPatches)?;
            let value = feature.value(column);
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

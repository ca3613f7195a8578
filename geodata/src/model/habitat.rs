//! The habitat: every polygon of the opened layers as a patch in metres.

use std::sync::Arc;

use geo::{Area, BoundingRect, MultiPolygon};
use serde::{Deserialize, Serialize};

use super::{Attribute, Layer, LeftOut, Overlaps, PatchIndex, PatchPart};
use crate::connectivity::ParameterError;
use crate::crs::{Extent, WorkingCrs};
use crate::geometry::EdgeTree;
use crate::units::hectares;

/// A polygon that an animal lives in.
#[derive(Debug, Clone)]
pub struct Patch {
    /// Which of the layers it came from.
    pub layer: u32,
    /// Place of its feature in that layer's list, from 0; of the largest where it was joined.
    pub feature: u32,
    /// What it was made of; empty where it is one area as it was.
    pub parts: Vec<PatchPart>,
    /// It comes from a survey of flying squirrels.
    pub is_surveyed: bool,
    /// Whether animals live there, where that survey says.
    pub is_occupied: Option<bool>,
    /// What to call it: its identifier, else its number in the file.
    pub label: String,
    /// Shape in the working system, metres.
    pub polygons: Arc<MultiPolygon>,
    /// Area in the working system, square metres.
    pub area_m2: f64,
    /// Its edges, ready to be measured from.
    pub edges: Arc<EdgeTree>,
}

/// The patches of one or several layers, in the system that is worked in.
#[derive(Debug)]
pub struct Habitat {
    patches: Vec<Patch>,
    index: PatchIndex,
    working_crs: WorkingCrs,
    left_out: Vec<LeftOut>,
}

/// How patches are made of layers.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct HabitatOptions {
    /// The system to work in; one that fits the layers where `None`.
    pub working_crs: Option<WorkingCrs>,
    /// What becomes of areas that lie over each other.
    pub overlaps: Overlaps,
    /// Patches smaller than this are left out, square metres.
    pub least_area_m2: f64,
}

impl Habitat {
    /// The shapes alone, enough to find links with in another worker.
    #[must_use]
    pub fn shapes(&self) -> Vec<MultiPolygon> {
        self.patches.iter().map(|patch| MultiPolygon::clone(&patch.polygons)).collect()
    }

    /// A habitat of shapes that are already in the working system, numbered in their order.
    #[must_use]
    pub fn from_shapes(shapes: Vec<MultiPolygon>, working_crs: WorkingCrs) -> Self {
        let patches: Vec<Patch> = (0u32..)
            .zip(shapes)
            .map(|(number, polygons)| Patch {
                layer: 0,
                feature: number,
                parts: Vec::new(),
                is_surveyed: false,
                is_occupied: None,
                label: (number + 1).to_string(),
                area_m2: polygons.unsigned_area(),
                edges: Arc::new(EdgeTree::new(&polygons)),
                polygons: Arc::new(polygons),
            })
            .collect();
        Self::from_patches(patches, working_crs, Vec::new())
    }

    /// The same with other names for the patches, in their order.
    #[must_use]
    pub fn with_labels(mut self, labels: &[String]) -> Self {
        for (patch, label) in self.patches.iter_mut().zip(labels) {
            patch.label.clone_from(label);
        }
        self
    }

    pub(crate) fn from_patches(
        patches: Vec<Patch>,
        working_crs: WorkingCrs,
        left_out: Vec<LeftOut>,
    ) -> Self {
        Self { index: PatchIndex::new(&patches), patches, working_crs, left_out }
    }

    /// How many areas were joined with others.
    #[must_use]
    pub fn joined_areas(&self) -> usize {
        self.patches.iter().map(|patch| patch.parts.len()).filter(|parts| *parts > 1).sum()
    }

    /// Areas of the layers that are no patches, or not alone, in their order.
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
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

    /// The attribute of each patch, hectares. Areas that a patch was made of give it
    /// as much of theirs as they give it of their ground.
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
        let of_feature = |(layer, feature): (u32, u32)| {
            let layer = layers.get(layer as usize).ok_or(ParameterError::NoPatches)?;
            let column = layer.column(name).ok_or_else(|| ParameterError::NoSuchColumn {
                column: name.clone(),
                layer: layer.name.clone(),
                numeric: layer.numeric_columns().iter().map(ToString::to_string).collect(),
            })?;
            let feature = layer.features.get(feature as usize).ok_or(ParameterError::NoPatches)?;
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
        let of_patch = |patch: &Patch| match patch.parts.as_slice() {
            [] => of_feature((patch.layer, patch.feature)),
            several => several.iter().map(|part| Ok(part.share * of_feature(part.source)?)).sum(),
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

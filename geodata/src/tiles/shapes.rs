//! Shapes in the unit square with what a map style wants to know of them.

use geo::{BoundingRect, Coord, Geometry, MapCoords};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::MercatorProjection;
use crate::crs::CrsError;

/// A shape that a tile can show.
#[derive(Debug, Clone)]
pub struct TileShape {
    /// Number that the map hands back when the shape is picked.
    pub id: u64,
    /// Shape in the unit square.
    geometry: Geometry,
    /// Names and numbers for the style.
    tags: Vec<(&'static str, f64)>,
    /// Names and texts for the style.
    texts: Vec<(&'static str, String)>,
}

impl TileShape {
    /// Projects a shape for the map.
    ///
    /// # Errors
    /// [`CrsError::Outside`] where a position has no image.
    pub fn new(
        id: u64,
        geometry: &Geometry,
        projection: &MercatorProjection,
        tags: Vec<(&'static str, f64)>,
    ) -> Result<Self, CrsError> {
        let geometry = geometry.try_map_coords(|position: Coord| projection.project(position))?;
        Ok(Self { id, geometry, tags, texts: Vec::new() })
    }

    /// The shape with texts for the style: names to write on the map.
    #[must_use]
    pub fn with_texts(self, texts: Vec<(&'static str, String)>) -> Self {
        Self { texts, ..self }
    }

    pub(super) fn geometry(&self) -> &Geometry {
        &self.geometry
    }

    /// Names and numbers for the style.
    #[must_use]
    pub fn tags(&self) -> &[(&'static str, f64)] {
        &self.tags
    }

    pub(super) fn texts(&self) -> &[(&'static str, String)] {
        &self.texts
    }

    /// Replaces the names and numbers for the style.
    pub fn set_tags(&mut self, tags: Vec<(&'static str, f64)>) {
        self.tags = tags;
    }
}

/// Shapes of one kind under an R-tree.
#[derive(Debug)]
pub struct TileShapes {
    shapes: Vec<TileShape>,
    tree: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>,
}

impl TileShapes {
    /// Indexes shapes for the map.
    #[must_use]
    pub fn new(shapes: Vec<TileShape>) -> Self {
        let boxes = shapes
            .iter()
            .enumerate()
            .filter_map(|(number, shape)| {
                let rect = shape.geometry.bounding_rect()?;
                let corners = Rectangle::from_corners(
                    [rect.min().x, rect.min().y],
                    [rect.max().x, rect.max().y],
                );
                Some(GeomWithData::new(corners, number))
            })
            .collect();
        Self { tree: RTree::bulk_load(boxes), shapes }
    }

    /// Shapes whose boxes meet `[min_x, min_y, max_x, max_y]`, in their order.
    pub(super) fn meeting(&self, bounds: [f64; 4]) -> impl Iterator<Item = &TileShape> {
        let [min_x, min_y, max_x, max_y] = bounds;
        let envelope = AABB::from_corners([min_x, min_y], [max_x, max_y]);
        let mut found: Vec<usize> =
            self.tree.locate_in_envelope_intersecting(&envelope).map(|entry| entry.data).collect();
        found.sort_unstable();
        found.into_iter().map(|number| &self.shapes[number])
    }

    /// Gives each shape new names and numbers for the style.
    pub fn set_tags(&mut self, mut tags: impl FnMut(u64) -> Vec<(&'static str, f64)>) {
        for shape in &mut self.shapes {
            shape.set_tags(tags(shape.id));
        }
    }
}

//! The land as polygons in metres: one list for the grid of resistance and for the gaps
//! along links, so that both see the same.

use geo::{BoundingRect, Coord, MultiPolygon, Polygon};

use super::Ground;
use super::extent::outline_of;
use crate::crs::Extent;
use crate::geometry::{Coverage, Groups, Stretch, clip_polygons};
use crate::model::Habitat;

/// So far beyond the habitat land matters, metres: several times what young animals disperse.
/// What is mapped farther out (a whole sea, say) would only take memory.
pub const BEYOND_M: f64 = 10_000.0;

/// A piece of ground.
#[derive(Debug, Clone, PartialEq)]
pub struct LandPiece {
    /// What it is.
    pub ground: Ground,
    /// Its shape in the working system, metres.
    pub polygons: MultiPolygon,
}

/// The land that a network lies in.
#[derive(Debug)]
pub struct Land {
    pieces: Vec<LandPiece>,
    /// So many of them are no patches.
    own: usize,
    coverage: Coverage,
    /// Extent of what was mapped; the habitat does not widen it.
    mapped: Extent,
    /// Convex hull of what was mapped, wherever it lies.
    outline: Option<Polygon>,
}

impl Land {
    /// Land of pieces that may overlap, with the patches of a habitat among them. What lies
    /// farther than [`BEYOND_M`] from the extent of the patches is cut off.
    #[must_use]
    pub fn new(pieces: Vec<LandPiece>, habitat: &Habitat) -> Self {
        let outline = outline_of(&pieces);
        let mut pieces = near(pieces, &habitat.extent());
        let mut mapped = Extent::EMPTY;
        for rect in pieces.iter().filter_map(|piece| piece.polygons.bounding_rect()) {
            mapped.include(rect.min().x, rect.min().y);
            mapped.include(rect.max().x, rect.max().y);
        }
        let own = pieces.len();
        pieces.extend(
            habitat.patches().iter().map(|patch| LandPiece {
                ground: Ground::Habitat,
                polygons: patch.polygons.clone(),
            }),
        );
        let groups = pieces.iter().map(|piece| (piece.ground.code(), &piece.polygons));
        let coverage = Coverage::new(groups);
        Self { pieces, own, coverage, mapped, outline }
    }

    /// The pieces without the patches, which are those of the habitat it was made with.
    #[must_use]
    pub fn own_pieces(&self) -> &[LandPiece] {
        &self.pieces[..self.own]
    }

    /// The pieces, patches last.
    #[must_use]
    pub fn pieces(&self) -> &[LandPiece] {
        &self.pieces
    }

    /// The outline of what was mapped, the habitat left aside: its convex hull. `None` where
    /// nothing was.
    #[must_use]
    pub fn outline(&self) -> Option<&Polygon> {
        self.outline.as_ref()
    }

    /// The pieces in the order in which they lie over each other.
    #[must_use]
    pub fn by_ground(&self) -> Vec<&LandPiece> {
        let mut pieces: Vec<&LandPiece> = self.pieces.iter().collect();
        pieces.sort_by_key(|piece| piece.ground);
        pieces
    }

    /// Extent of what was mapped, without the habitat.
    #[must_use]
    pub fn mapped(&self) -> Extent {
        self.mapped
    }

    /// Extent of everything, the habitat too.
    #[must_use]
    pub fn extent(&self, habitat: &Habitat) -> Extent {
        let mut extent = habitat.extent();
        if !self.mapped.is_empty() {
            extent.include(self.mapped.min_x, self.mapped.min_y);
            extent.include(self.mapped.max_x, self.mapped.max_y);
        }
        extent
    }

    /// Whether any trees are mapped.
    #[must_use]
    pub fn has_trees(&self) -> bool {
        self.pieces.iter().any(|piece| piece.ground.is_trees())
    }

    /// What lies on top at a place.
    #[must_use]
    pub fn ground_at(&self, position: Coord) -> Ground {
        top(self.coverage.groups_at(position))
    }

    /// What lies along a line.
    #[must_use]
    pub fn along(&self, line: &[Coord]) -> Vec<Stretch> {
        self.coverage.along(line)
    }
}

/// What of the pieces matters to a habitat of an extent.
fn near(pieces: Vec<LandPiece>, habitat: &Extent) -> Vec<LandPiece> {
    if habitat.is_empty() {
        return pieces;
    }
    let bounds = [
        habitat.min_x - BEYOND_M,
        habitat.min_y - BEYOND_M,
        habitat.max_x + BEYOND_M,
        habitat.max_y + BEYOND_M,
    ];
    let clipped = pieces.into_iter().map(|piece| LandPiece {
        polygons: clip_polygons(&piece.polygons, bounds),
        ground: piece.ground,
    });
    clipped.filter(|piece| !piece.polygons.0.is_empty()).collect()
}

/// What lies on top of several classes.
#[must_use]
pub fn top(groups: Groups) -> Ground {
    let code = Groups::BITS - 1 - groups.max(1).leading_zeros();
    u8::try_from(code).ok().and_then(Ground::from_code).unwrap_or(Ground::Unknown)
}

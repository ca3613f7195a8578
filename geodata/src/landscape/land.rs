//! The land as polygons in metres: one list for the grid of resistance and for the gaps
//! along links, so that both see the same.

use std::sync::{Arc, OnceLock};

use geo::{BoundingRect, Coord, MultiPolygon, Polygon};

use super::Ground;
use super::difference::differing;
use super::extent::outline_of;
use crate::crs::Extent;
use crate::geometry::{Coverage, Groups, Stretch, clip_polygons};
use crate::model::Habitat;

/// So far beyond the habitat land matters, metres: several times what young animals disperse.
/// What is mapped farther out (a whole sea, say) would only take memory.
pub const BEYOND_M: f64 = 10_000.0;

/// A piece of ground, cheap to clone.
#[derive(Debug, Clone, PartialEq)]
pub struct LandPiece {
    /// What it is.
    pub ground: Ground,
    /// Its shape in the working system, metres.
    pub polygons: Arc<MultiPolygon>,
}

impl LandPiece {
    /// A piece of a shape in the working system, metres.
    #[must_use]
    pub fn new(ground: Ground, polygons: impl Into<Arc<MultiPolygon>>) -> Self {
        Self { ground, polygons: polygons.into() }
    }
}

/// The land that a network lies in.
#[derive(Debug)]
pub struct Land {
    pieces: Vec<LandPiece>,
    /// So many of them are no patches.
    own: usize,
    coverage: Arc<Coverage>,
    /// Convex hull of what was mapped.
    outline: OnceLock<Option<Polygon>>,
}

impl Land {
    /// Land of pieces that may overlap, with the patches of a habitat among them. What lies
    /// farther than [`BEYOND_M`] from the extent of the patches is cut off.
    #[must_use]
    pub fn new(pieces: Vec<LandPiece>, habitat: &Habitat) -> Self {
        Self::of(pieces, habitat, |pieces| {
            Coverage::new(pieces.iter().map(|piece| (piece.ground.code(), &*piece.polygons)))
        })
    }

    /// The same, where it differs little from another land: only what differs is arranged,
    /// over the other.
    #[must_use]
    pub fn after(before: &Self, pieces: Vec<LandPiece>, habitat: &Habitat) -> Self {
        Self::of(pieces, habitat, |pieces| {
            let differing = differing(&before.pieces, pieces);
            Coverage::over(&before.coverage, &differing).unwrap_or_else(|| {
                Coverage::new(pieces.iter().map(|piece| (piece.ground.code(), &*piece.polygons)))
            })
        })
    }

    fn of(
        pieces: Vec<LandPiece>,
        habitat: &Habitat,
        cover: impl FnOnce(&[LandPiece]) -> Coverage,
    ) -> Self {
        let mut pieces = near(pieces, &habitat.extent());
        let own = pieces.len();
        let patches = habitat.patches().iter();
        pieces.extend(
            patches.map(|patch| LandPiece::new(Ground::Habitat, Arc::clone(&patch.polygons))),
        );
        let coverage = Arc::new(cover(&pieces));
        Self { pieces, own, coverage, outline: OnceLock::new() }
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
        self.outline.get_or_init(|| outline_of(self.own_pieces())).as_ref()
    }

    /// The pieces in the order in which they lie over each other.
    #[must_use]
    pub fn by_ground(&self) -> Vec<&LandPiece> {
        let mut pieces: Vec<&LandPiece> = self.pieces.iter().collect();
        pieces.sort_by_key(|piece| piece.ground);
        pieces
    }

    /// Extent of everything, the habitat too.
    #[must_use]
    pub fn extent(&self, habitat: &Habitat) -> Extent {
        let mut extent = habitat.extent();
        for rect in self.own_pieces().iter().filter_map(|piece| piece.polygons.bounding_rect()) {
            extent.include(rect.min().x, rect.min().y);
            extent.include(rect.max().x, rect.max().y);
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
    let [west, south, east, north] = bounds;
    let is_within = |piece: &LandPiece| {
        piece.polygons.bounding_rect().is_none_or(|of| {
            let (low, high) = (of.min(), of.max());
            low.x >= west && low.y >= south && high.x <= east && high.y <= north
        })
    };
    let clipped = pieces.into_iter().map(|piece| match is_within(&piece) {
        true => piece,
        false => LandPiece::new(piece.ground, clip_polygons(&piece.polygons, bounds)),
    });
    clipped.filter(|piece| !piece.polygons.0.is_empty()).collect()
}

/// What lies on top of several classes.
#[must_use]
pub fn top(groups: Groups) -> Ground {
    let code = Groups::BITS - 1 - groups.max(1).leading_zeros();
    u8::try_from(code).ok().and_then(Ground::from_code).unwrap_or(Ground::Unknown)
}

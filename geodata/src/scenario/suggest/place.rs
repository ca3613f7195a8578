//! What could be planted across a gap, and what would be left of it.

use geo::{Area, BoundingRect, Coord, Intersects, LineString, MultiPolygon, Rect};

use crate::geometry::{dissolved, strip, without};
use crate::landscape::{Ground, Land, top};
use crate::links::Gap;
use crate::scenario::Scene;

/// Width of a strip of trees, metres: three crowns.
pub const STRIP_M: f64 = 12.0;

/// Less is not worth a spade, square metres.
const LEAST_M2: f64 = 20.0;

/// A place where something could be planted.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) area: MultiPolygon,
    pub(super) area_m2: f64,
    /// What is left of the gap, as gaps.
    pub(super) left: Vec<Gap>,
}

/// What may not be planted: buildings, carriageways, strips of power lines, water, and open
/// habitats worth more as they are.
pub(super) struct Forbidden<'a>(Vec<(&'a MultiPolygon, Rect)>);

fn may_be_planted(ground: Ground) -> bool {
    matches!(
        ground,
        Ground::Unknown
            | Ground::Field
            | Ground::BuiltUp
            | Ground::HardSurface
            | Ground::Verge
            | Ground::Path
            | Ground::LowTrees
    )
}

impl<'a> Forbidden<'a> {
    pub(super) fn new(scene: &'a Scene) -> Self {
        let pieces = scene.land.pieces().iter();
        let hard =
            pieces.filter(|piece| !may_be_planted(piece.ground) && !piece.ground.is_canopy());
        Self(
            hard.filter_map(|piece| Some((&*piece.polygons, piece.polygons.bounding_rect()?)))
                .collect(),
        )
    }

    /// What of an area may be planted.
    fn outside(&self, area: &MultiPolygon) -> MultiPolygon {
        let Some(bounds) = area.bounding_rect() else { return area.clone() };
        let near: Vec<&MultiPolygon> = self
            .0
            .iter()
            .filter(|(polygons, own)| own.intersects(&bounds) && polygons.intersects(area))
            .map(|(polygons, _)| *polygons)
            .collect();
        if near.is_empty() { area.clone() } else { without(area, &near) }
    }
}

/// What can be planted across a gap; `None` where nothing can, or nothing comes of it.
pub(super) fn place(
    gap: &Gap,
    land: &Land,
    forbidden: &Forbidden<'_>,
    height_m: Option<f64>,
) -> Option<Place> {
    let height_m = Some(height_m?);
    let step = gap.to - gap.from;
    let length_m = (step.x * step.x + step.y * step.y).sqrt();
    let at = |m: f64| gap.from + step * (m / length_m.max(f64::MIN_POSITIVE));
    let mut planted: Vec<(Coord, Coord)> = Vec::new();
    // What is left open: from and to, and whether trees stand at its ends that are planted.
    let mut open: Vec<(f64, f64, bool, bool)> = Vec::new();
    let mut is_after_planting = false;
    for stretch in land.along(&[gap.from, gap.to]) {
        let ground = top(stretch.groups);
        if ground.is_canopy() {
            is_after_planting = false;
            continue;
        }
        if may_be_planted(ground) {
            planted.push((at(stretch.from_m), at(stretch.to_m)));
            if let Some(last) = open.last_mut().filter(|last| last.1 >= stretch.from_m - 1e-6) {
                last.3 = true;
            }
            is_after_planting = true;
        } else {
            match open.last_mut().filter(|last| last.1 >= stretch.from_m - 1e-6 && !last.3) {
                Some(last) => last.1 = stretch.to_m,
                None => open.push((stretch.from_m, stretch.to_m, is_after_planting, false)),
            }
            is_after_planting = false;
        }
    }
    if planted.is_empty() {
        return None;
    }
    let strips: Vec<MultiPolygon> = planted
        .into_iter()
        .map(|(from, to)| MultiPolygon(strip(&LineString(vec![from, to]), STRIP_M)))
        .collect();
    let area = forbidden.outside(&dissolved(&strips.iter().collect::<Vec<_>>()));
    let area_m2 = area.unsigned_area();
    let left = open.into_iter().map(|(from_m, to_m, starts_planted, ends_planted)| Gap {
        at_m: gap.at_m + from_m,
        width_m: to_m - from_m,
        from: at(from_m),
        to: at(to_m),
        from_height_m: if starts_planted { height_m } else { gap.from_height_m },
        to_height_m: if ends_planted { height_m } else { gap.to_height_m },
        parts: Vec::new(),
    });
    let left: Vec<Gap> = left.collect();
    (area_m2 >= LEAST_M2).then_some(Place { area, area_m2, left })
}

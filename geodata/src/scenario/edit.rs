//! Changes to the present: what a plan does, and what mends it.

use geo::{Area, BoundingRect, Coord, LineString, MultiPolygon, Polygon, Rect};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Trees;
use crate::geometry::repair_polygons;
use crate::landscape::Ground;
use crate::links::length_m;
use crate::model::Habitat;
use crate::units::hectares;

/// What encloses less encloses nothing, square metres: a line that was projected.
const LEAST_M2: f64 = 0.01;

/// A patch of a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PatchId {
    /// One that there is, by its number.
    Present(u32),
    /// One that an edit adds, by the number of the edit.
    Added(u32),
}

/// What is planted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Planting {
    /// An area.
    Area(MultiPolygon),
    /// A row, with the width of its crowns in metres.
    Row(LineString, f64),
    /// A single tree, with the width of its crown in metres.
    Tree(Coord, f64),
}

/// A change to the present. All shapes are in the working system.
///
/// Edits are data and change nothing by themselves: a [`Scene`](super::Scene) is what comes
/// of the present and a list of them, so that leaving one out takes it back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    /// An area is cleared or built on: trees and habitat in it are lost, its land cover
    /// becomes of this class. Ways, power lines and buildings stay.
    Clear(MultiPolygon, Ground),
    /// Trees are planted.
    Plant(Planting, Trees),
    /// A habitat patch is added.
    AddPatch(MultiPolygon),
    /// A patch is left out.
    RemovePatch(PatchId),
    /// A patch has another shape.
    ReshapePatch(PatchId, MultiPolygon),
    /// The link between two patches is cut.
    CutLink(PatchId, PatchId),
    /// The link between two patches is mended: good, whatever its gaps.
    MendLink(PatchId, PatchId),
    /// A bridge with trees on it crosses a gap: from, to, and how wide it is, metres.
    GreenBridge([Coord; 2], f64, Trees),
    /// Poles to glide between, so many metres high. Nobody has shown that they are used, so
    /// they change nothing unless the planner says that they count.
    Poles {
        /// The ends of the gap.
        ends: [Coord; 2],
        /// Their height, metres.
        height_m: f64,
        /// They count as trees.
        count: bool,
    },
}

/// Why an edit makes no sense.
#[derive(Debug, Clone, PartialEq, Error, Serialize, Deserialize)]
pub enum EditError {
    /// Its area encloses nothing.
    #[error("the area encloses nothing")]
    NoArea,
    /// A number that must be above 0 is not.
    #[error("{given} is not above 0")]
    NotAbove0 {
        /// What was given.
        given: f64,
    },
    /// A line has no length.
    #[error("the line has no length")]
    NoLength,
    /// A position is no number.
    #[error("a position is not a number")]
    NoPosition,
    /// A link needs two patches.
    #[error("a link needs two patches")]
    OnePatch,
}

impl Edit {
    /// The same with other names for the patches that it is about.
    #[must_use]
    pub(super) fn with_patches(&self, rename: impl Fn(PatchId) -> PatchId) -> Self {
        match self.clone() {
            Self::RemovePatch(patch) => Self::RemovePatch(rename(patch)),
            Self::ReshapePatch(patch, area) => Self::ReshapePatch(rename(patch), area),
            Self::CutLink(a, b) => Self::CutLink(rename(a), rename(b)),
            Self::MendLink(a, b) => Self::MendLink(rename(a), rename(b)),
            other => other,
        }
    }

    /// The edit with its areas put right: rings closed, boundaries that cross themselves
    /// taken apart.
    ///
    /// # Errors
    /// [`EditError`] where it makes no sense.
    ///
    /// ```
    /// use geo::{LineString, MultiPolygon, Polygon};
    /// use geodata::landscape::Ground;
    /// use geodata::scenario::{Edit, EditError};
    ///
    /// let area = |ring: Vec<(f64, f64)>| MultiPolygon(vec![Polygon::new(LineString::from(ring), vec![])]);
    /// let line = area(vec![(0.0, 0.0), (9.0, 0.0), (4.0, 0.0)]);
    /// assert_eq!(Edit::Clear(line, Ground::BuiltUp).sound(), Err(EditError::NoArea));
    /// // A bow tie is two triangles.
    /// let tie = area(vec![(0.0, 0.0), (4.0, 4.0), (4.0, 0.0), (0.0, 4.0)]);
    /// let Ok(Edit::Clear(sound, _)) = Edit::Clear(tie, Ground::BuiltUp).sound() else { panic!() };
    /// assert_eq!(sound.0.len(), 2);
    /// ```
    pub fn sound(self) -> Result<Self, EditError> {
        Ok(match self {
            Self::Clear(area, ground) => Self::Clear(sound_area(area)?, ground),
            Self::Plant(planting, trees) => Self::Plant(sound_planting(planting)?, trees.sound()?),
            Self::AddPatch(area) => Self::AddPatch(sound_area(area)?),
            Self::ReshapePatch(patch, area) => Self::ReshapePatch(patch, sound_area(area)?),
            Self::RemovePatch(patch) => Self::RemovePatch(patch),
            Self::CutLink(a, b) | Self::MendLink(a, b) if a == b => {
                return Err(EditError::OnePatch);
            }
            link @ (Self::CutLink(..) | Self::MendLink(..)) => link,
            Self::GreenBridge(ends, width_m, trees) => {
                Self::GreenBridge(sound_ends(ends)?, above_0(width_m)?, trees.sound()?)
            }
            Self::Poles { ends, height_m, count } => {
                Self::Poles { ends: sound_ends(ends)?, height_m: above_0(height_m)?, count }
            }
        })
    }
}

impl Edit {
    /// The area that it clears, plants, adds or gives a patch, hectares; 0 where it has none.
    #[must_use]
    pub fn area_ha(&self) -> f64 {
        hectares(match self {
            Self::Clear(area, _)
            | Self::Plant(Planting::Area(area), _)
            | Self::AddPatch(area)
            | Self::ReshapePatch(_, area) => area.unsigned_area(),
            _ => 0.0,
        })
    }

    /// True where trees in it grow, so that what it does changes over the years.
    #[must_use]
    pub fn grows(&self) -> bool {
        match self {
            Self::Plant(_, trees) | Self::GreenBridge(_, _, trees) => trees.growth_m > 0.0,
            _ => false,
        }
    }

    /// True where it goes by the number of a patch.
    #[must_use]
    pub fn names_a_patch(&self) -> bool {
        matches!(
            self,
            Self::RemovePatch(_) | Self::ReshapePatch(..) | Self::CutLink(..) | Self::MendLink(..)
        )
    }

    /// The length of its line, metres; 0 where it has none.
    #[must_use]
    pub fn length_m(&self) -> f64 {
        match self {
            Self::Plant(Planting::Row(line, _), _) => length_m(&line.0),
            Self::GreenBridge(ends, ..) | Self::Poles { ends, .. } => length_m(ends),
            _ => 0.0,
        }
    }

    /// The box that it lies in; `None` where it lies nowhere.
    #[must_use]
    pub fn bounds(&self, present: &Habitat) -> Option<Rect> {
        let patch = |id: &PatchId| match id {
            PatchId::Present(number) => {
                let patch = present.patches().get(*number as usize);
                patch.and_then(|patch| patch.polygons.bounding_rect())
            }
            PatchId::Added(_) => None,
        };
        match self {
            Self::Clear(area, _) | Self::AddPatch(area) | Self::ReshapePatch(_, area) => {
                area.bounding_rect()
            }
            Self::Plant(Planting::Area(area), _) => area.bounding_rect(),
            Self::Plant(Planting::Row(line, _), _) => line.bounding_rect(),
            Self::Plant(Planting::Tree(at, _), _) => Some(Rect::new(*at, *at)),
            Self::RemovePatch(id) => patch(id),
            Self::CutLink(a, b) | Self::MendLink(a, b) => match (patch(a), patch(b)) {
                (Some(p), Some(q)) => Some(both(&p, &q)),
                (one, other) => one.or(other),
            },
            Self::GreenBridge([from, to], ..) | Self::Poles { ends: [from, to], .. } => {
                Some(Rect::new(*from, *to))
            }
        }
    }
}

fn both(p: &Rect, q: &Rect) -> Rect {
    Rect::new(
        (p.min().x.min(q.min().x), p.min().y.min(q.min().y)),
        (p.max().x.max(q.max().x), p.max().y.max(q.max().y)),
    )
}

fn sound_planting(planting: Planting) -> Result<Planting, EditError> {
    Ok(match planting {
        Planting::Area(area) => Planting::Area(sound_area(area)?),
        Planting::Row(line, width_m) => {
            if !line.0.iter().copied().all(is_position) {
                return Err(EditError::NoPosition);
            }
            if line.0.iter().all(|position| Some(position) == line.0.first()) {
                return Err(EditError::NoLength);
            }
            Planting::Row(line, above_0(width_m)?)
        }
        Planting::Tree(at, _) if !is_position(at) => return Err(EditError::NoPosition),
        Planting::Tree(at, crown_m) => Planting::Tree(at, above_0(crown_m)?),
    })
}

fn sound_area(area: MultiPolygon) -> Result<MultiPolygon, EditError> {
    let rings = |polygon: Polygon| {
        let (shell, holes) = polygon.into_inner();
        std::iter::once(shell).chain(holes).map(|ring| ring.0).collect::<Vec<Vec<Coord>>>()
    };
    let parts: Vec<Vec<Vec<Coord>>> = area.into_iter().map(rings).collect();
    if !parts.iter().flatten().flatten().copied().all(is_position) {
        return Err(EditError::NoPosition);
    }
    let sound = repair_polygons(parts).map(|repaired| repaired.polygons);
    sound.ok().filter(|area| area.unsigned_area() >= LEAST_M2).ok_or(EditError::NoArea)
}

fn sound_ends(ends: [Coord; 2]) -> Result<[Coord; 2], EditError> {
    match ends {
        [a, b] if !is_position(a) || !is_position(b) => Err(EditError::NoPosition),
        [a, b] if a == b => Err(EditError::NoLength),
        sound => Ok(sound),
    }
}

fn is_position(position: Coord) -> bool {
    position.x.is_finite() && position.y.is_finite()
}

pub(super) fn above_0(given: f64) -> Result<f64, EditError> {
    if given.is_finite() && given > 0.0 { Ok(given) } else { Err(EditError::NotAbove0 { given }) }
}

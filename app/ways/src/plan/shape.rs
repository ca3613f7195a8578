//! Edits and ways as the map shows them, in degrees.

use geo::{BoundingRect, Coord, LineString, MultiPolygon, Point, Polygon, Rect};
use geodata::WorkingCrs;
use geodata::crs::{CrsError, Projection};
use geodata::scenario::{Edit, PatchId, Planting, Present};
use liito_worker::{Degrees, EditKind, LonLatBounds, PlanShape};

/// Puts shapes of the working system on the map.
pub struct Chart(Projection);

impl Chart {
    pub fn new(working_crs: WorkingCrs) -> Result<Self, CrsError> {
        Projection::from_working(working_crs).map(Self)
    }

    pub fn line(&self, line: &[Coord]) -> Vec<Degrees> {
        let degrees = |at: &Coord| self.0.project(*at).ok().map(|Coord { x, y }| (x, y));
        line.iter().filter_map(degrees).collect()
    }

    pub fn areas(&self, area: &MultiPolygon) -> PlanShape {
        let ring = |ring: &LineString| self.line(&ring.0);
        let rings = |polygon: &Polygon| {
            std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect()
        };
        PlanShape::Areas(area.iter().map(rings).collect())
    }

    pub fn bounds(&self, rect: Rect) -> Option<LonLatBounds> {
        let (low, high) = (rect.min(), rect.max());
        let corners = [low, high, Coord { x: low.x, y: high.y }, Coord { x: high.x, y: low.y }];
        let corners = self.line(&corners);
        let of = |value: fn(&Degrees) -> f64, pick: fn(f64, f64) -> f64| {
            corners.iter().map(value).reduce(pick)
        };
        Some(LonLatBounds {
            west: of(|at| at.0, f64::min)?,
            south: of(|at| at.1, f64::min)?,
            east: of(|at| at.0, f64::max)?,
            north: of(|at| at.1, f64::max)?,
        })
    }

    /// The shape of an edit, and the box that it lies in.
    pub fn edit(&self, present: &Present, edit: &Edit) -> (PlanShape, Option<LonLatBounds>) {
        let area = |area: &MultiPolygon| (self.areas(area), area.bounding_rect());
        let line = |line: &LineString| (PlanShape::Line(self.line(&line.0)), line.bounding_rect());
        let (shape, rect) = match edit {
            Edit::Clear(polygons, _)
            | Edit::Plant(Planting::Area(polygons), _)
            | Edit::AddPatch(polygons)
            | Edit::ReshapePatch(_, polygons) => area(polygons),
            Edit::Plant(Planting::Row(row, _), _) => line(row),
            Edit::Plant(Planting::Tree(at, _), _) => {
                let point = self.line(&[*at]).pop().map_or(PlanShape::None, PlanShape::Point);
                (point, Some(Point(*at).bounding_rect()))
            }
            Edit::GreenBridge(ends, ..) | Edit::Poles { ends, .. } => {
                line(&LineString(ends.to_vec()))
            }
            Edit::RemovePatch(PatchId::Present(number)) => {
                let patch = present.habitat().patches().get(*number as usize);
                patch.map_or((PlanShape::None, None), |patch| area(&patch.polygons))
            }
            Edit::RemovePatch(PatchId::Added(_)) | Edit::CutLink(..) | Edit::MendLink(..) => {
                (PlanShape::None, None)
            }
        };
        (shape, rect.and_then(|rect| self.bounds(rect)))
    }
}

/// What an edit is to the map.
pub fn kind_of(edit: &Edit) -> EditKind {
    match edit {
        Edit::Clear(..) => EditKind::Clears,
        Edit::RemovePatch(_) => EditKind::LeavesOut,
        Edit::Plant(..) | Edit::GreenBridge(..) | Edit::Poles { .. } => EditKind::Plants,
        Edit::AddPatch(_) | Edit::ReshapePatch(..) => EditKind::Habitat,
        Edit::CutLink(..) | Edit::MendLink(..) => EditKind::Network,
    }
}

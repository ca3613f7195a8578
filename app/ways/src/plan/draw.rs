//! What the reader draws, as an edit in the working system.

use geo::{Coord, LineString, MultiPolygon, Polygon};
use geodata::WorkingCrs;
use geodata::crs::{Crs, CrsError, Projection};
use geodata::scenario::{Edit, EditError, Planting};
use liito_worker::{Degrees, DrawnEdit};

/// Why there is no edit of what was drawn.
pub enum DrawError {
    /// It lies where the working system has no image.
    Outside,
    /// It makes no sense.
    Edit(EditError),
}

impl From<CrsError> for DrawError {
    fn from(_: CrsError) -> Self {
        Self::Outside
    }
}

impl From<EditError> for DrawError {
    fn from(error: EditError) -> Self {
        Self::Edit(error)
    }
}

/// Where things lie in the working system.
pub struct Pen(Projection);

impl Pen {
    pub fn new(working_crs: WorkingCrs) -> Result<Self, CrsError> {
        Projection::to_working(Crs::WGS84, working_crs).map(Self)
    }

    pub fn at(&self, (x, y): Degrees) -> Result<Coord, CrsError> {
        self.0.project(Coord { x, y })
    }

    fn line(&self, line: &[Degrees]) -> Result<LineString, CrsError> {
        line.iter().map(|at| self.at(*at)).collect::<Result<Vec<Coord>, CrsError>>().map(LineString)
    }

    fn area(&self, ring: &[Degrees]) -> Result<MultiPolygon, CrsError> {
        Ok(MultiPolygon(vec![Polygon::new(self.line(ring)?, Vec::new())]))
    }

    fn ends(&self, line: &[Degrees]) -> Result<[Coord; 2], DrawError> {
        let line = self.line(line)?;
        match (line.0.first(), line.0.last()) {
            (Some(from), Some(to)) => Ok([*from, *to]),
            _ => Err(EditError::NoLength.into()),
        }
    }

    /// The edit that was drawn.
    pub fn edit(&self, drawn: &DrawnEdit) -> Result<Edit, DrawError> {
        Ok(match drawn {
            DrawnEdit::Clear(ring, ground) => Edit::Clear(self.area(ring)?, *ground),
            DrawnEdit::PlantArea(ring, trees) => {
                Edit::Plant(Planting::Area(self.area(ring)?), *trees)
            }
            DrawnEdit::PlantRow(line, width_m, trees) => {
                Edit::Plant(Planting::Row(self.line(line)?, *width_m), *trees)
            }
            DrawnEdit::PlantTree(at, crown_m, trees) => {
                Edit::Plant(Planting::Tree(self.at(*at)?, *crown_m), *trees)
            }
            DrawnEdit::AddPatch(ring) => Edit::AddPatch(self.area(ring)?),
            DrawnEdit::GreenBridge(line, width_m, trees) => {
                Edit::GreenBridge(self.ends(line)?, *width_m, *trees)
            }
            DrawnEdit::Poles(line, height_m, count) => {
                let (height_m, count) = (*height_m, *count);
                Edit::Poles { ends: self.ends(line)?, height_m, count }
            }
        })
    }

    /// An edit with another shape; `None` where it has none.
    pub fn reshaped(&self, edit: &Edit, shape: &[Degrees]) -> Result<Option<Edit>, DrawError> {
        Ok(Some(match edit {
            Edit::Clear(_, ground) => Edit::Clear(self.area(shape)?, *ground),
            Edit::Plant(Planting::Area(_), trees) => {
                Edit::Plant(Planting::Area(self.area(shape)?), *trees)
            }
            Edit::Plant(Planting::Row(_, width_m), trees) => {
                Edit::Plant(Planting::Row(self.line(shape)?, *width_m), *trees)
            }
            Edit::Plant(Planting::Tree(_, crown_m), trees) => match shape.first() {
                Some(at) => Edit::Plant(Planting::Tree(self.at(*at)?, *crown_m), *trees),
                None => return Ok(None),
            },
            Edit::AddPatch(_) => Edit::AddPatch(self.area(shape)?),
            Edit::ReshapePatch(patch, _) => Edit::ReshapePatch(*patch, self.area(shape)?),
            Edit::GreenBridge(_, width_m, trees) => {
                Edit::GreenBridge(self.ends(shape)?, *width_m, *trees)
            }
            Edit::Poles { height_m, count, .. } => {
                Edit::Poles { ends: self.ends(shape)?, height_m: *height_m, count: *count }
            }
            Edit::RemovePatch(_) | Edit::CutLink(..) | Edit::MendLink(..) => return Ok(None),
        }))
    }
}

//! What the generator draws, as layers in longitude and latitude.

use geo::{Area, Coord, Geometry, LineString, MapCoords, MultiPolygon, Polygon};
use geodata::crs::{CrsError, Projection};
use geodata::model::{Column, ColumnKind, Feature, LayerRole, SourceCrs, Value};
use geodata::{Crs, Layer};

use crate::outline::sound;

/// South-western corner of the city that shapes are made for, in EPSG:3879.
pub const CORNER: Coord = Coord { x: 25_470_000.0, y: 6_662_500.0 };

/// EPSG:3879, in which the city is made: metres that are true here.
pub const WORKING_EPSG: u32 = 3879;

/// From the generator's metres to degrees.
pub struct Placing {
    projection: Projection,
}

impl Placing {
    pub fn new() -> Result<Self, CrsError> {
        Ok(Self { projection: Projection::to_wgs84(Crs::from_epsg(WORKING_EPSG)?)? })
    }

    /// A shape in degrees of as many decimals as the table has, sound after rounding too;
    /// `None` where rounding leaves nothing of it.
    pub fn place(&self, geometry: &Geometry, table: &Table) -> Result<Option<Geometry>, CrsError> {
        let steps = table.steps();
        let placed = geometry.try_map_coords(|at| self.projection.project(at + CORNER))?;
        let rounded = placed.map_coords(|at| on_grid(at, steps));
        Ok(match rounded {
            Geometry::Polygon(polygon) => sound_on_grid(MultiPolygon(vec![polygon]), table),
            Geometry::MultiPolygon(parts) => sound_on_grid(parts, table),
            Geometry::LineString(mut line) => {
                line.0.dedup();
                (line.0.len() > 1).then_some(Geometry::LineString(line))
            }
            other => Some(other),
        })
    }
}

fn on_grid(at: Coord, steps: f64) -> Coord {
    Coord { x: (at.x * steps).round() / steps, y: (at.y * steps).round() / steps }
}

/// Square metres of a square degree at 60 degrees north.
const DEGREE_M2: f64 = 6.2e9;

/// Polygons without faults whose corners are round; `None` where nothing is left. Parts
/// smaller than the table's are what rounding has pinched off.
///
/// Rounding may make edges touch, and parting them there makes corners that are not
/// round: so it goes on until both are well.
fn sound_on_grid(polygons: MultiPolygon, table: &Table) -> Option<Geometry> {
    let mut polygons = polygons;
    for round in 0..9 {
        let large = polygons.iter().filter_map(sound).flatten();
        polygons = MultiPolygon(
            large.filter(|part| part.unsigned_area() * DEGREE_M2 > table.least_m2).collect(),
        );
        if table.is_single {
            let area = |part: &Polygon| part.unsigned_area();
            let largest = polygons.0.into_iter().max_by(|a, b| area(a).total_cmp(&area(b)));
            polygons = MultiPolygon(largest.into_iter().collect());
        }
        if round > 2 {
            // A hole so near the edge that the two keep crossing is none.
            polygons = polygons.into_iter().map(without_small_holes).collect();
        }
        let rounded = polygons.map_coords(|at| on_grid(at, table.steps()));
        if rounded == polygons {
            break;
        }
        polygons = rounded;
    }
    (!polygons.0.is_empty()).then(|| single(polygons))
}

fn without_small_holes(polygon: Polygon) -> Polygon {
    let (shell, mut holes) = polygon.into_inner();
    let area = |ring: &LineString| Polygon::new(ring.clone(), Vec::new()).unsigned_area();
    holes.retain(|hole| area(hole) * DEGREE_M2 > 400.0);
    Polygon::new(shell, holes)
}

/// A polygon where there is but one.
fn single(mut parts: MultiPolygon) -> Geometry {
    match parts.0.len() {
        1 => Geometry::Polygon(parts.0.remove(0)),
        _ => Geometry::MultiPolygon(parts),
    }
}

/// A layer that grows row by row.
#[derive(Debug, Clone)]
pub struct Table {
    pub name: &'static str,
    pub role: LayerRole,
    pub columns: Vec<Column>,
    /// Decimals of degrees.
    pub decimals: i32,
    /// Smaller parts of polygons are left out, square metres.
    pub least_m2: f64,
    /// Only the largest part of a polygon is kept.
    pub is_single: bool,
    pub rows: Vec<(Geometry, Vec<Value>)>,
}

impl Table {
    pub fn new(name: &'static str, role: LayerRole, columns: &[(&str, ColumnKind)]) -> Self {
        let columns = columns.iter().map(|(name, kind)| Column::new(*name, *kind)).collect();
        Self {
            name,
            role,
            columns,
            decimals: 5,
            least_m2: 50.0,
            is_single: false,
            rows: Vec::new(),
        }
    }

    /// Steps a degree.
    fn steps(&self) -> f64 {
        10_f64.powi(self.decimals)
    }

    /// The layer, in degrees.
    pub fn layer(&self, placing: &Placing) -> Result<Layer, CrsError> {
        let mut features = Vec::with_capacity(self.rows.len());
        for (geometry, values) in &self.rows {
            let Some(geometry) = placing.place(geometry, self)? else { continue };
            let number = u32::try_from(features.len() + 1).unwrap_or(u32::MAX);
            let values = (0..).zip(values.iter().cloned()).filter(|(_, v)| *v != Value::Null);
            features.push(Feature {
                number,
                id: None,
                geometry: Some(geometry),
                values: values.collect(),
            });
        }
        Ok(Layer {
            name: self.name.to_owned(),
            role: self.role,
            source_crs: SourceCrs::Given(Crs::WGS84),
            columns: self.columns.clone(),
            features,
        })
    }
}

/// Text as a value.
pub fn text(words: impl Into<String>) -> Value {
    Value::Text(words.into())
}

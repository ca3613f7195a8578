//! GeoJSON out, by RFC 7946: longitude and latitude, seven decimals.

use geo::Geometry;
use serde_json::{Map, Value, json};

use super::layer::geometry_json;
use crate::crs::{CrsError, Projection, WorkingCrs};

/// Seven decimals of a degree are about a centimetre.
const STEPS_PER_DEGREE: f64 = 1e7;

/// Builds the text of a `FeatureCollection` from shapes in metres.
pub struct FeatureCollectionWriter {
    projection: Projection,
    text: String,
    is_first: bool,
}

impl FeatureCollectionWriter {
    /// A collection with foreign members that say where it comes from.
    ///
    /// # Errors
    /// [`CrsError::Unknown`] where the system's definition is not understood.
    pub fn new(working_crs: WorkingCrs, members: &Map<String, Value>) -> Result<Self, CrsError> {
        let mut text = String::from("{\"type\":\"FeatureCollection\",\n");
        for (name, value) in members {
            text.push_str(&format!("{}:{value},\n", Value::from(name.as_str())));
        }
        text.push_str("\"features\":[\n");
        Ok(Self { projection: Projection::from_working(working_crs)?, text, is_first: true })
    }

    /// Adds a feature whose shape is in the working system.
    ///
    /// # Errors
    /// [`CrsError::Outside`] where a position has no longitude and latitude.
    pub fn feature(
        &mut self,
        geometry: &Geometry,
        properties: &Map<String, Value>,
    ) -> Result<(), CrsError> {
        let geometry = self.projection.project_geometry(geometry)?;
        let feature = json!({
            "type": "Feature",
            "properties": properties,
            "geometry": geometry_json(&geometry, STEPS_PER_DEGREE),
        });
        if !self.is_first {
            self.text.push_str(",\n");
        }
        self.is_first = false;
        self.text.push_str(&feature.to_string());
        Ok(())
    }

    /// The finished text.
    #[must_use]
    pub fn finish(mut self) -> String {
        self.text.push_str("\n]}\n");
        self.text
    }
}

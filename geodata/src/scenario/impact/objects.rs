//! Surveyed connections and other objects that the plan touches.

use geo::{Area, BooleanOps, Intersects, Length};
use serde::{Deserialize, Serialize};

use super::Sides;
use crate::scenario::surveyed::polygons_of;
use crate::units::hectares;

/// A surveyed connection that the plan crosses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConnectionTouched {
    /// What it is called.
    pub label: String,
    /// Its class as the surveyor has it.
    pub class: String,
    /// Its quality as the surveyor has it.
    pub quality: String,
    /// Nothing can take its place, says its surveyor.
    pub is_irreplaceable: bool,
    /// Its length, metres.
    pub length_m: f64,
    /// How much of it lies in what is cleared, metres.
    pub crossed_m: f64,
}

/// Another object that the plan touches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ObjectTouched {
    /// The name of its layer.
    pub layer: String,
    /// What it is called.
    pub label: String,
    /// What it is, where a column tells its class.
    pub class: String,
    /// How much of its area is cleared, hectares; 0 for points and lines.
    pub area_ha: f64,
}

impl Sides<'_> {
    pub(super) fn connections(&self) -> Vec<ConnectionTouched> {
        let mut found: Vec<ConnectionTouched> = self
            .question
            .surveyed
            .connections
            .iter()
            .filter(|connection| self.cleared.intersects(&connection.line))
            .map(|connection| ConnectionTouched {
                label: connection.label.clone(),
                class: connection.class.clone(),
                quality: connection.quality.clone(),
                is_irreplaceable: connection.is_irreplaceable(),
                length_m: geo::Euclidean.length(&connection.line),
                crossed_m: geo::Euclidean.length(&self.cleared.clip(&connection.line, false)),
            })
            .collect();
        found.sort_by(|p, q| {
            q.is_irreplaceable.cmp(&p.is_irreplaceable).then(q.crossed_m.total_cmp(&p.crossed_m))
        });
        found
    }

    pub(super) fn objects(&self) -> Vec<ObjectTouched> {
        let mut found: Vec<ObjectTouched> = self
            .question
            .surveyed
            .objects
            .iter()
            .filter(|object| self.cleared.intersects(&object.geometry))
            .map(|object| {
                let area_m2 = polygons_of(&object.geometry)
                    .map_or(0.0, |polygons| polygons.intersection(&self.cleared).unsigned_area());
                ObjectTouched {
                    layer: object.layer.clone(),
                    label: object.label.clone(),
                    class: object.class.clone(),
                    area_ha: hectares(area_m2),
                }
            })
            .collect();
        found.sort_by(|p, q| p.layer.cmp(&q.layer).then(q.area_ha.total_cmp(&p.area_ha)));
        found
    }
}

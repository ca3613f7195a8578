//! Luoti, the nature data system of the City of Espoo: its survey layers, what
//! they may hold, and whether a delivery does.
//!
//! A layer is recognised by its name or by its columns ([`recognise`]), checked
//! against its rules ([`check`]), and made empty for a surveyor to fill
//! ([`template`]).

mod check;
mod connection;
mod layers;
mod near;
mod observation;
mod recognise;
mod surveyed;
#[cfg(feature = "geopackage")]
mod template;
mod values;

use serde::{Deserialize, Serialize};

use crate::model::{ColumnKind, LayerRole};

pub use check::{Fault, Finding, check};
#[cfg(feature = "projection")]
pub use connection::connection;
pub use connection::{CONNECTION_LAYERS, ConnectionError, Judgement};
pub use layers::LAYERS;
use near::nearest;
pub use observation::{REMARKS, SIGNS, Seen, Signs, observation_layers};
pub use recognise::{guess_role, nearest_layer, recognise, survey_layer};
pub use surveyed::{SurveyedReader, survey_years};
#[cfg(feature = "geopackage")]
pub use template::{UnknownLayer, template};
pub use values::Allowed;

/// The system that deliveries are in.
pub const DELIVERY_EPSG: u16 = 3879;

/// Shapes of a survey layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SurveyGeometry {
    /// Points.
    Point,
    /// Lines.
    Line,
    /// Polygons.
    Polygon,
}

/// A layer of the system.
#[derive(Debug, PartialEq, Eq)]
pub struct SurveyLayer {
    /// Its name.
    pub name: &'static str,
    /// Its shapes.
    pub geometry: SurveyGeometry,
    /// What it is used as.
    pub role: LayerRole,
    /// Its columns, without the key and the shape.
    pub columns: &'static [ColumnRule],
}

impl SurveyLayer {
    /// The column that tells the layer's features apart on a map, where it has one.
    #[must_use]
    pub fn class_column(&self) -> Option<&'static ColumnRule> {
        const CLASSES: [&str; 4] = ["aluetyyppi", "laatu", "lumo_luokka", "luokka"];
        CLASSES.iter().find_map(|name| self.column(name))
    }

    /// The column of this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static ColumnRule> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// What a column of a survey layer may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnRule {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: ColumnKind,
    /// True where it may be empty.
    pub nullable: bool,
    /// Its values, where they are listed.
    pub allowed: Option<Allowed>,
}

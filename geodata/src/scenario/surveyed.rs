//! What surveys and plans say, in the working system: sites, connections, other objects.

use geo::{Geometry, MultiLineString, MultiPolygon, Polygon};
use serde::{Deserialize, Serialize};

/// What a surveyed area is, as its surveyor has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SiteKind {
    /// `Lisääntymis- tai levähdyspaikka`: a breeding or resting place.
    Breeding,
    /// `Ydinalue`: a core area.
    Core,
    /// `Elinalue`: an occupied area.
    Occupied,
    /// `Soveltuva`: suitable, without signs of use.
    Suitable,
    /// An area of a layer that says nothing of its kind.
    Unsaid,
}

impl SiteKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Breeding, Self::Core, Self::Occupied, Self::Suitable, Self::Unsaid];

    /// The kind that a survey's `aluetyyppi` names.
    #[must_use]
    pub fn of(text: &str) -> Self {
        match text.trim().to_lowercase().as_str() {
            "lisääntymis- tai levähdyspaikka" => Self::Breeding,
            "ydinalue" => Self::Core,
            "elinalue" => Self::Occupied,
            "soveltuva" => Self::Suitable,
            _ => Self::Unsaid,
        }
    }
}

/// An area as surveyed.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// What it is called.
    pub label: String,
    /// What its surveyor calls it.
    pub kind: SiteKind,
    /// Its shape in the working system.
    pub polygons: MultiPolygon,
}

/// A connection as surveyed.
#[derive(Debug, Clone, PartialEq)]
pub struct Connection {
    /// What it is called.
    pub label: String,
    /// Its class, `luokka`, as the surveyor has it.
    pub class: String,
    /// Its quality, `laatu`, as the surveyor has it.
    pub quality: String,
    /// Its line in the working system.
    pub line: MultiLineString,
}

impl Connection {
    /// Nothing can take its place, says its surveyor: `Korvaamaton`.
    #[must_use]
    pub fn is_irreplaceable(&self) -> bool {
        self.class.trim().eq_ignore_ascii_case("korvaamaton")
    }
}

/// Anything else that a layer tells of.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// The name of its layer.
    pub layer: String,
    /// What it is called.
    pub label: String,
    /// What it is, where a column tells its class.
    pub class: String,
    /// Its shape in the working system.
    pub geometry: Geometry,
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Surveyed {
    /// Areas of the habitat layers, each as it was drawn.
    pub sites: Vec<Site>,
    /// Surveyed connections.
    pub connections: Vec<Connection>,
    /// Protected areas and what other surveys found; neither land nor plans nor
    /// observations, which stay where they are.
    pub objects: Vec<Object>,
}

/// The polygons of a shape.
pub(super) fn polygons_of(geometry: &Geometry) -> Option<MultiPolygon> {
    match geometry {
        Geometry::Polygon(polygon) => Some(MultiPolygon(vec![polygon.clone()])),
        Geometry::MultiPolygon(polygons) => Some(polygons.clone()),
        Geometry::Rect(rect) => Some(MultiPolygon(vec![Polygon::from(*rect)])),
        _ => None,
    }
}

//! The land as polygons in metres, from layers as they were read.

use geo::{Geometry, MultiPolygon};

use super::land::LandPiece;
use super::{Ground, Land, LandReader};
use crate::crs::{CrsError, Projection};
use crate::geometry::{disc, strip};
use crate::model::{Feature, Habitat, Layer, LayerRole};

/// Columns that hold how wide a way itself is, metres.
const WIDTHS: [&str; 4] = ["width_m", "width", "leveys_m", "leveys"];
/// Columns that hold how wide the strip is that is kept clear of trees, metres.
const CLEARED: [&str; 2] = ["cleared_m", "cleared"];
/// Columns that hold how wide the crown of a tree is, metres.
const CROWNS: [&str; 3] = ["crown_m", "diameter_crown", "latvus_m"];

/// Width of a tree's crown where nothing says it, metres: an assumption.
pub const CROWN_M: f64 = 4.0;

/// What a layer is taken for, where the reader says so.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LandOverride {
    /// All its features are of this class.
    pub ground: Option<Ground>,
    /// All its lines are so wide, metres.
    pub width_m: Option<f64>,
}

impl Land {
    /// The land of the layers used as tree cover, land cover and barrier, with the patches
    /// of the habitat in it. `overrides` go by the place of their layer; where there is
    /// none for a layer, its features say what they are, and those that do not are left
    /// out (in a layer of barriers they are barriers).
    ///
    /// Lines take the width that their columns say, else one usual for their class, and
    /// the strip along them that is kept clear of trees; points of trees the width of
    /// their crown.
    ///
    /// # Errors
    /// [`CrsError::Outside`] where a position has no image in the habitat's system.
    pub fn from_layers(
        layers: &[Layer],
        overrides: &[LandOverride],
        habitat: &Habitat,
    ) -> Result<Self, CrsError> {
        let mut pieces = Vec::new();
        for (number, layer) in layers.iter().enumerate() {
            let given = overrides.get(number).copied().unwrap_or_default();
            let is_land = matches!(
                layer.role,
                LayerRole::TreeCover | LayerRole::LandCover | LayerRole::Barrier
            );
            if is_land || given.ground.is_some() {
                add_layer(layer, given, habitat, &mut pieces)?;
            }
        }
        Ok(Self::new(pieces, habitat))
    }
}

fn add_layer(
    layer: &Layer,
    given: LandOverride,
    habitat: &Habitat,
    pieces: &mut Vec<LandPiece>,
) -> Result<(), CrsError> {
    let projection = Projection::to_working(layer.source_crs.crs(), habitat.working_crs())?;
    let reader = LandReader::new(layer);
    let find = |names: &[&str]| {
        let is_one = |name: &str| names.iter().any(|wanted| wanted.eq_ignore_ascii_case(name));
        layer.columns.iter().position(|column| is_one(&column.name))
    };
    let columns = (find(&WIDTHS), find(&CLEARED), find(&CROWNS));
    let number = |feature: &Feature, column: Option<usize>| {
        feature.value(column?).as_number().filter(|width| *width > 0.0)
    };
    for feature in &layer.features {
        let Some(geometry) = &feature.geometry else { continue };
        let otherwise = (layer.role == LayerRole::Barrier).then_some(Ground::Barrier);
        let ground = given.ground.or_else(|| Ground::of(reader.class(feature)?)).or(otherwise);
        let Some(ground) = ground else { continue };
        let projected = projection.project_geometry(geometry)?;
        let surface = given.width_m.or_else(|| number(feature, columns.0));
        let width = Width {
            cleared_m: number(feature, columns.1),
            surface_m: surface,
            crown_m: number(feature, columns.2).unwrap_or(CROWN_M),
        };
        add(ground, &projected, &width, pieces);
    }
    Ok(())
}

struct Width {
    surface_m: Option<f64>,
    cleared_m: Option<f64>,
    crown_m: f64,
}

fn add(ground: Ground, geometry: &Geometry, width: &Width, pieces: &mut Vec<LandPiece>) {
    let mut push = |ground: Ground, parts: Vec<geo::Polygon>| {
        if !parts.is_empty() {
            pieces.push(LandPiece::new(ground, MultiPolygon(parts)));
        }
    };
    match geometry {
        Geometry::Polygon(polygon) => push(ground, vec![polygon.clone()]),
        Geometry::MultiPolygon(polygons) => push(ground, polygons.0.clone()),
        // Each part of a strip is a piece: they lie over each other.
        Geometry::LineString(line) => {
            // What is cleared for a power line is all there is of it underfoot.
            let is_strip = ground == Ground::PowerLine;
            let own = match is_strip {
                true => width.cleared_m.or(width.surface_m),
                false => width.surface_m,
            };
            for part in strip(line, own.or(usual_width_m(ground)).unwrap_or(0.0)) {
                push(ground, vec![part]);
            }
            let cleared = width.cleared_m.filter(|_| !is_strip && !ground.is_trees());
            for part in cleared.map_or_else(Vec::new, |cleared| strip(line, cleared)) {
                push(Ground::Verge, vec![part]);
            }
        }
        Geometry::MultiLineString(lines) => {
            for line in lines {
                add(ground, &Geometry::LineString(line.clone()), width, pieces);
            }
        }
        Geometry::Point(point) if ground.is_trees() => {
            push(ground, disc(point.0, width.crown_m / 2.0).into_iter().collect());
        }
        Geometry::MultiPoint(points) => {
            for point in points {
                add(ground, &Geometry::Point(*point), width, pieces);
            }
        }
        Geometry::GeometryCollection(parts) => {
            for part in parts {
                add(ground, part, width, pieces);
            }
        }
        _ => {}
    }
}

/// How wide a line of a class usually is, metres: assumptions, used where the data say
/// nothing. A power line of 110 kV is kept clear over some 30 m.
#[must_use]
pub fn usual_width_m(ground: Ground) -> Option<f64> {
    Some(match ground {
        Ground::Stream | Ground::Path => 2.0,
        Ground::Street => 6.0,
        Ground::MainRoad => 10.0,
        Ground::TrunkRoad => 20.0,
        Ground::Motorway => 28.0,
        Ground::Rail => 12.0,
        Ground::PowerLine => 30.0,
        Ground::Barrier => 1.0,
        ground if ground.is_trees() => CROWN_M,
        _ => return None,
    })
}

//! Plans and plantings as edits, from layers as they were read.

use geo::Geometry;

use super::from_layers::text;
use super::surveyed::polygons_of;
use super::{Edit, Planting, Trees};
use crate::crs::{CrsError, Projection, WorkingCrs};
use crate::landscape::{CROWN_M, Ground};
use crate::model::{Feature, Layer};

/// Columns that say what an area becomes, as the names of [`Ground`].
const BECOMES: [&str; 2] = ["becomes", "ground"];
/// Columns that hold how high trees are when planted, and how much they gain a year.
const HEIGHTS: [&str; 2] = ["height_m", "korkeus_m"];
const GROWTHS: [&str; 2] = ["growth_m", "kasvu_m"];
/// Columns that hold how wide a row or a crown is.
const WIDTHS: [&str; 3] = ["width_m", "crown_m", "leveys_m"];

/// Values of the column `kind` that say that trees are planted.
const PLANTED: [&str; 3] = ["planting", "istutus", "plantering"];

/// What the layers of a plan do, feature by feature: those whose column `kind` says
/// `planting` plant, and areas else are cleared; what each becomes is what its column
/// `becomes` says, else `otherwise`.
///
/// # Errors
/// [`CrsError::Outside`] where a position has no image in the working system.
pub fn planned(
    layers: &[Layer],
    working_crs: WorkingCrs,
    otherwise: Ground,
) -> Result<Vec<Edit>, CrsError> {
    let edit = |layer: &Layer, feature: &Feature, geometry: Geometry| {
        let kind = text(layer, feature, "kind");
        if PLANTED.iter().any(|planted| kind.trim().eq_ignore_ascii_case(planted)) {
            return planting(layer, feature, geometry);
        }
        let named = BECOMES.iter().find_map(|name| Ground::from_name(&text(layer, feature, name)));
        polygons_of(&geometry).map(|area| Edit::Clear(area, named.unwrap_or(otherwise)))
    };
    edits(layers, working_crs, edit)
}

/// Edits that plant what layers show: areas, rows and single trees, with the heights, the
/// growth and the widths that their columns say.
///
/// # Errors
/// [`CrsError::Outside`] where a position has no image in the working system.
pub fn plantings(layers: &[Layer], working_crs: WorkingCrs) -> Result<Vec<Edit>, CrsError> {
    edits(layers, working_crs, planting)
}

fn planting(layer: &Layer, feature: &Feature, geometry: Geometry) -> Option<Edit> {
    let number = |names: &[&str]| {
        let column = names.iter().find_map(|name| {
            layer.columns.iter().position(|c| c.name.trim().eq_ignore_ascii_case(name))
        })?;
        feature.value(column).as_number()
    };
    let usual = Trees::default();
    let trees = Trees {
        height_m: number(&HEIGHTS).unwrap_or(usual.height_m),
        growth_m: number(&GROWTHS).unwrap_or(usual.growth_m),
    };
    let width_m = number(&WIDTHS).unwrap_or(CROWN_M);
    let planting = match geometry {
        Geometry::LineString(line) => Planting::Row(line, width_m),
        Geometry::Point(point) => Planting::Tree(point.0, width_m),
        other => Planting::Area(polygons_of(&other)?),
    };
    Some(Edit::Plant(planting, trees))
}

fn edits(
    layers: &[Layer],
    working_crs: WorkingCrs,
    edit: impl Fn(&Layer, &Feature, Geometry) -> Option<Edit>,
) -> Result<Vec<Edit>, CrsError> {
    let mut found = Vec::new();
    for layer in layers {
        let projection = Projection::to_working(layer.source_crs.crs(), working_crs)?;
        for feature in &layer.features {
            let Some(geometry) = &feature.geometry else { continue };
            for single in singles(projection.project_geometry(geometry)?) {
                found.extend(edit(layer, feature, single));
            }
        }
    }
    Ok(found)
}

/// Lines and points one by one; areas stay together.
fn singles(geometry: Geometry) -> Vec<Geometry> {
    match geometry {
        Geometry::MultiLineString(lines) => lines.into_iter().map(Geometry::LineString).collect(),
        Geometry::MultiPoint(points) => points.into_iter().map(Geometry::Point).collect(),
        Geometry::GeometryCollection(parts) => parts.into_iter().flat_map(singles).collect(),
        single => vec![single],
    }
}

//! What surveys, plans and plantings are, from layers as they were read.

use geo::{Geometry, MultiLineString, MultiPolygon};

use super::surveyed::polygons_of;
use super::{Connection, Edit, Object, Planting, Site, SiteKind, Surveyed, Trees};
use crate::crs::{CrsError, Projection, WorkingCrs};
use crate::landscape::{CROWN_M, Ground};
use crate::luoti::{SurveyLayer, recognise};
use crate::model::{Feature, Layer, LayerRole};

impl Surveyed {
    /// What the layers say.
    ///
    /// # Errors
    /// [`CrsError::Outside`] where a position has no image in the working system.
    pub fn new(layers: &[Layer], working_crs: WorkingCrs) -> Result<Self, CrsError> {
        let mut all = Self::default();
        for layer in layers {
            let projection = Projection::to_working(layer.source_crs.crs(), working_crs)?;
            for feature in &layer.features {
                let Some(geometry) = &feature.geometry else { continue };
                match layer.role {
                    LayerRole::Habitat => {
                        all.sites.extend(site(layer, feature, geometry, &projection)?);
                    }
                    LayerRole::SurveyedConnection => {
                        all.connections.extend(connection(layer, feature, geometry, &projection)?);
                    }
                    LayerRole::Background => all.objects.push(Object {
                        layer: layer.name.clone(),
                        label: layer.label_of(feature),
                        class: class(layer, feature),
                        geometry: projection.project_geometry(geometry)?,
                    }),
                    _ => {}
                }
            }
        }
        Ok(all)
    }
}

fn text(layer: &Layer, feature: &Feature, name: &str) -> String {
    let column = layer.columns.iter().position(|c| c.name.trim().eq_ignore_ascii_case(name));
    column.map_or_else(String::new, |column| feature.value(column).to_string())
}

/// What a feature is, by the column that tells those of its survey layer apart.
fn class(layer: &Layer, feature: &Feature) -> String {
    let known = recognise(layer, &layer.name).and_then(SurveyLayer::class_column);
    known.map_or_else(String::new, |column| text(layer, feature, column.name))
}

fn site(
    layer: &Layer,
    feature: &Feature,
    geometry: &Geometry,
    projection: &Projection,
) -> Result<Option<Site>, CrsError> {
    let polygons: MultiPolygon = match geometry {
        Geometry::Polygon(polygon) => projection.project_geometry(polygon)?.into(),
        Geometry::MultiPolygon(polygons) => projection.project_geometry(polygons)?,
        _ => return Ok(None),
    };
    let kind = SiteKind::of(&text(layer, feature, "aluetyyppi"));
    Ok(Some(Site { label: layer.label_of(feature), kind, polygons }))
}

fn connection(
    layer: &Layer,
    feature: &Feature,
    geometry: &Geometry,
    projection: &Projection,
) -> Result<Option<Connection>, CrsError> {
    let line: MultiLineString = match geometry {
        Geometry::LineString(line) => projection.project_geometry(line)?.into(),
        Geometry::MultiLineString(lines) => projection.project_geometry(lines)?,
        _ => return Ok(None),
    };
    Ok(Some(Connection {
        label: layer.label_of(feature),
        class: text(layer, feature, "luokka"),
        quality: text(layer, feature, "laatu"),
        line,
    }))
}

/// Columns that say what an area becomes, as the names of [`Ground`].
const BECOMES: [&str; 2] = ["becomes", "ground"];
/// Columns that hold how high trees are when planted, and how much they gain a year.
const HEIGHTS: [&str; 2] = ["height_m", "korkeus_m"];
const GROWTHS: [&str; 2] = ["growth_m", "kasvu_m"];
/// Columns that hold how wide a row or a crown is.
const WIDTHS: [&str; 3] = ["width_m", "crown_m", "leveys_m"];

/// Edits that clear the areas of layers, feature by feature: what each becomes is what its
/// column `becomes` says, else `otherwise`. Lines and points clear nothing.
///
/// # Errors
/// [`CrsError::Outside`] where a position has no image in the working system.
pub fn clearings(
    layers: &[Layer],
    working_crs: WorkingCrs,
    otherwise: Ground,
) -> Result<Vec<Edit>, CrsError> {
    let edit = |layer: &Layer, feature: &Feature, geometry: Geometry| {
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
    let edit = |layer: &Layer, feature: &Feature, geometry: Geometry| {
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
    };
    edits(layers, working_crs, edit)
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

//! What surveys say, from layers as they were read.

use geo::{Geometry, MultiLineString, MultiPolygon};

use super::{Connection, Object, Site, SiteKind, Surveyed};
use crate::crs::{CrsError, Projection, WorkingCrs};
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

/// What stands in a column, whatever the case of its name; empty where there is none.
pub(super) fn text(layer: &Layer, feature: &Feature, name: &str) -> String {
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

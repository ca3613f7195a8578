//! A layer out as GeoJSON.

use geo::{Coord, Geometry, LineString, Polygon};
use serde_json::{Map, Value, json};

use crate::crs::Crs;
use crate::io::table::plain_name;
use crate::io::writing::{DEGREE_DECIMALS, WriteOptions, Written};
use crate::model::{Feature, Layer};

/// Decimals of metres: a tenth of a millimetre.
const METRE_DECIMALS: u8 = 4;

/// Writes a layer as one object. A system other than WGS84 is named as before RFC 7946.
pub(in crate::io) fn written(layer: &Layer, options: &WriteOptions) -> Written {
    let mut text = String::from("{\"type\":\"FeatureCollection\",\n");
    text.push_str(&format!("\"name\":{},\n", Value::from(plain_name(layer))));
    let crs = layer.source_crs.crs();
    if crs != Crs::WGS84 {
        let name = format!("urn:ogc:def:crs:EPSG::{}", crs.epsg());
        let member = json!({"type": "name", "properties": {"name": name}});
        text.push_str(&format!("\"crs\":{member},\n"));
    }
    if let Some(about) = &options.about {
        text.push_str(&format!("\"liito\":{},\n", Value::Object(about.json())));
    }
    text.push_str("\"features\":[\n");
    let steps = steps(crs, options);
    for (number, feature) in layer.features.iter().enumerate() {
        if number > 0 {
            text.push_str(",\n");
        }
        text.push_str(&feature_text(feature, layer, steps));
    }
    text.push_str("\n]}\n");
    let media_type = "application/geo+json";
    Written { bytes: text.into_bytes(), ending: "geojson", media_type }
}

/// Writes a layer with a feature a line.
pub(in crate::io) fn written_lines(layer: &Layer, options: &WriteOptions) -> Written {
    let steps = steps(layer.source_crs.crs(), options);
    let mut text = String::new();
    for feature in &layer.features {
        text.push_str(&feature_text(feature, layer, steps));
        text.push('\n');
    }
    let media_type = "application/geo+json-seq";
    Written { bytes: text.into_bytes(), ending: "geojsonl", media_type }
}

/// Steps a unit: coordinates are rounded to whole ones.
fn steps(crs: Crs, options: &WriteOptions) -> f64 {
    let usual = if crs.is_geographic() { DEGREE_DECIMALS } else { METRE_DECIMALS };
    10f64.powi(i32::from(options.decimals.unwrap_or(usual).min(15)))
}

fn feature_text(feature: &Feature, layer: &Layer, steps: f64) -> String {
    let mut object = Map::new();
    object.insert("type".into(), "Feature".into());
    if let Some(id) = &feature.id {
        // A whole number stays one.
        let id = id.parse::<i64>().ok().filter(|number| number.to_string() == *id);
        let id = id.map_or_else(|| Value::from(feature.id.as_deref()), Value::from);
        object.insert("id".into(), id);
    }
    let properties: Map<String, Value> = layer
        .columns
        .iter()
        .enumerate()
        .map(|(number, column)| (column.name.clone(), feature.value(number).into()))
        .collect();
    object.insert("properties".into(), Value::Object(properties));
    let geometry =
        feature.geometry.as_ref().map_or(Value::Null, |geometry| geometry_json(geometry, steps));
    object.insert("geometry".into(), geometry);
    Value::Object(object).to_string()
}

/// A geometry with its coordinates rounded to whole steps.
pub(super) fn geometry_json(geometry: &Geometry, steps: f64) -> Value {
    let position = |at: Coord| position(at, steps);
    let positions = |line: &LineString| line.0.iter().copied().map(position).collect::<Value>();
    let rings = |polygon: &Polygon| {
        std::iter::once(polygon.exterior())
            .chain(polygon.interiors())
            .map(positions)
            .collect::<Value>()
    };
    match geometry {
        Geometry::Point(point) => json!({"type": "Point", "coordinates": position(point.0)}),
        Geometry::MultiPoint(points) => {
            let points: Value = points.0.iter().map(|point| position(point.0)).collect();
            json!({"type": "MultiPoint", "coordinates": points})
        }
        Geometry::LineString(line) => json!({"type": "LineString", "coordinates": positions(line)}),
        Geometry::MultiLineString(lines) => {
            let lines: Value = lines.0.iter().map(positions).collect();
            json!({"type": "MultiLineString", "coordinates": lines})
        }
        Geometry::Polygon(polygon) => json!({"type": "Polygon", "coordinates": rings(polygon)}),
        Geometry::MultiPolygon(parts) => {
            let parts: Value = parts.0.iter().map(rings).collect();
            json!({"type": "MultiPolygon", "coordinates": parts})
        }
        Geometry::GeometryCollection(parts) => {
            let parts: Value = parts.0.iter().map(|part| geometry_json(part, steps)).collect();
            json!({"type": "GeometryCollection", "geometries": parts})
        }
        Geometry::Line(line) => geometry_json(&Geometry::LineString(LineString::from(line)), steps),
        Geometry::Rect(rect) => geometry_json(&Geometry::Polygon(rect.to_polygon()), steps),
        Geometry::Triangle(triangle) => {
            geometry_json(&Geometry::Polygon(triangle.to_polygon()), steps)
        }
    }
}

fn position(Coord { x, y }: Coord, steps: f64) -> Value {
    let rounded = |number: f64| (number * steps).round() / steps;
    json!([rounded(x), rounded(y)])
}

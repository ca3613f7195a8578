//! GeoPackage out, version 1.3: opens in QGIS as it is.

use std::collections::{HashMap, HashSet};

use geo::{BoundingRect, Geometry};
use rusqlite::types::Value as Cell;
use rusqlite::{Connection, params};

use super::blob;
use super::database::quoted;
use super::schema::{
    GEOMETRY_COLUMN, KEY_COLUMN, METADATA_TABLES, SCHEMA_TABLES, TABLES, column_type, type_name,
};
use super::spatial_index::spatial_index;
use super::styles;
use crate::crs::{Crs, Extent};
use crate::io::table::{Ids, geometry_kind, plain_name};
use crate::io::writing::{
    About, ColumnConstraint, LayerConstraints, WriteError, WriteOptions, Written,
};
use crate::model::{Column, ColumnKind, Layer, Value};

/// `GPKG`, by which the file is known.
const APPLICATION_ID: i32 = 0x4750_4b47;
/// Version 1.3.0.
const USER_VERSION: i32 = 10_300;
/// The same bytes from the same data: no clock is read.
pub(super) const LAST_CHANGE: &str = "1970-01-01T00:00:00.000Z";

impl From<rusqlite::Error> for WriteError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database { message: error.to_string() }
    }
}

/// Writes layers, a table each.
pub(in crate::io) fn write(
    layers: &[Layer],
    options: &WriteOptions,
) -> Result<Written, WriteError> {
    let mut connection = Connection::open_in_memory()?;
    connection.execute_batch(&format!(
        "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {USER_VERSION}; PRAGMA foreign_keys = OFF;"
    ))?;
    let transaction = connection.transaction()?;
    transaction.execute_batch(TABLES)?;
    let has_json = |column: &Column| column.kind == ColumnKind::Json;
    let fields = options.about.as_ref().map_or(&[][..], |about| about.fields.as_slice());
    if options.constraints.is_some()
        || !fields.is_empty()
        || layers.iter().any(|layer| layer.columns.iter().any(has_json))
    {
        transaction.execute_batch(SCHEMA_TABLES)?;
    }
    system(&transaction, Crs::WGS84)?;
    let mut taken: Vec<String> = Vec::new();
    let mut tables: Vec<(String, String)> = Vec::new();
    for layer in layers {
        let crs = layer.source_crs.crs();
        if crs != Crs::WGS84 {
            system(&transaction, crs)?;
        }
        let name = table_name(plain_name(layer), &taken);
        table(&transaction, &name, layer, (options.constraints.as_ref(), fields))?;
        tables.push((layer.name.clone(), name.clone()));
        taken.push(name);
    }
    if let Some(about) = &options.about {
        metadata(&transaction, about, &taken)?;
    }
    if !options.styles.is_empty() {
        styles::write(&transaction, &tables, &options.styles)?;
    }
    transaction.commit()?;
    let bytes = connection.serialize("main")?.to_vec();
    Ok(Written { bytes, ending: "gpkg", media_type: "application/geopackage+sqlite3" })
}

/// A layer, a column of it, and what that means.
type Field = (String, String, String);

/// A name that no other table has, whatever its case; those of the standard are not free.
fn table_name(wanted: &str, taken: &[String]) -> String {
    let stem = wanted.trim();
    let lower = stem.to_lowercase();
    let reserved = ["gpkg_", "sqlite_", "rtree_"].iter().any(|prefix| lower.starts_with(prefix));
    let stem = if stem.is_empty() || reserved { format!("layer_{stem}") } else { stem.to_owned() };
    let is_taken =
        |name: &str| taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    let mut name = stem.clone();
    let mut number = 2;
    while is_taken(&name) {
        name = format!("{stem}_{number}");
        number += 1;
    }
    name
}

fn system(connection: &Connection, crs: Crs) -> Result<(), WriteError> {
    let code = crs.epsg();
    connection.execute(
        "INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?1, ?2, 'EPSG', ?2, ?3, NULL)",
        params![crs.title(), code, crs.wkt()],
    )?;
    Ok(())
}

/// Names of columns, which SQLite compares without regard to case.
pub(in crate::io) fn column_names(layer: &Layer) -> Vec<String> {
    let mut taken: HashSet<String> =
        [KEY_COLUMN, GEOMETRY_COLUMN].into_iter().map(str::to_lowercase).collect();
    let mut next_numbers: HashMap<&str, u32> = HashMap::new();
    let mut names = Vec::with_capacity(layer.columns.len());
    for column in &layer.columns {
        let mut name = column.name.clone();
        let number = next_numbers.entry(&column.name).or_insert(2);
        while name.is_empty() || !taken.insert(name.to_lowercase()) {
            name = format!("{}_{number}", column.name);
            *number += 1;
        }
        names.push(name);
    }
    names
}

fn table(
    connection: &Connection,
    name: &str,
    layer: &Layer,
    (constraints, fields): (Option<&LayerConstraints>, &[Field]),
) -> Result<(), WriteError> {
    let srs_id = i32::from(layer.source_crs.crs().epsg());
    let ids = Ids::new(layer);
    let names = column_names(layer);
    let geometry_type = match constraints {
        Some(constraints) => constraints.geometry.as_str(),
        None => type_name(geometry_kind(layer)),
    };
    let mut definition = format!(
        "{KEY_COLUMN} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {GEOMETRY_COLUMN} {geometry_type}"
    );
    let mut slots = String::from("?1, ?2");
    if ids.need_column() {
        definition.push_str(&format!(", {} TEXT", quoted(ids.column_name())));
        slots.push_str(", ?3");
    }
    let first = if ids.need_column() { 4 } else { 3 };
    for ((column, own), slot) in layer.columns.iter().zip(&names).zip(first..) {
        let rule = constraint_of(constraints, &column.name);
        let required = if rule.is_some_and(|rule| rule.required) { " NOT NULL" } else { "" };
        definition.push_str(&format!(", {} {}{required}", quoted(own), column_type(column.kind)));
        slots.push_str(&format!(", ?{slot}"));
    }
    connection.execute_batch(&format!("CREATE TABLE {} ({definition})", quoted(name)))?;

    let mut insert =
        connection.prepare(&format!("INSERT INTO {} VALUES ({slots})", quoted(name)))?;
    // Number, least and greatest easting and northing of each shape.
    let mut boxes: Vec<(i64, geo::Rect)> = Vec::new();
    let mut extent = Extent::EMPTY;
    for (place, feature) in layer.features.iter().enumerate() {
        let key = ids.key(place);
        let geometry = feature.geometry.as_ref();
        if let Some(rect) = geometry.and_then(Geometry::bounding_rect) {
            extent.include(rect.min().x, rect.min().y);
            extent.include(rect.max().x, rect.max().y);
            boxes.push((key, rect));
        }
        insert.raw_bind_parameter(1, key)?;
        insert.raw_bind_parameter(2, geometry.map(|geometry| blob::write(geometry, srs_id)))?;
        if ids.need_column() {
            insert.raw_bind_parameter(3, feature.id.as_deref())?;
        }
        for (column, slot) in (0..layer.columns.len()).zip(first..) {
            insert.raw_bind_parameter(slot, cell(feature.value(column)))?;
        }
        insert.raw_execute()?;
    }
    drop(insert);
    contents(connection, name, layer, geometry_type, &extent)?;
    described_columns(connection, name, (layer, &names), constraints, fields)?;
    spatial_index(connection, name, &boxes)
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Null,
        Value::Bool(flag) => Cell::Integer(i64::from(*flag)),
        Value::Integer(number) => Cell::Integer(*number),
        Value::Number(number) => Cell::Real(*number),
        Value::Text(text) | Value::Json(text) | Value::DateTime(text) => Cell::Text(text.clone()),
        Value::Date(date) => Cell::Text(date.to_string()),
        Value::Binary(digits) => match bytes_of(digits) {
            Some(bytes) => Cell::Blob(bytes),
            None => Cell::Text(digits.clone()),
        },
    }
}

fn bytes_of(digits: &str) -> Option<Vec<u8>> {
    let pairs = (0..digits.len()).step_by(2);
    pairs.map(|at| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()).collect()
}

fn contents(
    connection: &Connection,
    name: &str,
    layer: &Layer,
    geometry_type: &str,
    extent: &Extent,
) -> Result<(), WriteError> {
    let srs_id = layer.source_crs.crs().epsg();
    let bound = |value: f64| (!extent.is_empty()).then_some(value);
    connection.execute(
        "INSERT INTO gpkg_contents VALUES (?1, 'features', ?1, '', ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            name,
            LAST_CHANGE,
            bound(extent.min_x),
            bound(extent.min_y),
            bound(extent.max_x),
            bound(extent.max_y),
            srs_id
        ],
    )?;
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?1, ?2, ?3, ?4, 0, 0)",
        params![name, GEOMETRY_COLUMN, geometry_type, srs_id],
    )?;
    let count = i64::try_from(layer.features.len()).unwrap_or(i64::MAX);
    connection.execute("INSERT INTO gpkg_ogr_contents VALUES (?1, ?2)", params![name, count])?;
    Ok(())
}

fn constraint_of<'a>(
    constraints: Option<&'a LayerConstraints>,
    column: &str,
) -> Option<&'a ColumnConstraint> {
    constraints?.columns.iter().find(|rule| rule.column == column)
}

/// Says which columns hold JSON, which a list of values only, and what they mean.
fn described_columns(
    connection: &Connection,
    table: &str,
    (layer, names): (&Layer, &[String]),
    constraints: Option<&LayerConstraints>,
    fields: &[Field],
) -> Result<(), WriteError> {
    for (column, name) in layer.columns.iter().zip(names) {
        let is_json = column.kind == ColumnKind::Json;
        let allowed = constraint_of(constraints, &column.name).map(|rule| rule.allowed.as_slice());
        let allowed = allowed.filter(|values| !values.is_empty());
        let meaning = fields
            .iter()
            .find(|(of, field, _)| *of == layer.name && *field == column.name)
            .map(|(_, _, words)| words);
        if !is_json && allowed.is_none() && meaning.is_none() {
            continue;
        }
        let values_of = allowed.map(|_| format!("{table}_{name}"));
        connection.execute(
            "INSERT INTO gpkg_data_columns (table_name, column_name, name, description, mime_type, constraint_name) VALUES (?1, ?2, ?2, ?3, ?4, ?5)",
            params![table, name, meaning, is_json.then_some("application/json"), values_of],
        )?;
        for value in allowed.into_iter().flatten() {
            connection.execute(
                "INSERT INTO gpkg_data_column_constraints (constraint_name, constraint_type, value) VALUES (?1, 'enum', ?2)",
                params![values_of, value],
            )?;
        }
    }
    Ok(())
}

fn metadata(connection: &Connection, about: &About, tables: &[String]) -> Result<(), WriteError> {
    connection.execute_batch(METADATA_TABLES)?;
    connection.execute(
        "INSERT INTO gpkg_metadata VALUES (1, 'dataset', 'https://www.rfc-editor.org/info/std90', 'application/json', ?1)",
        params![serde_json::Value::Object(about.json()).to_string()],
    )?;
    for table in tables {
        connection.execute(
            "INSERT INTO gpkg_metadata_reference VALUES ('table', ?1, NULL, NULL, ?2, 1, NULL)",
            params![table, LAST_CHANGE],
        )?;
        connection.execute(
            "UPDATE gpkg_contents SET description = ?2 WHERE table_name = ?1",
            params![table, about.text()],
        )?;
    }
    Ok(())
}

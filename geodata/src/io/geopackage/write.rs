//! GeoPackage out, version 1.3: opens in QGIS as it is.

use geo::{BoundingRect, Geometry};
use rusqlite::types::Value as Cell;
use rusqlite::{Connection, params};

use super::blob;
use super::database::quoted;
use crate::crs::{Crs, Extent};
use crate::io::table::{GeometryKind, Ids, geometry_kind, plain_name};
use crate::io::write::{About, WriteError, WriteOptions, Written};
use crate::model::{Column, ColumnKind, Layer, Value};

/// `GPKG`, by which the file is known.
const APPLICATION_ID: i32 = 0x4750_4b47;
/// Version 1.3.0.
const USER_VERSION: i32 = 10_300;
/// The same bytes from the same data: no clock is read.
const LAST_CHANGE: &str = "1970-01-01T00:00:00.000Z";

/// Tables that every file has (12-128r19, annex C).
const TABLES: &str = "
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL);
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system');
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system');
";

/// Tables of the schema extension, which says that text is JSON.
const SCHEMA_TABLES: &str = "
CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
INSERT INTO gpkg_extensions VALUES ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write');
INSERT INTO gpkg_extensions VALUES ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write');
";

/// Tables of the metadata extension, which carry where the data come from.
const METADATA_TABLES: &str = "
CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER, timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), md_file_id INTEGER NOT NULL, md_parent_id INTEGER, CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id), CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
INSERT INTO gpkg_extensions VALUES ('gpkg_metadata', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec121/#extension_metadata', 'read-write');
INSERT INTO gpkg_extensions VALUES ('gpkg_metadata_reference', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec121/#extension_metadata', 'read-write');
";

/// Name of the column that holds the shapes.
const GEOMETRY_COLUMN: &str = "geom";
/// Name of the key.
const KEY_COLUMN: &str = "fid";

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
    if layers.iter().any(|layer| layer.columns.iter().any(has_json)) {
        transaction.execute_batch(SCHEMA_TABLES)?;
    }
    system(&transaction, Crs::WGS84)?;
    let mut taken: Vec<String> = Vec::new();
    for layer in layers {
        let crs = layer.source_crs.crs();
        if crs != Crs::WGS84 {
            system(&transaction, crs)?;
        }
        let name = table_name(plain_name(layer), &taken);
        table(&transaction, &name, layer)?;
        taken.push(name);
    }
    if let Some(about) = &options.about {
        metadata(&transaction, about, &taken)?;
    }
    transaction.commit()?;
    let bytes = connection.serialize("main")?.to_vec();
    Ok(Written { bytes, ending: "gpkg", media_type: "application/geopackage+sqlite3" })
}

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

fn type_name(kind: GeometryKind) -> &'static str {
    match kind {
        GeometryKind::Point => "POINT",
        GeometryKind::MultiPoint => "MULTIPOINT",
        GeometryKind::Line => "LINESTRING",
        GeometryKind::MultiLine => "MULTILINESTRING",
        GeometryKind::Polygon => "POLYGON",
        GeometryKind::MultiPolygon => "MULTIPOLYGON",
        GeometryKind::Mixed => "GEOMETRY",
    }
}

fn column_type(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Bool => "BOOLEAN",
        ColumnKind::Integer => "INTEGER",
        ColumnKind::Number => "REAL",
        ColumnKind::Date => "DATE",
        ColumnKind::DateTime => "DATETIME",
        ColumnKind::Binary => "BLOB",
        ColumnKind::Text | ColumnKind::Json | ColumnKind::Mixed => "TEXT",
    }
}

/// Names of columns, which SQLite compares without regard to case.
pub(in crate::io) fn column_names(layer: &Layer) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let taken = |names: &[String], name: &str| {
        [KEY_COLUMN, GEOMETRY_COLUMN]
            .into_iter()
            .chain(names.iter().map(String::as_str))
            .any(|other| other.to_lowercase() == name.to_lowercase())
    };
    for column in &layer.columns {
        let mut name = column.name.clone();
        let mut number = 2;
        while taken(&names, &name) || name.is_empty() {
            name = format!("{}_{number}", column.name);
            number += 1;
        }
        names.push(name);
    }
    names
}

fn table(connection: &Connection, name: &str, layer: &Layer) -> Result<(), WriteError> {
    let srs_id = i32::from(layer.source_crs.crs().epsg());
    let ids = Ids::new(layer);
    let names = column_names(layer);
    let mut definition = format!(
        "{KEY_COLUMN} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {GEOMETRY_COLUMN} {}",
        type_name(geometry_kind(layer))
    );
    let mut slots = String::from("?1, ?2");
    if ids.need_column() {
        definition.push_str(&format!(", {} TEXT", quoted(ids.column_name())));
        slots.push_str(", ?3");
    }
    let first = if ids.need_column() { 4 } else { 3 };
    for ((column, own), slot) in layer.columns.iter().zip(&names).zip(first..) {
        definition.push_str(&format!(", {} {}", quoted(own), column_type(column.kind)));
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
    contents(connection, name, layer, &extent)?;
    json_columns(connection, name, layer, &names)?;
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
        params![name, GEOMETRY_COLUMN, type_name(geometry_kind(layer)), srs_id],
    )?;
    let count = i64::try_from(layer.features.len()).unwrap_or(i64::MAX);
    connection.execute("INSERT INTO gpkg_ogr_contents VALUES (?1, ?2)", params![name, count])?;
    Ok(())
}

fn json_columns(
    connection: &Connection,
    table: &str,
    layer: &Layer,
    names: &[String],
) -> Result<(), WriteError> {
    let json =
        layer.columns.iter().zip(names).filter(|(column, _)| column.kind == ColumnKind::Json);
    for (_, name) in json {
        connection.execute(
            "INSERT INTO gpkg_data_columns (table_name, column_name, name, mime_type) VALUES (?1, ?2, ?2, 'application/json')",
            params![table, name],
        )?;
    }
    Ok(())
}

/// The R-tree of the table, filled before the triggers that keep it exist.
fn spatial_index(
    connection: &Connection,
    table: &str,
    boxes: &[(i64, geo::Rect)],
) -> Result<(), WriteError> {
    let index = format!("rtree_{table}_{GEOMETRY_COLUMN}");
    connection.execute_batch(&format!(
        "CREATE VIRTUAL TABLE {} USING rtree(id, minx, maxx, miny, maxy)",
        quoted(&index)
    ))?;
    let mut insert = connection
        .prepare(&format!("INSERT INTO {} VALUES (?1, ?2, ?3, ?4, ?5)", quoted(&index)))?;
    for (id, rect) in boxes {
        insert.execute(params![id, rect.min().x, rect.max().x, rect.min().y, rect.max().y])?;
    }
    drop(insert);
    connection.execute_batch(&triggers(table, &index))?;
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES (?1, ?2, 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
        params![table, GEOMETRY_COLUMN],
    )?;
    Ok(())
}

/// The triggers of the R-tree extension (12-128r19, annex F.3), in the form of version 1.3.
fn triggers(table: &str, index: &str) -> String {
    let (t, i, c, k) = (quoted(table), quoted(index), quoted(GEOMETRY_COLUMN), quoted(KEY_COLUMN));
    let named = |ending: &str| quoted(&format!("{index}_{ending}"));
    let full = |row: &str| format!("{row}.{c} NOTNULL AND NOT ST_IsEmpty({row}.{c})");
    let empty = |row: &str| format!("({row}.{c} ISNULL OR ST_IsEmpty({row}.{c}))");
    let insert = format!(
        "INSERT OR REPLACE INTO {i} VALUES (NEW.{k}, ST_MinX(NEW.{c}), ST_MaxX(NEW.{c}), ST_MinY(NEW.{c}), ST_MaxY(NEW.{c}));"
    );
    let delete = format!("DELETE FROM {i} WHERE id = OLD.{k};");
    let both = format!("DELETE FROM {i} WHERE id IN (OLD.{k}, NEW.{k});");
    let (full_new, empty_new, full_old) = (full("NEW"), empty("NEW"), format!("OLD.{c} NOTNULL"));
    let (same, other) = (format!("OLD.{k} = NEW.{k}"), format!("OLD.{k} != NEW.{k}"));
    [
        format!("CREATE TRIGGER {} AFTER INSERT ON {t} WHEN ({full_new}) BEGIN {insert} END;", named("insert")),
        format!("CREATE TRIGGER {} AFTER UPDATE OF {c} ON {t} WHEN {same} AND ({full_new}) BEGIN {insert} END;", named("update6")),
        format!("CREATE TRIGGER {} AFTER UPDATE OF {c} ON {t} WHEN {same} AND {empty_new} BEGIN {delete} END;", named("update2")),
        format!("CREATE TRIGGER {} AFTER UPDATE ON {t} WHEN {other} AND ({full_new}) BEGIN {delete} {insert} END;", named("update5")),
        format!("CREATE TRIGGER {} AFTER UPDATE ON {t} WHEN {other} AND {empty_new} BEGIN {both} END;", named("update4")),
        format!("CREATE TRIGGER {} AFTER DELETE ON {t} WHEN {full_old} BEGIN {delete} END;", named("delete")),
    ]
    .join("\n")
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

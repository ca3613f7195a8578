//! GeoPackage in.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row};

use super::blob;
use super::budget::Budget;
use super::database::{damaged, is_logged, open, quoted};
use crate::crs::Crs;
use crate::io::assemble::{DeclaredCrs, LayerBuilder, Names};
use crate::io::axes::AxisOrder;
use crate::io::format::{File, LayerInfo};
use crate::io::gather::Gathered;
use crate::io::shape::Fault;
use crate::io::{FileFormat, Import, Note, Place, ReadError, ReadOptions, SkipReason};
use crate::model::{ColumnKind, Date, Value, is_date_time};

/// How `table_xinfo` marks what belongs to a virtual table's engine.
const HIDDEN: i64 = 1;

/// A table of features.
struct Table {
    name: String,
    geometry_column: String,
    srs_id: i64,
}

/// A column that holds an attribute.
struct Attribute {
    name: String,
    kind: Option<ColumnKind>,
    number: u32,
}

/// Reads the layers.
pub(super) fn read(file: File<'_>, options: &ReadOptions) -> Result<Vec<Import>, ReadError> {
    let connection = open(file.bytes)?;
    let tables = feature_tables(&connection)?;
    let mut gathered = Gathered::default();
    let mut budget = Budget::of(file.bytes);
    for table in tables.iter().filter(|table| options.wants(&table.name)) {
        let read = read_table(&connection, table, (file, options), &mut budget);
        gathered.take(&table.name, read);
    }
    for part in other_tables(&connection).map_err(|error| damaged(&error))? {
        gathered.ignore(&part);
    }
    gathered.finish()
}

fn read_table(
    connection: &Connection,
    table: &Table,
    (file, options): (File<'_>, &ReadOptions),
    budget: &mut Budget,
) -> Result<Import, ReadError> {
    let mut builder = LayerBuilder::new();
    if is_logged(file.bytes) {
        let part = format!("{}-wal", file.name);
        builder.note(Place::of_file(), Note::LogMissing { part });
    }
    rows(connection, table, &mut builder, budget)?;
    let declared = declared(connection, table.srs_id).map_err(|error| damaged(&error))?;
    let names = Names { file: file.name, layer: Some(table.name.as_str()) };
    builder.finish(&names, declared, AxisOrder::EastFirst, options)
}

/// What there is to say of the layers without reading them.
pub(super) fn layers(file: File<'_>) -> Result<Vec<LayerInfo>, ReadError> {
    let connection = open(file.bytes)?;
    let info = |table: &Table| -> rusqlite::Result<LayerInfo> {
        let count = format!("SELECT count(*) FROM {}", quoted(&table.name));
        let features: i64 = connection.query_row(&count, [], |row| row.get(0))?;
        let columns = columns(&connection, table)?.1;
        Ok(LayerInfo {
            name: table.name.clone(),
            features: usize::try_from(features).unwrap_or(0),
            columns: columns.into_iter().map(|(name, _)| name).collect(),
        })
    };
    // What is wrong with one is told when it is read.
    let empty =
        |table: &Table| LayerInfo { name: table.name.clone(), features: 0, columns: Vec::new() };
    let tables = feature_tables(&connection)?;
    Ok(tables.iter().map(|table| info(table).unwrap_or_else(|_| empty(table))).collect())
}

/// The tables of features, in the order of the file.
fn feature_tables(connection: &Connection) -> Result<Vec<Table>, ReadError> {
    let names = |sql: &str| -> rusqlite::Result<Vec<String>> {
        connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
    };
    let all =
        names("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY rowid")
            .map_err(|error| damaged(&error))?;
    let is_geopackage = ["gpkg_contents", "gpkg_geometry_columns"]
        .iter()
        .all(|needed| all.iter().any(|name| name.eq_ignore_ascii_case(needed)));
    let found =
        all.into_iter().filter(|name| !name.starts_with("gpkg_") && !name.starts_with("sqlite_"));
    let none =
        ReadError::NoLayers { format: FileFormat::GeoPackage, found: found.take(20).collect() };
    if !is_geopackage {
        return Err(none);
    }
    // Names are compared without regard to case, as SQLite does.
    let sql = "SELECT c.table_name, g.column_name, g.srs_id FROM gpkg_contents c \
               JOIN gpkg_geometry_columns g ON lower(g.table_name) = lower(c.table_name) \
               WHERE c.data_type = 'features' \
               AND c.table_name IS NOT NULL AND g.column_name IS NOT NULL ORDER BY c.rowid";
    let table = |row: &Row<'_>| {
        // A system that is no number is none.
        Ok(Table {
            name: row.get(0)?,
            geometry_column: row.get(1)?,
            srs_id: row.get(2).unwrap_or(0),
        })
    };
    let tables: Vec<Table> = connection
        .prepare(sql)
        .and_then(|mut statement| statement.query_map([], table)?.collect())
        .map_err(|error| damaged(&error))?;
    if tables.is_empty() { Err(none) } else { Ok(tables) }
}

/// Contents that are no features: tiles, and tables without geometry.
fn other_tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare(
            "SELECT table_name FROM gpkg_contents WHERE data_type <> 'features' \
             AND table_name IS NOT NULL AND table_name <> 'layer_styles' ORDER BY rowid",
        )?
        .query_map([], |row| row.get(0))?
        .collect()
}

fn declared(connection: &Connection, srs_id: i64) -> rusqlite::Result<DeclaredCrs> {
    let sql = "SELECT organization, organization_coordsys_id, definition, srs_name \
               FROM gpkg_spatial_ref_sys WHERE srs_id = ?1";
    let found = connection
        .query_row(sql, [srs_id], |row| {
            let organization: String = row.get(0)?;
            let code: i64 = row.get(1)?;
            let definition: Option<String> = row.get(2)?;
            let name: Option<String> = row.get(3)?;
            Ok((organization, code, definition.unwrap_or_default(), name.unwrap_or_default()))
        })
        .optional()?;
    let Some((organization, code, definition, name)) = found else {
        return Ok(DeclaredCrs::Nothing);
    };
    if matches!(srs_id, -1 | 0) || organization.eq_ignore_ascii_case("NONE") {
        return Ok(DeclaredCrs::Nothing);
    }
    let by_code = organization.eq_ignore_ascii_case("EPSG");
    let known = by_code.then(|| Crs::from_name(&code.to_string()).ok()).flatten();
    Ok(known.map_or_else(
        || {
            let shown = if by_code { format!("EPSG:{code} ({name})") } else { name };
            DeclaredCrs::of_wkt_or(&definition, || shown)
        },
        DeclaredCrs::Known,
    ))
}

/// The key of a table, where it has one, and its other columns with their types.
type Columns = (Option<String>, Vec<(String, String)>);

fn columns(connection: &Connection, table: &Table) -> rusqlite::Result<Columns> {
    // Columns that are computed from others are in the longer form of it alone.
    let mut statement =
        connection.prepare(&format!("PRAGMA table_xinfo({})", quoted(&table.name)))?;
    let all = statement.query_map([], |row| {
        let (name, kind, key): (String, String, i64) = (row.get(1)?, row.get(2)?, row.get(5)?);
        let hidden: i64 = row.get(6)?;
        Ok((name, kind, key, hidden == HIDDEN))
    })?;
    let mut key = None;
    let mut columns = Vec::new();
    for column in all {
        let (name, kind, is_key, is_hidden) = column?;
        if is_hidden {
            continue;
        }
        if is_key > 0 && key.is_none() && kind.eq_ignore_ascii_case("INTEGER") {
            key = Some(name);
        } else if !name.eq_ignore_ascii_case(&table.geometry_column) {
            columns.push((name, kind));
        }
    }
    Ok((key, columns))
}

/// Columns that are declared to hold JSON, by the schema extension.
fn json_columns(connection: &Connection, table: &str) -> Vec<String> {
    let sql = "SELECT column_name FROM gpkg_data_columns \
               WHERE lower(table_name) = lower(?1) AND mime_type = 'application/json'";
    connection
        .prepare(sql)
        .and_then(|mut statement| statement.query_map([table], |row| row.get(0))?.collect())
        // Most files do not have that table.
        .unwrap_or_default()
}

/// What a column holds by its declared type; `None` where that does not say, as in
/// views and in tables of other programs.
fn kind(declared: &str, is_json: bool) -> Option<ColumnKind> {
    let declared = declared.to_ascii_uppercase();
    let word = declared.split(['(', ' ']).next().unwrap_or_default();
    Some(match word {
        _ if is_json => ColumnKind::Json,
        "BOOLEAN" | "BOOL" => ColumnKind::Bool,
        "DATE" => ColumnKind::Date,
        "DATETIME" | "TIMESTAMP" => ColumnKind::DateTime,
        "NUMERIC" | "DECIMAL" => ColumnKind::Number,
        // By the rules of SQLite (Datatypes, section 3.1).
        _ if word.contains("INT") => ColumnKind::Integer,
        _ if ["CHAR", "CLOB", "TEXT"].iter().any(|part| word.contains(part)) => ColumnKind::Text,
        _ if word.contains("BLOB") => ColumnKind::Binary,
        _ if ["REAL", "FLOA", "DOUB"].iter().any(|part| word.contains(part)) => ColumnKind::Number,
        _ => return None,
    })
}

fn rows(
    connection: &Connection,
    table: &Table,
    builder: &mut LayerBuilder,
    budget: &mut Budget,
) -> Result<(), ReadError> {
    let refused = |error: rusqlite::Error| damaged(&error);
    let (key, columns) = columns(connection, table).map_err(refused)?;
    let json = json_columns(connection, &table.name);
    let attributes: Vec<Attribute> = columns
        .into_iter()
        .map(|(name, declared)| {
            let kind = kind(&declared, json.contains(&name));
            let number = match kind {
                Some(kind) => builder.typed_column(&name, kind),
                None => builder.new_column(&name),
            };
            Attribute { name, kind, number }
        })
        .collect();
    let mut wanted: Vec<String> = vec![quoted(&table.geometry_column)];
    wanted.push(key.as_deref().map_or_else(|| "NULL".to_owned(), quoted));
    wanted.extend(attributes.iter().map(|attribute| quoted(&attribute.name)));
    let order = key.as_deref().map(|key| format!(" ORDER BY {}", quoted(key))).unwrap_or_default();
    let sql = format!("SELECT {} FROM {}{order}", wanted.join(", "), quoted(&table.name));
    let mut statement = connection.prepare(&sql).map_err(refused)?;
    let mut rows = statement.query([]).map_err(refused)?;
    let mut number = 0;
    while let Some(row) = rows.next().map_err(refused)? {
        number += 1;
        budget.take(row, attributes.len() + 2)?;
        let place = Place::of_feature(number);
        let mut values = Vec::with_capacity(attributes.len());
        for (attribute, at) in attributes.iter().zip(2..) {
            let cell = row.get_ref(at).map_err(refused)?;
            let Found { value, fits, replaced } = value(cell, attribute.kind);
            if replaced {
                builder.note(Place::of_file(), Note::LettersReplaced);
            }
            if !fits {
                let column = attribute.name.clone();
                builder.note(place.clone(), Note::ValueKeptAsText { column });
            }
            if value != Value::Null {
                values.push((attribute.number, value));
            }
        }
        let mut has_heights = false;
        let shape = match row.get_ref(0).map_err(refused)? {
            ValueRef::Null => Ok(None),
            ValueRef::Blob(bytes) => blob::parse(bytes, &mut has_heights),
            _ => Err(Fault::from(SkipReason::DamagedGeometry)),
        };
        if has_heights {
            builder.note(place.clone(), Note::HeightsDropped);
        }
        let id: Option<i64> = row.get(1).map_err(refused)?;
        builder.add(place, id.map(|id| id.to_string()), shape, values);
    }
    Ok(())
}

/// What a cell holds.
struct Found {
    value: Value,
    /// It fits its column: SQLite does not insist.
    fits: bool,
    /// Some bytes were no letters.
    replaced: bool,
}

fn value(cell: ValueRef<'_>, kind: Option<ColumnKind>) -> Found {
    let found = |value: Value, own: &[ColumnKind]| {
        let fits = kind.is_none_or(|kind| own.contains(&kind));
        Found { value, fits, replaced: false }
    };
    let any = |value: Value| Found { value, fits: true, replaced: false };
    match (cell, kind) {
        (ValueRef::Null, _) => any(Value::Null),
        (ValueRef::Real(number), _) if !number.is_finite() => any(Value::Null),
        (ValueRef::Integer(flag @ (0 | 1)), Some(ColumnKind::Bool)) => any(Value::Bool(flag == 1)),
        (ValueRef::Integer(number), Some(ColumnKind::Number)) => any(whole_number(number)),
        (ValueRef::Integer(number), _) => found(Value::Integer(number), &[ColumnKind::Integer]),
        (ValueRef::Real(number), _) => found(Value::Number(number), &[ColumnKind::Number]),
        (ValueRef::Blob(bytes), _) => {
            let digits = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            found(Value::Binary(digits), &[ColumnKind::Binary])
        }
        (ValueRef::Text(bytes), _) => {
            let text = String::from_utf8_lossy(bytes);
            let replaced = matches!(text, std::borrow::Cow::Owned(_));
            Found { replaced, ..of_text(text.into_owned(), kind) }
        }
    }
}

fn of_text(text: String, kind: Option<ColumnKind>) -> Found {
    let (value, fits) = match kind {
        None | Some(ColumnKind::Text) => (Value::Text(text), true),
        Some(ColumnKind::Json) => (Value::Json(text), true),
        Some(ColumnKind::Date) => match text.parse::<Date>() {
            Ok(date) => (Value::Date(date), true),
            Err(_) => (Value::Text(text), false),
        },
        Some(ColumnKind::DateTime) if is_date_time(&text) => (Value::DateTime(text), true),
        Some(_) => (Value::Text(text), false),
    };
    Found { value, fits, replaced: false }
}

/// A whole number in a column of any numbers, unless it would not be itself any more.
#[expect(clippy::cast_precision_loss, reason = "tested before")]
fn whole_number(number: i64) -> Value {
    if number.unsigned_abs() > 1 << 53 {
        Value::Integer(number)
    } else {
        Value::Number(number as f64)
    }
}

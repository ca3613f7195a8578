//! The R-tree extension: an index of the shapes that QGIS and GDAL search by.

use rusqlite::{Connection, params};

use super::database::quoted;
use super::schema::{GEOMETRY_COLUMN, KEY_COLUMN};
use crate::io::writing::WriteError;

/// The R-tree of the table, filled before the triggers that keep it exist.
pub(super) fn spatial_index(
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

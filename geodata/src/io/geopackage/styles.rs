//! How QGIS is to draw the layers: the table that it looks for in a GeoPackage.

use rusqlite::{Connection, params};

use super::schema::GEOMETRY_COLUMN;
use super::write::LAST_CHANGE;
use crate::io::writing::{LayerStyle, WriteError};

/// As QGIS makes it, with the columns that it reads.
const TABLE: &str = "
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT, update_time DATETIME);
";

/// Writes the styles of tables that were written: each of its layer's name, and of its own.
pub(super) fn write(
    connection: &Connection,
    tables: &[(String, String)],
    styles: &[LayerStyle],
) -> Result<(), WriteError> {
    connection.execute_batch(TABLE)?;
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?1)",
        params![LAST_CHANGE],
    )?;
    for (layer, table) in tables {
        let Some(style) = styles.iter().find(|style| style.layer == *layer) else { continue };
        connection.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, update_time) VALUES ('', '', ?1, ?2, 'Liito', ?3, '', 1, '', '', ?4)",
            params![table, GEOMETRY_COLUMN, style.qml, LAST_CHANGE],
        )?;
    }
    Ok(())
}

//! CSV out: a column of well-known text first.

use crate::crs::Crs;
use crate::io::table::Ids;
use crate::io::wkt;
use crate::io::writing::{WriteOptions, Written};
use crate::model::{Layer, Value};

/// Writes a layer. Where the system is not WGS84 the heading of the shapes names it, in a
/// form that GDAL takes for shapes too.
pub(in crate::io) fn written(layer: &Layer, options: &WriteOptions) -> Written {
    let ids = Ids::in_column(layer);
    let crs = layer.source_crs.crs();
    let shapes =
        if crs == Crs::WGS84 { "WKT".to_owned() } else { format!("_WKT_EPSG_{}", crs.epsg()) };
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut heads = vec![shapes.as_str()];
    if ids.need_column() {
        heads.push(ids.column_name());
    }
    heads.extend(layer.columns.iter().map(|column| column.name.as_str()));
    if options.about.is_some() {
        heads.push(ABOUT);
    }
    // Writing to memory does not fail.
    let _ = writer.write_record(&heads);
    let mut about = options.about.as_ref().map(crate::io::About::text);
    for feature in &layer.features {
        let shape = feature.geometry.as_ref().map(wkt::write);
        let mut cells = vec![shape.unwrap_or_default()];
        if ids.need_column() {
            cells.push(feature.id.clone().unwrap_or_default());
        }
        cells.extend((0..layer.columns.len()).map(|column| text(feature.value(column))));
        if options.about.is_some() {
            // Once is enough.
            cells.push(about.take().unwrap_or_default());
        }
        let _ = writer.write_record(&cells);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    Written { bytes, ending: "csv", media_type: "text/csv" }
}

/// Column whose first cell says where the data come from.
const ABOUT: &str = "liito_about";

fn text(value: &Value) -> String {
    match value {
        // Shortest that is read back as it is, and always a number of the kind.
        Value::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.1}")
        }
        value => value.to_string(),
    }
}

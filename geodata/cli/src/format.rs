//! Which format a file to write is in: its ending says.

use std::path::Path;

use geodata::io::FileFormat;

/// The format that a file's name asks for.
pub fn format_of(path: &Path) -> Option<FileFormat> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    let (_, ending) = name.rsplit_once('.')?;
    Some(match ending {
        "geojson" | "json" => FileFormat::GeoJson,
        "geojsonl" | "geojsons" | "ndjson" | "jsonl" => FileFormat::GeoJsonLines,
        "gpkg" => FileFormat::GeoPackage,
        "zip" => FileFormat::Shapefile,
        "fgb" => FileFormat::FlatGeobuf,
        "csv" => FileFormat::Csv,
        "txt" => FileFormat::Conefor,
        _ => return None,
    })
}

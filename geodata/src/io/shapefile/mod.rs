//! Shapefiles in a zip archive, and other files that are in one.
//!
//! A shapefile is a `.shp` of shapes, a `.dbf` of attributes, a `.prj` that names
//! the system and a `.cpg` that names the code page (ESRI, Shapefile Technical
//! Description, July 1998). Read here and not by the crates `shapefile` and
//! `dbase`: those stop at the first faulty record, and take whole numbers for
//! floating ones, which loses identifiers beyond 2^53.

mod dbf;
mod names;
mod rings;
mod shp;
mod write;
mod write_dbf;

use super::assemble::{DeclaredCrs, LayerBuilder, Names};
use super::axes::AxisOrder;
use super::encoding::Encoding;
use super::format::{File, Format, LayerInfo};
use super::gather::Gathered;
use super::unpack::{Member, unzip};
use super::{Damage, FileFormat, Import, Note, Place, ReadError, ReadOptions, detect};

pub(super) use names::short_names;
pub(super) use write::{kinds, written};
pub(super) use write_dbf::{MOST_TEXT, needs_text};

/// A zip archive: of shapefiles, or of files of other formats.
pub(super) struct Zipped;

impl Format for Zipped {
    fn format(&self) -> FileFormat {
        FileFormat::Shapefile
    }

    fn recognises(&self, file: File<'_>) -> bool {
        super::unpack::is_zip(file.bytes)
    }

    fn read(&self, file: File<'_>, options: &ReadOptions) -> Result<Vec<Import>, ReadError> {
        let members = unzip(file.bytes, file.name)?;
        let mut gathered = Gathered::default();
        for (name, shp) in shapefiles(&members) {
            if options.wants(&name) {
                let names = Names { file: file.name, layer: Some(name.as_str()) };
                gathered.take(&name, read_one(shp, &members, &names, options));
            }
        }
        let others: Vec<&Member> = others(&members).collect();
        let is_alone = others.len() == 1 && of_ending(&members, "shp").next().is_none();
        for member in others {
            read_other(member, is_alone, &mut gathered, options)?;
        }
        let imports = gathered.finish()?;
        if imports.is_empty() && options.layers.is_none() {
            let found = members.into_iter().map(|member| member.name).take(20).collect();
            return Err(ReadError::NoLayers { format: FileFormat::Shapefile, found });
        }
        Ok(imports)
    }

    fn layers(&self, file: File<'_>) -> Result<Option<Vec<LayerInfo>>, ReadError> {
        let members = unzip(file.bytes, file.name)?;
        let mut layers = Vec::new();
        for (name, shp) in shapefiles(&members) {
            let dbf = companion(&members, shp, "dbf");
            // What is damaged is told when it is read.
            let table = dbf.and_then(|dbf| dbf::Table::new(&dbf.bytes, None).ok());
            layers.push(LayerInfo {
                name,
                features: table.as_ref().map_or(0, dbf::Table::rows),
                columns: table.map(|table| table.names()).unwrap_or_default(),
            });
        }
        for member in others(&members) {
            let inner = File { name: &member.name, bytes: &member.bytes };
            let found = detect::plain(inner, |format, file| match format.layers(file)? {
                Some(layers) => Ok(layers),
                None => {
                    let imports = format.read(file, &ReadOptions::default())?;
                    Ok(imports.into_iter().map(|import| info(&member.name, import)).collect())
                }
            });
            match found {
                Ok(found) => layers.extend(found),
                Err(ReadError::NeedsGeoPackage) => return Err(ReadError::NeedsGeoPackage),
                Err(_) => {}
            }
        }
        Ok((layers.len() > 1).then_some(layers))
    }
}

fn info(name: &str, import: Import) -> LayerInfo {
    LayerInfo {
        name: name.to_owned(),
        features: import.report.read + import.report.skipped.len(),
        columns: import.layer.columns.into_iter().map(|column| column.name).collect(),
    }
}

/// The shapefiles of an archive by their names; by their paths where two have the same.
fn shapefiles(members: &[Member]) -> Vec<(String, &Member)> {
    let all: Vec<&Member> = of_ending(members, "shp").collect();
    let name = |shp: &Member| {
        let is_taken = all.iter().filter(|other| layer_name(other) == layer_name(shp)).count() > 1;
        if is_taken { shp.stem().to_owned() } else { layer_name(shp).to_owned() }
    };
    all.iter().map(|shp| (name(shp), *shp)).collect()
}

/// The files of an archive that belong to no shapefile.
fn others(members: &[Member]) -> impl Iterator<Item = &Member> {
    members.iter().filter(|member| !is_of_shapefiles(member))
}

fn of_ending<'a>(members: &'a [Member], ending: &'a str) -> impl Iterator<Item = &'a Member> {
    members.iter().filter(move |member| member.ending() == ending)
}

/// The file of the same name with another ending.
fn companion<'a>(members: &'a [Member], of: &Member, ending: &str) -> Option<&'a Member> {
    let same = |member: &&Member| {
        member.ending() == ending && member.stem().eq_ignore_ascii_case(of.stem())
    };
    members.iter().find(same)
}

fn layer_name(shp: &Member) -> &str {
    shp.stem().rsplit(['/', '\\']).next().unwrap_or_default()
}

/// True for the parts of a shapefile, also where its shapes are missing.
fn is_of_shapefiles(member: &Member) -> bool {
    const ENDINGS: [&str; 14] = [
        "shp", "dbf", "shx", "prj", "cpg", "qpj", "qix", "sbn", "sbx", "qmd", "qml", "sld", "lyr",
        "cst",
    ];
    ENDINGS.contains(&member.ending().as_str())
        || member.name.to_ascii_lowercase().ends_with(".shp.xml")
}

/// Reads a file of another format, such as the one in a KMZ. One that `is_alone` is
/// called as the archive is.
///
/// # Errors
/// Where it takes more than is here to read it.
fn read_other(
    member: &Member,
    is_alone: bool,
    gathered: &mut Gathered,
    options: &ReadOptions,
) -> Result<(), ReadError> {
    let inner = File { name: &member.name, bytes: &member.bytes };
    let all = ReadOptions { layers: None, ..options.clone() };
    let read = detect::plain(inner, |format, file| {
        // A file of one layer is that layer, by its own name.
        let has_layers = format.layers(file)?.is_some();
        match (has_layers || is_alone, options.wants(&member.name)) {
            (true, _) => format.read(file, options),
            (false, true) => {
                let mut imports = format.read(file, &all)?;
                for import in &mut imports {
                    import.report.layer.get_or_insert_with(|| member.name.clone());
                }
                Ok(imports)
            }
            (false, false) => Ok(Vec::new()),
        }
    });
    match read {
        Ok(imports) => gathered.extend(imports),
        // Pictures, styles and read-me files lie beside the data.
        Err(
            ReadError::Foreign(_)
            | ReadError::NoPositions { .. }
            | ReadError::NotText { .. }
            | ReadError::Json { .. }
            | ReadError::Empty,
        ) if !is_data(member) => {}
        Err(ReadError::NoPositions { .. }) => gathered.ignore(&member.name),
        Err(ReadError::NeedsGeoPackage) => return Err(ReadError::NeedsGeoPackage),
        Err(error) => gathered.refuse(&member.name, error),
    }
    Ok(())
}

/// True for what is called as data are.
fn is_data(member: &Member) -> bool {
    const ENDINGS: [&str; 11] =
        ["geojson", "geojsonl", "ndjson", "gpkg", "fgb", "csv", "kml", "gpx", "gml", "gz", "zip"];
    ENDINGS.contains(&member.ending().as_str())
}

fn read_one(
    shp: &Member,
    members: &[Member],
    names: &Names<'_>,
    options: &ReadOptions,
) -> Result<Import, ReadError> {
    let mut builder = LayerBuilder::new();
    let text = |ending: &str| {
        companion(members, shp, ending)
            .map(|member| String::from_utf8_lossy(&member.bytes).into_owned())
    };
    let declared = text("prj").map_or(DeclaredCrs::Nothing, |prj| {
        DeclaredCrs::of_wkt_or(&prj, || prj.chars().take(60).collect())
    });
    let label = text("cpg").and_then(|label| Encoding::from_label(&label));
    let mut table = match companion(members, shp, "dbf") {
        Some(dbf) => Some(dbf::Table::new(&dbf.bytes, label)?),
        None => {
            let part = format!("{}.dbf", layer_name(shp));
            builder.note(Place::of_file(), Note::PartMissing { part });
            None
        }
    };
    if let Some(table) = &mut table {
        table.add_columns(&mut builder);
    }
    let mut number = 0;
    let mut has_heights = false;
    let records = shp::records(&shp.bytes, &mut has_heights)?;
    let (shapes, rows) = (records.len(), table.as_ref().map_or(records.len(), dbf::Table::rows));
    if shapes != rows {
        builder.note(Place::of_file(), Note::RowsDiffer { shapes, rows });
    }
    for (shape, record) in records {
        number += 1;
        let place = Place::of_feature(number);
        let values = match &mut table {
            Some(table) => match table.row(record, &mut builder) {
                Some(values) => values,
                // A row that was deleted takes its shape with it.
                None => continue,
            },
            None => Vec::new(),
        };
        builder.add(place, None, shape, values);
    }
    if has_heights {
        builder.note(Place::of_file(), Note::HeightsDropped);
    }
    builder.finish(names, declared, AxisOrder::EastFirst, options)
}

fn damaged(damage: Damage) -> ReadError {
    ReadError::Damaged { format: FileFormat::Shapefile, damage }
}

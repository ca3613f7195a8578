//! Shapefiles out, zipped: one for each kind of shape there is.

use std::io::{Cursor, Write};

use geo::{BoundingRect, Coord, Geometry, LineString, Polygon, Winding};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::names::short_names;
use super::write_dbf;
use crate::crs::Extent;
use crate::io::FileFormat;
use crate::io::table::plain_name;
use crate::io::writing::{WriteError, WriteOptions, Written};
use crate::model::{Feature, Layer};

/// Lengths stand in words of two bytes and 32 bits with a sign.
const MOST_BYTES: u64 = 4_294_967_294;

/// What one shapefile can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::io) enum Kind {
    Point,
    MultiPoint,
    Line,
    Polygon,
    /// Rows without a shape, where there is nothing else.
    Null,
}

impl Kind {
    /// What a shape needs; `None` for collections, which no shapefile holds.
    pub(in crate::io) fn of(geometry: Option<&Geometry>) -> Option<Self> {
        Some(match geometry {
            None => Self::Null,
            Some(Geometry::Point(_)) => Self::Point,
            Some(Geometry::MultiPoint(_)) => Self::MultiPoint,
            Some(Geometry::Line(_) | Geometry::LineString(_) | Geometry::MultiLineString(_)) => {
                Self::Line
            }
            Some(Geometry::GeometryCollection(_)) => return None,
            Some(_) => Self::Polygon,
        })
    }

    fn code(self) -> u32 {
        match self {
            Self::Null => 0,
            Self::Point => 1,
            Self::Line => 3,
            Self::Polygon => 5,
            Self::MultiPoint => 8,
        }
    }

    fn suffix(self) -> &'static str {
        match self {
            Self::Null => "_table",
            Self::Point => "_points",
            Self::Line => "_lines",
            Self::Polygon => "_polygons",
            Self::MultiPoint => "_multipoints",
        }
    }
}

/// The kinds of shapefile that a layer needs, by rising kind.
pub(in crate::io) fn kinds(layer: &Layer) -> Vec<Kind> {
    let of = |feature: &Feature| Kind::of(feature.geometry.as_ref());
    let mut kinds: Vec<Kind> = layer.features.iter().filter_map(of).collect();
    kinds.sort_unstable();
    kinds.dedup();
    // Rows without a shape go with the others, where there are others.
    if kinds.len() > 1 {
        kinds.retain(|kind| *kind != Kind::Null);
    }
    if kinds.is_empty() { vec![Kind::Null] } else { kinds }
}

/// Writes layers into a zip archive.
pub(in crate::io) fn written(
    layers: &[Layer],
    options: &WriteOptions,
) -> Result<Written, WriteError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let refused = |_| WriteError::TooLarge { format: FileFormat::Shapefile, most: MOST_BYTES };
    // No clock is read: the same data give the same bytes.
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut put = |name: String, bytes: &[u8]| -> Result<(), WriteError> {
        archive.start_file(name, packed).map_err(refused)?;
        archive
            .write_all(bytes)
            .map_err(|_| WriteError::TooLarge { format: FileFormat::Shapefile, most: MOST_BYTES })
    };
    let mut taken: Vec<String> = Vec::new();
    for layer in layers {
        let stem = free_stem(stem(plain_name(layer)), &taken);
        taken.push(stem.clone());
        let kinds = kinds(layer);
        for (place, kind) in kinds.iter().enumerate() {
            let suffix = if kinds.len() > 1 { kind.suffix() } else { "" };
            let of_kind = |feature: &&Feature| {
                let own = Kind::of(feature.geometry.as_ref());
                own == Some(*kind) || (own == Some(Kind::Null) && place == 0)
            };
            let features: Vec<&Feature> = layer.features.iter().filter(of_kind).collect();
            let (shp, shx) = shapes(&features, *kind)?;
            let dbf = write_dbf::table(layer, &features, &short_names(layer))?;
            let name = format!("{stem}{suffix}");
            put(format!("{name}.shp"), &shp)?;
            put(format!("{name}.shx"), &shx)?;
            put(format!("{name}.dbf"), &dbf)?;
            put(format!("{name}.prj"), layer.source_crs.crs().esri_wkt().as_bytes())?;
            put(format!("{name}.cpg"), b"UTF-8")?;
        }
    }
    if let Some(about) = &options.about {
        put("README.txt".into(), about.text().as_bytes())?;
    }
    let bytes = archive.finish().map_err(refused)?.into_inner();
    Ok(Written { bytes, ending: "shp.zip", media_type: "application/zip" })
}

/// A name fit for a file.
fn stem(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' })
        .collect()
}

/// The name, or with a number behind it where another layer has it.
fn free_stem(stem: String, taken: &[String]) -> String {
    let is_taken = |name: &str| taken.iter().any(|other| other.eq_ignore_ascii_case(name));
    let numbered = (2..).map(|number| format!("{stem}_{number}"));
    std::iter::once(stem.clone()).chain(numbered).find(|name| !is_taken(name)).unwrap_or(stem)
}

/// The files of shapes and of where each begins.
fn shapes(features: &[&Feature], kind: Kind) -> Result<(Vec<u8>, Vec<u8>), WriteError> {
    let (mut records, mut places) = (Vec::new(), Vec::new());
    let mut extent = Extent::EMPTY;
    for (number, feature) in (1u32..).zip(features) {
        let content = match &feature.geometry {
            Some(geometry) if geometry.bounding_rect().is_some() => {
                content(geometry, kind, &mut extent)
            }
            // Nothing, or a shape without any position.
            _ => 0u32.to_le_bytes().to_vec(),
        };
        let words = u32::try_from(content.len() / 2).unwrap_or(u32::MAX);
        let offset = u32::try_from((100 + records.len()) / 2).unwrap_or(u32::MAX);
        places.extend(offset.to_be_bytes());
        places.extend(words.to_be_bytes());
        records.extend(number.to_be_bytes());
        records.extend(words.to_be_bytes());
        records.extend(content);
    }
    let fits = (records.len() as u64) + 100 <= MOST_BYTES;
    if !fits {
        return Err(WriteError::TooLarge { format: FileFormat::Shapefile, most: MOST_BYTES });
    }
    Ok((headed(&records, kind, &extent), headed(&places, kind, &extent)))
}

fn headed(body: &[u8], kind: Kind, extent: &Extent) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(100 + body.len());
    bytes.extend(9994u32.to_be_bytes());
    bytes.extend([0; 20]);
    bytes.extend(u32::try_from((100 + body.len()) / 2).unwrap_or(u32::MAX).to_be_bytes());
    bytes.extend(1000u32.to_le_bytes());
    bytes.extend(kind.code().to_le_bytes());
    let Extent { min_x, min_y, max_x, max_y } = if extent.is_empty() {
        Extent { min_x: 0.0, min_y: 0.0, max_x: 0.0, max_y: 0.0 }
    } else {
        *extent
    };
    for number in [min_x, min_y, max_x, max_y, 0.0, 0.0, 0.0, 0.0] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(body);
    bytes
}

fn content(geometry: &Geometry, kind: Kind, whole: &mut Extent) -> Vec<u8> {
    let mut bytes = kind.code().to_le_bytes().to_vec();
    if let Some(rect) = geometry.bounding_rect() {
        whole.include(rect.min().x, rect.min().y);
        whole.include(rect.max().x, rect.max().y);
        if kind != Kind::Point {
            for number in [rect.min().x, rect.min().y, rect.max().x, rect.max().y] {
                bytes.extend(number.to_le_bytes());
            }
        }
    }
    match geometry {
        Geometry::Point(point) => position(&mut bytes, point.0),
        Geometry::MultiPoint(points) => {
            count(&mut bytes, points.0.len());
            points.0.iter().for_each(|point| position(&mut bytes, point.0));
        }
        Geometry::Line(line) => parts(&mut bytes, &[LineString::from(line)]),
        Geometry::LineString(line) => parts(&mut bytes, std::slice::from_ref(line)),
        Geometry::MultiLineString(lines) => parts(&mut bytes, &lines.0),
        Geometry::Polygon(polygon) => parts(&mut bytes, &rings(polygon)),
        Geometry::MultiPolygon(polygons) => {
            parts(&mut bytes, &polygons.0.iter().flat_map(rings).collect::<Vec<_>>());
        }
        Geometry::Rect(rect) => parts(&mut bytes, &rings(&rect.to_polygon())),
        Geometry::Triangle(triangle) => parts(&mut bytes, &rings(&triangle.to_polygon())),
        Geometry::GeometryCollection(_) => {}
    }
    bytes
}

/// The rings of a polygon: the shell clockwise, the holes the other way.
fn rings(polygon: &Polygon) -> Vec<LineString> {
    let mut shell = polygon.exterior().clone();
    shell.make_cw_winding();
    let holes = polygon.interiors().iter().cloned().map(|mut hole| {
        hole.make_ccw_winding();
        hole
    });
    std::iter::once(shell).chain(holes).collect()
}

fn parts(bytes: &mut Vec<u8>, lines: &[LineString]) {
    count(bytes, lines.len());
    count(bytes, lines.iter().map(|line| line.0.len()).sum());
    let mut start = 0;
    for line in lines {
        count(bytes, start);
        start += line.0.len();
    }
    lines.iter().flat_map(|line| &line.0).for_each(|at| position(bytes, *at));
}

fn count(bytes: &mut Vec<u8>, count: usize) {
    bytes.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

fn position(bytes: &mut Vec<u8>, at: Coord) {
    bytes.extend(at.x.to_le_bytes());
    bytes.extend(at.y.to_le_bytes());
}

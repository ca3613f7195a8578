//! What a format cannot hold, told before a file is saved.
//!
//! | format | what it loses |
//! |---|---|
//! | GeoJSON | decimals beyond the seventh of a degree; dates become text (and are known again here); bytes become hexadecimal text |
//! | GeoJSON, a feature a line | the same, and the name of a system other than WGS84 |
//! | GeoPackage | names `fid` and `geom`, and names that differ in case alone, get a number; columns of mixed types become text |
//! | FlatGeobuf | the order of the features; bytes and mixed types become text |
//! | Shapefile | names beyond ten bytes, text beyond 254 bytes, the difference of empty text and none; moments, JSON, bytes, mixed types and whole numbers of more than 18 digits become text; kinds of shape are parted into files, collections left out; multiples of one part become single |
//! | CSV | types, but for what all of a column can be; the difference of empty text and none |
//! | Conefor | all but identifiers, attributes and distances |

use serde::{Deserialize, Serialize};

use super::FileFormat;
use super::writing::{DEGREE_DECIMALS, WriteOptions};
use crate::crs::Crs;
use crate::model::{ColumnKind, Layer, Value};

/// Something of a layer that a format does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Loss {
    /// Coordinates have more decimals than are written.
    Decimals {
        /// How many are written.
        decimals: u8,
    },
    /// Names of columns are changed.
    Names {
        /// Each with what becomes of it.
        changed: Vec<(String, String)>,
    },
    /// Columns become text.
    AsText {
        /// Their names.
        columns: Vec<String>,
    },
    /// Text longer than a cell is cut.
    TextCut {
        /// Names of the columns.
        columns: Vec<String>,
        /// What a cell holds, bytes.
        most: usize,
    },
    /// Empty text cannot be told from none.
    EmptyText {
        /// Names of the columns.
        columns: Vec<String>,
    },
    /// There are no types: a column is whatever its text can be.
    Types,
    /// Shapes of several kinds go into files of their own.
    Parted {
        /// How many files.
        files: usize,
    },
    /// Collections of geometries are left out.
    CollectionsLeftOut {
        /// How many.
        count: usize,
    },
    /// The file does not say which system its coordinates are in.
    SystemNotNamed,
    /// Features come in another order.
    Order,
    /// Only identifiers, attributes and distances are kept.
    TableOnly,
}

/// What is lost by writing a layer so.
#[must_use]
pub fn losses(format: FileFormat, layer: &Layer, options: &WriteOptions) -> Vec<Loss> {
    let mut losses = Vec::new();
    let mut push = |loss: Option<Loss>| losses.extend(loss);
    match format {
        FileFormat::GeoJson | FileFormat::GeoJsonLines => {
            push(decimals(layer, options));
            push(as_text(layer, &[ColumnKind::Binary]));
            let is_named = options.crs.is_none_or(Crs::is_geographic);
            push((format == FileFormat::GeoJsonLines && !is_named).then_some(Loss::SystemNotNamed));
        }
        #[cfg(feature = "geopackage")]
        FileFormat::GeoPackage => {
            push(renamed(layer, &super::geopackage::column_names(layer)));
            push(as_text(layer, &[ColumnKind::Mixed]));
        }
        #[cfg(feature = "formats")]
        FileFormat::FlatGeobuf => {
            push(as_text(layer, &[ColumnKind::Binary, ColumnKind::Mixed]));
            let is_sorted = layer.features.len() < 2;
            push((!is_sorted).then_some(Loss::Order));
        }
        #[cfg(feature = "formats")]
        FileFormat::Shapefile => losses.extend(of_shapefile(layer)),
        FileFormat::Csv => {
            push(Some(Loss::Types));
            push(empty_text(layer));
        }
        FileFormat::Conefor => push(Some(Loss::TableOnly)),
        _ => {}
    }
    losses
}

fn decimals(layer: &Layer, options: &WriteOptions) -> Option<Loss> {
    let target = options.crs.unwrap_or(Crs::WGS84);
    let usual = if target.is_geographic() { DEGREE_DECIMALS } else { 4 };
    let decimals = options.decimals.unwrap_or(usual);
    let steps = 10f64.powi(i32::from(decimals));
    let is_kept = |number: f64| (number * steps).round() / steps == number;
    let changes_system = layer.source_crs.crs() != target;
    let mut positions = layer
        .features
        .iter()
        .filter_map(|feature| feature.geometry.as_ref())
        .flat_map(geo::CoordsIter::coords_iter);
    let is_rounded = positions.any(|at| changes_system || !is_kept(at.x) || !is_kept(at.y));
    is_rounded.then_some(Loss::Decimals { decimals })
}

fn columns_where(layer: &Layer, is_one: impl Fn(usize, ColumnKind) -> bool) -> Vec<String> {
    let columns = layer.columns.iter().enumerate();
    columns
        .filter(|(number, column)| is_one(*number, column.kind))
        .map(|(_, column)| column.name.clone())
        .collect()
}

fn as_text(layer: &Layer, kinds: &[ColumnKind]) -> Option<Loss> {
    let columns = columns_where(layer, |_, kind| kinds.contains(&kind));
    (!columns.is_empty()).then_some(Loss::AsText { columns })
}

fn empty_text(layer: &Layer) -> Option<Loss> {
    let is_empty = |value: &Value| matches!(value, Value::Text(text) if text.trim().is_empty());
    let columns = columns_where(layer, |number, _| {
        layer.features.iter().any(|feature| is_empty(feature.value(number)))
    });
    (!columns.is_empty()).then_some(Loss::EmptyText { columns })
}

#[cfg(feature = "formats")]
fn renamed(layer: &Layer, names: &[String]) -> Option<Loss> {
    let pairs = layer.columns.iter().map(|column| column.name.clone()).zip(names.iter().cloned());
    let changed: Vec<(String, String)> = pairs.filter(|(name, own)| name != own).collect();
    (!changed.is_empty()).then_some(Loss::Names { changed })
}

#[cfg(feature = "formats")]
fn of_shapefile(layer: &Layer) -> Vec<Loss> {
    use super::shapefile::{MOST_TEXT, kinds, needs_text, short_names};
    let names = short_names(layer);
    let own = names.len() - layer.columns.len();
    let values = |number: usize| layer.features.iter().map(move |feature| feature.value(number));
    let becomes_text = |number: usize, kind| match kind {
        ColumnKind::Integer => needs_text(values(number)),
        ColumnKind::DateTime | ColumnKind::Json | ColumnKind::Binary | ColumnKind::Mixed => true,
        _ => false,
    };
    let text = columns_where(layer, becomes_text);
    let cut = columns_where(layer, |number, _| {
        values(number)
            .any(|value| !matches!(value, Value::Number(_)) && value.to_string().len() > MOST_TEXT)
    });
    let is_collection =
        |geometry: &geo::Geometry| matches!(geometry, geo::Geometry::GeometryCollection(_));
    let count = layer
        .features
        .iter()
        .filter(|feature| feature.geometry.as_ref().is_some_and(is_collection))
        .count();
    let files = kinds(layer).len();
    [
        renamed(layer, &names[own..]),
        (!text.is_empty()).then_some(Loss::AsText { columns: text }),
        (!cut.is_empty()).then_some(Loss::TextCut { columns: cut, most: MOST_TEXT }),
        empty_text(layer),
        (files > 1).then_some(Loss::Parted { files }),
        (count > 0).then_some(Loss::CollectionsLeftOut { count }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

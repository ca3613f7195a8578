//! When features and layers were surveyed.

use std::ops::RangeInclusive;

use super::recognise;
use crate::model::{Date, Feature, Layer, Value};

/// What else stands there is no year.
const YEARS: RangeInclusive<u16> = 1900..=2100;

/// The layer of areas where surveys are ordered.
const ORDERS: &str = "aluerajaus_luontoselvitystilaus";

/// Columns that say when a feature was surveyed, the surest first: most layers have a day, one
/// has a year.
const COLUMNS: [&str; 3] = ["pvm", "vuosi", "surveyed"];

/// Reads when the features of a layer were surveyed.
#[derive(Debug, Clone)]
pub struct SurveyedReader {
    columns: Vec<usize>,
}

impl SurveyedReader {
    /// Made once for a layer.
    #[must_use]
    pub fn new(layer: &Layer) -> Self {
        // Orders of surveys have a day, too.
        let is_order = recognise(layer, &layer.name).is_some_and(|known| known.name == ORDERS);
        let known = COLUMNS.iter().filter(|_| !is_order);
        Self { columns: known.filter_map(|name| layer.column_in_any_case(name)).collect() }
    }

    /// What the file says.
    #[must_use]
    pub fn value<'f>(&self, feature: &'f Feature) -> Option<&'f Value> {
        let mut values = self.columns.iter().map(|column| feature.value(*column));
        values.find(|value| **value != Value::Null)
    }

    /// The year; None where the file says none that can be meant.
    #[must_use]
    pub fn year(&self, feature: &Feature) -> Option<u16> {
        let mut values = self.columns.iter().map(|column| feature.value(*column));
        values.find_map(|value| {
            let number = || value.to_string().trim().parse().ok();
            value.day().map(Date::year).or_else(number).filter(|of| YEARS.contains(of))
        })
    }
}

/// The first and the last year in which features of a survey layer were surveyed; `None` for
/// other layers, and where no feature says.
///
/// ```
/// use geodata::{ReadOptions, luoti::survey_years, read_layer};
/// let text = r#"{"type":"FeatureCollection","features":[
///   {"type":"Feature","properties":{"pvm":"2014-05-31"},"geometry":null},
///   {"type":"Feature","properties":{"pvm":"0024-05-31"},"geometry":null},
///   {"type":"Feature","properties":{"pvm":"2026-04-02"},"geometry":null}]}"#;
/// let layer = read_layer(text.as_bytes(), "lepakko_alueet.geojson", &ReadOptions::default())?.layer;
/// assert_eq!(survey_years(&layer), Some((2014, 2026)));
/// # Ok::<(), geodata::io::ReadError>(())
/// ```
#[must_use]
pub fn survey_years(layer: &Layer) -> Option<(u16, u16)> {
    recognise(layer, &layer.name)?;
    let reader = SurveyedReader::new(layer);
    let years = layer.features.iter().filter_map(|feature| reader.year(feature));
    years.fold(None, |all, year| match all {
        None => Some((year, year)),
        Some((first, last)) => Some((year.min(first), year.max(last))),
    })
}

//! When a layer was surveyed.

use std::ops::RangeInclusive;

use super::recognise;
use crate::model::{Date, Feature, Layer};

/// What else stands there is no year.
const YEARS: RangeInclusive<u16> = 1900..=2100;

/// The layer of areas where surveys are ordered.
const ORDERS: &str = "aluerajaus_luontoselvitystilaus";

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
    // Orders of surveys have a day, too.
    recognise(layer, &layer.name).filter(|known| known.name != ORDERS)?;
    // Most layers have a day, one has a year.
    let column = layer.column_in_any_case("pvm").or_else(|| layer.column_in_any_case("vuosi"))?;
    let year = |feature: &Feature| {
        let value = feature.value(column);
        let number = || value.to_string().trim().parse().ok();
        value.day().map(Date::year).or_else(number).filter(|year| YEARS.contains(year))
    };
    let years = layer.features.iter().filter_map(year);
    years.fold(None, |all, year| match all {
        None => Some((year, year)),
        Some((first, last)) => Some((year.min(first), year.max(last))),
    })
}

//! When a layer was surveyed.

use super::recognise;
use crate::model::{Date, Layer, Value};

/// The first and the last year in which features of a survey layer were surveyed; `None` for
/// other layers, and where no feature says.
///
/// ```
/// use geodata::{ReadOptions, luoti::survey_years, read_layer};
/// let text = r#"{"type":"FeatureCollection","features":[
///   {"type":"Feature","properties":{"pvm":"2014-05-31"},"geometry":null},
///   {"type":"Feature","properties":{"pvm":"2026-04-02"},"geometry":null}]}"#;
/// let layer = read_layer(text.as_bytes(), "lepakko_alueet.geojson", &ReadOptions::default())?.layer;
/// assert_eq!(survey_years(&layer), Some((2014, 2026)));
/// # Ok::<(), geodata::io::ReadError>(())
/// ```
#[must_use]
pub fn survey_years(layer: &Layer) -> Option<(u16, u16)> {
    recognise(layer, &layer.name)?;
    // Most layers have a day, one has a year.
    let column = |name: &str| {
        layer.columns.iter().position(|column| column.name.trim().eq_ignore_ascii_case(name))
    };
    let column = column("pvm").or_else(|| column("vuosi"))?;
    let years = layer.features.iter().filter_map(|feature| match feature.value(column) {
        Value::Integer(year) => u16::try_from(*year).ok(),
        other => other.day().map(Date::year),
    });
    years.fold(None, |all, year| match all {
        None => Some((year, year)),
        Some((first, last)) => Some((year.min(first), year.max(last))),
    })
}

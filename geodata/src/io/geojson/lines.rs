//! GeoJSON with a feature a line, and as a text sequence (RFC 8142).

use serde_json::value::RawValue;

use super::document::Reading;
use super::source::Source;
use crate::io::assemble::{DeclaredCrs, LayerBuilder, Names};
use crate::io::axes::AxisOrder;
use crate::io::shape::Fault;
use crate::io::{Import, ReadError, ReadOptions, SkipReason};

/// What a record of a text sequence begins with.
const RECORD: char = '\u{1e}';

#[derive(serde::Deserialize)]
struct Typed<'a> {
    #[serde(borrow, rename = "type")]
    kind: std::borrow::Cow<'a, str>,
}

/// True for text whose first record is a whole feature and is followed by others.
pub(super) fn is_lines(text: &str) -> bool {
    let text = text.trim_start();
    if text.starts_with(RECORD) {
        return true;
    }
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    first.starts_with('{')
        && first.ends_with('}')
        && lines.next().is_some()
        && serde_json::from_str::<Typed<'_>>(first).is_ok_and(|first| first.kind == "Feature")
}

/// Reads the features, each by itself.
pub(super) fn read(text: &str, name: &str, options: &ReadOptions) -> Result<Import, ReadError> {
    let mut reading = Reading { source: Source::new(text), builder: LayerBuilder::new() };
    let has_records = text.contains(RECORD);
    let is_end = |c: char| c == RECORD || (c == '\n' && !has_records);
    let records = text.split(is_end).map(str::trim).filter(|record| !record.is_empty());
    let mut sound = Vec::new();
    for (number, record) in (1u32..).zip(records) {
        match serde_json::from_str::<&RawValue>(record) {
            Ok(feature) => sound.push((number, feature)),
            Err(_) => {
                let place = reading.source.place(Some(number), String::new(), record);
                reading.builder.skip(place, Fault::from(SkipReason::NotJson));
            }
        }
    }
    let parsed = crate::parallel::map(&sound, |(_, feature)| super::feature::parse(feature));
    for ((number, _), parsed) in sound.iter().zip(parsed) {
        reading.feature(*number, parsed, "");
    }
    let names = Names { file: name, layer: None };
    reading.builder.finish(&names, DeclaredCrs::Nothing, AxisOrder::EastFirst, options)
}

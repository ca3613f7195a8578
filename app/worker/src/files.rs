//! What a worker that reads and writes files does with a question.
//!
//! Which formats it knows is what `geodata` was built with: the worker of the
//! page's own knows GeoJSON, and two others, fetched when first needed, the rest.

use std::collections::HashSet;

use geo::BoundingRect;
use geodata::crs::Projection;
use geodata::io::{ReadError, WriteOptions, layers, losses, write};
use geodata::luoti::{check, recognise, survey_layer};
use geodata::model::{Date, Feature, Value};
use geodata::report::styles;
use geodata::{Error, Layer, ReadOptions, read};

use crate::{Answer, Ask, Checked, LayerPreview, LonLatBounds, Reply, WrittenFile};

/// Letters of an example.
const MOST_LETTERS: usize = 60;

/// Reads a file. Pure: bytes in, bytes out. All that the first visit needs.
pub fn answer_reading(ask: Ask, attachment: Vec<u8>) -> Answer {
    match ask {
        Ask::Read { name, options } => match read(&attachment, &name, &options) {
            Ok(imports) => {
                // The text is of no more use, and the layer needs the room.
                drop(attachment);
                let first = imports.into_iter().next().and_then(|import| {
                    Some((import.report, postcard::to_allocvec(&import.layer).ok()?))
                });
                match first {
                    Some((report, layer)) => (Reply::Read(report), Some(layer)),
                    None => (Reply::OtherVersion, None),
                }
            }
            Err(error) => (Reply::Failed(error.into()), None),
        },
        _ => (Reply::OtherVersion, None),
    }
}

/// Reads, checks or writes one file. Pure: bytes in, bytes out.
pub fn answer(ask: Ask, attachment: Vec<u8>) -> Answer {
    match ask {
        Ask::Layers { name } => match layers(&attachment, &name) {
            Ok(layers) => (Reply::Layers(layers), None),
            Err(error) => (Reply::Failed(error.into()), None),
        },
        Ask::Check { name, options, schema, today } => {
            match checked(&name, options, schema.as_deref(), today, &attachment) {
                Ok(checked) => (Reply::Checked(Box::new(checked)), None),
                Err(error) => (Reply::Failed(error), None),
            }
        }
        Ask::Write { format, options } => written(format, &options, &attachment),
        ask => answer_reading(ask, attachment),
    }
}

/// Checks the first layer that is wanted.
fn checked(
    name: &str,
    options: ReadOptions,
    schema: Option<&str>,
    today: Option<Date>,
    bytes: &[u8],
) -> Result<Checked, Error> {
    let options = ReadOptions { keep_outside: true, ..options };
    let import = read(bytes, name, &options)?.into_iter().next().ok_or(ReadError::Empty)?;
    let rules = match schema {
        Some(schema) => survey_layer(schema),
        None => recognise(&import.layer, name),
    };
    let findings = rules.map(|rules| check(&import, rules, today)).unwrap_or_default();
    let to_degrees = Projection::to_wgs84(import.layer.source_crs.crs())?;
    let faulty: HashSet<Option<u32>> = findings.iter().map(|finding| finding.feature).collect();
    let place = |feature: &Feature| {
        let bounds = feature.geometry.as_ref()?.bounding_rect()?;
        // Where a shape lies outside of the system, there is nowhere to go to.
        let low = to_degrees.project(bounds.min()).ok()?;
        let high = to_degrees.project(bounds.max()).ok()?;
        let bounds = LonLatBounds { west: low.x, south: low.y, east: high.x, north: high.y };
        faulty.contains(&Some(feature.number)).then_some((feature.number, bounds))
    };
    Ok(Checked {
        schema: rules.map(|rules| rules.name.to_owned()),
        features: import.layer.features.len() + import.report.skipped.len(),
        places: import.layer.features.iter().filter_map(place).collect(),
        findings,
    })
}

fn written(format: geodata::io::FileFormat, options: &WriteOptions, layers: &[u8]) -> Answer {
    let Some(layers) = all_layers(layers) else { return (Reply::OtherVersion, None) };
    let mut options = options.clone();
    if let Some(about) = &mut options.about {
        let is_there = |name: &str, column: &str| {
            let mut named = layers.iter().filter(|layer| layer.name == name);
            named.any(|layer| layer.columns.iter().any(|own| own.name == column))
        };
        about.fields.retain(|(layer, column, _)| is_there(layer, column));
        options.styles = styles(&layers);
    }
    let options = &options;
    match write(format, &layers, options) {
        Ok(file) => {
            let previews = layers.iter().map(preview).collect();
            let losses = layers.iter().map(|layer| losses(format, layer, options)).collect();
            let ending = file.ending.to_owned();
            let media_type = file.media_type.to_owned();
            (
                Reply::Written(WrittenFile { ending, media_type, losses, layers: previews }),
                Some(file.bytes),
            )
        }
        Err(error) => (Reply::NotWritten(error), None),
    }
}

/// Lists of layers, one after the other.
fn all_layers(mut bytes: &[u8]) -> Option<Vec<Layer>> {
    let mut all = Vec::new();
    while !bytes.is_empty() {
        let (layers, rest) = postcard::take_from_bytes::<Vec<Layer>>(bytes).ok()?;
        all.extend(layers);
        bytes = rest;
    }
    Some(all)
}

/// A layer with an example of what stands in each column.
fn preview(layer: &Layer) -> LayerPreview {
    let example = |column: usize| {
        let values = layer.features.iter().map(|feature| feature.value(column));
        values.map(words).find(|words| !words.is_empty()).unwrap_or_default()
    };
    let columns = layer.columns.iter().enumerate();
    LayerPreview {
        name: layer.name.clone(),
        features: layer.features.len(),
        fields: columns.map(|(number, column)| (column.name.clone(), example(number))).collect(),
    }
}

fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(flag) => flag.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => short(*number),
        Value::Text(text) | Value::Json(text) | Value::DateTime(text) | Value::Binary(text) => {
            text.chars().take(MOST_LETTERS).collect()
        }
        Value::Date(date) => date.to_string(),
    }
}

/// A number to four decimals, or as it is where that leaves nothing of it.
fn short(number: f64) -> String {
    let steps = (number * 1e4).round() / 1e4;
    let is_gone = steps == 0.0 && number != 0.0;
    if is_gone { format!("{number:.2e}") } else { steps.to_string() }
}

#[cfg(test)]
mod tests {
    use geodata::io::{FileFormat, ReadError, WriteError};
    use geodata::{Error, ReadOptions};

    use super::*;

    fn read_ask() -> Ask {
        Ask::Read { name: "a".into(), options: ReadOptions::default() }
    }

    #[test]
    fn a_file_becomes_a_layer_and_a_file_again() {
        let text = br#"{"type":"Point","coordinates":[24.8,60.2]}"#.to_vec();
        let (reply, layer) = answer(read_ask(), text);
        assert!(matches!(reply, Reply::Read(report) if report.read == 1));
        let layer: Layer = postcard::from_bytes(&layer.unwrap()).unwrap();
        assert_eq!(layer.features.len(), 1);
        let write = |format| {
            let ask = Ask::Write { format, options: WriteOptions::default() };
            answer(ask, postcard::to_allocvec(&vec![layer.clone()]).unwrap())
        };
        let (reply, bytes) = write(FileFormat::GeoJson);
        let Reply::Written(file) = reply else { panic!("{reply:?}") };
        assert_eq!((file.ending.as_str(), file.layers[0].features), ("geojson", 1));
        assert!(String::from_utf8(bytes.unwrap()).unwrap().contains("[24.8,60.2]"));
        let (reply, _) = write(FileFormat::Kml);
        assert_eq!(reply, Reply::NotWritten(WriteError::NotWritten { format: FileFormat::Kml }));
    }

    #[test]
    fn examples_are_short() {
        let words = |number| words(&Value::Number(number));
        assert_eq!([words(192.232_331), words(0.5), words(0.0)], ["192.2323", "0.5", "0"]);
        assert_eq!(words(0.000_012_34), "1.23e-5");
    }

    #[test]
    fn nothing_is_refused_with_its_reason() {
        let (reply, _) = answer(read_ask(), Vec::new());
        assert_eq!(reply, Reply::Failed(Error::Read(ReadError::Empty)));
    }
}

//! GPX 1.0 and 1.1: waypoints, routes and tracks, a layer each.

use geo::Coord;

use super::element::{Element, Malformed, Step, Walk};
use super::{begins_with, damaged, text_of};
use crate::crs::Crs;
use crate::io::assemble::{DeclaredCrs, LayerBuilder, Names};
use crate::io::axes::AxisOrder;
use crate::io::format::{File, Format, LayerInfo};
use crate::io::shape::{Fault, Shape};
use crate::io::untyped::DecimalSign;
use crate::io::{FileFormat, Import, Note, Place, ReadError, ReadOptions, SkipReason};
use crate::model::Value;

/// GPX.
pub(in crate::io) struct Gpx;

/// Elements that are features, and the layers they are in.
const KINDS: [(&str, &str); 3] = [("wpt", "waypoints"), ("rte", "routes"), ("trk", "tracks")];

/// Elements of a feature that are attributes.
const FACTS: [&str; 9] = ["name", "cmt", "desc", "src", "time", "type", "sym", "ele", "number"];

impl Format for Gpx {
    fn format(&self) -> FileFormat {
        FileFormat::Gpx
    }

    fn recognises(&self, file: File<'_>) -> bool {
        begins_with(file.bytes, &["gpx"])
    }

    fn read(&self, file: File<'_>, options: &ReadOptions) -> Result<Vec<Import>, ReadError> {
        let (text, notes) = text_of(file.bytes);
        let mut walk = Walk::new(&text);
        let mut layers = KINDS.map(|_| (LayerBuilder::of_untyped_text(DecimalSign::Point), 0));
        if read_all(&mut walk, &mut layers).is_err() {
            return Err(damaged(FileFormat::Gpx, walk.line()));
        }
        let mut imports = Vec::new();
        for ((builder, count), (_, layer)) in layers.into_iter().zip(KINDS) {
            if count > 0 && options.wants(layer) {
                let mut builder = builder;
                if imports.is_empty() {
                    notes.iter().for_each(|note| builder.note(Place::of_file(), note.clone()));
                }
                let names = Names { file: file.name, layer: Some(layer) };
                let declared = DeclaredCrs::Known(Crs::WGS84);
                imports.push(builder.finish(&names, declared, AxisOrder::EastFirst, options)?);
            }
        }
        Ok(imports)
    }

    fn layers(&self, file: File<'_>) -> Result<Option<Vec<LayerInfo>>, ReadError> {
        super::infos(self.read(file, &ReadOptions::default())?)
    }
}

fn read_all(walk: &mut Walk<'_>, layers: &mut [(LayerBuilder, u32); 3]) -> Result<(), Malformed> {
    loop {
        match walk.step()? {
            Step::Begins(element) => {
                let Some(kind) = KINDS.iter().position(|(name, _)| *name == element.name) else {
                    continue;
                };
                let (builder, count) = &mut layers[kind];
                *count += 1;
                let place = Place::on_line(*count, walk.line());
                let element = walk.take(element)?;
                add(builder, place, &element);
            }
            Step::Ends(_) => {}
            Step::Done => return Ok(()),
        }
    }
}

fn add(builder: &mut LayerBuilder, place: Place, element: &Element) {
    let mut values = Vec::new();
    for fact in FACTS {
        if let Some(text) = element.text_of(fact) {
            values.push((builder.column(fact), Value::Text(text.to_owned())));
        }
    }
    let link = element.child("link").and_then(|link| link.attribute("href"));
    if let Some(link) = link.or_else(|| element.text_of("url")) {
        values.push((builder.column("link"), Value::Text(link.to_owned())));
    }
    values.sort_by_key(|(column, _)| *column);
    let line = |points: &Element, name: &str| -> Result<Vec<Coord>, Fault> {
        points.all(name).map(position).collect()
    };
    let mut points =
        element.all("rtept").chain(element.all("trkseg").flat_map(|part| &part.children));
    if points.any(|point| point.child("ele").is_some()) {
        builder.note(place.clone(), Note::HeightsDropped);
    }
    // A receiver that found no second position writes a part of one.
    let is_short = |part: &Element| part.all("trkpt").count() == 1;
    if element.all("trkseg").any(is_short) {
        builder.note(place.clone(), Note::PartIgnored { part: "trkseg".to_owned() });
    }
    if let Some(extensions) = element.child("extensions") {
        for part in &extensions.children {
            let part = format!("extensions.{}", part.name);
            builder.note(place.clone(), Note::PartIgnored { part });
        }
    }
    let shape = match element.name.as_str() {
        "wpt" => position(element).map(Shape::Point),
        "rte" => line(element, "rtept").map(Shape::Line),
        _ => element
            .all("trkseg")
            .map(|part| line(part, "trkpt"))
            .filter(|line| line.as_ref().map_or(true, |line| line.len() > 1))
            .collect::<Result<_, _>>()
            .map(Shape::MultiLine),
    };
    builder.add(place, None, shape.map(Some), values);
}

fn position(point: &Element) -> Result<Coord, Fault> {
    let number = |name: &str| {
        let text = point.attribute(name).unwrap_or_default();
        text.trim()
            .parse::<f64>()
            .map_err(|_| SkipReason::TextForNumber { found: text.chars().take(40).collect() })
    };
    Ok(Coord { x: number("lon")?, y: number("lat")? })
}

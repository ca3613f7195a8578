//! KML (OGC 12-007r2): placemarks, with the folder that each is in.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use geo::Coord;

use super::element::{Element, Malformed, Step, Walk};
use super::{begins_with, damaged, text_of};
use crate::crs::Crs;
use crate::io::assemble::{DeclaredCrs, LayerBuilder, Names};
use crate::io::axes::AxisOrder;
use crate::io::format::{File, Format};
use crate::io::shape::{Fault, Shape};
use crate::io::untyped::DecimalSign;
use crate::io::{FileFormat, Import, Note, Place, ReadError, ReadOptions, SkipReason};
use crate::model::Value;

/// Geometries deeper than this are no geometry but an attack.
const DEEPEST: usize = 16;

/// KML.
pub(in crate::io) struct Kml;

impl Format for Kml {
    fn format(&self) -> FileFormat {
        FileFormat::Kml
    }

    fn recognises(&self, file: File<'_>) -> bool {
        begins_with(file.bytes, &["kml"])
    }

    fn read(&self, file: File<'_>, options: &ReadOptions) -> Result<Vec<Import>, ReadError> {
        let (text, notes) = text_of(file.bytes);
        let mut walk = Walk::new(&text);
        let mut builder = LayerBuilder::of_untyped_text(DecimalSign::Point);
        notes.into_iter().for_each(|note| builder.note(Place::of_file(), note));
        let mut reading = Reading { builder, folders: Vec::new(), number: 0 };
        let done = reading.walk(&mut walk);
        if done.is_err() {
            return Err(damaged(FileFormat::Kml, walk.line()));
        }
        let names = Names { file: file.name, layer: None };
        // KML knows no other.
        let declared = DeclaredCrs::Known(Crs::WGS84);
        reading
            .builder
            .finish(&names, declared, AxisOrder::EastFirst, options)
            .map(|import| vec![import])
    }
}

struct Reading {
    builder: LayerBuilder,
    folders: Vec<String>,
    number: u32,
}

impl Reading {
    fn walk(&mut self, walk: &mut Walk<'_>) -> Result<(), Malformed> {
        loop {
            match walk.step()? {
                Step::Begins(element) if element.name == "Placemark" => {
                    self.number += 1;
                    let place = Place::on_line(self.number, walk.line());
                    let placemark = walk.take(element)?;
                    self.placemark(place, &placemark);
                }
                Step::Begins(element) if element.name == "Folder" => {
                    self.folders.push(String::new());
                }
                Step::Begins(element) if element.name == "name" => {
                    let name = walk.take(element)?.text;
                    if let Some(folder) = self.folders.last_mut().filter(|folder| folder.is_empty())
                    {
                        *folder = name.trim().to_owned();
                    }
                }
                Step::Ends(name) if name == "Folder" => {
                    self.folders.pop();
                }
                Step::Begins(_) | Step::Ends(_) => {}
                Step::Done => return Ok(()),
            }
        }
    }

    fn placemark(&mut self, place: Place, placemark: &Element) {
        let mut values: HashMap<u32, Value> = HashMap::new();
        // Data of a file's own may be called as an element is: neither may be lost.
        let mut next_numbers: HashMap<String, u32> = HashMap::new();
        let mut put = |builder: &mut LayerBuilder, name: &str, text: &str| {
            let text = text.trim();
            let mut own = name.to_owned();
            let number = next_numbers.entry(own.clone()).or_insert(2);
            while !text.is_empty() {
                let value = Value::Text(text.to_owned());
                match values.entry(builder.column(&own)) {
                    Entry::Vacant(free) => {
                        free.insert(value);
                        break;
                    }
                    Entry::Occupied(taken) if *taken.get() == value => break,
                    Entry::Occupied(_) => own = format!("{name}_{number}"),
                }
                *number += 1;
            }
        };
        let builder = &mut self.builder;
        for name in ["name", "description", "address", "phoneNumber"] {
            put(builder, name, placemark.text_of(name).unwrap_or_default());
        }
        if let Some(folder) = self.folders.last() {
            put(builder, "folder", folder);
        }
        for (parent, name) in [("TimeStamp", "when"), ("TimeSpan", "begin"), ("TimeSpan", "end")] {
            let time = placemark.child(parent).and_then(|time| time.text_of(name));
            put(builder, name, time.unwrap_or_default());
        }
        for data in placemark.all("ExtendedData").flat_map(|extended| &extended.children) {
            match data.name.as_str() {
                "Data" => {
                    let text = data.text_of("value").unwrap_or_default();
                    put(builder, data.attribute("name").unwrap_or("data"), text);
                }
                "SchemaData" => {
                    for simple in data.all("SimpleData") {
                        put(builder, simple.attribute("name").unwrap_or("data"), &simple.text);
                    }
                }
                other => put(builder, other, &data.text),
            }
        }
        let mut has_heights = false;
        let shape = placemark
            .children
            .iter()
            .find_map(|child| shape(child, &mut has_heights, 0))
            .transpose();
        if has_heights {
            builder.note(place.clone(), Note::HeightsDropped);
        }
        let mut values: Vec<(u32, Value)> = values.into_iter().collect();
        values.sort_by_key(|(column, _)| *column);
        let id = placemark.attribute("id").map(str::to_owned);
        builder.add(place, id, shape, values);
    }
}

/// The shape of an element; `None` where the element is none.
fn shape(element: &Element, has_heights: &mut bool, depth: usize) -> Option<Result<Shape, Fault>> {
    let mut line = |element: &Element| -> Result<Vec<Coord>, Fault> {
        let text = element.text_of("coordinates").unwrap_or_default();
        text.split_whitespace().map(|tuple| position(tuple, has_heights)).collect()
    };
    Some(match element.name.as_str() {
        "Point" => line(element).map(|positions| {
            let nowhere = Coord { x: f64::NAN, y: f64::NAN };
            Shape::Point(positions.first().copied().unwrap_or(nowhere))
        }),
        "LineString" | "LinearRing" => line(element).map(Shape::Line),
        "Polygon" => {
            let boundaries = element.all("outerBoundaryIs").chain(element.all("innerBoundaryIs"));
            let rings = boundaries.filter_map(|boundary| boundary.child("LinearRing"));
            rings.map(line).collect::<Result<_, _>>().map(Shape::Polygon)
        }
        "MultiGeometry" if depth < DEEPEST => {
            let parts =
                element.children.iter().filter_map(|child| shape(child, has_heights, depth + 1));
            parts.collect::<Result<Vec<Shape>, Fault>>().map(as_multi)
        }
        "Model" | "Track" | "MultiTrack" | "MultiGeometry" => {
            Err(SkipReason::UnsupportedGeometry { kind: element.name.clone() }.into())
        }
        _ => return None,
    })
}

/// Shapes of one kind as the multiple of it, others as a collection.
pub(super) fn as_multi(shapes: Vec<Shape>) -> Shape {
    let all = |of: fn(&Shape) -> bool| shapes.iter().all(of) && !shapes.is_empty();
    if all(|shape| matches!(shape, Shape::Point(_))) {
        let position =
            |shape| if let Shape::Point(position) = shape { Some(position) } else { None };
        Shape::MultiPoint(shapes.into_iter().filter_map(position).collect())
    } else if all(|shape| matches!(shape, Shape::Line(_))) {
        let line = |shape| if let Shape::Line(line) = shape { Some(line) } else { None };
        Shape::MultiLine(shapes.into_iter().filter_map(line).collect())
    } else if all(|shape| matches!(shape, Shape::Polygon(_))) {
        let rings = |shape| if let Shape::Polygon(rings) = shape { Some(rings) } else { None };
        Shape::MultiPolygon(shapes.into_iter().filter_map(rings).collect())
    } else {
        Shape::Collection(shapes)
    }
}

/// `longitude,latitude` and perhaps a height.
fn position(tuple: &str, has_heights: &mut bool) -> Result<Coord, Fault> {
    let mut numbers = tuple.split(',');
    let mut number = || {
        let found = numbers.next().unwrap_or_default();
        found
            .trim()
            .parse::<f64>()
            .map_err(|_| SkipReason::TextForNumber { found: tuple.chars().take(40).collect() })
    };
    let (x, y) = (number()?, number()?);
    *has_heights |= numbers.next().is_some_and(|height| height.parse() != Ok(0.0));
    Ok(Coord { x, y })
}

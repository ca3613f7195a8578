//! GML 3.1 and 3.2 (and 2) as web feature services send it: simple features,
//! a layer for each of their types.

use std::collections::{BTreeMap, HashMap};

use super::element::{Element, Malformed, Step, Walk};
use super::gml_geometry::{self, Srs};
use super::{begins_with, damaged, text_of};
use crate::io::assemble::{DeclaredCrs, LayerBuilder, Names};
use crate::io::axes::AxisOrder;
use crate::io::format::{File, Format, LayerInfo};
use crate::io::gather::Gathered;
use crate::io::shape::{Fault, Shape};
use crate::io::untyped::DecimalSign;
use crate::io::{FileFormat, Import, Note, Place, ReadError, ReadOptions, SkipReason};
use crate::model::Value;

/// GML.
pub(in crate::io) struct Gml;

/// Elements that hold one feature each, or several.
const MEMBERS: [&str; 3] = ["featureMember", "member", "featureMembers"];

impl Format for Gml {
    fn format(&self) -> FileFormat {
        FileFormat::Gml
    }

    fn recognises(&self, file: File<'_>) -> bool {
        begins_with(file.bytes, &["FeatureCollection", "ExceptionReport", "ServiceExceptionReport"])
    }

    fn read(&self, file: File<'_>, options: &ReadOptions) -> Result<Vec<Import>, ReadError> {
        let (text, mut notes) = text_of(file.bytes);
        let mut walk = Walk::new(&text);
        let mut reading = Reading::default();
        if reading.walk(&mut walk).is_err() {
            return Err(damaged(FileFormat::Gml, walk.line()));
        }
        if let Some(message) = reading.refusal {
            return Err(ReadError::ServerSaid { message });
        }
        let whole = reading.srs;
        let mut gathered = Gathered::default();
        for layer in reading.layers.into_iter().filter(|layer| options.wants(&layer.name)) {
            let TypeLayer { name, mut builder, srs, .. } = layer;
            notes.drain(..).for_each(|note| builder.note(Place::of_file(), note));
            let names = Names { file: file.name, layer: Some(name.as_str()) };
            let (declared, order) = declared(srs.or_else(|| whole.clone()));
            gathered.take(&name, builder.finish(&names, declared, order, options));
        }
        gathered.finish()
    }

    fn layers(&self, file: File<'_>) -> Result<Option<Vec<LayerInfo>>, ReadError> {
        super::infos(self.read(file, &ReadOptions::default())?)
    }
}

fn declared(srs: Option<Srs>) -> (DeclaredCrs, AxisOrder) {
    match srs {
        None => (DeclaredCrs::Nothing, AxisOrder::EastFirst),
        Some(Srs { name, crs, north_first }) => (
            crs.map_or(DeclaredCrs::Unknown(name), DeclaredCrs::Known),
            if north_first { AxisOrder::NorthFirst } else { AxisOrder::EastFirst },
        ),
    }
}

/// The features of one type.
struct TypeLayer {
    name: String,
    builder: LayerBuilder,
    count: u32,
    srs: Option<Srs>,
}

#[derive(Default)]
struct Reading {
    layers: Vec<TypeLayer>,
    /// Places of the layers by their names.
    places: HashMap<String, usize>,
    /// The system of the whole, where its bounds name one.
    srs: Option<Srs>,
    /// How many numbers a position has, where the bounds say so.
    dimension: usize,
    /// What a server says instead of sending features.
    refusal: Option<String>,
}

impl Reading {
    fn walk(&mut self, walk: &mut Walk<'_>) -> Result<(), Malformed> {
        let mut in_member = false;
        loop {
            match walk.step()? {
                Step::Begins(element) if in_member => {
                    // In answers to several questions a collection stands in a collection.
                    if element.name == "FeatureCollection" {
                        in_member = false;
                        continue;
                    }
                    let line = walk.line();
                    let feature = walk.take(element)?;
                    self.feature(line, &feature);
                }
                Step::Begins(element) if MEMBERS.contains(&element.name.as_str()) => {
                    in_member = true;
                }
                Step::Begins(element) if element.name == "boundedBy" => {
                    let bounds = walk.take(element)?;
                    let of = |name| bounds.children.iter().find_map(|own| own.attribute(name));
                    self.srs = of("srsName").map(Srs::new);
                    self.dimension =
                        of("srsDimension").and_then(|text| text.parse().ok()).unwrap_or(0);
                }
                Step::Begins(element)
                    if matches!(element.name.as_str(), "ExceptionText" | "ServiceException") =>
                {
                    let message = walk.take(element)?.text.trim().chars().take(300).collect();
                    self.refusal = self.refusal.take().or(Some(message));
                }
                Step::Ends(name) if MEMBERS.contains(&name.as_str()) => in_member = false,
                Step::Begins(_) | Step::Ends(_) => {}
                Step::Done => return Ok(()),
            }
        }
    }

    fn feature(&mut self, line: usize, feature: &Element) {
        let next = self.layers.len();
        let at = *self.places.entry(feature.name.clone()).or_insert(next);
        if at == next {
            self.layers.push(TypeLayer {
                name: feature.name.clone(),
                builder: LayerBuilder::of_untyped_text(DecimalSign::Point),
                count: 0,
                srs: None,
            });
        }
        let layer = &mut self.layers[at];
        layer.count += 1;
        let place = Place::on_line(layer.count, line);
        let mut shape = None;
        let mut values: Vec<(u32, String)> = Vec::new();
        for property in feature.children.iter().filter(|property| property.name != "boundedBy") {
            let geometry =
                property.children.iter().find(|child| gml_geometry::is_geometry(&child.name));
            match geometry {
                Some(geometry) if shape.is_none() => {
                    shape = Some(layer.shape(geometry, &place, self.srs.as_ref(), self.dimension));
                }
                Some(_) => {
                    let property = property.name.clone();
                    layer.builder.note(place.clone(), Note::FurtherGeometry { property });
                }
                None => flatten(&mut layer.builder, &property.name, property, &mut values),
            }
        }
        let id = feature.attribute("id").or_else(|| feature.attribute("fid")).map(str::to_owned);
        layer.builder.add(place, id, shape.transpose(), joined(values));
    }
}

impl TypeLayer {
    /// A feature's shape, in the system of the layer's first.
    fn shape(
        &mut self,
        geometry: &Element,
        place: &Place,
        whole: Option<&Srs>,
        dimension: usize,
    ) -> Result<Shape, Fault> {
        let mut context = gml_geometry::Context::with_dimension(dimension);
        let shape = context.shape(geometry, 0)?;
        if context.has_heights {
            self.builder.note(place.clone(), Note::HeightsDropped);
        }
        if let Some(own) = context.srs.or_else(|| whole.cloned()) {
            let first = self.srs.get_or_insert_with(|| own.clone());
            if (own.crs, own.north_first) != (first.crs, first.north_first) {
                let (found, expected) = (own.name, first.name.clone());
                return Err(SkipReason::OtherSystem { found, expected }.into());
            }
        }
        Ok(shape)
    }
}

/// Values by rising column; several of one column as a list in JSON.
fn joined(values: Vec<(u32, String)>) -> Vec<(u32, Value)> {
    let mut by_column: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (column, value) in values {
        by_column.entry(column).or_default().push(value);
    }
    let one = |mut texts: Vec<String>| match (texts.len(), texts.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            texts.extend(last);
            serde_json::Value::from(texts).to_string()
        }
    };
    by_column.into_iter().map(|(column, texts)| (column, Value::Text(one(texts)))).collect()
}

/// A property's text, and that of properties in it under `outer.inner`.
fn flatten(
    builder: &mut LayerBuilder,
    name: &str,
    property: &Element,
    values: &mut Vec<(u32, String)>,
) {
    let column = builder.column(name);
    let text = property.text.trim();
    if !text.is_empty() {
        values.push((column, text.to_owned()));
    } else if let Some(link) = property.attribute("href") {
        values.push((column, link.to_owned()));
    }
    for child in &property.children {
        flatten(builder, &format!("{name}.{}", child.name), child, values);
    }
}

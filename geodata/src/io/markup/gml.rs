//! GML 3.1 and 3.2 (and 2) as web feature services send it: simple features,
//! a layer for each of their types.

use super::element::{Element, Malformed, Step, Walk};
use super::gml_geometry::{self, Srs};
use super::{begins_with, damaged, text_of};
use crate::io::assemble::{DeclaredCrs, LayerBuilder, Names};
use crate::io::axes::AxisOrder;
use crate::io::format::{File, Format, LayerInfo};
use crate::io::{FileFormat, Import, Note, Place, ReadError, ReadOptions};
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
        let text = text_of(file.bytes);
        let mut walk = Walk::new(&text);
        let mut reading = Reading { layers: Vec::new(), srs: None, refusal: None };
        if reading.walk(&mut walk).is_err() {
            return Err(damaged(FileFormat::Gml, walk.line()));
        }
        if let Some(message) = reading.refusal {
            return Err(ReadError::ServerSaid { message });
        }
        let whole = reading.srs;
        let mut imports = Vec::new();
        for layer in reading.layers {
            if !options.wants(&layer.name) {
                continue;
            }
            let names = Names { file: file.name, layer: Some(layer.name.as_str()) };
            let (declared, order) = declared(layer.srs.or_else(|| whole.clone()));
            imports.push(layer.builder.finish(&names, declared, order, options)?);
        }
        Ok(imports)
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

struct Reading {
    layers: Vec<TypeLayer>,
    /// The system of the whole, where its bounds name one.
    srs: Option<Srs>,
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
                    let name =
                        bounds.children.iter().find_map(|bounds| bounds.attribute("srsName"));
                    self.srs = name.map(Srs::new);
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
        let at =
            self.layers.iter().position(|layer| layer.name == feature.name).unwrap_or_else(|| {
                self.layers.push(TypeLayer {
                    name: feature.name.clone(),
                    builder: LayerBuilder::of_untyped_text(),
                    count: 0,
                    srs: None,
                });
                self.layers.len() - 1
            });
        let layer = &mut self.layers[at];
        layer.count += 1;
        let place = Place::on_line(layer.count, line);
        let mut shape = Ok(None);
        let mut values: Vec<(u32, Value)> = Vec::new();
        for property in &feature.children {
            if property.name == "boundedBy" {
                continue;
            }
            let geometry =
                property.children.iter().find(|child| gml_geometry::is_geometry(&child.name));
            match geometry {
                Some(geometry) => {
                    let mut context = gml_geometry::Context::default();
                    shape = context.shape(geometry, 0).map(Some);
                    layer.srs = layer.srs.take().or(context.srs);
                    if context.has_heights {
                        layer.builder.note(place.clone(), Note::HeightsDropped);
                    }
                }
                None => flatten(&mut layer.builder, &property.name, property, &mut values),
            }
        }
        values.sort_by_key(|(column, _)| *column);
        values.dedup_by_key(|(column, _)| *column);
        let id = feature.attribute("id").or_else(|| feature.attribute("fid")).map(str::to_owned);
        layer.builder.add(place, id, shape, values);
    }
}

/// A property's text, and that of properties in it under `outer.inner`.
fn flatten(
    builder: &mut LayerBuilder,
    name: &str,
    property: &Element,
    values: &mut Vec<(u32, Value)>,
) {
    let column = builder.column(name);
    let text = property.text.trim();
    if !text.is_empty() {
        values.push((column, Value::Text(text.to_owned())));
    } else if let Some(link) = property.attribute("href") {
        values.push((column, Value::Text(link.to_owned())));
    }
    for child in &property.children {
        flatten(builder, &format!("{name}.{}", child.name), child, values);
    }
}

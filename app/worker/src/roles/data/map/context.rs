//! What lies round the patches: the land with its names, and what surveys and plans say.

use std::collections::BTreeSet;

use geo::{Area, Geometry, Polygon};
use geodata::geometry::inside;
use geodata::landscape::{LandClass, LandReader, NameReader};
use geodata::model::LayerRole;
use geodata::tiles::{MercatorProjection, TileShape, TileShapes};
use geodata::{Error, Layer};
use liito_worker::{ContextInfo, DrawnAs};

/// Everything but patches and links.
#[derive(Default)]
pub struct Context {
    land: Option<TileShapes>,
    names: Option<TileShapes>,
    others: Option<TileShapes>,
    info: ContextInfo,
}

impl Context {
    pub fn new<'a>(layers: impl Iterator<Item = &'a Layer>) -> Result<Self, Error> {
        let mut sorted = Sorted::default();
        for layer in layers {
            sorted.add(layer)?;
        }
        let info = ContextInfo {
            others: sorted.others.len() + sorted.land.len(),
            looks: sorted.looks.into_iter().collect(),
            land: sorted.classes.into_iter().collect(),
            bounds: None,
        };
        Ok(Self {
            land: Some(TileShapes::new(sorted.land)),
            names: Some(TileShapes::new(sorted.names)),
            others: Some(TileShapes::new(sorted.others)),
            info,
        })
    }

    /// What the page needs to know of it.
    pub fn info(&self) -> &ContextInfo {
        &self.info
    }

    pub fn land(&self) -> Option<&TileShapes> {
        self.land.as_ref()
    }

    pub fn names(&self) -> Option<&TileShapes> {
        self.names.as_ref()
    }

    pub fn others(&self) -> Option<&TileShapes> {
        self.others.as_ref()
    }
}

/// Shapes on their way to the map.
#[derive(Default)]
struct Sorted {
    land: Vec<TileShape>,
    names: Vec<TileShape>,
    others: Vec<TileShape>,
    looks: BTreeSet<DrawnAs>,
    classes: BTreeSet<LandClass>,
}

impl Sorted {
    fn add(&mut self, layer: &Layer) -> Result<(), Error> {
        let projection = MercatorProjection::from_layer(layer.source_crs.crs())?;
        let survey = DrawnAs::survey_of(layer);
        // What a survey or a plan says is no map of the land.
        let is_land = survey.is_none()
            && matches!(
                layer.role,
                LayerRole::LandCover
                    | LayerRole::TreeCover
                    | LayerRole::Barrier
                    | LayerRole::Background
            );
        let reader = is_land.then(|| LandReader::new(layer));
        let names = NameReader::new(layer);
        for feature in &layer.features {
            let Some(geometry) = &feature.geometry else { continue };
            let is_area = matches!(geometry, Geometry::Polygon(_) | Geometry::MultiPolygon(_));
            // Of patches the survey's own outlines are drawn, where it has types.
            if is_area && layer.role == LayerRole::Habitat && survey.is_none() {
                continue;
            }
            let class = reader.as_ref().and_then(|reader| reader.class(feature));
            let drawn_as = DrawnAs::of(layer, survey, feature);
            for part in parts(geometry) {
                match class {
                    Some(class) => self.add_land(part, class, &projection)?,
                    None => self.add_other(part, drawn_as, &projection)?,
                }
            }
            if let Some(class) = class {
                self.add_name(geometry, names.names(feature), class, &projection)?;
            }
        }
        Ok(())
    }

    fn add_land(
        &mut self,
        geometry: &Geometry,
        class: LandClass,
        projection: &MercatorProjection,
    ) -> Result<(), Error> {
        if matches!(class, LandClass::Place(_)) {
            return Ok(());
        }
        let id = self.land.len() as u64;
        let tags = vec![("class", f64::from(class.code()))];
        self.land.push(TileShape::new(id, geometry, projection, tags)?);
        self.classes.insert(class);
        Ok(())
    }

    /// The name of a feature, where it has one: along a line, in the midst of an area.
    fn add_name(
        &mut self,
        geometry: &Geometry,
        names: Vec<(&'static str, String)>,
        class: LandClass,
        projection: &MercatorProjection,
    ) -> Result<(), Error> {
        // Few have one, and a place in the midst of an area is dear.
        if names.is_empty() {
            return Ok(());
        }
        let Some((place, size)) = name_place(geometry) else { return Ok(()) };
        let id = self.names.len() as u64;
        let tags = vec![("class", f64::from(class.code())), ("size", size)];
        let shape = TileShape::new(id, &place, projection, tags)?;
        self.names.push(shape.with_texts(names));
        Ok(())
    }

    fn add_other(
        &mut self,
        geometry: &Geometry,
        drawn_as: DrawnAs,
        projection: &MercatorProjection,
    ) -> Result<(), Error> {
        let id = self.others.len() as u64;
        let tags = vec![("look", f64::from(drawn_as.code()))];
        self.others.push(TileShape::new(id, geometry, projection, tags)?);
        self.looks.insert(drawn_as);
        Ok(())
    }
}

/// Where a name goes, and the area that it names in the layer's own square units: large
/// ones are named first.
fn name_place(geometry: &Geometry) -> Option<(Geometry, f64)> {
    let within = |polygon: &Polygon| {
        Some((Geometry::Point(inside(polygon)?.into()), polygon.unsigned_area()))
    };
    match geometry {
        Geometry::Polygon(polygon) => within(polygon),
        Geometry::MultiPolygon(parts) => {
            let area = |part: &&Polygon| part.unsigned_area();
            within(parts.iter().max_by(|a, b| area(a).total_cmp(&area(b)))?)
        }
        Geometry::GeometryCollection(_) | Geometry::MultiPoint(_) => None,
        other => Some((other.clone(), 0.0)),
    }
}

/// A geometry, or those that a collection holds, however deep.
fn parts(geometry: &Geometry) -> Vec<&Geometry> {
    match geometry {
        Geometry::GeometryCollection(collection) => collection.iter().flat_map(parts).collect(),
        single => vec![single],
    }
}

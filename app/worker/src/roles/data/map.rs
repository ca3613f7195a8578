//! What the map draws: shapes to cut tiles from.

use std::collections::BTreeSet;

use geo::{Geometry, LineString};
use geodata::graph::Components;
use geodata::model::LayerRole;
use geodata::tiles::{MercatorProjection, TileId, TileShape, TileShapes, cut_tile};
use geodata::{Error, Habitat, Layer, Link};
use liito_worker::{DrawnAs, LayerKind, Scale};

/// Colours that components take in turn.
const COLOURS: usize = 8;

/// Classes that link lengths fall into, by share of the threshold.
const LENGTH_CLASSES: [f64; 2] = [0.25, 0.5];

/// Shapes of each layer of the map.
#[derive(Default)]
pub struct Drawn {
    patches: Option<TileShapes>,
    links: Option<TileShapes>,
    others: Option<TileShapes>,
    others_count: usize,
    looks: Vec<DrawnAs>,
    /// For each patch, 1 where it shows no sign of use.
    unoccupied: Vec<f64>,
    /// Colour of each patch by its component.
    colours: Vec<f64>,
    /// Class of each link by its length.
    lengths: Vec<f64>,
}

impl Drawn {
    /// Patches without colours yet, other features, no links.
    ///
    /// Straight from the layers where each polygon is a patch, so that they are on
    /// the map before the habitat is made of them, and numbered as it numbers them;
    /// from the `habitat` where patches were joined or left out.
    pub fn new(layers: &[Layer], habitat: Option<&Habitat>) -> Result<Self, Error> {
        let mut sorted = Sorted::default();
        for layer in layers {
            sorted.add(layer, habitat.is_none())?;
        }
        if let Some(habitat) = habitat {
            sorted.add_patches(habitat)?;
            for left in habitat.left_out() {
                let (layer, feature) = left.source;
                if let Some(layer) = layers.get(layer as usize)
                    && let Some(feature) = layer.features.get(feature as usize)
                    && let Some(geometry) = &feature.geometry
                {
                    let projection = MercatorProjection::from_layer(layer.source_crs.crs())?;
                    sorted.add_other(geometry, &projection, DrawnAs::LeftOut)?;
                }
            }
        }
        let Sorted { patches, others, unoccupied, looks } = sorted;
        Ok(Self {
            patches: Some(TileShapes::new(patches)),
            links: None,
            others_count: others.len(),
            looks: looks.into_iter().collect(),
            unoccupied,
            colours: Vec::new(),
            lengths: Vec::new(),
            others: Some(TileShapes::new(others)),
        })
    }

    /// What features that are no patches are drawn as, each once.
    pub fn looks(&self) -> &[DrawnAs] {
        &self.looks
    }

    /// Number of features that are drawn but are no patches.
    pub fn others_count(&self) -> usize {
        self.others_count
    }

    /// Colours the patches by component, the largest first, and draws the links
    /// up to the threshold.
    pub fn show_run(
        &mut self,
        habitat: &Habitat,
        links: &[Link],
        components: &Components,
        areas: &[f64],
        threshold_m: f64,
    ) -> Result<(), Error> {
        let colours = colours(components, areas);
        self.colours =
            components.of_node().iter().map(|component| colours[*component as usize]).collect();
        self.lengths.clear();
        let projection = MercatorProjection::from_working(habitat.working_crs())?;
        let mut shapes = Vec::new();
        for (id, link) in (0u64..).zip(links.iter().filter(|link| link.length_m <= threshold_m)) {
            let line = Geometry::LineString(LineString(vec![link.from, link.to]));
            self.lengths.push(length_class(link.length_m, threshold_m));
            shapes.push(TileShape::new(id, &line, &projection, Vec::new())?);
        }
        self.links = Some(TileShapes::new(shapes));
        self.set_classes(None, None);
        Ok(())
    }

    /// Gives patches and links the classes of their values, where they have any.
    pub fn set_classes(
        &mut self,
        patches: Option<&(Scale, Vec<f64>)>,
        links: Option<&(Scale, Vec<f64>)>,
    ) {
        let class = |values: Option<&(Scale, Vec<f64>)>, id: u64| {
            let value = values.and_then(|(scale, v)| Some((scale, v.get(place(id)?)?)));
            value.map_or(-1.0, |(scale, value)| f64::from(scale.class(*value)))
        };
        let own = |all: &[f64], id: u64| {
            place(id).and_then(|place| all.get(place)).copied().unwrap_or(-1.0)
        };
        if let Some(shapes) = &mut self.patches {
            let (colours, unoccupied) = (&self.colours, &self.unoccupied);
            shapes.set_tags(|id| {
                vec![
                    ("colour", own(colours, id)),
                    ("class", class(patches, id)),
                    ("unoccupied", own(unoccupied, id).max(0.0)),
                ]
            });
        }
        if let Some(shapes) = &mut self.links {
            let lengths = &self.lengths;
            shapes.set_tags(|id| vec![("length", own(lengths, id)), ("class", class(links, id))]);
        }
    }

    /// The bytes of a tile, none where nothing is drawn.
    pub fn tile(&self, kind: LayerKind, id: TileId) -> Vec<u8> {
        let shapes = match kind {
            LayerKind::Patches => &self.patches,
            LayerKind::Links => &self.links,
            LayerKind::Others => &self.others,
        };
        shapes.as_ref().map(|shapes| cut_tile(kind.name(), shapes, id)).unwrap_or_default()
    }
}

/// Shapes on their way to the map.
#[derive(Default)]
struct Sorted {
    patches: Vec<TileShape>,
    others: Vec<TileShape>,
    unoccupied: Vec<f64>,
    looks: BTreeSet<DrawnAs>,
}

impl Sorted {
    /// Sorts the features of a layer; polygons of habitats only where they are patches.
    fn add(&mut self, layer: &Layer, are_patches: bool) -> Result<(), Error> {
        let projection = MercatorProjection::from_layer(layer.source_crs.crs())?;
        let survey = DrawnAs::survey_of(layer);
        for feature in &layer.features {
            let Some(geometry) = &feature.geometry else { continue };
            let is_area = matches!(geometry, Geometry::Polygon(_) | Geometry::MultiPolygon(_));
            if is_area && layer.role == LayerRole::Habitat {
                if are_patches {
                    let id = self.patches.len() as u64;
                    self.patches.push(TileShape::new(id, geometry, &projection, new_tags(0.0))?);
                }
                continue;
            }
            let drawn_as = DrawnAs::of(layer, survey, feature);
            for part in parts(geometry) {
                self.add_other(part, &projection, drawn_as)?;
            }
        }
        Ok(())
    }

    fn add_patches(&mut self, habitat: &Habitat) -> Result<(), Error> {
        let projection = MercatorProjection::from_working(habitat.working_crs())?;
        for (id, patch) in (0u64..).zip(habitat.patches()) {
            let unoccupied = f64::from(u8::from(patch.is_occupied == Some(false)));
            self.unoccupied.push(unoccupied);
            let geometry = Geometry::MultiPolygon(patch.polygons.clone());
            self.patches.push(TileShape::new(id, &geometry, &projection, new_tags(unoccupied))?);
        }
        Ok(())
    }

    fn add_other(
        &mut self,
        geometry: &Geometry,
        projection: &MercatorProjection,
        drawn_as: DrawnAs,
    ) -> Result<(), Error> {
        let id = self.others.len() as u64;
        let tags = vec![("look", f64::from(drawn_as.code()))];
        self.others.push(TileShape::new(id, geometry, projection, tags)?);
        self.looks.insert(drawn_as);
        Ok(())
    }
}

/// Tags of a patch before there is a run.
fn new_tags(unoccupied: f64) -> Vec<(&'static str, f64)> {
    vec![("colour", -1.0), ("class", -1.0), ("unoccupied", unoccupied)]
}

/// A number of a shape as a place in a list.
fn place(id: u64) -> Option<usize> {
    usize::try_from(id).ok()
}

/// A geometry, or those that a collection holds, however deep.
fn parts(geometry: &Geometry) -> Vec<&Geometry> {
    match geometry {
        Geometry::GeometryCollection(collection) => collection.iter().flat_map(parts).collect(),
        single => vec![single],
    }
}

/// The class of a link, 0 for the shortest.
fn length_class(length_m: f64, threshold_m: f64) -> f64 {
    let class = LENGTH_CLASSES.iter().filter(|share| length_m > **share * threshold_m).count();
    f64::from(u8::try_from(class).unwrap_or(u8::MAX))
}

/// A colour for each component, given out from the largest to the smallest.
fn colours(components: &Components, areas: &[f64]) -> Vec<f64> {
    let sums = components.sums(areas);
    let mut order: Vec<usize> = (0..components.count()).collect();
    order.sort_by(|a, b| sums[*b].total_cmp(&sums[*a]).then(a.cmp(b)));
    let mut colours = vec![0.0; components.count()];
    for (place, component) in order.into_iter().enumerate() {
        colours[component] = f64::from(u8::try_from(place % COLOURS).unwrap_or(0));
    }
    colours
}

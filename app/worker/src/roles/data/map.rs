//! What the map draws: shapes to cut tiles from.

use geo::{Geometry, LineString};
use geodata::graph::Components;
use geodata::model::LayerRole;
use geodata::tiles::{MercatorProjection, TileId, TileShape, TileShapes, cut_tile};
use geodata::{Error, Habitat, Layer, Link};
use liito_worker::{LayerKind, Scale};

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
    /// Colour of each patch by its component.
    colours: Vec<f64>,
    /// Class of each link by its length.
    lengths: Vec<f64>,
}

impl Drawn {
    /// Patches without colours yet, other features, no links.
    ///
    /// Straight from the layers, so that they are on the map before the habitat is
    /// made of them. Patches are numbered as the habitat numbers them.
    pub fn new(layers: &[Layer]) -> Result<Self, Error> {
        let (mut patches, mut others) = (Vec::new(), Vec::new());
        for layer in layers {
            let projection = MercatorProjection::from_layer(layer.source_crs.crs())?;
            for geometry in layer.features.iter().filter_map(|feature| feature.geometry.as_ref()) {
                let is_area = matches!(geometry, Geometry::Polygon(_) | Geometry::MultiPolygon(_));
                if is_area && layer.role == LayerRole::Habitat {
                    let id = patches.len() as u64;
                    let tags = vec![("colour", -1.0), ("class", -1.0)];
                    patches.push(TileShape::new(id, geometry, &projection, tags)?);
                    continue;
                }
                for part in parts(geometry) {
                    let id = others.len() as u64;
                    others.push(TileShape::new(id, part, &projection, Vec::new())?);
                }
            }
        }
        Ok(Self {
            patches: Some(TileShapes::new(patches)),
            links: None,
            others_count: others.len(),
            colours: Vec::new(),
            lengths: Vec::new(),
            others: Some(TileShapes::new(others)),
        })
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
            let colours = &self.colours;
            shapes.set_tags(|id| vec![("colour", own(colours, id)), ("class", class(patches, id))]);
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

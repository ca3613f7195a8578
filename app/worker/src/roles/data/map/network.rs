//! Patches, the links between them, and areas that are no patches.

use geo::{Geometry, LineString, MultiPolygon};
use geodata::graph::Components;
use geodata::links::{GapLimits, Grade, Route};
use geodata::model::LayerRole;
use geodata::tiles::{MercatorProjection, TileShape, TileShapes};
use geodata::{Error, Habitat, Layer, Link};
use liito_worker::Scale;

use crate::roles::data::ways::route_of;

/// Colours that components take in turn.
const COLOURS: usize = 8;

/// Classes that link lengths fall into, by share of the threshold.
const LENGTH_CLASSES: [f64; 2] = [0.25, 0.5];

/// The network and what did not come into it.
#[derive(Default)]
pub struct Network {
    patches: Option<TileShapes>,
    links: Option<TileShapes>,
    left_out: Option<TileShapes>,
    /// For each patch, 1 where it shows no sign of use.
    unoccupied: Vec<f64>,
    /// For each patch, whether it lies near the edge of the data.
    near_edge: Vec<bool>,
    /// Colour of each patch by its component.
    colours: Vec<f64>,
    /// Class of each link by its length.
    lengths: Vec<f64>,
    /// Grade of each link, 0 for a good one; -1 where it has none.
    grades: Vec<f64>,
}

impl Network {
    /// Patches without colours yet, no links.
    ///
    /// Straight from the layers where each polygon is a patch, so that they are on
    /// the map before the habitat is made of them, and numbered as it numbers them;
    /// from the `habitat` where patches were joined or left out.
    pub fn new(layers: &[Layer], habitat: Option<&Habitat>) -> Result<Self, Error> {
        let Some(habitat) = habitat else {
            return Ok(Self {
                patches: Some(TileShapes::new(plain_patches(layers)?)),
                ..Self::default()
            });
        };
        let projection = MercatorProjection::from_working(habitat.working_crs())?;
        let (mut patches, mut unoccupied) = (Vec::new(), Vec::new());
        for (id, patch) in (0u64..).zip(habitat.patches()) {
            let is_unoccupied = f64::from(u8::from(patch.is_occupied == Some(false)));
            unoccupied.push(is_unoccupied);
            let geometry = Geometry::MultiPolygon(MultiPolygon::clone(&patch.polygons));
            patches.push(TileShape::new(id, &geometry, &projection, new_tags(is_unoccupied))?);
        }
        let mut left_out = Vec::new();
        for left in habitat.left_out() {
            let (layer, feature) = left.source;
            if let Some(layer) = layers.get(layer as usize)
                && let Some(feature) = layer.features.get(feature as usize)
                && let Some(geometry) = &feature.geometry
            {
                let projection = MercatorProjection::from_layer(layer.source_crs.crs())?;
                let id = left_out.len() as u64;
                left_out.push(TileShape::new(id, geometry, &projection, Vec::new())?);
            }
        }
        Ok(Self {
            patches: Some(TileShapes::new(patches)),
            left_out: Some(TileShapes::new(left_out)),
            unoccupied,
            ..Self::default()
        })
    }

    pub fn patches(&self) -> Option<&TileShapes> {
        self.patches.as_ref()
    }

    pub fn links(&self) -> Option<&TileShapes> {
        self.links.as_ref()
    }

    pub fn left_out(&self) -> Option<&TileShapes> {
        self.left_out.as_ref()
    }

    /// Colours the patches by component, the largest first, and draws the links
    /// up to the threshold.
    pub fn show_run(
        &mut self,
        habitat: &Habitat,
        (links, routes, limits): (&[Link], &[Route], &GapLimits),
        components: &Components,
        areas: &[f64],
        threshold_m: f64,
    ) -> Result<(), Error> {
        let colours = colours(components, areas);
        self.colours =
            components.of_node().iter().map(|component| colours[*component as usize]).collect();
        self.lengths.clear();
        self.grades.clear();
        let projection = MercatorProjection::from_working(habitat.working_crs())?;
        let mut shapes = Vec::new();
        for (id, link) in (0u64..).zip(links.iter().filter(|link| link.length_m <= threshold_m)) {
            let route = route_of(routes, link);
            let line = route.map_or_else(|| vec![link.from, link.to], |route| route.line.clone());
            let line = Geometry::LineString(LineString(line));
            self.grades.push(route.map_or(-1.0, |route| grade_class(route.grade(limits))));
            self.lengths.push(length_class(link.length_m, threshold_m));
            shapes.push(TileShape::new(id, &line, &projection, Vec::new())?);
        }
        self.links = Some(TileShapes::new(shapes));
        self.set_classes(None, None);
        Ok(())
    }

    /// Marks the patches that lie near the edge of the data, at the next classes.
    pub fn set_near_edge(&mut self, near_edge: &[bool]) {
        near_edge.clone_into(&mut self.near_edge);
    }

    /// Gives patches and links the classes of their values, where they have any.
    pub fn set_classes(
        &mut self,
        patches: Option<&(Scale, Vec<f64>)>,
        links: Option<&(Scale, Vec<f64>)>,
    ) {
        let class = |values: Option<&(Scale, Vec<f64>)>, id: u64| {
            let value = values.and_then(|(scale, v)| Some((scale, v.get(place(id)?)?)));
            value
                .filter(|(_, value)| !value.is_nan())
                .map_or(-1.0, |(scale, value)| f64::from(scale.class(*value)))
        };
        let own = |all: &[f64], id: u64| {
            place(id).and_then(|place| all.get(place)).copied().unwrap_or(-1.0)
        };
        if let Some(shapes) = &mut self.patches {
            let (colours, unoccupied) = (&self.colours, &self.unoccupied);
            let near = |id: u64| place(id).and_then(|place| self.near_edge.get(place)).copied();
            shapes.set_tags(|id| {
                vec![
                    ("colour", own(colours, id)),
                    ("class", class(patches, id)),
                    ("unoccupied", own(unoccupied, id).max(0.0)),
                    ("edge", f64::from(u8::from(near(id).unwrap_or(false)))),
                ]
            });
        }
        if let Some(shapes) = &mut self.links {
            let (lengths, grades) = (&self.lengths, &self.grades);
            shapes.set_tags(|id| {
                vec![
                    ("length", own(lengths, id)),
                    ("grade", own(grades, id)),
                    ("class", class(links, id)),
                ]
            });
        }
    }
}

/// The polygons of habitats as they are.
fn plain_patches(layers: &[Layer]) -> Result<Vec<TileShape>, Error> {
    let mut patches = Vec::new();
    for layer in layers.iter().filter(|layer| layer.role == LayerRole::Habitat) {
        let projection = MercatorProjection::from_layer(layer.source_crs.crs())?;
        for (_, feature) in layer.polygons() {
            let Some(geometry) = &feature.geometry else { continue };
            let id = patches.len() as u64;
            patches.push(TileShape::new(id, geometry, &projection, new_tags(0.0))?);
        }
    }
    Ok(patches)
}

/// Tags of a patch before there is a run.
fn new_tags(unoccupied: f64) -> Vec<(&'static str, f64)> {
    vec![("colour", -1.0), ("class", -1.0), ("unoccupied", unoccupied)]
}

/// A number of a shape as a place in a list.
fn place(id: u64) -> Option<usize> {
    usize::try_from(id).ok()
}

/// The number that a grade has on the map, 0 for the best.
fn grade_class(grade: Grade) -> f64 {
    let place = Grade::ALL.iter().position(|own| *own == grade);
    f64::from(u8::try_from(place.unwrap_or(0)).unwrap_or(0))
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
    geodata::order::sort_by(&mut order, |a, b| sums[*b].total_cmp(&sums[*a]).then(a.cmp(b)));
    let mut colours = vec![0.0; components.count()];
    for (place, component) in order.into_iter().enumerate() {
        colours[component] = f64::from(u8::try_from(place % COLOURS).unwrap_or(0));
    }
    colours
}

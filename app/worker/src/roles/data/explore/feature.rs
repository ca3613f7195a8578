//! All that everyone may know of a feature.

use geo::{Area, Geometry, LineString, Polygon};
use geodata::crs::Projection;
use geodata::for_everyone::tells_column;
use geodata::geometry::position_of;
use geodata::graph::Fragments;
use geodata::luoti::SurveyedReader;
use geodata::model::Value;
use geodata::nearby::{Nature, Place};
use geodata::units::hectares;
use liito_worker::{Connected, Degrees, FeatureInfo, FeatureLine};

use super::Data;
use super::line::reads_alike;

/// What touches a feature is told of so many.
const MOST_TOUCHING: usize = 8;

impl Data {
    pub(super) fn feature(&self, place: Place) -> Option<FeatureInfo> {
        let line = self.feature_line(place)?;
        let layers = self.explored();
        let layer = *layers.get(place.layer as usize)?;
        let feature = layer.features.get(place.feature as usize)?;
        let shape = self.explore.nearby.as_ref()?.shape(&layers, place)?;
        let to_degrees = Projection::from_working(self.working_system()?).ok()?;
        let inside = to_degrees.project(position_of(&shape)?).ok()?;
        let facts = layer.columns.iter().enumerate().filter_map(|(number, column)| {
            let value = feature.value(number);
            let is_told = *value != Value::Null && tells_column(&column.name);
            is_told.then(|| (column.name.clone(), value.to_string()))
        });
        Some(FeatureInfo {
            line,
            inside: (inside.x, inside.y),
            outline: outline(&to_degrees.project_geometry(&shape).ok()?),
            area_ha: area_m2(&shape).map(hectares),
            length_m: length_m(&shape),
            surveyed: SurveyedReader::new(layer).value(feature).map(ToString::to_string),
            facts: facts.collect(),
            touches: self.touches(place),
            connected: self.connected(place),
        })
    }

    /// What else is there: several things that are one to whoever reads are told once.
    fn touches(&self, place: Place) -> Vec<FeatureLine> {
        let layers = self.explored();
        let nearby = self.explore.nearby.as_ref();
        let found = nearby.map(|nearby| nearby.touching(&layers, place, &Nature::TOLD));
        let mut told: Vec<FeatureLine> = Vec::new();
        for place in found.unwrap_or_default() {
            let Some(line) = self.feature_line(place) else { continue };
            let is_told = told.iter().any(|known| reads_alike(known, &line));
            if told.len() < MOST_TOUCHING && !is_told {
                told.push(line);
            }
        }
        told
    }

    /// How a patch hangs together with others, once there is a network.
    fn connected(&self, place: Place) -> Option<Connected> {
        let (habitat, run) = (self.habitat.as_ref()?, self.run.as_ref()?);
        // Layers of patches come first, so their places are those that patches know.
        let source = (place.layer, place.feature);
        let is_of = |patch: &geodata::Patch| {
            (patch.layer, patch.feature) == source
                || patch.parts.iter().any(|part| part.source == source)
        };
        let node = habitat.patches().iter().position(is_of)?;
        let graph = run.graphs.binary();
        let part = run.components.of_node()[node];
        let together = run.components.of_node().iter().filter(|of| **of == part).count();
        let ones = vec![1.0; graph.nodes()];
        let pieces = Fragments::of(graph, &run.components, &ones).without_node.swap_remove(node);
        let largest = pieces.iter().copied().fold(0.0, f64::max);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts")]
        let cut_off = (pieces.iter().sum::<f64>() - largest).round() as usize;
        Some(Connected {
            patch: u32::try_from(node).ok()?,
            linked: graph.degree(node),
            together,
            cut_off,
        })
    }
}

/// The outlines and lines of a shape; a point is a line of one.
pub(super) fn outline(shape: &Geometry) -> Vec<Vec<Degrees>> {
    let line = |line: &LineString| line.0.iter().map(|at| (at.x, at.y)).collect();
    let area = |area: &Polygon| {
        let rings = std::iter::once(area.exterior()).chain(area.interiors());
        rings.map(line).collect::<Vec<_>>()
    };
    match shape {
        Geometry::Point(at) => vec![vec![(at.x(), at.y())]],
        Geometry::MultiPoint(points) => points.iter().map(|at| vec![(at.x(), at.y())]).collect(),
        Geometry::LineString(only) => vec![line(only)],
        Geometry::MultiLineString(lines) => lines.iter().map(line).collect(),
        Geometry::Polygon(only) => area(only),
        Geometry::MultiPolygon(areas) => areas.iter().flat_map(area).collect(),
        Geometry::GeometryCollection(shapes) => shapes.iter().flat_map(outline).collect(),
        Geometry::Line(_) | Geometry::Rect(_) | Geometry::Triangle(_) => Vec::new(),
    }
}

fn area_m2(shape: &Geometry) -> Option<f64> {
    match shape {
        Geometry::Polygon(_) | Geometry::MultiPolygon(_) => Some(shape.unsigned_area()),
        _ => None,
    }
}

fn length_m(shape: &Geometry) -> Option<f64> {
    use geo::{Euclidean, Length};
    match shape {
        Geometry::LineString(line) => Some(Euclidean.length(line)),
        Geometry::MultiLineString(lines) => Some(Euclidean.length(lines)),
        _ => None,
    }
}

//! What a list tells of a feature.

use geo::Geometry;
use geodata::Layer;
use geodata::landscape::{LandClass, LandReader, NameReader};
use geodata::luoti::{SurveyLayer, recognise};
use geodata::model::{Feature, Value};
use geodata::nearby::Place;
use liito_worker::{FeatureLine, Kind};

use super::Data;

impl Data {
    /// The names and the kind of a feature, and where it lies.
    pub(super) fn feature_line(&self, place: Place) -> Option<FeatureLine> {
        let layers = self.explored();
        let layer = *layers.get(place.layer as usize)?;
        let feature = layer.features.get(place.feature as usize)?;
        let survey = recognise(layer, &layer.name);
        let survey_class =
            survey.and_then(SurveyLayer::class_column).and_then(|rule| {
                match feature.value(layer.column_in_any_case(rule.name)?) {
                    Value::Text(text) => Some(text.clone()),
                    _ => None,
                }
            });
        let kind = Kind {
            nature: self.explore.nearby.as_ref()?.nature(place),
            class: survey.is_none().then(|| class_of(layer, feature)).flatten(),
            survey: survey.map(|survey| survey.name.to_owned()),
            survey_class,
            layer: layer.name.clone(),
            role: layer.role,
        };
        let names = NameReader::new(layer).names(feature).into_iter();
        Some(FeatureLine {
            place,
            names: names.map(|(tag, name)| (tag.to_owned(), name)).collect(),
            kind,
            matched: None,
            distance_m: None,
            bearing_deg: None,
            year: self.explore.nearby.as_ref()?.year(place),
            bounds: self.bounds_of(place)?,
        })
    }

    /// What stands in a column of a feature; its identifier where none is named.
    pub(super) fn text_of(&self, place: Place, column: Option<usize>) -> Option<String> {
        let layers = self.explored();
        let layer = *layers.get(place.layer as usize)?;
        let feature = layer.features.get(place.feature as usize)?;
        Some(match column {
            Some(column) => feature.value(column).to_string(),
            None => layer.label_of(feature),
        })
    }
}

/// What land a feature is. A line in a quarter is a street there.
fn class_of(layer: &Layer, feature: &Feature) -> Option<LandClass> {
    let is_line =
        matches!(feature.geometry, Some(Geometry::LineString(_) | Geometry::MultiLineString(_)));
    match LandReader::new(layer).class(feature)? {
        LandClass::BuiltUp if is_line => Some(LandClass::Street),
        class => Some(class),
    }
}

/// Whether a list would say the same of two features.
pub(super) fn reads_alike(a: &FeatureLine, b: &FeatureLine) -> bool {
    a.names == b.names && a.kind == b.kind
}

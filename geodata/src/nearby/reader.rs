//! Which kind of nature each feature of a layer is.

use super::Nature;
use crate::landscape::LandReader;
use crate::luoti::recognise;
use crate::model::{Feature, Layer, LayerRole};

/// Tells of each feature of a layer what kind of nature it is.
pub(super) struct NatureReader<'a> {
    /// That of all its features.
    whole: Option<Nature>,
    /// Where features tell themselves.
    land: Option<LandReader<'a>>,
}

impl<'a> NatureReader<'a> {
    pub(super) fn new(layer: &'a Layer) -> Self {
        let survey = recognise(layer, &layer.name);
        let whole = match (layer.role, survey) {
            (LayerRole::Observation, _) => None,
            (LayerRole::Habitat, _) => Some(Nature::FlyingSquirrel),
            (_, Some(survey)) => Nature::of_survey(survey),
            (LayerRole::Plan, _) => Some(Nature::Planned),
            (LayerRole::SurveyedConnection, _) => Some(Nature::FlyingSquirrel),
            _ => None,
        };
        let tells = survey.is_none()
            && matches!(
                layer.role,
                LayerRole::TreeCover | LayerRole::LandCover | LayerRole::Background
            );
        Self { whole, land: tells.then(|| LandReader::new(layer)) }
    }

    pub(super) fn of(&self, feature: &Feature) -> Option<Nature> {
        self.whole.or_else(|| Nature::of_class(self.land.as_ref()?.class(feature)?))
    }
}

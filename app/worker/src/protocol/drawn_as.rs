//! How features that are no patches are told apart on the map.

use geodata::luoti::{Allowed, LAYERS, SurveyLayer, recognise};
use geodata::model::{Feature, Layer, LayerRole, Value};
use serde::{Deserialize, Serialize};

/// What a feature is drawn as: in tiles a number, in the legend a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DrawnAs {
    /// By what its layer is used as.
    Role(u8),
    /// By its survey layer, and by its class there where it has one.
    Survey {
        /// Place among Luoti's layers.
        layer: u8,
        /// Place among the values of the layer's column of classes.
        class: Option<u8>,
    },
    /// An area that is no patch: small, or drawn again by a later survey.
    LeftOut,
}

/// Codes of survey layers begin here, and lie so far apart.
const SURVEYS: u16 = 100;
const CLASSES_EACH: u16 = 20;
/// The code of areas that are left out.
const LEFT_OUT: u16 = 99;

impl DrawnAs {
    /// What a feature of a layer is drawn as.
    #[must_use]
    pub fn of(layer: &Layer, survey: Option<(u8, &SurveyLayer)>, feature: &Feature) -> Self {
        let Some((place, survey)) = survey else { return Self::of_role(layer.role) };
        let class = survey.class_column().and_then(|rule| {
            let Value::Text(text) = feature.value(layer.column(rule.name)?) else { return None };
            u8::try_from(rule.allowed?.values().iter().position(|value| value == text)?).ok()
        });
        Self::Survey { layer: place, class }
    }

    /// The survey layer that a layer is, with its place among them.
    #[must_use]
    pub fn survey_of(layer: &Layer) -> Option<(u8, &'static SurveyLayer)> {
        let known = recognise(layer, &layer.name)?;
        let place = LAYERS.iter().position(|layer| layer.name == known.name)?;
        Some((u8::try_from(place).ok()?, known))
    }

    /// What a layer that is used so is drawn as.
    #[must_use]
    pub fn of_role(role: LayerRole) -> Self {
        let place = LayerRole::ALL.iter().position(|known| *known == role).unwrap_or(0);
        Self::Role(u8::try_from(place).unwrap_or(0))
    }

    /// The role, where it is drawn by that.
    #[must_use]
    pub fn role(self) -> Option<LayerRole> {
        match self {
            Self::Role(place) => LayerRole::ALL.get(usize::from(place)).copied(),
            _ => None,
        }
    }

    /// The survey layer, where it is drawn by that, and the class in it.
    #[must_use]
    pub fn survey(self) -> Option<(&'static SurveyLayer, Option<&'static str>)> {
        let Self::Survey { layer, class } = self else { return None };
        let known = LAYERS.get(usize::from(layer))?;
        let values = known.class_column().and_then(|rule| rule.allowed).map(Allowed::values);
        let class = class.and_then(|class| values?.get(usize::from(class)).copied());
        Some((known, class))
    }

    /// Its number in tiles.
    ///
    /// ```
    /// use liito_worker::DrawnAs;
    /// use geodata::model::LayerRole;
    /// let codes = [
    ///     DrawnAs::of_role(LayerRole::Plan),
    ///     DrawnAs::Survey { layer: 4, class: Some(1) },
    ///     DrawnAs::Survey { layer: 4, class: None },
    ///     DrawnAs::LeftOut,
    /// ].map(DrawnAs::code);
    /// assert_eq!(codes, [6, 182, 180, 99]);
    /// ```
    #[must_use]
    pub fn code(self) -> u16 {
        match self {
            Self::Role(place) => u16::from(place),
            Self::LeftOut => LEFT_OUT,
            Self::Survey { layer, class } => {
                let class = class.map_or(0, |class| u16::from(class) + 1).min(CLASSES_EACH - 1);
                SURVEYS + u16::from(layer) * CLASSES_EACH + class
            }
        }
    }
}

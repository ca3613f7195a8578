//! Explore: what is looked for, what is near, what is chosen, what the map shows.

use std::sync::Arc;

use geodata::landscape::LandClass;
use geodata::luoti::Seen;
use geodata::model::LayerRole;
use geodata::nearby::Nature;
use geodata::scenario::SiteKind;
use liito_worker::{Degrees, DrawnAs, FeatureInfo, FeatureLine, Measured, NearInfo, SquareInfo};

/// What residents do.
#[derive(Debug, Clone)]
pub struct Explore {
    /// Where the map was pressed, and how near things count there, metres; until that is told.
    pub pressed: Option<(Degrees, f64)>,
    /// Where it was asked what is near.
    pub asked: Option<Degrees>,
    pub near: Option<Arc<NearInfo>>,
    pub found: Option<Arc<Search>>,
    pub chosen: Option<Arc<FeatureInfo>>,
    /// Where the address names something: of what is open there the best is chosen, until the
    /// reader chooses.
    pub awaited: Option<Degrees>,
    /// Observations, as everyone may see them.
    pub squares: Arc<Vec<SquareInfo>>,
    pub hidden: Hidden,
    /// How opaque that is, percent.
    pub opacity_percent: u8,
    /// What the map shows, as a list.
    pub listed: Option<Arc<Listed>>,
    pub hand: Hand,
    /// What the reader saw, kept on the device.
    pub seen: Arc<Vec<Seen>>,
}

/// What a press on the map does.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Hand {
    /// Tells what is there.
    #[default]
    Choose,
    /// Puts down the next position of a way that is measured.
    Measure(Way),
    /// Says where something was seen.
    Place(Degrees),
}

/// A way that is measured.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Way {
    pub points: Vec<Degrees>,
    /// Its figures, once they are there.
    pub measured: Option<Measured>,
}

/// What the map shows, as a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    pub lines: Vec<FeatureLine>,
    pub outlines: Vec<Vec<Degrees>>,
    pub total: usize,
}

impl Default for Explore {
    fn default() -> Self {
        Self {
            pressed: None,
            asked: None,
            near: None,
            found: None,
            chosen: None,
            awaited: None,
            squares: Arc::default(),
            hidden: Hidden::default(),
            opacity_percent: 100,
            listed: None,
            hand: Hand::default(),
            seen: Arc::default(),
        }
    }
}

impl Explore {
    /// The map was pressed, where things count that are so near, metres.
    pub fn press(&mut self, at: Degrees, tolerance_m: f64) {
        match &mut self.hand {
            Hand::Choose => self.pressed = Some((at, tolerance_m)),
            Hand::Measure(way) => way.points.push(at),
            Hand::Place(place) => *place = at,
        }
    }

    /// The positions of the way that is measured.
    pub fn way(&self) -> &[Degrees] {
        match &self.hand {
            Hand::Measure(way) => &way.points,
            _ => &[],
        }
    }

    /// Where what is chosen lies, or will.
    pub fn at(&self) -> Option<Degrees> {
        self.awaited.or(self.chosen.as_ref().map(|of| of.inside))
    }
}

/// What came of a search.
#[derive(Debug, Clone, PartialEq)]
pub struct Search {
    /// What was typed.
    pub text: String,
    pub lines: Vec<FeatureLine>,
    pub total: usize,
    /// The text was coordinates: of here.
    pub position: Option<Degrees>,
}

/// What the map shows or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Nature(Nature),
    /// Computed links.
    Links,
    /// Observations by square.
    Squares,
}

impl Shown {
    /// All there are, in the order of the list.
    pub const ALL: [Self; 9] = [
        Self::Nature(Nature::Park),
        Self::Nature(Nature::Wood),
        Self::Nature(Nature::Reserve),
        Self::Nature(Nature::FlyingSquirrel),
        Self::Nature(Nature::Water),
        Self::Nature(Nature::Valuable),
        Self::Nature(Nature::Planned),
        Self::Links,
        Self::Squares,
    ];

    fn bit(self) -> u16 {
        1 << Self::ALL.iter().position(|shown| *shown == self).unwrap_or(15)
    }
}

/// What is left out of the map, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hidden(u16);

impl Default for Hidden {
    /// Links are no map of nature: they show when asked for.
    fn default() -> Self {
        Self(Shown::Links.bit())
    }
}

impl Hidden {
    pub fn has(self, shown: Shown) -> bool {
        self.0 & shown.bit() != 0
    }

    pub fn toggled(self, shown: Shown) -> Self {
        Self(self.0 ^ shown.bit())
    }

    /// The classes of land that are left.
    pub fn land(self, all: &[LandClass]) -> Vec<LandClass> {
        let is_left = |class: &&LandClass| {
            Nature::of_class(**class).is_none_or(|nature| !self.has(Shown::Nature(nature)))
        };
        all.iter().filter(is_left).copied().collect()
    }

    /// What is left of surveys and plans: never where observations or breeding places are.
    pub fn looks(self, all: &[DrawnAs]) -> Vec<DrawnAs> {
        let is_left = |drawn: &&DrawnAs| {
            let nature = match (drawn.survey(), drawn.role()) {
                (Some((layer, _)), _) if layer.role == LayerRole::Observation => return false,
                (_, Some(LayerRole::Observation)) => return false,
                (Some((_, Some(class))), _) if SiteKind::of(class) == SiteKind::Breeding => {
                    return false;
                }
                (Some((layer, _)), _) => Nature::of_survey(layer),
                (_, Some(LayerRole::Plan)) => Some(Nature::Planned),
                (_, Some(LayerRole::SurveyedConnection)) => Some(Nature::FlyingSquirrel),
                _ => None,
            };
            nature.is_none_or(|nature| !self.has(Shown::Nature(nature)))
        };
        all.iter().filter(is_left).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn observations_are_never_drawn_and_the_rest_as_is_wished() {
        let hidden = Hidden::default();
        let all = LayerRole::ALL.map(DrawnAs::of_role);
        let left = hidden.looks(&all);
        assert!(!left.contains(&DrawnAs::of_role(LayerRole::Observation)));
        assert_eq!(left.len(), all.len() - 1);
        let droppings = geodata::luoti::LAYERS.iter().position(|l| l.name == "liito_orava_pisteet");
        let layer = u8::try_from(droppings.unwrap()).unwrap();
        assert!(hidden.looks(&[DrawnAs::Survey { layer, class: None }]).is_empty());
        let areas = geodata::luoti::LAYERS.iter().position(|l| l.name == "liito_orava_alueet");
        let layer = u8::try_from(areas.unwrap()).unwrap();
        let classes: Vec<DrawnAs> =
            (0..4).map(|class| DrawnAs::Survey { layer, class: Some(class) }).collect();
        // All but breeding or resting places.
        assert_eq!(hidden.looks(&classes), classes[..3]);

        let planned = Shown::Nature(Nature::Planned);
        let without = hidden.toggled(planned);
        assert!(!without.looks(&all).contains(&DrawnAs::of_role(LayerRole::Plan)));
        assert_eq!(without.toggled(planned), hidden);
        let land = [LandClass::Park, LandClass::Water, LandClass::Street];
        let without = hidden.toggled(Shown::Nature(Nature::Park));
        assert_eq!(without.land(&land), [LandClass::Water, LandClass::Street]);
        assert!(hidden.has(Shown::Links) && !hidden.has(Shown::Squares));
    }
}

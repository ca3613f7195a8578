//! Distances that are often asked for, each from somewhere.

use super::{Field, Form};

/// A distance with its probability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// What a female crosses within her territory, in town.
    FemaleTown,
    /// The same in forest.
    FemaleForest,
    /// What a male crosses within his, in town.
    MaleTown,
    /// The same in forest.
    MaleForest,
    /// A night's way from the nest.
    Night,
    /// The way of the young from where they were born.
    Dispersal,
}

/// How the form stands to the preset that was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PresetState {
    /// None was chosen.
    None,
    /// As it says.
    Kept(Preset),
    /// With another distance or another probability.
    Changed { preset: Preset, distance: bool, probability: bool },
}

impl Preset {
    pub const ALL: [Self; 6] = [
        Self::FemaleTown,
        Self::FemaleForest,
        Self::MaleTown,
        Self::MaleForest,
        Self::Night,
        Self::Dispersal,
    ];

    /// Name in the address.
    pub fn name(self) -> &'static str {
        match self {
            Self::FemaleTown => "female-town",
            Self::FemaleForest => "female-forest",
            Self::MaleTown => "male-town",
            Self::MaleForest => "male-forest",
            Self::Night => "night",
            Self::Dispersal => "dispersal",
        }
    }

    /// The territory that its distance is read from, hectares.
    pub fn territory_ha(self) -> Option<f64> {
        match self {
            Self::FemaleTown => Some(4.0),
            Self::FemaleForest => Some(8.3),
            Self::MaleTown => Some(28.0),
            Self::MaleForest => Some(59.9),
            Self::Night | Self::Dispersal => None,
        }
    }

    /// Distance in metres and probability, as they stand in the form. Of territories it is the
    /// width of a circle as large, which is rarely left.
    pub fn values(self) -> (&'static str, &'static str) {
        match self {
            Self::FemaleTown => ("226", "0.05"),
            Self::FemaleForest => ("325", "0.05"),
            Self::MaleTown => ("597", "0.05"),
            Self::MaleForest => ("873", "0.05"),
            // A mean: exp(-1) of an exponential kernel.
            Self::Night => ("292", "0.37"),
            Self::Dispersal => ("2000", "0.5"),
        }
    }

    /// Puts it into the form. The threshold follows the distance.
    pub fn put(self, form: &mut Form) {
        let (distance, probability) = self.values();
        form.set(Field::Preset, self.name());
        form.set(Field::Distance, distance);
        form.set(Field::Probability, probability);
        form.set(Field::Threshold, "");
    }

    /// How the form stands to what was chosen.
    pub fn state(form: &Form) -> PresetState {
        let name = form.text(Field::Preset);
        let Some(preset) = Self::ALL.into_iter().find(|preset| preset.name() == name) else {
            return PresetState::None;
        };
        let (distance, probability) = preset.values();
        let differs = |field, text: &str| form.text(field).replace(',', ".") != text;
        let distance = differs(Field::Distance, distance);
        let probability = differs(Field::Probability, probability);
        match distance || probability {
            true => PresetState::Changed { preset, distance, probability },
            false => PresetState::Kept(preset),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_from_a_preset_is_told() {
        let mut form = Form::default();
        assert_eq!(Preset::state(&form), PresetState::None);
        Preset::Night.put(&mut form);
        assert_eq!(Preset::state(&form), PresetState::Kept(Preset::Night));
        assert_eq!(
            form.parameters().map(|of| (of.distance_m, of.probability)),
            Some((292.0, 0.37))
        );
        form.set(Field::Probability, "0,37");
        assert_eq!(Preset::state(&form), PresetState::Kept(Preset::Night));
        form.set(Field::Distance, "400");
        let changed =
            PresetState::Changed { preset: Preset::Night, distance: true, probability: false };
        assert_eq!(Preset::state(&form), changed);
    }

    #[test]
    fn distances_are_as_wide_as_the_territories() {
        for preset in Preset::ALL {
            if let Some(hectares) = preset.territory_ha() {
                let width = 2.0 * (hectares * 10_000.0 / std::f64::consts::PI).sqrt();
                assert_eq!(preset.values().0, format!("{width:.0}"), "{preset:?}");
            }
        }
    }
}

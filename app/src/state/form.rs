//! The parameters as the reader types them.

use geodata::Parameters;
use geodata::connectivity::{GradeFactors, Grading, Measure};
use geodata::landscape::{Ground, Resistance, ResistanceError};
use geodata::links::{GapLimits, LinkKind, Topology};
use geodata::model::{Attribute, HabitatOptions, Overlaps};
use geodata::units::M2_PER_HA;

/// What stands in [`Field::By`] for cost.
pub const BY_COST: &str = "cost";

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    Distance,
    Probability,
    Threshold,
    MaxLink,
    Attribute,
    Landscape,
    Kind,
    Topology,
    Overlaps,
    LeastArea,
    GlideRatio,
    UnknownHeight,
    WeakGap,
    CriticalGap,
    WeakFactor,
    CriticalFactor,
    By,
    Resistance,
    /// The name of the preset that was chosen; nothing is computed by it.
    Preset,
}

/// What is wrong with what stands in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldError {
    NotANumber,
    OutOfRange,
    /// 1,500 is fifteen hundred to some and one and a half to others.
    Ambiguous,
}

impl Field {
    pub const ALL: [Self; 19] = [
        Self::Distance,
        Self::Probability,
        Self::Threshold,
        Self::MaxLink,
        Self::Attribute,
        Self::Landscape,
        Self::Kind,
        Self::Topology,
        Self::Overlaps,
        Self::LeastArea,
        Self::GlideRatio,
        Self::UnknownHeight,
        Self::WeakGap,
        Self::CriticalGap,
        Self::WeakFactor,
        Self::CriticalFactor,
        Self::By,
        Self::Resistance,
        Self::Preset,
    ];

    /// Name in the address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Distance => "distance",
            Self::Probability => "probability",
            Self::Threshold => "threshold",
            Self::MaxLink => "max-link",
            Self::Attribute => "attribute",
            Self::Landscape => "landscape-area",
            Self::Kind => "kind",
            Self::Topology => "topology",
            Self::Overlaps => "overlaps",
            Self::LeastArea => "min-area",
            Self::GlideRatio => "glide-ratio",
            Self::UnknownHeight => "unknown-height",
            Self::WeakGap => "weak-gap",
            Self::CriticalGap => "critical-gap",
            Self::WeakFactor => "weak-factor",
            Self::CriticalFactor => "critical-factor",
            Self::By => "by",
            Self::Resistance => "resistance",
            Self::Preset => "preset",
        }
    }

    /// Asked for links that know the land alone.
    fn is_of_grading(self) -> bool {
        (Self::GlideRatio as usize..=Self::By as usize).contains(&(self as usize))
    }

    /// What stands there unless somebody says otherwise.
    pub fn default_text(self) -> &'static str {
        match self {
            Self::Distance => "1000",
            Self::Probability | Self::WeakFactor => "0.5",
            Self::GlideRatio => "1",
            Self::UnknownHeight => "10",
            Self::WeakGap => "50",
            Self::CriticalGap => "100",
            Self::CriticalFactor => "0.2",
            _ => "",
        }
    }
}

/// What stands in each field. Empty where a parameter is left open.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    texts: [String; Field::ALL.len()],
}

impl Default for Form {
    fn default() -> Self {
        Self { texts: Field::ALL.map(|field| field.default_text().to_owned()) }
    }
}

impl Form {
    /// What stands in a field.
    pub fn text(&self, field: Field) -> &str {
        &self.texts[field as usize]
    }

    /// Puts a text in a field.
    pub fn set(&mut self, field: Field, text: &str) {
        text.trim().clone_into(&mut self.texts[field as usize]);
    }

    /// Puts a text in the field that the address calls so, if there is one.
    pub fn set_by_name(&mut self, name: &str, text: &str) {
        if let Some(field) = Field::ALL.into_iter().find(|field| field.name() == name) {
            self.set(field, text);
        }
    }

    /// Fields that are not at their default, by their names in the address.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &str)> {
        Field::ALL
            .into_iter()
            .filter(|field| self.text(*field) != field.default_text())
            .map(|field| (field.name(), self.text(field)))
    }

    /// A number, with comma or point; `None` where the field is empty.
    fn number(&self, field: Field) -> Result<Option<f64>, FieldError> {
        let text = self.text(field).replace([' ', '\u{a0}'], "");
        if has_thousands_comma(&text) {
            return Err(FieldError::Ambiguous);
        }
        let text = text.replace(',', ".");
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| FieldError::NotANumber)
    }

    /// What is wrong with a field, if anything.
    pub fn error(&self, field: Field) -> Option<FieldError> {
        // What nobody sees stops nothing.
        if field.is_of_grading() && !self.kind().is_over_land() {
            return None;
        }
        let fits: fn(f64) -> bool = match field {
            Field::Probability => |p| p > 0.0 && p < 1.0,
            Field::Threshold | Field::LeastArea => |m| m.is_finite() && m >= 0.0,
            Field::WeakFactor | Field::CriticalFactor => |share| (0.0..=1.0).contains(&share),
            Field::Attribute
            | Field::Kind
            | Field::Topology
            | Field::Overlaps
            | Field::By
            | Field::Preset => return None,
            Field::Resistance => {
                let is_wrong = self.kind() == LinkKind::LeastCost && self.table().is_err();
                return is_wrong.then_some(FieldError::OutOfRange);
            }
            Field::Distance
            | Field::MaxLink
            | Field::Landscape
            | Field::GlideRatio
            | Field::UnknownHeight
            | Field::WeakGap
            | Field::CriticalGap => |m| m.is_finite() && m > 0.0,
        };
        match self.number(field) {
            Err(error) => Some(error),
            Ok(Some(number)) if field == Field::CriticalGap => {
                // No narrower than what is better.
                let weak = self.number(Field::WeakGap).ok().flatten();
                let is_wide = fits(number) && weak.is_none_or(|weak| weak <= number);
                (!is_wide).then_some(FieldError::OutOfRange)
            }
            Ok(Some(number)) => (!fits(number)).then_some(FieldError::OutOfRange),
            Ok(None) => (!field.default_text().is_empty()).then_some(FieldError::NotANumber),
        }
    }

    /// What of a link the distance goes by: its length, unless the address or the reader says
    /// cost.
    pub fn measure(&self) -> Measure {
        match self.text(Field::By) {
            BY_COST => Measure::Cost,
            _ => Measure::Length,
        }
    }

    /// What a metre of ground costs: the defaults, but for what stands in
    /// [`Field::Resistance`]; as if nothing stood there while that is wrong.
    pub fn resistance(&self) -> Resistance {
        self.table().unwrap_or_default()
    }

    /// The field holds classes and values as the address can: `water:50,motorway:barrier`.
    fn table(&self) -> Result<Resistance, ResistanceError> {
        Resistance::default().with_table(&self.resistance_table())
    }

    /// The same as lines of class and value.
    pub fn resistance_table(&self) -> String {
        self.text(Field::Resistance).replace(',', "\n").replace(':', ",")
    }

    /// Gives a class of ground another resistance, as the reader typed it: nothing for what
    /// is not crossed. Says whether it could be understood.
    pub fn set_resistance(&mut self, ground: Ground, text: &str) -> bool {
        let text = text.trim().replace(',', ".");
        let value = if text.is_empty() { Ok(None) } else { text.parse().map(Some) };
        let mut table = self.resistance();
        let is_set = value.is_ok_and(|value| table.set(ground, value));
        if is_set {
            let usual = Resistance::default();
            let differs = |ground: &Ground| table.of(*ground) != usual.of(*ground);
            let pair = |ground: Ground| {
                let value =
                    table.of(ground).map_or_else(|| "barrier".to_owned(), |v| v.to_string());
                format!("{}:{value}", ground.name())
            };
            let pairs: Vec<String> = Ground::ALL.into_iter().filter(differs).map(pair).collect();
            self.set(Field::Resistance, &pairs.join(","));
        }
        is_set
    }

    /// What is assumed of links that know the land.
    fn grading(&self) -> Option<Grading> {
        if !self.kind().is_over_land() {
            return Some(Grading::default());
        }
        let number = |field| self.number(field).ok().flatten();
        let limits = GapLimits {
            glide_ratio: number(Field::GlideRatio)?,
            unknown_height_m: number(Field::UnknownHeight)?,
            weak_m: number(Field::WeakGap)?,
            critical_m: number(Field::CriticalGap)?,
        };
        let factors = GradeFactors {
            weak: number(Field::WeakFactor)?,
            critical: number(Field::CriticalFactor)?,
            ..GradeFactors::default()
        };
        // Of a glide the length is the cost.
        let measure = match self.kind() {
            LinkKind::LeastCost => self.measure(),
            LinkKind::Euclidean | LinkKind::Glide => Measure::Length,
        };
        Some(Grading { limits, factors, measure })
    }

    /// How patches are linked: straight, unless the address or the reader says otherwise.
    pub fn kind(&self) -> LinkKind {
        LinkKind::from_name(self.text(Field::Kind)).unwrap_or_default()
    }

    /// Which pairs are linked: all, unless the address or the reader says planar.
    pub fn topology(&self) -> Topology {
        if self.text(Field::Topology) == Topology::Planar.name() {
            Topology::Planar
        } else {
            Topology::Complete
        }
    }

    /// What becomes of areas that lie over each other: as usual, unless the address or
    /// the reader says otherwise.
    pub fn overlaps(&self) -> Overlaps {
        let name = self.text(Field::Overlaps);
        Overlaps::ALL.into_iter().find(|own| own.name() == name).unwrap_or_default()
    }

    /// How patches are made of the layers; as if it were empty while a field is wrong.
    pub fn making(&self) -> HabitatOptions {
        let least_area_ha = match self.error(Field::LeastArea) {
            None => self.number(Field::LeastArea).ok().flatten().unwrap_or(0.0),
            Some(_) => 0.0,
        };
        HabitatOptions {
            working_crs: None,
            overlaps: self.overlaps(),
            least_area_m2: least_area_ha * M2_PER_HA,
        }
    }

    /// The parameters, or `None` while a field is wrong.
    pub fn parameters(&self) -> Option<Parameters> {
        if Field::ALL.into_iter().any(|field| self.error(field).is_some()) {
            return None;
        }
        let number = |field| self.number(field).ok().flatten();
        Some(Parameters {
            distance_m: number(Field::Distance)?,
            probability: number(Field::Probability)?,
            threshold_m: number(Field::Threshold),
            kind: self.kind(),
            // Over the land the links between neighbours are found, and with them all parts.
            topology: match self.kind().is_over_land() {
                true => Topology::Planar,
                false => self.topology(),
            },
            max_link_m: number(Field::MaxLink),
            grading: self.grading()?,
            attribute: match self.text(Field::Attribute) {
                "" => Attribute::Area,
                column => Attribute::Column(column.to_owned()),
            },
            landscape_area_ha: number(Field::Landscape),
        })
    }
}

/// True for a whole number whose digits are set apart by commas in threes.
fn has_thousands_comma(text: &str) -> bool {
    let mut groups = text.split(',');
    let first = groups.next().unwrap_or_default();
    let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let mut rest = groups.peekable();
    rest.peek().is_some()
        && (1..=3).contains(&first.len())
        && is_digits(first)
        && !first.starts_with('0')
        && rest.all(|group| group.len() == 3 && is_digits(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_form_is_the_default_run() {
        assert_eq!(Form::default().parameters(), Some(Parameters::default()));
    }

    #[test]
    fn how_patches_are_made_is_read_from_the_form() {
        let mut form = Form::default();
        assert_eq!(form.making(), HabitatOptions::default());
        form.set(Field::LeastArea, "0,5");
        form.set(Field::Overlaps, "dissolved");
        let making = form.making();
        assert_eq!((making.least_area_m2, making.overlaps), (5_000.0, Overlaps::Dissolved));
        form.set(Field::LeastArea, "-1");
        assert_eq!(form.error(Field::LeastArea), Some(FieldError::OutOfRange));
        assert_eq!(form.making().least_area_m2, 0.0);
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let mut form = Form::default();
        form.set(Field::Distance, "1 200,5");
        form.set(Field::Landscape, "31200");
        let parameters = form.parameters().unwrap();
        assert_eq!(parameters.distance_m, 1200.5);
        assert_eq!(parameters.landscape_area_ha, Some(31200.0));
    }

    #[test]
    fn assumptions_are_read_from_the_form() {
        let mut form = Form::default();
        form.set(Field::Kind, "least-cost");
        form.set(Field::WeakGap, "40");
        form.set(Field::WeakFactor, "0,6");
        form.set(Field::By, BY_COST);
        let grading = form.parameters().unwrap().grading;
        assert_eq!((grading.limits.weak_m, grading.factors.weak), (40.0, 0.6));
        assert_eq!(grading.measure, Measure::Cost);
        // A glide costs its length.
        form.set(Field::Kind, "glide");
        assert_eq!(form.parameters().unwrap().grading.measure, Measure::Length);
        form.set(Field::WeakGap, "120");
        assert_eq!(form.error(Field::CriticalGap), Some(FieldError::OutOfRange));
        assert_eq!(form.parameters(), None);
    }

    #[test]
    fn resistances_stand_in_the_form_where_they_differ() {
        let mut form = Form::default();
        form.set(Field::Kind, "least-cost");
        assert!(form.set_resistance(Ground::Water, "50,5"));
        assert!(form.set_resistance(Ground::Motorway, ""));
        assert_eq!(form.text(Field::Resistance), "water:50.5,motorway:barrier");
        assert_eq!(form.resistance().of(Ground::Water), Some(50.5));
        assert_eq!(form.resistance().of(Ground::Motorway), None);
        // What cannot be leaves the rest as it is, and the default is not told.
        assert!(
            !form.set_resistance(Ground::Water, "-1") && !form.set_resistance(Ground::Water, "x")
        );
        assert!(form.set_resistance(Ground::Water, "30"));
        assert_eq!(form.text(Field::Resistance), "motorway:barrier");
        form.set(Field::Resistance, "sea:1");
        assert_eq!(form.error(Field::Resistance), Some(FieldError::OutOfRange));
        assert_eq!((form.resistance(), form.parameters()), (Resistance::default(), None));
        form.set(Field::Kind, "glide");
        assert_eq!(form.error(Field::Resistance), None);
    }

    #[test]
    fn a_comma_that_may_mean_two_things_is_asked_about() {
        let mut form = Form::default();
        for (text, error) in [
            ("1,500", Some(FieldError::Ambiguous)),
            ("12,500,000", Some(FieldError::Ambiguous)),
            ("1,5", None),
            ("0,500", None),
            ("1500,125", None),
        ] {
            form.set(Field::Distance, text);
            assert_eq!(form.error(Field::Distance), error, "{text}");
        }
    }

    #[test]
    fn wrong_fields_are_told_and_stop_the_run() {
        let mut form = Form::default();
        form.set(Field::Probability, "1.5");
        form.set(Field::Threshold, "near");
        form.set(Field::MaxLink, "");
        assert_eq!(form.error(Field::Probability), Some(FieldError::OutOfRange));
        assert_eq!(form.error(Field::Threshold), Some(FieldError::NotANumber));
        assert_eq!(form.error(Field::MaxLink), None);
        assert_eq!(form.parameters(), None);
        form.set(Field::Distance, "");
        assert_eq!(form.error(Field::Distance), Some(FieldError::NotANumber));
        form.set(Field::Distance, "inf");
        assert_eq!(form.error(Field::Distance), Some(FieldError::OutOfRange));
    }
}

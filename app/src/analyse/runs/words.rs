//! What parameters and their values are called.

use geodata::links::LinkKind;
use liito_locales::{Language, messages as m};

use crate::state::{BY_COST, Field};

/// The name of a field.
pub fn field(l: Language, field: Field) -> &'static str {
    use m::{grading as g, parameters as p};
    match field {
        Field::Distance => p::distance(l),
        Field::Probability => p::probability(l),
        Field::Threshold => p::threshold(l),
        Field::MaxLink => p::max_link(l),
        Field::Attribute => p::attribute(l),
        Field::Landscape => p::landscape(l),
        Field::Kind => m::way::kind(l),
        Field::Topology => p::topology(l),
        Field::Overlaps => p::overlaps(l),
        Field::LeastArea => p::least_area(l),
        Field::GlideRatio => g::glide_ratio(l),
        Field::UnknownHeight => g::unknown_height(l),
        Field::WeakGap => g::weak_gap(l),
        Field::CriticalGap => g::critical_gap(l),
        Field::WeakFactor => g::weak_factor(l),
        Field::CriticalFactor => g::critical_factor(l),
        Field::By => g::by(l),
        Field::Resistance => m::resistance::title(l),
        Field::Preset => m::preset::choose(l),
    }
}

/// What stands in a field, as the form says it.
pub fn value(l: Language, field: Field, text: &str) -> String {
    let metres = |number: &str| format!("{number}\u{a0}m");
    match (field, text) {
        (Field::Kind, _) => match LinkKind::ALL.into_iter().find(|kind| kind.name() == text) {
            Some(LinkKind::LeastCost) => m::way::least_cost(l),
            Some(LinkKind::Glide) => m::way::glide(l),
            _ => m::way::euclidean(l),
        }
        .to_owned(),
        (Field::Topology, "planar") => m::parameters::planar(l).to_owned(),
        (Field::Topology, _) => m::parameters::complete(l).to_owned(),
        (Field::Overlaps, "dissolved") => m::parameters::overlaps_dissolved(l).to_owned(),
        (Field::Overlaps, "kept") => m::parameters::overlaps_kept(l).to_owned(),
        (Field::Overlaps, _) => m::parameters::overlaps_surveys(l).to_owned(),
        (Field::By, BY_COST) => m::grading::by_cost(l).to_owned(),
        (Field::By, _) => m::grading::by_length(l).to_owned(),
        (Field::Attribute, "") => m::parameters::attribute_area(l).to_owned(),
        (Field::Threshold, "") => m::parameters::same_as_distance(l).to_owned(),
        (Field::MaxLink, "") => m::parameters::all_pairs(l).to_owned(),
        (Field::LeastArea, "") => m::parameters::no_least_area(l).to_owned(),
        (_, "") => m::parameters::not_given(l).to_owned(),
        (Field::Distance | Field::Threshold | Field::MaxLink, number)
        | (Field::UnknownHeight | Field::WeakGap | Field::CriticalGap, number) => metres(number),
        (Field::Landscape | Field::LeastArea, number) => format!("{number}\u{a0}ha"),
        (_, other) => other.to_owned(),
    }
}

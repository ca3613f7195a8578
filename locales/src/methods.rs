//! What was asked of a run, as a paragraph for a paper or a report.

use geodata::Parameters;
use geodata::connectivity::Measure;
use geodata::links::{LinkKind, MOST_GLIDE_M, Topology};
use geodata::model::{Attribute, Overlaps};

use crate::Language;
use crate::messages::methods as w;

/// A run whose methods are told.
#[derive(Debug, Clone, Copy)]
pub struct Methods<'a> {
    /// What was asked.
    pub parameters: &'a Parameters,
    /// What became of areas that lie over each other.
    pub overlaps: Overlaps,
    /// Smaller patches were left out, hectares.
    pub least_area_ha: f64,
    /// The system that was worked in.
    pub working_crs: &'a str,
    /// Patches.
    pub patches: usize,
    /// Their area, hectares; `None` where nobody says.
    pub area_ha: Option<f64>,
    /// The sum of their attributes.
    pub attributes: f64,
    /// What least-cost links went over.
    pub costs: Costs<'a>,
}

/// What least-cost links went over.
#[derive(Debug, Clone, Copy, Default)]
pub struct Costs<'a> {
    /// The name of a grid that was opened; else one was made of the layers.
    pub raster: Option<&'a str>,
    /// Width of its cells then, metres.
    pub cell_m: f64,
    /// Resistances that differ from the defaults, `class,resistance` a line.
    pub resistance: &'a str,
    /// By a search from each patch.
    pub is_exact: bool,
    /// Dearer links were left out.
    pub most_cost: Option<f64>,
}

/// The paragraph.
#[must_use]
pub fn methods(l: Language, of: &Methods<'_>) -> String {
    let Methods { parameters, overlaps, least_area_ha, working_crs, patches, .. } = *of;
    let area = of.area_ha.map_or_else(|| l.number(of.attributes, 2), |area| l.hectares(area));
    let mut sentences = vec![
        w::program(l, geodata::VERSION),
        w::patches(l, working_crs, &area, &l.whole(patches)),
        match overlaps {
            Overlaps::Surveys => w::surveys(l),
            Overlaps::Dissolved => w::dissolved(l),
            Overlaps::Kept => w::kept(l),
        }
        .to_owned(),
    ];
    if least_area_ha > 0.0 {
        sentences.push(w::least_area(l, &typed(l, least_area_ha)));
    }
    if let Attribute::Column(column) = &parameters.attribute {
        sentences.push(w::attribute(l, column, &l.number(of.attributes, 2)));
    }
    sentences.extend(link_words(l, of));
    if parameters.kind.is_over_land() {
        sentences.push(grade_words(l, parameters));
    }
    let (distance, probability) =
        (typed(l, parameters.distance_m), typed(l, parameters.probability));
    let is_cost =
        parameters.kind == LinkKind::LeastCost && parameters.grading.measure == Measure::Cost;
    sentences.push(match is_cost {
        true => w::kernel_of_cost(l, &distance, &probability),
        false => w::kernel(l, &distance, &probability),
    });
    sentences.push(w::indices(l, &typed(l, parameters.threshold_m())));
    sentences.extend(parameters.landscape_area_ha.map(|area| w::landscape(l, &typed(l, area))));
    sentences.push(crate::messages::app::statement(l).to_owned());
    sentences.join(" ")
}

/// A number with every digit that was typed.
fn typed(l: Language, number: f64) -> String {
    let decimals = number.to_string().split_once('.').map_or(0, |(_, digits)| digits.len());
    l.number(number, decimals)
}

fn link_words(l: Language, of: &Methods<'_>) -> Vec<String> {
    let Methods { parameters, costs, .. } = of;
    let which = match parameters.topology {
        Topology::Complete => w::between_all(l),
        Topology::Planar => w::between_neighbours(l),
    };
    let longest = |most: f64| w::max_link(l, &typed(l, most));
    match parameters.kind {
        LinkKind::Euclidean => {
            let words = match parameters.topology {
                Topology::Complete => w::euclidean_complete(l),
                Topology::Planar => w::euclidean_planar(l),
            };
            let most = parameters.max_link_m.map(longest);
            std::iter::once(words.to_owned()).chain(most).collect()
        }
        LinkKind::Glide => {
            let most = parameters.max_link_m.unwrap_or(MOST_GLIDE_M);
            vec![w::glide(l, which), longest(most)]
        }
        LinkKind::LeastCost => {
            let grid = match costs.raster {
                Some(name) => w::grid_of_file(l, name),
                None => w::grid_of_land(l, &typed(l, costs.cell_m)),
            };
            let table: Vec<&str> =
                costs.resistance.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            let mut words = vec![w::least_cost(l, &grid, which)];
            if !table.is_empty() {
                words.push(w::resistance(l, &table.join("; ")));
            }
            if costs.is_exact {
                words.push(w::exact(l).to_owned());
            }
            words.extend(costs.most_cost.map(|cost| w::most_cost(l, &typed(l, cost))));
            words.extend(parameters.max_link_m.map(longest));
            words
        }
    }
}

fn grade_words(l: Language, parameters: &Parameters) -> String {
    let (limits, factors) = (parameters.grading.limits, parameters.grading.factors);
    w::grades(
        l,
        &typed(l, limits.critical_m),
        &typed(l, factors.critical),
        &typed(l, limits.unknown_height_m),
        &typed(l, limits.glide_ratio),
        &typed(l, limits.weak_m),
        &typed(l, factors.weak),
    )
}

#[cfg(test)]
#[cfg(not(feature = "fetched"))]
mod tests {
    use super::*;

    fn of(parameters: &Parameters) -> Methods<'_> {
        Methods {
            parameters,
            overlaps: Overlaps::Dissolved,
            least_area_ha: 0.5,
            working_crs: "EPSG:3879",
            patches: 413,
            area_ha: Some(1_500.25),
            attributes: 77.0,
            costs: Costs { cell_m: 2.5, resistance: "water,50\n", ..Costs::default() },
        }
    }

    fn holds(told: &str, words: &[&str]) {
        for words in words {
            assert!(told.contains(words), "{words} in {told}");
        }
    }

    #[test]
    fn everything_that_was_asked_is_told_as_it_was_typed() {
        let parameters = Parameters {
            distance_m: 12_345.5,
            probability: 0.0004,
            threshold_m: Some(1_234.0),
            kind: LinkKind::Glide,
            topology: Topology::Planar,
            attribute: Attribute::Column("laatu_pa".into()),
            landscape_area_ha: Some(5_000.0),
            ..Parameters::default()
        };
        let told = methods(Language::English, &of(&parameters));
        holds(
            &told,
            &[
                "413 habitat patches of 1,500",
                "EPSG:3879",
                "p = 0.0004 at 12,345.5 m",
                "up to 1,234 m",
                "column laatu_pa, 77.00 in all",
                "5,000 ha",
                "smaller than 0.5 ha",
                "gliding mammal",
                "between neighbouring patches",
                "longer than 2,000 m",
                "weak to 50 m",
                "were joined",
            ],
        );
        for l in [Language::Finnish, Language::Swedish] {
            assert!(methods(l, &of(&parameters)).contains("10.1016/j.ecolind.2010.06.011"));
        }
    }

    #[test]
    fn costs_are_told_with_what_they_come_from() {
        let mut parameters = Parameters {
            kind: LinkKind::LeastCost,
            distance_m: 8_000.0,
            topology: Topology::Complete,
            ..Parameters::default()
        };
        parameters.grading.measure = Measure::Cost;
        let mut asked = of(&parameters);
        asked.costs.is_exact = true;
        asked.costs.most_cost = Some(4_000.0);
        holds(
            &methods(Language::English, &asked),
            &[
                "at a cost of 8,000, d the cost",
                "between all pairs of patches",
                "cells of 2.5 m",
                "water,50",
                "Costs are exact",
                "cost more than 4,000",
            ],
        );
        asked.costs.raster = Some("costs.tif");
        holds(&methods(Language::English, &asked), &["over the grid of resistance costs.tif"]);
    }
}

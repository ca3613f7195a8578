//! What the columns of results mean.

use crate::Language;
use crate::messages::fields as w;

/// Columns of results, each with its layer. Patches have those of their file besides.
const COLUMNS: [(&str, &[&str]); 7] = [
    (
        "liito_patches",
        &[
            "liito_number",
            "liito_patch",
            "liito_joined",
            "liito_occupied",
            "liito_near_edge",
            "liito_area_ha",
            "liito_attribute",
            "liito_component",
            "liito_links",
            "liito_d_pc",
            "liito_d_pc_intra",
            "liito_d_pc_flux",
            "liito_d_pc_connector",
            "liito_d_iic",
            "liito_d_iic_intra",
            "liito_d_iic_flux",
            "liito_d_iic_connector",
            "liito_d_lcp",
            "liito_bc",
            "liito_bc_iic",
            "liito_bc_pc",
            "liito_flux_ha",
        ],
    ),
    (
        "lasketut_yhteydet",
        &[
            "number_a",
            "number_b",
            "patch_a",
            "patch_b",
            "length_m",
            "probability",
            "within_threshold",
            "d_pc_removal",
            "d_iic_removal",
            "grade",
            "gaps",
            "widest_gap_m",
            "cost",
        ],
    ),
    ("liito_components", &["liito_component", "liito_patches", "liito_area_ha", "liito_attribute"]),
    (
        "liito_gaps",
        &[
            "number_a",
            "number_b",
            "patch_a",
            "patch_b",
            "at_m",
            "width_m",
            "grade",
            "trees_from_m",
            "trees_to_m",
            "in_it",
        ],
    ),
    (
        "liito_crossings",
        &["rank", "width_m", "grade", "in_it", "gain_ha", "gain_percent", "links", "better_links"],
    ),
    ("liito_corridors", &["patch_a", "patch_b", "cost", "most_cost"]),
    (
        "liito_pairs",
        &["number_a", "number_b", "patch_a", "patch_b", "path_m", "path_probability", "hops"],
    ),
];

/// The meaning of a column of a layer of results; `None` of one that came with a file.
///
/// ```
/// # #[cfg(not(feature = "fetched"))] {
/// use liito_locales::{Language, field};
/// assert_eq!(field(Language::English, "lasketut_yhteydet", "length_m"), Some("Length, m"));
/// assert_eq!(field(Language::English, "liito_patches", "length_m"), None);
/// # }
/// ```
#[must_use]
pub fn field(l: Language, layer: &str, column: &str) -> Option<&'static str> {
    let (_, own) = COLUMNS.iter().find(|(name, _)| *name == layer)?;
    if !own.contains(&column) {
        return None;
    }
    Some(match (layer, column) {
        ("liito_components", "liito_component") => w::part_number(l),
        ("liito_components", "liito_area_ha") => w::part_area_ha(l),
        ("liito_components", "liito_attribute") => w::part_attribute(l),
        ("liito_gaps", "grade") => w::gap_grade(l),
        ("liito_crossings", "grade") => w::crossing_grade(l),
        (_, column) => return of_column(l, column),
    })
}

/// The meaning of a column that is the same wherever it stands.
fn of_column(l: Language, column: &str) -> Option<&'static str> {
    Some(match column {
        "liito_number" => w::number(l),
        "liito_patch" => w::patch(l),
        "liito_joined" => w::joined(l),
        "liito_occupied" => w::occupied(l),
        "liito_near_edge" => w::near_edge(l),
        "liito_area_ha" => w::area_ha(l),
        "liito_attribute" => w::attribute(l),
        "liito_component" => w::component(l),
        "liito_links" => w::links(l),
        "liito_patches" => w::patches(l),
        "liito_d_pc" => w::d_pc(l),
        "liito_d_iic" => w::d_iic(l),
        "liito_d_pc_intra" | "liito_d_iic_intra" => w::intra(l),
        "liito_d_pc_flux" | "liito_d_iic_flux" => w::flux(l),
        "liito_d_pc_connector" | "liito_d_iic_connector" => w::connector(l),
        "liito_d_lcp" => w::d_lcp(l),
        "liito_bc" => w::bc(l),
        "liito_bc_iic" => w::bc_iic(l),
        "liito_bc_pc" => w::bc_pc(l),
        "liito_flux_ha" => w::flux_ha(l),
        "number_a" => w::number_a(l),
        "number_b" => w::number_b(l),
        "patch_a" => w::patch_a(l),
        "patch_b" => w::patch_b(l),
        "length_m" => w::length_m(l),
        "probability" => w::probability(l),
        "within_threshold" => w::within_threshold(l),
        "d_pc_removal" => w::d_pc_removal(l),
        "d_iic_removal" => w::d_iic_removal(l),
        "grade" => w::grade(l),
        "gaps" => w::gaps(l),
        "widest_gap_m" => w::widest_gap_m(l),
        "cost" => w::cost(l),
        "most_cost" => w::most_cost(l),
        "at_m" => w::at_m(l),
        "width_m" => w::width_m(l),
        "trees_from_m" => w::trees_from_m(l),
        "trees_to_m" => w::trees_to_m(l),
        "in_it" => w::in_it(l),
        "rank" => w::rank(l),
        "gain_ha" => w::gain_ha(l),
        "gain_percent" => w::gain_percent(l),
        "links" => w::links_there(l),
        "better_links" => w::better_links(l),
        "path_m" => w::path_m(l),
        "path_probability" => w::path_probability(l),
        "hops" => w::hops(l),
        _ => return None,
    })
}

/// All columns of results: layer, column, and what it means.
#[must_use]
pub fn fields(l: Language) -> Vec<(String, String, String)> {
    let of = |(layer, columns): &(&'static str, &'static [&'static str])| {
        let layer = *layer;
        columns.iter().filter_map(move |column| {
            let words = field(l, layer, column)?;
            Some((layer.to_owned(), (*column).to_owned(), words.to_owned()))
        })
    };
    COLUMNS.iter().flat_map(of).collect()
}

#[cfg(all(test, not(feature = "fetched")))]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_results_is_told() {
        let columns: usize = COLUMNS.iter().map(|(_, columns)| columns.len()).sum();
        let all = fields(Language::Swedish);
        assert_eq!(all.len(), columns);
        assert!(all.iter().all(|(_, _, words)| !words.is_empty()));
    }

    #[test]
    fn a_column_of_a_file_is_not_taken_for_ours() {
        let of = |layer, column| field(Language::English, layer, column);
        assert_eq!(of("liito_patches", "grade"), None);
        assert_ne!(of("liito_gaps", "grade"), of("lasketut_yhteydet", "grade"));
    }
}

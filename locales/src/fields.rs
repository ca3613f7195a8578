//! What the columns of results mean.

use crate::Language;
use crate::messages::fields as w;

/// Columns of results.
const COLUMNS: [&str; 48] = [
    "liito_number",
    "liito_patch",
    "liito_joined",
    "liito_occupied",
    "liito_near_edge",
    "liito_area_ha",
    "liito_attribute",
    "liito_component",
    "liito_links",
    "liito_patches",
    "liito_d_pc",
    "liito_d_iic",
    "liito_d_pc_intra",
    "liito_d_iic_intra",
    "liito_d_pc_flux",
    "liito_d_iic_flux",
    "liito_d_pc_connector",
    "liito_d_iic_connector",
    "liito_d_lcp",
    "liito_bc",
    "liito_bc_iic",
    "liito_bc_pc",
    "liito_flux_ha",
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
    "widest_gap_m",
    "cost",
    "at_m",
    "width_m",
    "trees_from_m",
    "trees_to_m",
    "in_it",
    "rank",
    "gain_ha",
    "gain_percent",
    "links",
    "better_links",
    "path_m",
    "path_probability",
    "hops",
];

/// The meaning of a column of results; `None` of one that came with a file.
///
/// ```
/// # #[cfg(not(feature = "fetched"))] {
/// use liito_locales::{Language, field};
/// assert_eq!(field(Language::English, "length_m"), Some("Length, m"));
/// assert_eq!(field(Language::English, "aluetyyppi"), None);
/// # }
/// ```
#[must_use]
pub fn field(l: Language, column: &str) -> Option<&'static str> {
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
        "widest_gap_m" => w::widest_gap_m(l),
        "cost" => w::cost(l),
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

/// All columns of results, with what they mean.
pub fn all_fields(l: Language) -> Vec<(String, String)> {
    fields(l, COLUMNS.into_iter())
}

/// The columns among these that are ours, each once, with what they mean.
pub fn fields<'a>(l: Language, columns: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for column in columns {
        if let Some(words) = field(l, column)
            && !all.iter().any(|(name, _)| name == column)
        {
            all.push((column.to_owned(), words.to_owned()));
        }
    }
    all
}

#[cfg(all(test, not(feature = "fetched")))]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_results_is_told() {
        let all = all_fields(Language::Swedish);
        assert_eq!(all.len(), COLUMNS.len());
        assert!(all.iter().all(|(_, words)| !words.is_empty()));
    }
}

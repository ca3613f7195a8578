//! Indices of importance in words: name, meaning, values.

use geodata::links::LinkKind;
use liito_locales::{Language, messages as m};
use liito_worker::{LinkIndex, PatchIndex, Scale};

use crate::map::ScaleWords;

/// Name of what patches are coloured and ranked by.
pub fn patch_index(l: Language, index: PatchIndex) -> &'static str {
    use m::index as w;
    match index {
        PatchIndex::Part => w::part(l),
        PatchIndex::DPc => w::d_pc(l),
        PatchIndex::DPcIntra => w::d_pc_intra(l),
        PatchIndex::DPcFlux => w::d_pc_flux(l),
        PatchIndex::DPcConnector => w::d_pc_connector(l),
        PatchIndex::DIic => w::d_iic(l),
        PatchIndex::DIicIntra => w::d_iic_intra(l),
        PatchIndex::DIicFlux => w::d_iic_flux(l),
        PatchIndex::DIicConnector => w::d_iic_connector(l),
        PatchIndex::BcPc => w::bc_pc(l),
        PatchIndex::BcIic => w::bc_iic(l),
        PatchIndex::Bc => w::bc(l),
        PatchIndex::DLcp => w::d_lcp(l),
        PatchIndex::Flux => w::flux(l),
        PatchIndex::Degree => w::degree(l),
    }
}

/// What it means.
pub fn patch_hint(l: Language, index: PatchIndex) -> &'static str {
    use m::index as w;
    match index {
        PatchIndex::Part => m::legend::patches_hint(l),
        PatchIndex::DPc | PatchIndex::DIic => w::total_hint(l),
        PatchIndex::DPcIntra | PatchIndex::DIicIntra => w::intra_hint(l),
        PatchIndex::DPcFlux | PatchIndex::DIicFlux => w::flux_part_hint(l),
        PatchIndex::DPcConnector | PatchIndex::DIicConnector => w::connector_hint(l),
        PatchIndex::BcPc | PatchIndex::BcIic | PatchIndex::Bc => w::bc_hint(l),
        PatchIndex::DLcp => w::d_lcp_hint(l),
        PatchIndex::Flux => w::flux_hint(l),
        PatchIndex::Degree => w::degree_hint(l),
    }
}

/// A value of it.
pub fn patch_value(l: Language, index: PatchIndex, value: f64) -> String {
    match index {
        PatchIndex::Part => String::new(),
        PatchIndex::Bc => percent(l, 100.0 * value),
        PatchIndex::Flux => l.hectares(value),
        PatchIndex::Degree => l.number(value, 0),
        _ => percent(l, value),
    }
}

/// Name of what links are drawn and ranked by.
pub fn link_index(l: Language, index: LinkIndex, kind: LinkKind) -> &'static str {
    match index {
        LinkIndex::Length if kind.is_over_land() => m::way::grade(l),
        LinkIndex::Length => m::index::length(l),
        LinkIndex::DPc => m::index::link_d_pc(l),
        LinkIndex::DIic => m::index::link_d_iic(l),
        LinkIndex::Improvement => m::index::improvement(l),
    }
}

/// What it means.
pub fn link_hint(l: Language, index: LinkIndex, kind: LinkKind) -> &'static str {
    match index {
        LinkIndex::Length if kind.is_over_land() => m::index::grade_hint(l),
        LinkIndex::Length => m::index::length_hint(l),
        LinkIndex::DPc | LinkIndex::DIic => m::index::link_hint(l),
        LinkIndex::Improvement => m::index::improvement_hint(l),
    }
}

/// Per cent, with as many decimals as tell something.
pub fn percent(l: Language, value: f64) -> String {
    let decimals = match value.abs() {
        v if v >= 10.0 => 1,
        v if v >= 0.1 || v == 0.0 => 2,
        v if v >= 0.01 => 3,
        v if v >= 0.001 => 4,
        _ => return format!("<\u{a0}{}\u{a0}%", l.number(0.001, 3)),
    };
    format!("{}\u{a0}%", l.number(value, decimals))
}

/// A scale in words.
pub fn scale_words(scale: &Scale, name: &'static str, value: impl Fn(f64) -> String) -> ScaleWords {
    ScaleWords { name, bounds: scale.bounds.iter().map(|bound| value(*bound)).collect() }
}

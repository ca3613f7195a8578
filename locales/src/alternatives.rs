//! Plans for the same land, side by side.

use geodata::report::Block;
use geodata::scenario::{Impact, Worth};

use crate::Language;
use crate::messages::annex as w;

/// A plan and what it does; the same years for all of them.
pub type Alternative = (String, Impact);

/// A table of plans beside the present: figures, and no word on which is better.
#[must_use]
pub fn alternatives(l: Language, all: &[Alternative]) -> Vec<Block> {
    let Some((_, first)) = all.first() else { return Vec::new() };
    let near = format!("{}, {}", w::ec(l), w::neighbourhood(l, &l.length(first.neighbourhood_m)));
    let whole = format!("{}, {}", w::ec(l), w::whole(l));
    let heads = [
        w::alternative(l),
        w::area(l),
        w::sites_touched(l),
        w::irreplaceable_touched(l),
        w::habitat_area(l),
        w::patches_gone(l),
        w::links_worse(l),
        &near,
        &whole,
    ];
    let today = vec![
        w::today(l).to_owned(),
        String::new(),
        String::new(),
        String::new(),
        l.hectares(first.whole.habitat_ha.0),
        String::new(),
        String::new(),
        // Each plan has a neighbourhood of its own, so that the present has none.
        String::new(),
        l.hectares(first.whole.ec_pc_ha.0),
    ];
    let rows = std::iter::once(today).chain(all.iter().map(|(name, impact)| row(l, name, impact)));
    let heads = heads.map(str::to_owned).to_vec();
    vec![Block::Table(heads, rows.collect()), Block::Paragraph(w::alternatives_note(l).into())]
}

fn row(l: Language, name: &str, impact: &Impact) -> Vec<String> {
    let worth = |worth: &Worth| {
        let percent = worth.ec_percent();
        let sign = if percent > 0.0 { "+" } else { "" };
        format!("{} ({sign}{}\u{a0}%)", l.hectares(worth.ec_pc_ha.1), l.number(percent, 2))
    };
    let is_gone = |patch: &&geodata::scenario::PatchLoss| patch.pieces == 0;
    vec![
        name.to_owned(),
        l.hectares(impact.plan_ha),
        l.whole(impact.sites.len()),
        l.whole(impact.connections.iter().filter(|c| c.is_irreplaceable).count()),
        l.hectares(impact.whole.habitat_ha.1),
        l.whole(impact.habitat.patches.iter().filter(is_gone).count()),
        l.whole(impact.gaps.len()),
        worth(&impact.neighbourhood),
        worth(&impact.whole),
    ]
}

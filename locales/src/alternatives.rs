//! Plans for the same land, side by side.

use geodata::report::Block;
use geodata::scenario::{Impact, PatchLoss, Worth};

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
    let names = [
        w::area(l),
        w::sites_touched(l),
        w::irreplaceable_touched(l),
        w::habitat_area(l),
        w::patches_gone(l),
        w::links_worse(l),
        &near,
        &whole,
    ];
    // What is lost is lost of the present, and each plan has a neighbourhood of its own.
    let habitat = l.hectares(first.whole.habitat_ha.0);
    let worth = l.hectares(first.whole.ec_pc_ha.0);
    let today = ["", "", "", &habitat, "", "", "", &worth].map(str::to_owned);
    let columns: Vec<[String; 8]> = all.iter().map(|(_, impact)| column(l, impact)).collect();
    let rows = names.into_iter().zip(today).enumerate().map(|(place, (name, today))| {
        let own = columns.iter().map(|column| column[place].clone());
        [name.to_owned(), today].into_iter().chain(own).collect()
    });
    let heads = [w::alternative(l), w::today(l)].map(str::to_owned).into_iter();
    let heads = heads.chain(all.iter().map(|(name, _)| name.clone())).collect();
    vec![Block::Table(heads, rows.collect()), Block::Paragraph(w::alternatives_note(l).into())]
}

fn column(l: Language, impact: &Impact) -> [String; 8] {
    let worth = |worth: &Worth| {
        let percent = worth.ec_percent();
        let sign = if percent > 0.0 { "+" } else { "" };
        format!("{} ({sign}{}\u{a0}%)", l.hectares(worth.ec_pc_ha.1), l.number(percent, 2))
    };
    let is_gone = |patch: &&PatchLoss| patch.pieces == 0;
    [
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

//! The chosen patch, outlined in the colour of the focus.

use geodata::connectivity::importance::Piece;
use liito_locales::messages as m;
use liito_worker::LayerKind;
use serde_json::{Value, json};

use super::{LegendEntry, LegendFacts, Look, Swatch};
use crate::state::Theme;

/// Width of the outline.
const WIDTH_PX: f64 = 3.0;

/// The outline and what sets it off from whatever is under it.
fn colours(theme: Theme) -> (&'static str, &'static str) {
    match theme {
        Theme::Light => ("#0b5fff", "#ffffff"),
        Theme::Dark => ("#7fb0ff", "#0d1512"),
    }
}

pub fn layers(look: Look) -> Vec<Value> {
    // A chosen link is drawn as the path over it.
    let Some(Piece::Patch(selected)) = look.selected else { return Vec::new() };
    let source = LayerKind::Patches.name();
    let (outline, casing) = colours(look.theme);
    let layer = |id: &str, colour: &str, width: f64| {
        json!({
            "id": id, "type": "line", "source": source, "source-layer": source,
            "filter": ["==", ["id"], selected],
            "layout": { "line-join": "round" },
            "paint": { "line-color": colour, "line-width": width },
        })
    };
    vec![
        layer("selection-casing", casing, WIDTH_PX + 3.0),
        layer("selection-outline", outline, WIDTH_PX),
    ]
}

pub fn legend(look: Look, facts: &LegendFacts) -> Vec<LegendEntry> {
    if !matches!(look.selected, Some(Piece::Patch(_))) {
        return Vec::new();
    }
    vec![LegendEntry {
        swatch: Swatch::Outline { colour: colours(look.theme).0, width_px: WIDTH_PX },
        label: m::legend::selected(facts.language).to_owned(),
        group: None,
        hint: None,
    }]
}

//! Areas that are no patches, faintly: small ones, and those that a later survey drew
//! again.

use liito_locales::messages as m;
use liito_worker::{DrawnAs, LayerKind};
use serde_json::{Value, json};

use super::sign::sign;
use super::{LegendEntry, LegendFacts, Look, Swatch};

pub fn layers(look: Look) -> Vec<Value> {
    let source = LayerKind::LeftOut.name();
    let sign = sign(DrawnAs::LeftOut, look.theme);
    vec![
        json!({
            "id": "left-out-fill", "type": "fill", "source": source, "source-layer": source,
            "paint": { "fill-color": sign.colour, "fill-opacity": sign.fill_opacity },
        }),
        json!({
            "id": "left-out-outline", "type": "line", "source": source, "source-layer": source,
            "paint": {
                "line-color": sign.colour,
                "line-width": sign.width_px,
                "line-dasharray": sign.dashes,
            },
        }),
    ]
}

pub fn legend(look: Look, facts: &LegendFacts) -> Vec<LegendEntry> {
    let sign = sign(DrawnAs::LeftOut, look.theme);
    vec![LegendEntry {
        swatch: Swatch::Area {
            colour: sign.colour,
            fill_opacity: sign.fill_opacity,
            width_px: sign.width_px,
            dashes: sign.dashes,
        },
        label: m::legend::left_out(facts.language).to_owned(),
        group: None,
        hint: None,
    }]
}

//! Features that are no polygons: drawn, so that nothing opened is lost.

use liito_locales::messages as m;
use liito_worker::LayerKind;
use serde_json::{Value, json};

use super::{LegendEntry, LegendFacts, Look, Swatch};
use crate::state::Theme;

fn colour(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "#66736b",
        Theme::Dark => "#8b9991",
    }
}

pub fn layers(look: Look) -> Vec<Value> {
    let source = LayerKind::Others.name();
    let colour = colour(look.theme);
    vec![
        json!({
            "id": "others-fill", "type": "fill", "source": source, "source-layer": source,
            "filter": ["==", ["geometry-type"], "Polygon"],
            "paint": { "fill-color": colour, "fill-opacity": 0.25, "fill-outline-color": colour },
        }),
        json!({
            "id": "others-lines", "type": "line", "source": source, "source-layer": source,
            "filter": ["==", ["geometry-type"], "LineString"],
            "paint": { "line-color": colour, "line-width": 1.25 },
        }),
        json!({
            "id": "others-points", "type": "circle", "source": source, "source-layer": source,
            "filter": ["==", ["geometry-type"], "Point"],
            "paint": { "circle-color": colour, "circle-radius": 3 },
        }),
    ]
}

pub fn legend(look: Look, facts: &LegendFacts) -> Vec<LegendEntry> {
    vec![LegendEntry {
        swatch: Swatch::Line { colour: colour(look.theme), width_px: 1.25, dashes: None },
        label: m::legend::other(facts.language).to_owned(),
        hint: None,
    }]
}

//! Observations as everyone may see them: squares of a kilometre, darker where there are more.

use liito_locales::messages as m;
use liito_worker::SquareInfo;
use serde_json::{Value, json};

use super::{LegendEntry, LegendFacts, Look, Swatch};
use crate::state::Theme;

/// Name of the source with the squares.
pub const SOURCE: &str = "squares";

fn colour(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "#8a4b12",
        Theme::Dark => "#e0a46c",
    }
}

pub fn layers(look: Look) -> Vec<Value> {
    let colour = colour(look.theme);
    let opacity = json!(["interpolate", ["linear"], ["get", "count"], 1, 0.08, 20, 0.3]);
    vec![
        json!({
            "id": "squares", "type": "fill", "source": SOURCE,
            "paint": { "fill-color": colour, "fill-opacity": opacity },
        }),
        json!({
            "id": "squares-outline", "type": "line", "source": SOURCE,
            "paint": { "line-color": colour, "line-opacity": 0.6, "line-dasharray": [2.0, 2.0] },
        }),
    ]
}

pub fn data(squares: &[SquareInfo]) -> Value {
    let feature = |SquareInfo { corners: [a, b, c, d], count }: &SquareInfo| {
        json!({
            "type": "Feature",
            "properties": { "count": count },
            "geometry": { "type": "Polygon", "coordinates": [[a, b, c, d, a]] },
        })
    };
    let features: Vec<Value> = squares.iter().map(feature).collect();
    json!({ "type": "FeatureCollection", "features": features })
}

pub fn legend(look: Look, facts: &LegendFacts) -> LegendEntry {
    LegendEntry {
        swatch: Swatch::Area {
            colour: colour(look.theme),
            fill_opacity: 0.2,
            width_px: 1.0,
            dashes: Some([2.0, 2.0]),
        },
        label: m::explore::seen(facts.language).to_owned(),
        group: None,
        hint: Some(m::explore::seen_hint(facts.language)),
    }
}

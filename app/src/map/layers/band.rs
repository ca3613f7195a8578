//! The band of the chosen link: where ways cost little more than the cheapest.

use liito_locales::messages as m;
use liito_worker::Band;
use serde_json::{Value, json};

use super::{LegendEntry, LegendFacts, Look, Swatch};
use crate::state::Theme;

/// Name of the source with its polygons.
pub const SOURCE: &str = "band";

const FILL_OPACITY: f64 = 0.3;
const WIDTH_PX: f64 = 1.5;
const DASHES: [f64; 2] = [1.0, 1.5];

fn colour(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "#0b5fff",
        Theme::Dark => "#7fb0ff",
    }
}

pub fn layers(look: Look) -> Vec<Value> {
    let colour = colour(look.theme);
    vec![
        json!({
            "id": "band-area", "type": "fill", "source": SOURCE,
            "paint": { "fill-color": colour, "fill-opacity": FILL_OPACITY, "fill-antialias": false },
        }),
        json!({
            "id": "band-edge", "type": "line", "source": SOURCE,
            "paint": { "line-color": colour, "line-width": WIDTH_PX, "line-dasharray": DASHES },
        }),
    ]
}

/// Its polygons as the source takes them.
pub fn data(band: Option<&Band>) -> Value {
    let features = band.map_or_else(Vec::new, |band| {
        let geometry = json!({ "type": "MultiPolygon", "coordinates": band.polygons });
        vec![json!({ "type": "Feature", "properties": {}, "geometry": geometry })]
    });
    json!({ "type": "FeatureCollection", "features": features })
}

pub fn legend(look: Look, facts: &LegendFacts) -> Vec<LegendEntry> {
    vec![LegendEntry {
        swatch: Swatch::Area {
            colour: colour(look.theme),
            fill_opacity: FILL_OPACITY,
            width_px: WIDTH_PX,
            dashes: Some(DASHES),
        },
        label: m::way::legend_band(facts.language).to_owned(),
        group: None,
        hint: None,
    }]
}

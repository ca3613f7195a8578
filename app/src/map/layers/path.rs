//! The path of a pair that the chosen patch or link carries, and the way that
//! would take over without it.

use liito_locales::messages as m;
use serde_json::{Value, json};

use super::{LegendEntry, LegendFacts, Look, Swatch};
use crate::state::{PathLines, Theme};

/// Name of the source with both lines.
pub const SOURCE: &str = "path";

const WIDTH_PX: f64 = 4.0;
const DASHES: [f64; 2] = [1.5, 1.2];

/// Colour of the lines and of what sets them off.
fn colours(theme: Theme) -> (&'static str, &'static str) {
    match theme {
        Theme::Light => ("#0b5fff", "#ffffff"),
        Theme::Dark => ("#7fb0ff", "#0d1512"),
    }
}

pub fn layers(look: Look) -> Vec<Value> {
    let (colour, casing) = colours(look.theme);
    let line = |id: &str, colour: &str, width: f64, is_detour: bool| {
        let mut paint = json!({ "line-color": colour, "line-width": width });
        if is_detour {
            paint["line-dasharray"] = json!(DASHES);
        }
        json!({
            "id": id, "type": "line", "source": SOURCE,
            "filter": ["==", ["get", "detour"], is_detour],
            "layout": { "line-join": "round" },
            "paint": paint,
        })
    };
    vec![
        line("path-detour-casing", casing, WIDTH_PX + 1.0, true),
        line("path-detour", colour, WIDTH_PX - 1.0, true),
        line("path-casing", casing, WIDTH_PX + 3.0, false),
        line("path", colour, WIDTH_PX, false),
    ]
}

/// Both lines as the source takes them.
pub fn data(PathLines { path, detour }: PathLines<'_>) -> Value {
    let line = |line: &[(f64, f64)], is_detour: bool| {
        json!({
            "type": "Feature",
            "properties": { "detour": is_detour },
            "geometry": { "type": "LineString", "coordinates": line },
        })
    };
    let lines = [(path, false), (detour, true)];
    let features: Vec<Value> =
        lines.iter().filter(|(l, _)| l.len() > 1).map(|(l, d)| line(l, *d)).collect();
    json!({ "type": "FeatureCollection", "features": features })
}

pub fn legend(look: Look, facts: &LegendFacts) -> Vec<LegendEntry> {
    let (colour, _) = colours(look.theme);
    let entry = |dashes, label: &str| LegendEntry {
        swatch: Swatch::Line { colour, width_px: WIDTH_PX, dashes },
        label: label.to_owned(),
        group: None,
        hint: None,
    };
    vec![
        entry(None, m::legend::path(facts.language)),
        entry(Some(DASHES), m::legend::detour(facts.language)),
    ]
}

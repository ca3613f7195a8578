//! Places where links fail: the gap itself, and a sign with its rank.

use geodata::links::Grade;
use liito_locales::messages as m;
use liito_worker::CrossingRow;
use serde_json::{Value, json};

use super::links::grade_colour;
use super::{LegendEntry, LegendFacts, Look, Swatch};
use crate::state::Theme;

/// Name of the source with gaps and signs.
pub const SOURCE: &str = "crossings";

const RADIUS_PX: f64 = 9.0;

/// So many are on the map from afar; all of them from near.
const FIRST: usize = 10;

/// From this zoom on all are shown.
const ALL_FROM: f64 = 12.5;

fn casing(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "#ffffff",
        Theme::Dark => "#0d1512",
    }
}

pub fn layers(look: Look) -> Vec<Value> {
    if !look.links_shown {
        return Vec::new();
    }
    let of_grade = |look: Look| {
        let colour = |grade| grade_colour(look.theme, grade);
        json!(["match", ["get", "grade"], "weak", colour(Grade::Weak), colour(Grade::Critical)])
    };
    let is_first = json!(["<=", ["get", "rank"], FIRST]);
    let signs = |id: &str, from: f64, filter: Value| {
        json!({
            "id": id, "type": "circle", "source": SOURCE, "minzoom": from,
            "filter": ["all", ["==", ["geometry-type"], "Point"], filter],
            "paint": {
                "circle-radius": RADIUS_PX,
                "circle-color": casing(look.theme),
                "circle-stroke-color": of_grade(look),
                "circle-stroke-width": 2.5,
            },
        })
    };
    let ranks = |id: &str, from: f64, filter: Value| {
        json!({
            "id": id, "type": "symbol", "source": SOURCE, "minzoom": from,
            "filter": ["all", ["==", ["geometry-type"], "Point"], filter],
            "layout": {
                "text-field": ["to-string", ["get", "rank"]],
                "text-font": super::land::font("Bold"),
                "text-size": 10.5,
                "text-allow-overlap": true,
                "text-ignore-placement": true,
            },
            "paint": { "text-color": if look.theme == Theme::Light { "#14211b" } else { "#f2f6f3" } },
        })
    };
    let is_other = json!([">", ["get", "rank"], FIRST]);
    vec![
        json!({
            "id": "crossings-gaps", "type": "line", "source": SOURCE, "minzoom": 13,
            "filter": ["==", ["geometry-type"], "LineString"],
            "layout": { "line-cap": "round" },
            "paint": { "line-color": of_grade(look), "line-width": 5, "line-opacity": 0.9 },
        }),
        signs("crossings-others", ALL_FROM, is_other.clone()),
        ranks("crossings-other-ranks", ALL_FROM, is_other),
        signs("crossings-first", 0.0, is_first.clone()),
        ranks("crossings-first-ranks", 0.0, is_first),
    ]
}

/// Gaps and signs as the source takes them.
pub fn data(rows: &[CrossingRow]) -> Value {
    let features = rows.iter().enumerate().flat_map(|(place, row)| {
        let properties = json!({ "rank": place + 1, "grade": row.grade.name() });
        [
            json!({ "type": "LineString", "coordinates": row.ends }),
            json!({ "type": "Point", "coordinates": row.middle }),
        ]
        .map(
            |geometry| json!({ "type": "Feature", "properties": properties, "geometry": geometry }),
        )
    });
    json!({ "type": "FeatureCollection", "features": features.collect::<Vec<_>>() })
}

pub fn legend(look: Look, facts: &LegendFacts) -> Vec<LegendEntry> {
    vec![LegendEntry {
        swatch: Swatch::Ring { colour: grade_colour(look.theme, Grade::Critical), width_px: 2.5 },
        label: m::crossing::legend(facts.language).to_owned(),
        group: None,
        hint: None,
    }]
}

//! What a resident has chosen, listed, measured and seen, and where was asked what is near.

use liito_worker::Degrees;
use serde_json::{Value, json};

use super::Look;
use crate::state::{Explore, Hand, Theme};

/// Name of the source with the outlines.
pub const SOURCE: &str = "chosen";

pub fn layers(look: Look) -> Vec<Value> {
    let (colour, casing, seen) = match look.theme {
        Theme::Light => ("#0b5fff", "#ffffff", "#b3261e"),
        Theme::Dark => ("#7fb0ff", "#0d1512", "#ff9d93"),
    };
    let is = |what: &str| json!(["==", ["get", "what"], what]);
    let is_line = json!(["==", ["geometry-type"], "LineString"]);
    let line = |id: &str, what: &str, colour: &str, width: f64| {
        json!({
            "id": id, "type": "line", "source": SOURCE,
            "filter": ["all", is(what), is_line],
            "layout": { "line-join": "round", "line-cap": "round" },
            "paint": { "line-color": colour, "line-width": width },
        })
    };
    let point = |id: &str, what: &str, colour: &str, radius: f64| {
        json!({
            "id": id, "type": "circle", "source": SOURCE,
            "filter": ["all", is(what), ["==", ["geometry-type"], "Point"]],
            "paint": {
                "circle-radius": radius, "circle-color": colour,
                "circle-stroke-color": casing, "circle-stroke-width": 2.5,
            },
        })
    };
    let mut measured = line("measured", "measured", colour, 3.0);
    measured["paint"]["line-dasharray"] = json!([1.5, 1.5]);
    vec![
        json!({
            "id": "measured-area", "type": "fill", "source": SOURCE,
            "filter": is("area"),
            "paint": { "fill-color": colour, "fill-opacity": 0.15 },
        }),
        line("listed-casing", "listed", casing, 4.5),
        line("listed", "listed", colour, 2.0),
        point("listed-point", "listed", colour, 5.0),
        line("chosen-casing", "chosen", casing, 6.0),
        line("chosen", "chosen", colour, 3.0),
        line("measured-casing", "measured", casing, 5.0),
        measured,
        point("measured-point", "corner", colour, 5.0),
        point("seen", "seen", seen, 6.0),
        point("chosen-point", "chosen", colour, 7.0),
    ]
}

pub fn data(explore: &Explore) -> Value {
    let shape = |line: &[Degrees]| match line {
        [point] => json!({ "type": "Point", "coordinates": point }),
        line => json!({ "type": "LineString", "coordinates": line }),
    };
    let mut features = Vec::new();
    let mut add = |what: &str, geometry: Value| {
        let properties = json!({ "what": what });
        features.push(json!({ "type": "Feature", "properties": properties, "geometry": geometry }));
    };
    for line in explore.listed.iter().flat_map(|listed| &listed.outlines) {
        add("listed", shape(line));
    }
    for line in explore.chosen.iter().flat_map(|chosen| &chosen.outline) {
        add("chosen", shape(line));
    }
    let way = explore.way();
    if let ([_, _, _, ..], Some(first)) = (way, way.first()) {
        let ring: Vec<&Degrees> = way.iter().chain([first]).collect();
        add("area", json!({ "type": "Polygon", "coordinates": [ring] }));
    }
    if way.len() > 1 {
        add("measured", shape(way));
    }
    for point in way {
        add("corner", shape(&[*point]));
    }
    for seen in explore.seen.iter() {
        add("seen", shape(&[seen.at]));
    }
    if let Hand::Place(at) = explore.hand {
        add("seen", shape(&[at]));
    }
    if let Some(at) = explore.asked {
        add("chosen", shape(&[at]));
    }
    json!({ "type": "FeatureCollection", "features": features })
}

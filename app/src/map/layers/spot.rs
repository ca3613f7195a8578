//! A place that is pointed at: a box round a feature of a list.

use liito_worker::LonLatBounds;
use serde_json::{Value, json};

use super::Look;
use crate::state::Theme;

/// Name of the source with the box.
pub const SOURCE: &str = "spot";

pub fn layers(look: Look) -> Vec<Value> {
    let colour = match look.theme {
        Theme::Light => "#0b5fff",
        Theme::Dark => "#7fb0ff",
    };
    vec![
        json!({
            "id": "spot-box", "type": "line", "source": SOURCE,
            "filter": ["==", ["geometry-type"], "Polygon"],
            "paint": { "line-color": colour, "line-width": 2.5, "line-dasharray": [2.0, 1.5] },
        }),
        json!({
            "id": "spot-middle", "type": "circle", "source": SOURCE,
            "filter": ["==", ["geometry-type"], "Point"],
            "paint": {
                "circle-radius": 12, "circle-opacity": 0,
                "circle-stroke-color": colour, "circle-stroke-width": 2.5,
            },
        }),
    ]
}

/// The box as the source takes it, and its middle, which shows where the box is small.
pub fn data(bounds: Option<LonLatBounds>) -> Value {
    let features = bounds.map_or_else(Vec::new, |LonLatBounds { west, south, east, north }| {
        let ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
        let middle = [(west + east) / 2.0, (south + north) / 2.0];
        [
            json!({ "type": "Polygon", "coordinates": [ring] }),
            json!({ "type": "Point", "coordinates": middle }),
        ]
        .map(|geometry| json!({ "type": "Feature", "properties": {}, "geometry": geometry }))
        .to_vec()
    });
    json!({ "type": "FeatureCollection", "features": features })
}

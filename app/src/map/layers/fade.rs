//! Lets what is under layers show through.

use serde_json::{Value, json};

/// What of a layer of each type has an opacity.
const OPACITIES: [(&str, &[&str]); 4] = [
    ("fill", &["fill-opacity"]),
    ("line", &["line-opacity"]),
    ("circle", &["circle-opacity", "circle-stroke-opacity"]),
    ("symbol", &["icon-opacity", "text-opacity"]),
];

/// A layer with so much of its opacity left, 0 to 1.
pub fn faded(mut layer: Value, left: f64) -> Value {
    if left >= 1.0 {
        return layer;
    }
    let kind = layer["type"].as_str().unwrap_or_default();
    let names = OPACITIES.iter().find(|(known, _)| *known == kind).map_or(&[][..], |(_, of)| of);
    for name in names {
        let whole = layer["paint"].get(*name).cloned().unwrap_or_else(|| json!(1.0));
        layer["paint"][*name] = times(&whole, left);
    }
    layer
}

/// A value or an expression, so many times.
fn times(value: &Value, factor: f64) -> Value {
    match (value.as_f64(), value.as_array()) {
        (Some(number), _) => json!(number * factor),
        // The map knows the zoom outside all other expressions alone: what these give is changed.
        (_, Some(parts)) => {
            let first = match parts.first().and_then(Value::as_str) {
                Some("interpolate") => 4,
                Some("step") => 2,
                _ => return json!(["*", value, factor]),
            };
            let is_output = |place: usize| place >= first && (place - first).is_multiple_of(2);
            let part = |(place, part): (usize, &Value)| {
                if is_output(place) { times(part, factor) } else { part.clone() }
            };
            parts.iter().enumerate().map(part).collect()
        }
        _ => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_expressions_and_what_is_not_there_are_faded() {
        let layer = json!({ "type": "circle", "paint": { "circle-opacity": 0.5 } });
        let half = faded(layer.clone(), 0.5);
        assert_eq!(half["paint"], json!({ "circle-opacity": 0.25, "circle-stroke-opacity": 0.5 }));
        assert_eq!(faded(layer.clone(), 1.0), layer);
        let zoomed = json!(["interpolate", ["linear"], ["zoom"], 10, 0.2, 14, ["get", "x"]]);
        let layer = json!({ "type": "fill", "paint": { "fill-opacity": zoomed } });
        assert_eq!(
            faded(layer, 0.5)["paint"]["fill-opacity"],
            json!(["interpolate", ["linear"], ["zoom"], 10, 0.1, 14, ["*", ["get", "x"], 0.5]])
        );
        let stepped = json!(["step", ["zoom"], 0.0, 12, 1.0]);
        let layer = json!({ "type": "line", "paint": { "line-opacity": stepped } });
        assert_eq!(
            faded(layer, 0.5)["paint"]["line-opacity"],
            json!(["step", ["zoom"], 0.0, 12, 0.5])
        );
    }
}

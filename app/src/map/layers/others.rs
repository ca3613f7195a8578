//! Features that are no patches: each by its sign, areas below lines below points.

use geodata::luoti::SurveyGeometry;
use liito_locales::{Language, layer_role, messages as m, survey_layer_name, survey_value};
use liito_worker::{DrawnAs, LayerKind};
use serde_json::{Value, json};

use super::sign::{Sign, sign};
use super::{LegendEntry, LegendFacts, Look, Swatch};

pub fn layers(look: Look, drawn: &[DrawnAs]) -> Vec<Value> {
    let source = LayerKind::Others.name();
    let layer = |kind: &str, shape: &str, drawn_as: DrawnAs, paint: Value| {
        let code = drawn_as.code();
        json!({
            "id": format!("others-{kind}-{code}"),
            "type": match kind { "points" => "circle", "fill" => "fill", _ => "line" },
            "source": source, "source-layer": source,
            "filter": ["all", ["==", ["geometry-type"], shape], ["==", ["get", "look"], code]],
            "paint": paint,
        })
    };
    let line_paint = |sign: &Sign| {
        let mut paint = json!({ "line-color": sign.colour, "line-width": sign.width_px });
        if let Some(dashes) = sign.dashes {
            paint["line-dasharray"] = json!(dashes);
        }
        paint
    };
    let signs = || drawn.iter().map(|drawn_as| (*drawn_as, sign(*drawn_as, look.theme)));
    let mut layers = Vec::with_capacity(4 * drawn.len());
    for (drawn_as, sign) in signs() {
        let paint = json!({ "fill-color": sign.colour, "fill-opacity": sign.fill_opacity });
        layers.push(layer("fill", "Polygon", drawn_as, paint));
    }
    for (drawn_as, sign) in signs() {
        layers.push(layer("outline", "Polygon", drawn_as, line_paint(&sign)));
        layers.push(layer("lines", "LineString", drawn_as, line_paint(&sign)));
    }
    for (drawn_as, sign) in signs() {
        let paint = json!({
            "circle-color": sign.colour,
            "circle-radius": sign.radius_px,
            "circle-stroke-color": super::ground(look.theme),
            "circle-stroke-width": 1.25,
        });
        layers.push(layer("points", "Point", drawn_as, paint));
    }
    layers
}

pub fn legend(look: Look, facts: &LegendFacts) -> Vec<LegendEntry> {
    let entry = |drawn_as: &DrawnAs| {
        let sign = sign(*drawn_as, look.theme);
        let Sign { colour, fill_opacity, width_px, dashes, radius_px, shape } = sign;
        LegendEntry {
            swatch: match shape {
                SurveyGeometry::Polygon => Swatch::Area { colour, fill_opacity, width_px, dashes },
                SurveyGeometry::Line => Swatch::Line { colour, width_px, dashes },
                SurveyGeometry::Point => Swatch::Point { colour, radius_px },
            },
            label: name(facts.language, *drawn_as),
            hint: None,
        }
    };
    facts.drawn.iter().map(entry).collect()
}

/// What it is, in the reader's words.
fn name(l: Language, drawn_as: DrawnAs) -> String {
    if let Some(role) = drawn_as.role() {
        return layer_role(l, role).to_owned();
    }
    match drawn_as.survey() {
        None => m::legend::left_out(l).to_owned(),
        Some((layer, class)) => {
            let name = survey_layer_name(l, layer.name).unwrap_or(layer.name);
            match class {
                Some(class) => m::legend::class(l, survey_value(l, class).unwrap_or(class), name),
                None if layer.class_column().is_some() => m::legend::no_class(l, name),
                None => name.to_owned(),
            }
        }
    }
}

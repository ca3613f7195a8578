//! Features that are no patches: each by its sign, areas below lines below points.

use geodata::luoti::SurveyGeometry;
use geodata::model::LayerRole;
use liito_locales::{Language, layer_role, messages as m, survey_layer_name, survey_value};
use liito_worker::{DrawnAs, LayerKind};
use serde_json::{Value, json};

use super::sign::{Sign, sign};
use super::{LegendEntry, LegendFacts, Look, Swatch};

/// Areas that lie under the patches.
pub fn areas(look: Look, drawn: &[DrawnAs]) -> Vec<Value> {
    let mut layers = Vec::new();
    for (drawn_as, sign) in signs(look, drawn) {
        if !is_mark(drawn_as) {
            let paint = json!({ "fill-color": sign.colour, "fill-opacity": sign.fill_opacity });
            layers.push(layer("fill", "Polygon", drawn_as, &paint));
        }
    }
    for (drawn_as, sign) in signs(look, drawn) {
        if !is_mark(drawn_as) {
            layers.push(layer("outline", "Polygon", drawn_as, &line_paint(&sign)));
        }
    }
    layers
}

/// What has to be seen over patches and links: plans, the outlines of surveyed areas,
/// surveyed connections, observations.
pub fn marks(look: Look, drawn: &[DrawnAs]) -> Vec<Value> {
    let ground = super::ground(look.theme);
    let mut layers = Vec::new();
    for (drawn_as, sign) in signs(look, drawn).filter(|(drawn_as, _)| is_mark(*drawn_as)) {
        if is_patch_area(drawn_as) {
            // The patch itself is filled; types show once there is room for lines.
            let mut outline = layer("outline", "Polygon", drawn_as, &line_paint(&sign));
            outline["minzoom"] = json!(TYPES_FROM);
            layers.push(outline);
        } else {
            let paint = json!({ "fill-color": sign.colour, "fill-opacity": sign.fill_opacity });
            layers.push(layer("fill", "Polygon", drawn_as, &paint));
            layers.push(layer("outline", "Polygon", drawn_as, &line_paint(&sign)));
        }
    }
    for (drawn_as, sign) in signs(look, drawn) {
        let casing = json!({
            "line-color": ground, "line-opacity": 0.85, "line-width": sign.width_px + 2.5,
        });
        layers.push(layer("casing", "LineString", drawn_as, &casing));
        layers.push(layer("lines", "LineString", drawn_as, &line_paint(&sign)));
    }
    for (drawn_as, sign) in signs(look, drawn) {
        let radius = json!([
            "interpolate",
            ["linear"],
            ["zoom"],
            10,
            0.5 * sign.radius_px,
            14,
            sign.radius_px,
        ]);
        let paint = json!({
            "circle-color": sign.colour,
            "circle-radius": radius,
            "circle-stroke-color": ground,
            "circle-stroke-width": 1.25,
        });
        let mut points = layer("points", "Point", drawn_as, &paint);
        points["minzoom"] = json!(POINTS_FROM);
        layers.push(points);
    }
    layers
}

/// Types of surveyed areas show from this zoom on, points from that.
pub const TYPES_FROM: f64 = 12.5;
const POINTS_FROM: f64 = TYPES_FROM;

fn signs(look: Look, drawn: &[DrawnAs]) -> impl Iterator<Item = (DrawnAs, Sign)> {
    drawn.iter().map(move |drawn_as| (*drawn_as, sign(*drawn_as, look.theme)))
}

/// True for what would be hidden by the patches.
fn is_mark(drawn_as: DrawnAs) -> bool {
    drawn_as.role() == Some(LayerRole::Plan) || is_patch_area(drawn_as)
}

/// True for areas that patches are made of.
fn is_patch_area(drawn_as: DrawnAs) -> bool {
    drawn_as.survey().is_some_and(|(layer, _)| layer.role == LayerRole::Habitat)
}

fn layer(kind: &str, shape: &str, drawn_as: DrawnAs, paint: &Value) -> Value {
    let source = LayerKind::Others.name();
    let code = drawn_as.code();
    json!({
        "id": format!("others-{kind}-{code}"),
        "type": match kind { "points" => "circle", "fill" => "fill", _ => "line" },
        "source": source, "source-layer": source,
        "filter": ["all", ["==", ["geometry-type"], shape], ["==", ["get", "look"], code]],
        "paint": paint,
    })
}

fn line_paint(sign: &Sign) -> Value {
    let mut paint = json!({ "line-color": sign.colour, "line-width": sign.width_px });
    if let Some(dashes) = sign.dashes {
        paint["line-dasharray"] = json!(dashes);
    }
    paint
}

pub fn legend(look: Look, facts: &LegendFacts) -> Vec<LegendEntry> {
    let entry = |drawn_as: &DrawnAs| {
        let sign = sign(*drawn_as, look.theme);
        let Sign { colour, fill_opacity, width_px, dashes, radius_px, shape } = sign;
        let (group, label) = name(facts.language, *drawn_as);
        let from_zoom = m::legend::from_zoom(facts.language);
        let is_near = is_patch_area(*drawn_as) || shape == SurveyGeometry::Point;
        LegendEntry {
            swatch: match shape {
                SurveyGeometry::Polygon if is_patch_area(*drawn_as) => {
                    Swatch::Area { colour, fill_opacity: 0.0, width_px, dashes }
                }
                SurveyGeometry::Polygon => Swatch::Area { colour, fill_opacity, width_px, dashes },
                SurveyGeometry::Line => Swatch::Line { colour, width_px, dashes },
                SurveyGeometry::Point => Swatch::Point { colour, radius_px },
            },
            label,
            group,
            hint: (is_near && !facts.is_near).then_some(from_zoom),
        }
    };
    facts.drawn.iter().map(entry).collect()
}

/// What it belongs to and what it is, in the reader's words.
fn name(l: Language, drawn_as: DrawnAs) -> (Option<String>, String) {
    if let Some(role) = drawn_as.role() {
        return (None, layer_role(l, role).to_owned());
    }
    match drawn_as.survey() {
        None => (None, m::legend::left_out(l).to_owned()),
        Some((layer, class)) => {
            let name = survey_layer_name(l, layer.name).unwrap_or(layer.name).to_owned();
            match class {
                Some(class) => (Some(name), survey_value(l, class).unwrap_or(class).to_owned()),
                None if layer.class_column().is_some() => {
                    (Some(name), m::legend::no_value(l).to_owned())
                }
                None => (None, name),
            }
        }
    }
}

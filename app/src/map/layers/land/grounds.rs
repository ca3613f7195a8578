//! Areas of the base map.

use geodata::landscape::{LandClass, TreeHeight};
use liito_worker::LayerKind;
use serde_json::{Value, json};

use crate::state::Theme;

/// A colour on a light ground and on a dark one.
type Colours = (&'static str, &'static str);

/// From this zoom on buildings are drawn one by one.
const BUILDINGS_FROM: f64 = 13.0;

fn pick((light, dark): Colours, theme: Theme) -> &'static str {
    match theme {
        Theme::Light => light,
        Theme::Dark => dark,
    }
}

/// What areas of a class are filled with.
pub fn fill(class: LandClass, theme: Theme) -> Option<&'static str> {
    let colours = match class {
        LandClass::Field => ("#f3ecd0", "#2a2a1d"),
        LandClass::Mire => ("#e6e5cb", "#26291f"),
        LandClass::Rock => ("#e6e2d9", "#262826"),
        LandClass::BuiltUp => ("#e6e1d8", "#2a2b2c"),
        LandClass::HardSurface => ("#dcd6cc", "#303232"),
        LandClass::Park => ("#dce8cd", "#20301f"),
        LandClass::Trees(TreeHeight::Unknown | TreeHeight::From2) => ("#d6e4cb", "#1f2d26"),
        LandClass::Trees(TreeHeight::From10) => ("#c9dbbd", "#22332a"),
        LandClass::Trees(TreeHeight::From15) => ("#bbd1b0", "#25392e"),
        LandClass::Trees(TreeHeight::From20) => ("#adc7a4", "#294033"),
        LandClass::Water => ("#c9e0ea", "#12303d"),
        LandClass::Building => ("#cfc7ba", "#454848"),
        _ => return None,
    };
    Some(pick(colours, theme))
}

/// What sets areas of a class off from what lies beside them.
pub fn outline(class: LandClass, theme: Theme) -> Option<&'static str> {
    let colours = match class {
        LandClass::Building => ("#b9b0a2", "#565a5a"),
        LandClass::Water => ("#a9cad8", "#1b4152"),
        LandClass::Park => ("#b9cfa5", "#33482f"),
        _ => return None,
    };
    Some(pick(colours, theme))
}

/// The edge of reserves, which lie over whatever is in them.
pub fn reserve_outline(theme: Theme) -> &'static str {
    pick(("#4d8a5c", "#5fa378"), theme)
}

pub fn layers(theme: Theme, present: &[LandClass]) -> Vec<Value> {
    let source = LayerKind::Land.name();
    let is_area = json!(["==", ["geometry-type"], "Polygon"]);
    let mut colour = vec![json!("match"), json!(["get", "class"])];
    for class in LandClass::ALL {
        if let Some(fill) = fill(class, theme) {
            colour.push(json!(class.code()));
            colour.push(json!(fill));
        }
    }
    colour.push(json!("rgba(0, 0, 0, 0)"));
    let has = |class: LandClass| present.contains(&class);
    let mut layers = vec![json!({
        "id": "land-areas", "type": "fill", "source": source, "source-layer": source,
        "filter": ["all", is_area, ["<=", ["get", "class"], LandClass::Water.code()]],
        "layout": { "fill-sort-key": ["get", "class"] },
        "paint": { "fill-color": colour },
    })];
    for class in [LandClass::Park, LandClass::Water] {
        if let (true, Some(outline)) = (has(class), outline(class, theme)) {
            layers.push(json!({
                "id": format!("land-edge-{}", class.code()), "type": "line",
                "source": source, "source-layer": source, "minzoom": 11,
                "filter": ["all", is_area, ["==", ["get", "class"], class.code()]],
                "paint": { "line-color": outline, "line-width": 0.75 },
            }));
        }
    }
    if has(LandClass::Building) {
        layers.push(json!({
            "id": "land-buildings", "type": "fill", "source": source, "source-layer": source,
            "minzoom": BUILDINGS_FROM,
            "filter": ["all", is_area, ["==", ["get", "class"], LandClass::Building.code()]],
            "paint": {
                "fill-color": fill(LandClass::Building, theme),
                "fill-outline-color": outline(LandClass::Building, theme),
            },
        }));
    }
    if has(LandClass::Reserve) {
        layers.push(json!({
            "id": "land-reserves", "type": "line", "source": source, "source-layer": source,
            "filter": ["all", is_area, ["==", ["get", "class"], LandClass::Reserve.code()]],
            "layout": { "line-join": "round" },
            "paint": {
                "line-color": reserve_outline(theme),
                "line-width": ["interpolate", ["linear"], ["zoom"], 10, 0.8, 15, 2],
                "line-dasharray": [5, 1.5],
                "line-opacity": 0.8,
            },
        }));
    }
    if present.iter().any(|class| matches!(class, LandClass::Trees(_))) {
        // Single trees.
        layers.push(json!({
            "id": "land-trees", "type": "circle", "source": source, "source-layer": source,
            "minzoom": 13,
            "filter": ["==", ["geometry-type"], "Point"],
            "paint": {
                "circle-color": colour,
                "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 13, 1, 18, 12],
            },
        }));
    }
    layers
}

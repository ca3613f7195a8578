//! Roads, railways, streams and power lines.

use geodata::landscape::LandClass;
use liito_worker::LayerKind;
use serde_json::{Value, json};

use crate::state::Theme;

/// How a way looks.
#[derive(Debug, Clone, Copy)]
pub struct WayStyle {
    pub class: LandClass,
    pub fill: &'static str,
    /// What sets it off from the ground, where it is wide enough for that.
    pub casing: Option<&'static str>,
    pub dashes: Option<[f64; 2]>,
    /// Widths in pixels at zoom levels 9, 12, 14 and 17.
    widths_px: [f64; 4],
    /// From which zoom on it is drawn.
    from: f64,
}

const ZOOMS: [f64; 4] = [9.0, 12.0, 14.0, 17.0];

/// The lowest first.
fn styles(theme: Theme) -> [WayStyle; 8] {
    let is_light = theme == Theme::Light;
    let pick = |light, dark| if is_light { light } else { dark };
    let way = |class, fill, casing, widths_px, from| WayStyle {
        class,
        fill,
        casing,
        dashes: None,
        widths_px,
        from,
    };
    let edge = |light, dark| Some(pick(light, dark));
    [
        way(LandClass::Stream, pick("#a9cad8", "#1f4a5c"), None, [0.3, 0.7, 1.2, 2.4], 10.0),
        WayStyle {
            dashes: Some([3.0, 2.0]),
            ..way(LandClass::Path, pick("#b5a98f", "#5d5a4c"), None, [0.0, 0.4, 0.9, 1.8], 13.0)
        },
        way(
            LandClass::Street,
            pick("#ffffff", "#3a3e3d"),
            edge("#d8d2c6", "#191f1d"),
            [0.0, 0.7, 2.0, 9.0],
            11.5,
        ),
        way(
            LandClass::MainRoad,
            pick("#ffffff", "#4a4e4c"),
            edge("#cfc6b6", "#171c1a"),
            [0.6, 1.7, 4.0, 14.0],
            8.0,
        ),
        way(
            LandClass::TrunkRoad,
            pick("#f6e7cb", "#5a533f"),
            edge("#cdb48a", "#191814"),
            [0.9, 2.4, 5.5, 20.0],
            6.0,
        ),
        way(
            LandClass::Motorway,
            pick("#f3d9ae", "#6b5d3f"),
            edge("#c2a06a", "#1b1812"),
            [1.2, 3.0, 7.0, 26.0],
            5.0,
        ),
        way(LandClass::Rail, pick("#a39d93", "#6a6f6c"), None, [0.5, 1.1, 1.8, 4.0], 8.0),
        WayStyle {
            dashes: Some([9.0, 3.0]),
            ..way(
                LandClass::PowerLine,
                pick("#a8a397", "#60665f"),
                None,
                [0.4, 0.7, 1.0, 1.4],
                10.5,
            )
        },
    ]
}

/// How ways of a class look.
pub fn line(class: LandClass, theme: Theme) -> Option<WayStyle> {
    styles(theme).into_iter().find(|style| style.class == class)
}

/// A width by zoom, so much wider on both sides together.
fn width(style: &WayStyle, more_px: f64) -> Value {
    let mut width = vec![json!("interpolate"), json!(["exponential", 1.5]), json!(["zoom"])];
    for (zoom, px) in ZOOMS.iter().zip(style.widths_px) {
        width.push(json!(zoom));
        width.push(json!(if px > 0.0 { px + more_px } else { 0.0 }));
    }
    json!(width)
}

pub fn layers(theme: Theme, present: &[LandClass]) -> Vec<Value> {
    let source = LayerKind::Land.name();
    let styles = styles(theme);
    let there = || styles.iter().filter(|style| present.contains(&style.class));
    let layer = |style: &WayStyle, part: &str, paint: Value| {
        json!({
            "id": format!("land-way-{part}-{}", style.class.code()), "type": "line",
            "source": source, "source-layer": source, "minzoom": style.from,
            "filter": [
                "all",
                ["==", ["geometry-type"], "LineString"],
                ["==", ["get", "class"], style.class.code()],
            ],
            "layout": { "line-cap": if style.dashes.is_some() { "butt" } else { "round" }, "line-join": "round" },
            "paint": paint,
        })
    };
    let mut layers = Vec::new();
    // All casings under all roads, so that crossings are open.
    for style in there() {
        if let Some(casing) = style.casing {
            let paint = json!({ "line-color": casing, "line-width": width(style, 1.6) });
            layers.push(layer(style, "casing", paint));
        }
    }
    for style in there() {
        let mut paint = json!({ "line-color": style.fill, "line-width": width(style, 0.0) });
        if let Some(dashes) = style.dashes {
            paint["line-dasharray"] = json!(dashes);
        }
        layers.push(layer(style, "fill", paint));
        if style.class == LandClass::Rail {
            let sleepers = if theme == Theme::Light { "#f4f2ec" } else { "#262b29" };
            let mut paint = json!({ "line-color": sleepers, "line-width": width(style, -0.9) });
            paint["line-dasharray"] = json!([4.0, 4.0]);
            layers.push(layer(style, "sleepers", paint));
        }
    }
    layers
}

//! Links up to the threshold: by length, short ones strong and long ones
//! dashed; or by what they are worth, the more the wider.

use liito_locales::messages as m;
use liito_worker::{CLASSES, LayerKind, LinkIndex};
use serde_json::{Value, json};

use super::{LegendEntry, LegendFacts, Look, Swatch, hovered};
use crate::state::Theme;

/// The layers that draw them, those that there may be.
pub const LAYERS: [&str; 4] = ["links-0", "links-1", "links-2", BY_VALUE];
const BY_VALUE: &str = "links-by-value";

/// So much wider is a link under the pointer.
const HOVER_PX: f64 = 2.5;

/// How links of a class of length look. The class is told by width and dashes
/// too, never by colour alone.
pub struct LinkStyle {
    /// Class in the tiles.
    class: u8,
    /// Longest link of the class, as a share of the threshold.
    up_to: f64,
    colour: &'static str,
    width_px: f64,
    dashes: Option<[f64; 2]>,
}

/// The classes, the shortest links first.
fn styles(theme: Theme) -> [LinkStyle; 3] {
    let colours = match theme {
        Theme::Light => ["#14211b", "#3f5047", "#5b6b62"],
        Theme::Dark => ["#f2f6f3", "#c3cfc8", "#9fb0a7"],
    };
    [
        LinkStyle { class: 0, up_to: 0.25, colour: colours[0], width_px: 2.0, dashes: None },
        LinkStyle { class: 1, up_to: 0.5, colour: colours[1], width_px: 1.2, dashes: None },
        LinkStyle {
            class: 2,
            up_to: 1.0,
            colour: colours[2],
            width_px: 0.8,
            dashes: Some([3.0, 3.0]),
        },
    ]
}

pub fn layers(look: Look) -> Vec<Value> {
    if !look.links_shown {
        return Vec::new();
    }
    if look.links != LinkIndex::Length {
        return by_value(look);
    }
    let source = LayerKind::Links.name();
    // The longest first, so that short links lie on top.
    let layer = |style: &LinkStyle| {
        let mut paint = json!({
            "line-color": style.colour,
            "line-width": hovered(style.width_px + HOVER_PX, style.width_px),
            "line-opacity": 0.85,
        });
        if let Some(dashes) = style.dashes {
            paint["line-dasharray"] = json!(dashes);
        }
        json!({
            "id": LAYERS[usize::from(style.class)], "type": "line",
            "source": source, "source-layer": source,
            "filter": ["==", ["get", "length"], style.class],
            "layout": { "line-cap": "butt" },
            "paint": paint,
        })
    };
    styles(look.theme).iter().rev().map(layer).collect()
}

/// Widths of the classes of a value, pixels, the lowest first.
const WIDTHS_PX: [f64; CLASSES] = [0.3, 0.5, 0.8, 1.3, 2.0, 3.0, 4.5];

/// Links as wide as they matter, those that matter most on top.
fn by_value(look: Look) -> Vec<Value> {
    // Thinner from afar, where many lie close together.
    let width = |times: f64| {
        let mut width = vec![json!("match"), json!(["get", "class"])];
        for (class, px) in WIDTHS_PX.iter().enumerate() {
            width.push(json!(class));
            width.push(hovered(times * px + HOVER_PX, times * px));
        }
        width.push(json!(times * WIDTHS_PX[0]));
        width
    };
    let width = json!(["interpolate", ["linear"], ["zoom"], 9, width(0.35), 13, width(1.0)]);
    let source = LayerKind::Links.name();
    vec![json!({
        "id": BY_VALUE, "type": "line", "source": source, "source-layer": source,
        "layout": { "line-cap": "round", "line-sort-key": ["get", "class"] },
        "paint": {
            "line-color": styles(look.theme)[0].colour,
            "line-width": width,
            "line-opacity": 0.85,
        },
    })]
}

pub fn legend(look: Look, facts: &LegendFacts) -> Vec<LegendEntry> {
    if let (Some(scale), true) = (&facts.links, look.links != LinkIndex::Length) {
        let (low, high) = (scale.bounds.first(), scale.bounds.last());
        let words = [low, high].map(|bound| bound.map_or("", String::as_str));
        return vec![LegendEntry {
            swatch: Swatch::Widths {
                colour: styles(look.theme)[0].colour,
                least_px: WIDTHS_PX[0],
                most_px: WIDTHS_PX[CLASSES - 1],
            },
            label: m::legend::scale(facts.language, words[1], words[0], scale.name),
            group: None,
            hint: None,
        }];
    }
    let entry = |style: &LinkStyle| LegendEntry {
        swatch: Swatch::Line {
            colour: style.colour,
            width_px: style.width_px,
            dashes: style.dashes,
        },
        label: m::legend::up_to(
            facts.language,
            &facts.language.length(style.up_to * facts.threshold_m),
        ),
        group: None,
        hint: None,
    };
    styles(look.theme).iter().map(entry).collect()
}

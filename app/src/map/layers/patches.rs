//! Habitat patches, coloured by the part of the network they are in, or by a value.

use liito_locales::messages as m;
use liito_worker::{LayerKind, PatchIndex};
use serde_json::{Value, json};

use super::patterns::{self, hatch_colour};
use super::{LegendEntry, LegendFacts, Look, Swatch, hovered, ramp};
use crate::state::Theme;

/// How patches look.
pub struct PatchStyle {
    /// Colours that components take in turn: none is a green, which the ground is.
    pub fills: [&'static str; 8],
    /// Before there is a run.
    pub plain: &'static str,
    pub outline: &'static str,
    /// The outline under the pointer.
    pub hover: &'static str,
}

/// The layers that fill them, those that there may be.
pub const FILLS: [&str; 2] = ["patches-fill", "patches-fill-faint"];

pub fn style(theme: Theme) -> PatchStyle {
    match theme {
        Theme::Light => PatchStyle {
            fills: [
                "#5b3a8e", "#c4573a", "#2d66a8", "#b8872a", "#93305f", "#2a8fa3", "#7a5236",
                "#d0708f",
            ],
            plain: "#c8976a",
            outline: "#ffffff",
            hover: "#14211b",
        },
        Theme::Dark => PatchStyle {
            fills: [
                "#b79be0", "#f09a78", "#82aaf0", "#e3bd63", "#e88fb6", "#63cfe0", "#c9a07f",
                "#f0a9bd",
            ],
            plain: "#b98f68",
            outline: "#0d1512",
            hover: "#f2f6f3",
        },
    }
}

/// How strongly patches are filled: those that show no sign of use, and all others.
const PALE: f64 = 0.3;
const FULL: f64 = 0.78;

/// The outline of patches near the edge of the data.
const EDGE: &str = "#808a84";
const EDGE_PX: f64 = 1.8;
const EDGE_DASHES: [f64; 2] = [2.0, 1.2];

pub fn layers(look: Look) -> Vec<Value> {
    let PatchStyle { fills, plain, outline, hover } = style(look.theme);
    let ramp = ramp(look.theme);
    let (tag, fills) = match look.patches {
        PatchIndex::Part => ("colour", &fills[..]),
        _ => ("class", &ramp[..]),
    };
    let mut colour = vec![json!("match"), json!(["get", tag])];
    for (number, fill) in fills.iter().enumerate() {
        colour.push(json!(number));
        colour.push(json!(fill));
    }
    colour.push(json!(plain));
    let source = LayerKind::Patches.name();
    let fill = |id: &str, opacity: f64| {
        json!({
            "id": id, "type": "fill", "source": source, "source-layer": source,
            "paint": { "fill-color": colour, "fill-opacity": opacity },
        })
    };
    let outline = json!({
        "id": "patches-outline", "type": "line", "source": source, "source-layer": source,
        "paint": {
            "line-color": hovered(hover, outline),
            "line-width": hovered(2.5, 0.75),
        },
    });
    let edge = look.has_near_edge.then(|| {
        json!({
            "id": "patches-edge", "type": "line", "source": source, "source-layer": source,
            "filter": ["==", ["get", "edge"], 1],
            "paint": {
                "line-color": EDGE, "line-width": EDGE_PX, "line-dasharray": EDGE_DASHES,
            },
        })
    });
    let over = std::iter::once(outline).chain(edge);
    if !look.has_unoccupied {
        return std::iter::once(fill(FILLS[0], FULL)).chain(over).collect();
    }
    // Forest without a sign of use is there, but fainter. Two layers and not one whose
    // opacity goes by the feature: that would be kept for every corner of every patch.
    let parted = |id: &str, opacity: f64, unoccupied: u8| {
        let mut layer = fill(id, opacity);
        layer["filter"] = json!(["==", ["get", "unoccupied"], unoccupied]);
        layer
    };
    let mut hatch = parted("patches-hatch", 1.0, 1);
    hatch["paint"] = json!({ "fill-pattern": patterns::hatch(look.theme), "fill-opacity": 0.9 });
    let mut layers = vec![parted(FILLS[0], FULL, 0), parted(FILLS[1], PALE, 1), hatch];
    layers.extend(over);
    layers
}

pub fn legend(look: Look, facts: &LegendFacts) -> Vec<LegendEntry> {
    let style = style(look.theme);
    let mut entries = coloured(look, facts, &style);
    entries.extend(look.has_near_edge.then(|| LegendEntry {
        swatch: Swatch::Area {
            colour: EDGE,
            fill_opacity: 0.0,
            width_px: EDGE_PX,
            dashes: Some(EDGE_DASHES),
        },
        label: m::legend::near_edge(facts.language).to_owned(),
        group: None,
        hint: None,
    }));
    entries.extend(look.has_unoccupied.then(|| LegendEntry {
        swatch: Swatch::Hatched {
            fill: style.plain,
            fill_opacity: PALE,
            hatch: hatch_colour(look.theme),
        },
        label: m::legend::unoccupied(facts.language).to_owned(),
        group: None,
        hint: None,
    }));
    entries
}

/// What the colours of patches mean.
fn coloured(look: Look, facts: &LegendFacts, style: &PatchStyle) -> Vec<LegendEntry> {
    let by_part = facts.has_run && look.patches == PatchIndex::Part;
    if let (Some(scale), false) = (&facts.patches, look.patches == PatchIndex::Part) {
        let (low, high) = (scale.bounds.first(), scale.bounds.last());
        let words = [low, high].map(|bound| bound.map_or("", String::as_str));
        return vec![LegendEntry {
            swatch: Swatch::Areas { fills: ramp(look.theme).to_vec(), outline: style.outline },
            label: m::legend::scale(facts.language, words[1], words[0], scale.name),
            group: None,
            hint: Some(m::legend::scale_hint(facts.language)),
        }];
    }
    let fills = if by_part { style.fills[..4].to_vec() } else { vec![style.plain] };
    vec![LegendEntry {
        swatch: Swatch::Areas { fills, outline: style.outline },
        label: match by_part {
            true => m::legend::patches(facts.language).to_owned(),
            false => m::legend::plain_patches(facts.language).to_owned(),
        },
        group: None,
        hint: by_part.then(|| m::legend::patches_hint(facts.language)),
    }]
}

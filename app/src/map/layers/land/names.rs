//! Names of places, waters, parks and streets, in the reader's language where they have
//! one in it. The letters are drawn by the device's own fonts.

use geodata::landscape::{LandClass, PlaceKind};
use liito_locales::Language;
use liito_worker::LayerKind;
use serde_json::{Value, json};

use crate::state::Theme;

/// A font of the system, upright, bold or slanted: the library takes the style from the
/// first name, which no font has.
pub fn font(style: &str) -> Value {
    json!([format!("Liito {style}"), "Segoe UI", "Roboto", "Noto Sans", "DejaVu Sans"])
}

/// Names of a kind.
struct NameStyle {
    id: &'static str,
    classes: &'static [LandClass],
    font: &'static str,
    /// Letters in pixels at two zoom levels.
    sizes_px: [(f64, f64); 2],
    from: f64,
    /// On a light ground and on a dark one.
    colours: (&'static str, &'static str),
    is_along_line: bool,
    spacing_em: f64,
}

/// The first give way to the last.
const STYLES: [NameStyle; 7] = [
    NameStyle {
        id: "names-streets",
        classes: &[LandClass::Street, LandClass::MainRoad],
        font: "Regular",
        sizes_px: [(14.0, 10.5), (17.0, 13.0)],
        from: 14.0,
        colours: ("#6b6356", "#b9bdb8"),
        is_along_line: true,
        spacing_em: 0.02,
    },
    NameStyle {
        id: "names-parks",
        classes: &[LandClass::Park],
        font: "Regular",
        sizes_px: [(13.0, 10.5), (16.0, 13.0)],
        from: 13.0,
        colours: ("#3c6b38", "#9cc79a"),
        is_along_line: false,
        spacing_em: 0.0,
    },
    NameStyle {
        id: "names-reserves",
        classes: &[LandClass::Reserve],
        font: "Regular",
        sizes_px: [(11.0, 10.5), (15.0, 13.5)],
        from: 11.5,
        colours: ("#2c6b45", "#93d0ab"),
        is_along_line: false,
        spacing_em: 0.02,
    },
    NameStyle {
        id: "names-land",
        classes: &[LandClass::Place(PlaceKind::Land)],
        font: "Italic",
        sizes_px: [(11.0, 10.5), (15.0, 13.0)],
        from: 11.5,
        colours: ("#6b6356", "#b9bdb8"),
        is_along_line: false,
        spacing_em: 0.02,
    },
    NameStyle {
        id: "names-waters",
        classes: &[LandClass::Place(PlaceKind::Water), LandClass::Water],
        font: "Italic",
        sizes_px: [(10.0, 10.5), (15.0, 14.0)],
        from: 10.5,
        colours: ("#35708a", "#8cbfd4"),
        is_along_line: false,
        spacing_em: 0.06,
    },
    NameStyle {
        id: "names-suburbs",
        classes: &[LandClass::Place(PlaceKind::Suburb)],
        font: "Regular",
        sizes_px: [(11.0, 11.0), (15.0, 15.0)],
        from: 11.0,
        colours: ("#5d574c", "#c3c7c2"),
        is_along_line: false,
        spacing_em: 0.04,
    },
    NameStyle {
        id: "names-centres",
        classes: &[LandClass::Place(PlaceKind::Centre)],
        font: "Bold",
        sizes_px: [(8.0, 12.0), (14.0, 19.0)],
        from: 7.0,
        colours: ("#3a352c", "#e6e9e5"),
        is_along_line: false,
        spacing_em: 0.01,
    },
];

/// The name in the reader's language, else the one for everyone.
fn text(language: Language) -> Value {
    json!(["coalesce", ["get", format!("name_{}", language.code())], ["get", "name"]])
}

pub fn layers(theme: Theme, language: Language) -> Vec<Value> {
    let source = LayerKind::Names.name();
    let halo = match theme {
        Theme::Light => "rgba(250, 249, 244, 0.9)",
        Theme::Dark => "rgba(18, 24, 21, 0.9)",
    };
    let layer = |style: &NameStyle| {
        let [(low, small), (high, large)] = style.sizes_px;
        let classes: Vec<u8> = style.classes.iter().map(|class| class.code()).collect();
        let (light, dark) = style.colours;
        json!({
            "id": style.id, "type": "symbol", "source": source, "source-layer": source,
            "minzoom": style.from,
            "filter": ["in", ["get", "class"], ["literal", classes]],
            "layout": {
                "text-field": text(language),
                "text-font": font(style.font),
                "text-size": ["interpolate", ["linear"], ["zoom"], low, small, high, large],
                "text-letter-spacing": style.spacing_em,
                "text-max-width": 8,
                "text-padding": 4,
                "symbol-placement": if style.is_along_line { "line" } else { "point" },
                // Large ones are named first.
                "symbol-sort-key": ["-", 0, ["get", "size"]],
            },
            "paint": {
                "text-color": if theme == Theme::Light { light } else { dark },
                "text-halo-color": halo,
                "text-halo-width": 1.4,
            },
        })
    };
    STYLES.iter().map(layer).collect()
}

//! Links up to the threshold: by length, short ones strong and long ones
//! dashed; those that know the land by their grade; or by what they are worth, the
//! more the wider.

use geodata::links::Grade;
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
    if look.kind.is_over_land() {
        return by_grade(look.theme);
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

/// How links of a grade look: the worse, the more broken the line.
struct GradeStyle {
    grade: Grade,
    width_px: f64,
    dashes: Option<[f64; 2]>,
}

const GRADES: [GradeStyle; 3] = [
    GradeStyle { grade: Grade::Good, width_px: 1.8, dashes: None },
    GradeStyle { grade: Grade::Weak, width_px: 2.0, dashes: Some([3.5, 1.8]) },
    GradeStyle { grade: Grade::Critical, width_px: 2.4, dashes: Some([1.0, 1.4]) },
];

/// The colour of a grade.
pub fn grade_colour(theme: Theme, grade: Grade) -> &'static str {
    match (theme, grade) {
        (Theme::Light, Grade::Good) => "#14663f",
        (Theme::Light, Grade::Weak) => "#b45309",
        (Theme::Light, Grade::Critical | Grade::Cut) => "#b91c1c",
        (Theme::Dark, Grade::Good) => "#6fd3a0",
        (Theme::Dark, Grade::Weak) => "#fbbf24",
        (Theme::Dark, Grade::Critical | Grade::Cut) => "#ff8a80",
    }
}

/// Links that know the land, the worst on top.
fn by_grade(theme: Theme) -> Vec<Value> {
    let source = LayerKind::Links.name();
    graded(theme, "links", source, Some(source), None)
}

/// Links of a source by their grade, the worst on top: layers named after `name`, as opaque
/// as that is where it is told.
pub fn graded(
    theme: Theme,
    name: &str,
    source: &str,
    within: Option<&str>,
    opacity: Option<&Value>,
) -> Vec<Value> {
    let opacity = |usual: f64| opacity.cloned().unwrap_or_else(|| json!(usual));
    let casing = match theme {
        Theme::Light => "#ffffff",
        Theme::Dark => "#0d1512",
    };
    let layer = |id: String, filter: Value, paint: Value| {
        let mut layer = json!({
            "id": id, "type": "line", "source": source, "filter": filter,
            "layout": { "line-cap": "butt", "line-join": "round" },
            "paint": paint,
        });
        if let Some(within) = within {
            layer["source-layer"] = json!(within);
        }
        layer
    };
    let mut layers = vec![layer(
        format!("{name}-casing"),
        json!([">=", ["get", "grade"], 0]),
        json!({ "line-color": casing, "line-width": 4.2, "line-opacity": opacity(0.7) }),
    )];
    layers.extend(GRADES.iter().enumerate().map(|(class, style)| {
        let mut paint = json!({
            "line-color": grade_colour(theme, style.grade),
            "line-width": hovered(style.width_px + HOVER_PX, style.width_px),
            "line-opacity": opacity(1.0),
        });
        if let Some(dashes) = style.dashes {
            paint["line-dasharray"] = json!(dashes);
        }
        layer(format!("{name}-{class}"), json!(["==", ["get", "grade"], class]), paint)
    }));
    layers
}

pub fn grade_legend(look: Look, facts: &LegendFacts) -> Vec<LegendEntry> {
    let (l, limits) = (facts.language, facts.limits);
    let entry = |style: &GradeStyle| LegendEntry {
        swatch: Swatch::Line {
            colour: grade_colour(look.theme, style.grade),
            width_px: style.width_px,
            dashes: style.dashes,
        },
        label: match style.grade {
            Grade::Good => m::way::legend_good(l).to_owned(),
            Grade::Weak => m::way::legend_weak(l, &l.length(limits.weak_m)),
            Grade::Critical | Grade::Cut => {
                m::way::legend_critical(l, &l.length(limits.critical_m))
            }
        },
        group: None,
        hint: None,
    };
    GRADES.iter().map(entry).collect()
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
    if look.kind.is_over_land() {
        return grade_legend(look, facts);
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

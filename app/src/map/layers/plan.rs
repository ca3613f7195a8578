//! A plan: what it clears, plants and adds, and the links of its network before or after.

use geodata::links::Grade;
use liito_locales::messages as m;
use liito_worker::{EditKind, Fate, PlanLink, PlanShape};
use serde_json::{Value, json};

use super::{LegendEntry, LegendFacts, Look, Swatch, links};
use crate::state::{MapSide, Theme};

/// Names of the sources: links of the plan's network, its edits with what is suggested.
pub const LINKS: &str = "plan-links";
pub const EDITS: &str = "plan-edits";

const WIDTH_PX: f64 = 2.5;
const HALO_PX: f64 = 9.0;
const DASHES: [f64; 2] = [2.0, 1.5];

/// Colours of what is drawn.
struct Colours {
    clears: &'static str,
    cleared: &'static str,
    plants: &'static str,
    habitat: &'static str,
    worse: &'static str,
    better: &'static str,
}

fn colours(theme: Theme) -> Colours {
    match theme {
        Theme::Light => Colours {
            clears: "#1d4ed8",
            cleared: "#d6d0c8",
            plants: "#0f7a3d",
            habitat: "#7a3f9d",
            worse: "#f3a6a0",
            better: "#8fd3b0",
        },
        Theme::Dark => Colours {
            clears: "#8fb4ff",
            cleared: "#3a3a38",
            plants: "#6fd3a0",
            habitat: "#d0a5ea",
            worse: "#7d3a36",
            better: "#2f6b4c",
        },
    }
}

/// What is under the network: the areas.
pub fn areas(look: Look) -> Vec<Value> {
    let Colours { cleared, plants, habitat, .. } = colours(look.theme);
    let fill = |id: &str, kind: &str, colour: &str, opacity: f64| {
        json!({
            "id": id, "type": "fill", "source": EDITS,
            "filter": ["all", ["==", ["get", "kind"], kind], ["==", ["geometry-type"], "Polygon"]],
            "paint": { "fill-color": colour, "fill-opacity": opacity },
        })
    };
    if look.side == MapSide::Before {
        return Vec::new();
    }
    vec![
        fill("plan-cleared", "clears", cleared, 0.92),
        fill("plan-planted", "plants", plants, 0.45),
        fill("plan-suggested", "suggested", plants, 0.25),
        fill("plan-habitat", "habitat", habitat, 0.35),
    ]
}

/// What is over it: the links, outlines, rows and trees.
pub fn layers(look: Look) -> Vec<Value> {
    let Colours { worse, better, .. } = colours(look.theme);
    let halo = |id: &str, fate: &str, colour: &str| {
        json!({
            "id": id, "type": "line", "source": LINKS,
            "filter": ["==", ["get", "fate"], fate],
            "layout": { "line-join": "round", "line-cap": "round" },
            "paint": { "line-color": colour, "line-width": HALO_PX, "line-opacity": 0.75 },
        })
    };
    let mut layers = Vec::new();
    if look.links_shown {
        layers.push(halo("plan-worse", "worse", worse));
        layers.push(halo("plan-better", "better", better));
        // What stays as it is stays back.
        let opacity = json!(["match", ["get", "fate"], "same", 0.3, 1]);
        layers.extend(links::graded(look.theme, "plan-links", LINKS, None, Some(&opacity)));
    }
    layers.extend(outlines(look));
    layers
}

/// Outlines of what is drawn, rows and trees.
pub fn outlines(look: Look) -> Vec<Value> {
    let Colours { clears, plants, habitat, .. } = colours(look.theme);
    let colour = json!(["match", ["get", "kind"], "clears", clears, "habitat", habitat, plants]);
    let mut layers = Vec::new();
    layers.push(json!({
        "id": "plan-outline", "type": "line", "source": EDITS,
        "filter": ["!=", ["geometry-type"], "Point"],
        "layout": { "line-join": "round" },
        "paint": {
            "line-color": colour,
            "line-width": WIDTH_PX,
            "line-dasharray": if look.side == MapSide::Before { json!(DASHES) } else { json!([1]) },
        },
    }));
    layers.push(json!({
        "id": "plan-trees", "type": "circle", "source": EDITS,
        "filter": ["==", ["geometry-type"], "Point"],
        "paint": { "circle-color": colour, "circle-radius": 5, "circle-stroke-width": 1.5,
            "circle-stroke-color": "#ffffff" },
    }));
    layers
}

/// Links of a side as the source takes them.
pub fn link_data(links: &[PlanLink]) -> Value {
    let feature = |link: &PlanLink| {
        let grade = Grade::ALL.iter().position(|grade| *grade == link.grade);
        let fate = match link.fate {
            Fate::Same => "same",
            Fate::Worse => "worse",
            Fate::Better => "better",
        };
        json!({
            "type": "Feature",
            "properties": { "grade": grade, "fate": fate },
            "geometry": { "type": "LineString", "coordinates": link.line },
        })
    };
    json!({
        "type": "FeatureCollection",
        "features": links.iter().map(feature).collect::<Vec<_>>(),
    })
}

/// Shapes as the source takes them, each with what it is.
pub fn edit_data<'a>(shapes: impl Iterator<Item = (&'static str, &'a PlanShape)>) -> Value {
    let feature = |(kind, shape): (&str, &PlanShape)| {
        let geometry = match shape {
            PlanShape::Areas(areas) => json!({ "type": "MultiPolygon", "coordinates": areas }),
            PlanShape::Line(line) => json!({ "type": "LineString", "coordinates": line }),
            PlanShape::Point(at) => json!({ "type": "Point", "coordinates": at }),
            PlanShape::None => return None,
        };
        Some(json!({ "type": "Feature", "properties": { "kind": kind }, "geometry": geometry }))
    };
    json!({ "type": "FeatureCollection", "features": shapes.filter_map(feature).collect::<Vec<_>>() })
}

/// What an edit is in the source; none where it is not to be on a picture for everyone.
pub fn kind_name(kind: EditKind, is_for_all: bool) -> Option<&'static str> {
    Some(match kind {
        EditKind::LeavesOut if is_for_all => return None,
        EditKind::Clears | EditKind::LeavesOut => "clears",
        EditKind::Plants => "plants",
        EditKind::Habitat => "habitat",
        EditKind::Network => "network",
    })
}

pub fn legend(look: Look, facts: &LegendFacts) -> Vec<LegendEntry> {
    let l = facts.language;
    let Colours { clears, plants, worse, better, .. } = colours(look.theme);
    let entry = |swatch: Swatch, label: &str| LegendEntry {
        swatch,
        label: label.to_owned(),
        group: None,
        hint: None,
    };
    let area = |colour: &'static str, fill_opacity: f64| Swatch::Area {
        colour,
        fill_opacity,
        width_px: WIDTH_PX,
        dashes: None,
    };
    let halo = |colour: &'static str| Swatch::Line { colour, width_px: HALO_PX, dashes: None };
    let mut entries = vec![
        entry(area(clears, 0.1), m::plan::legend_clears(l)),
        entry(area(plants, 0.4), m::plan::legend_plants(l)),
    ];
    if look.links_shown {
        entries.push(entry(halo(worse), m::plan::legend_worse(l)));
        entries.push(entry(halo(better), m::plan::legend_better(l)));
        entries.extend(links::grade_legend(look, facts));
    }
    entries
}

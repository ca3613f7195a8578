//! The layers of the map, a file each: what is drawn and what the legend says
//! of it come from one object.

pub mod band;
pub mod base_map;
pub mod chosen;
pub mod crossings;
mod fade;
mod land;
mod left_out;
mod links;
mod others;
mod patches;
pub mod path;
pub mod patterns;
pub mod plan;
mod selection;
mod sign;
pub mod spot;
pub mod squares;

use geodata::connectivity::importance::Piece;
use geodata::landscape::LandClass;
use geodata::links::{GapLimits, LinkKind};
use geodata::nearby::Nature;
use liito_locales::Language;
use liito_worker::{CLASSES, ContextInfo, DrawnAs, LinkIndex, PatchIndex};
use serde_json::{Value, json};

use crate::state::{Hidden, MapSide, Shown, Theme};

/// What the style of a layer depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    pub theme: Theme,
    pub language: Language,
    pub selected: Option<Piece>,
    pub links_shown: bool,
    /// Some patches show no sign of use.
    pub has_unoccupied: bool,
    /// Some patches lie near the edge of the data.
    pub has_near_edge: bool,
    /// What patches are coloured by, once there are values.
    pub patches: PatchIndex,
    /// What links are drawn by, once there are values.
    pub links: LinkIndex,
    /// Of what kind links are: those that know the land are drawn by grade.
    pub kind: LinkKind,
    /// The plan's network is shown in the place of that of the run.
    pub is_plan: bool,
    /// Which of its sides.
    pub side: MapSide,
    /// Residents look at it; what they leave out.
    pub explored: Option<Hidden>,
    /// How much of its opacity that has, 0 to 1.
    pub opacity: f64,
    /// It is a picture for everyone: what surveys say and what is made of it stays out.
    pub is_for_all: bool,
}

/// A sign in the legend.
#[derive(Debug, Clone, PartialEq)]
pub enum Swatch {
    /// Areas, in some of the colours they take.
    Areas { fills: Vec<&'static str>, outline: &'static str },
    /// An area with hatching over it.
    Hatched { fill: &'static str, fill_opacity: f64, hatch: &'static str },
    /// A line.
    Line { colour: &'static str, width_px: f64, dashes: Option<[f64; 2]> },
    /// Lines from thin to thick.
    Widths { colour: &'static str, least_px: f64, most_px: f64 },
    /// An area of the base map.
    Ground { fill: &'static str, outline: Option<&'static str> },
    /// A way of the base map.
    Way { fill: &'static str, casing: Option<&'static str>, dashes: Option<[f64; 2]> },
    /// An area with its outline.
    Area { colour: &'static str, fill_opacity: f64, width_px: f64, dashes: Option<[f64; 2]> },
    /// A point.
    Point { colour: &'static str, radius_px: f64 },
    /// A sign with something in it.
    Ring { colour: &'static str, width_px: f64 },
    /// An outline round an area.
    Outline { colour: &'static str, width_px: f64 },
}

/// A line of the legend.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendEntry {
    pub swatch: Swatch,
    pub label: String,
    /// What it belongs to, where several entries do.
    pub group: Option<String>,
    /// What it means, where the label does not say it all.
    pub hint: Option<&'static str>,
}

/// What the legend depends on besides the look.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendFacts {
    pub language: Language,
    pub threshold_m: f64,
    pub has_patches: bool,
    /// What surveys and plans are drawn as.
    pub drawn: Vec<DrawnAs>,
    /// Classes of land that there are.
    pub land: Vec<LandClass>,
    /// Some areas are no patches.
    pub has_left_out: bool,
    /// The map shows what is drawn from near alone.
    pub is_near: bool,
    pub has_run: bool,
    /// A path is on the map.
    pub has_path: bool,
    /// Some links fail somewhere.
    pub has_crossings: bool,
    /// The band of a link is on the map.
    pub has_band: bool,
    /// Observations are on the map, by square.
    pub has_squares: bool,
    /// Up to where gaps are good, weak or critical.
    pub limits: GapLimits,
    pub patches: Option<ScaleWords>,
    pub links: Option<ScaleWords>,
}

/// A scale in the reader's words.
#[derive(Debug, Clone, PartialEq)]
pub struct ScaleWords {
    pub name: &'static str,
    /// The least value and the greatest of each class.
    pub bounds: Vec<String>,
}

/// Colours of the classes of a value, the lowest first: high ones stand out
/// from the ground in the light and in the dark.
pub fn ramp(theme: Theme) -> [&'static str; CLASSES] {
    let mut ramp = ["#fde7a9", "#f9c16b", "#ef8f56", "#d85a5f", "#a8327d", "#6a1b7a", "#3b0f5c"];
    if theme == Theme::Dark {
        ramp.reverse();
    }
    ramp
}

/// All layers in the order they are drawn, the lowest first: the one list.
pub fn all(look: Look, context: &ContextInfo, has_base_map: bool) -> Vec<Value> {
    let mut layers = vec![background(look.theme)];
    if has_base_map {
        layers.push(base_map::layer(look));
    } else {
        match look.explored {
            Some(hidden) => layers.extend(land::layers(look, &hidden.land(&context.land))),
            None => layers.extend(land::layers(look, &context.land)),
        }
    }
    if look.is_for_all {
        layers.extend(plan::areas(look));
        layers.extend(plan::outlines(look));
        if !has_base_map {
            layers.extend(land::labels(look));
        }
        return layers;
    }
    if let Some(hidden) = look.explored {
        layers.extend(explored(look, context, hidden));
        if !has_base_map {
            layers.extend(land::labels(look));
        }
        return layers;
    }
    layers.extend(left_out::layers(look));
    layers.extend(others::areas(look, &context.looks));
    layers.extend(patches::layers(look));
    if look.is_plan {
        layers.extend(plan::areas(look));
        layers.extend(others::marks(look, &context.looks));
        layers.extend(plan::layers(look));
    } else {
        layers.extend(band::layers(look));
        layers.extend(links::layers(look));
        layers.extend(others::marks(look, &context.looks));
        if look.kind.is_over_land() {
            layers.extend(crossings::layers(look));
        }
    }
    layers.extend(selection::layers(look));
    layers.extend(path::layers(look));
    layers.extend(spot::layers(look));
    if !has_base_map {
        layers.extend(land::labels(look));
    }
    layers
}

/// What residents see on the land: no observation where it is.
fn explored(look: Look, context: &ContextInfo, hidden: Hidden) -> Vec<Value> {
    let looks = hidden.looks(&context.looks);
    let mut layers = Vec::new();
    if !hidden.has(Shown::Squares) {
        layers.extend(squares::layers(look));
    }
    layers.extend(others::areas(look, &looks));
    if !hidden.has(Shown::Nature(Nature::FlyingSquirrel)) {
        layers.extend(patches::layers(look));
    }
    if look.links_shown {
        layers.extend(links::layers(look));
    }
    layers.extend(others::marks(look, &looks));
    let mut layers: Vec<Value> =
        layers.into_iter().map(|layer| fade::faded(layer, look.opacity)).collect();
    layers.extend(chosen::layers(look));
    layers
}

/// The legend, the highest layer first.
pub fn legend(look: Look, facts: &LegendFacts) -> Vec<LegendEntry> {
    // As little as is drawn then.
    if look.is_for_all {
        return plan::legend(Look { links_shown: false, ..look }, facts);
    }
    let mut entries = Vec::new();
    let is_hidden = |shown| look.explored.is_some_and(|hidden| hidden.has(shown));
    if facts.has_patches && !is_hidden(Shown::Nature(Nature::FlyingSquirrel)) {
        entries.extend(patches::legend(look, facts));
    }
    if look.is_plan {
        entries.extend(plan::legend(look, facts));
    } else if facts.has_run && look.links_shown {
        entries.extend(links::legend(look, facts));
    }
    if look.explored.is_some() {
        if facts.has_squares && !is_hidden(Shown::Squares) {
            entries.push(squares::legend(look, facts));
        }
        entries.extend(others::legend(look, facts));
        return entries;
    }
    if facts.has_crossings && look.links_shown && !look.is_plan {
        entries.extend(crossings::legend(look, facts));
    }
    if facts.has_band {
        entries.extend(band::legend(look, facts));
    }
    entries.extend(others::legend(look, facts));
    if facts.has_left_out {
        entries.extend(left_out::legend(look, facts));
    }
    if look.selected.is_some() {
        entries.extend(selection::legend(look, facts));
    }
    if facts.has_path {
        entries.extend(path::legend(look, facts));
    }
    entries
}

pub use links::LAYERS as LINK_LAYERS;
pub use patches::FILLS as PATCH_LAYERS;

/// Something else while the pointer is over the feature.
fn hovered(then: impl Into<Value>, otherwise: impl Into<Value>) -> Value {
    let is_hovered = json!(["boolean", ["feature-state", "hover"], false]);
    json!(["case", is_hovered, then.into(), otherwise.into()])
}

/// From this zoom on all is drawn.
pub const NEAR: f64 = others::TYPES_FROM;

/// The legend of links alone.
pub fn link_legend(look: Look, facts: &LegendFacts) -> Vec<LegendEntry> {
    links::legend(look, facts)
}

/// The legend of the base map.
pub fn base_legend(look: Look, facts: &LegendFacts) -> Vec<LegendEntry> {
    land::legend(look, facts)
}

/// The colour of the ground.
fn ground(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "#f1efe6",
        Theme::Dark => "#161d1a",
    }
}

fn background(theme: Theme) -> Value {
    json!({ "id": "land", "type": "background", "paint": { "background-color": ground(theme) } })
}

#[cfg(test)]
mod tests {
    use geodata::landscape::LandClass;

    use super::*;

    fn look(is_for_all: bool) -> Look {
        Look {
            theme: Theme::Light,
            language: Language::English,
            selected: Some(Piece::Patch(0)),
            links_shown: true,
            has_unoccupied: true,
            has_near_edge: true,
            patches: PatchIndex::Part,
            links: LinkIndex::Length,
            kind: LinkKind::Glide,
            is_plan: true,
            explored: None,
            opacity: 1.0,
            side: MapSide::After,
            is_for_all,
        }
    }

    #[test]
    fn residents_see_no_observation_where_it_is() {
        let seen = DrawnAs::of_role(geodata::model::LayerRole::Observation);
        let context = ContextInfo { looks: vec![seen], ..ContextInfo::default() };
        let has_points = |explored| {
            let look = Look { explored, is_plan: false, ..look(false) };
            let points = format!("others-points-{}", seen.code());
            all(look, &context, false).iter().any(|layer| layer["id"] == points.as_str())
        };
        assert!(has_points(None));
        assert!(!has_points(Some(Hidden::default())));
    }

    #[test]
    fn a_picture_for_everyone_shows_the_plan_on_its_ground_and_nothing_surveyed() {
        let context = ContextInfo {
            land: vec![LandClass::Water],
            looks: (0..8).map(DrawnAs::Role).collect(),
            ..ContextInfo::default()
        };
        let sources = |is_for_all: bool| {
            let layers = all(look(is_for_all), &context, false);
            let mut names: Vec<String> = layers
                .iter()
                .filter_map(|layer| layer["source"].as_str().map(str::to_owned))
                .collect();
            names.sort();
            names.dedup();
            names
        };
        assert!(sources(false).contains(&"others".to_owned()));
        let public = sources(true);
        assert!(public.contains(&plan::EDITS.to_owned()), "{public:?}");
        for name in &public {
            assert!(["land", "names", plan::EDITS].contains(&name.as_str()), "{name}");
        }
        // A patch that is left out is where a survey has it.
        let shape = liito_worker::PlanShape::Point((24.7, 60.2));
        let of = |kind| plan::kind_name(kind, true).map(|kind| (kind, &shape));
        assert!(of(liito_worker::EditKind::Clears).is_some());
        assert!(of(liito_worker::EditKind::LeavesOut).is_none());
    }
}

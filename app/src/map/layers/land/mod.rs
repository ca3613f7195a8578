//! The base map, drawn from whatever layers say what the land is: water, fields, trees,
//! buildings, roads and their names. It is quiet, so that nothing on it competes with
//! the network.

mod grounds;
mod names;
mod ways;

use geodata::landscape::LandClass;
use liito_locales::{Language, land_class};
use serde_json::Value;

pub use names::font;

use super::{LegendEntry, LegendFacts, Look, Swatch};

/// Everything that lies under the network.
pub fn layers(look: Look, present: &[LandClass]) -> Vec<Value> {
    if present.is_empty() {
        return Vec::new();
    }
    let mut layers = grounds::layers(look.theme, present);
    layers.extend(ways::layers(look.theme, present));
    layers
}

/// Names, which lie over everything.
pub fn labels(look: Look) -> Vec<Value> {
    names::layers(look.theme, look.language)
}

/// What there is of it.
pub fn legend(look: Look, facts: &LegendFacts) -> Vec<LegendEntry> {
    facts.land.iter().rev().filter_map(|class| entry(look, facts.language, *class)).collect()
}

fn entry(look: Look, language: Language, class: LandClass) -> Option<LegendEntry> {
    let swatch = match class {
        LandClass::Place(_) => return None,
        LandClass::Reserve => {
            let colour = grounds::reserve_outline(look.theme);
            Swatch::Outline { colour, width_px: 1.5 }
        }
        class => match (grounds::fill(class, look.theme), ways::line(class, look.theme)) {
            (Some(fill), _) => {
                Swatch::Ground { fill, outline: grounds::outline(class, look.theme) }
            }
            (None, Some(way)) => {
                Swatch::Way { fill: way.fill, casing: way.casing, dashes: way.dashes }
            }
            (None, None) => return None,
        },
    };
    Some(LegendEntry {
        swatch,
        label: land_class(language, class).to_owned(),
        group: None,
        hint: None,
    })
}

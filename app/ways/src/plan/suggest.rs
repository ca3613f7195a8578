//! What would mend the network, put into words and shapes.

use geo::{BoundingRect, Rect};
use geodata::Error;
use geodata::connectivity::MOST_MENDED_PATCHES;
use geodata::landscape::Ground;
use geodata::progress::Progress;
use geodata::scenario::{Budget, Suggestion as Found, Trees, YEARS, lost_links, suggest};
use liito_locales::messages::effect as w;
use liito_locales::{Language, ground_words};
use liito_worker::{Answer, PlanReply, PlanWish, Reply, Suggestion, Suggestions};

use super::shape::Chart;
use super::{Planner, language_of};

/// Parts of a gap that are named.
const PARTS_NAMED: usize = 3;

impl Planner {
    /// Suggests plantings: for the land as it would be when they have grown, so that what was
    /// planted before is not planted again.
    pub(super) fn suggest(
        &mut self,
        wish: &PlanWish,
        count: usize,
        progress: &mut impl Progress,
    ) -> Result<Answer, Error> {
        let [.., grown] = YEARS;
        let at = PlanWish { years: grown, ..wish.clone() };
        let Some(place) = self.compute(&at, progress)? else {
            return Ok((Reply::OtherVersion, None));
        };
        let (Some(ground), Some((rule, before))) = (&self.ground, &self.before) else {
            return Ok((Reply::OtherVersion, None));
        };
        let patches = self.after[place].side.scene.origins.len();
        if patches > MOST_MENDED_PATCHES {
            let l = language_of(&wish.language);
            let words = w::too_many_patches(l, &l.whole(MOST_MENDED_PATCHES), &l.whole(patches));
            return Ok((PlanReply::Refused(words).packed(), None));
        }
        let chart = Chart::new(ground.present.habitat().working_crs())?;
        let after = &self.after[place].side;
        let graded = rule.parameters.graded().map_err(Error::from)?;
        let trees = Trees::default();
        let habitat = ground.present.habitat();
        let entries = self.scenarios[self.chosen].entries().iter();
        // Round the edits: what is mended elsewhere mends another plan.
        let within: Vec<Rect> = entries
            .filter_map(|entry| entry.edit.bounds(habitat))
            .map(|bounds| widened(&bounds, wish.neighbourhood_m))
            .collect();
        let budget = Budget { count, area_m2: f64::INFINITY, within };
        let lost = lost_links(before, after);
        let height_m = trees.height_after(grown);
        let found = suggest(after, lost, &graded, height_m, &budget, progress);
        let l = language_of(&wish.language);
        let told = |(number, found): (u32, &Found)| {
            let counts = |years: f64| trees.ground_after(years).is_some_and(Ground::is_canopy);
            let gains_percent =
                YEARS.map(|years| if counts(years) { found.gain_percent } else { 0.0 });
            let bounds = found.area.bounding_rect().and_then(|rect| chart.bounds(rect));
            Suggestion {
                id: number,
                words: closes(l, found),
                area_m2: found.area_m2,
                gains_percent,
                shape: chart.areas(&found.area),
                bounds,
            }
        };
        let suggestions = Suggestions {
            all: (0u32..).zip(&found.all).map(told).collect(),
            candidates: found.candidates,
            most_percent: found.most_percent,
        };
        self.suggested = found.all.into_iter().map(|found| found.area).collect();
        Ok((PlanReply::Suggested(suggestions).packed(), None))
    }
}

fn widened(of: &Rect, by_m: f64) -> Rect {
    let (low, high) = (of.min(), of.max());
    Rect::new((low.x - by_m, low.y - by_m), (high.x + by_m, high.y + by_m))
}

/// Which gap a planting closes, and what is left of it.
fn closes(l: Language, found: &Found) -> String {
    let parts: Vec<String> = found
        .gap
        .parts
        .iter()
        .take(PARTS_NAMED)
        .map(|part| format!("{} {}", ground_words(l, part.ground), l.length(part.length_m)))
        .collect();
    let (parts, width) = (parts.join(", "), l.length(found.gap.width_m));
    let closed = match found.places {
        1 => w::closes(l, &parts, &width),
        places => w::closes_several(l, places, &parts, &width),
    };
    match found.left_m > 0.5 {
        true => format!("{closed}; {}", w::leaves(l, &l.length(found.left_m))),
        false => closed,
    }
}

//! Asks the data worker what residents want to know.

use std::cell::Cell;
use std::sync::Arc;

use geodata::nearby::Nature;
use leptos::prelude::*;
use leptos::task::spawn_local;
use liito_locales::messages as m;
use liito_worker::{Ask, Degrees, ExploreAsk, ExploreReply, LonLatBounds, Packed, Reply};

use super::words;
use crate::jobs::Jobs;
use crate::platform;
use crate::state::{App, Hand, Listed, Search};

/// Lines of a search.
const MOST_FOUND: usize = 12;
/// Lines of what the map shows.
const MOST_LISTED: usize = 100;
/// Features of each kind that are near.
const MOST_NEAR: usize = 4;
/// Half of what the map shows round a place, degrees of latitude: a little over a kilometre.
const ROUND_DEG: f64 = 0.011;

thread_local! {
    /// Raised by every search.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

async fn ask(ask: &ExploreAsk) -> Option<ExploreReply> {
    let answer = Jobs::get().ask(Ask::Explore(Packed::of(ask))).await?;
    match answer.reply {
        Reply::Explored(packed) => packed.unpack(),
        _ => None,
    }
}

/// Where distances are told from: the place that was asked about, else the middle of the map.
fn from(app: App) -> Option<Degrees> {
    let asked = app.explore.with_untracked(|explore| explore.asked);
    asked.or_else(|| app.view.get_untracked().map(|view| (view.longitude, view.latitude)))
}

/// Looks for what is called so. What was typed since makes an answer useless.
pub fn search(app: App, text: String) {
    let turn = TURN.get() + 1;
    TURN.set(turn);
    if text.trim().is_empty() {
        return app.explore.update(|explore| explore.found = None);
    }
    spawn_local(async move {
        let question = ExploreAsk::Search { text: text.clone(), from: from(app), most: MOST_FOUND };
        let found = match ask(&question).await {
            Some(ExploreReply::Found { lines, total }) => {
                Search { text, lines, total, position: None }
            }
            Some(ExploreReply::Position(at)) => {
                Search { text, lines: Vec::new(), total: 0, position: Some(at) }
            }
            _ => return,
        };
        if TURN.get() != turn {
            return;
        }
        let l = app.language.get_untracked();
        app.announcement.set(match (found.position, found.total) {
            (Some(_), _) => m::explore::found_position(l).to_owned(),
            (None, 0) => m::explore::none_found(l, &found.text),
            (None, total) => m::explore::found(l, total),
        });
        app.explore.update(|explore| explore.found = Some(Arc::new(found)));
    });
}

/// Finds what is near a place, and goes there.
pub fn look_near(app: App, at: Degrees, goes_there: bool) {
    app.explore.update(|explore| explore.asked = Some(at));
    if goes_there {
        app.go_to(round(at, ROUND_DEG));
    }
    spawn_local(async move {
        let question = ExploreAsk::Near { at, most: MOST_NEAR };
        let Some(ExploreReply::Near(near)) = ask(&question).await else { return };
        // Another place may have been asked about meanwhile.
        if app.explore.with_untracked(|explore| explore.asked != Some(at)) {
            return;
        }
        if let Some(near) = &near {
            app.announcement.set(words::greenness(app.language.get_untracked(), &near.green));
        }
        app.explore.update(|explore| explore.near = near.map(Arc::new));
    });
}

/// A box round a place, that reaches so many degrees north and south and twice as many east and west.
pub fn round((longitude, latitude): Degrees, reach_deg: f64) -> LonLatBounds {
    LonLatBounds {
        west: longitude - 2.0 * reach_deg,
        south: latitude - reach_deg,
        east: longitude + 2.0 * reach_deg,
        north: latitude + reach_deg,
    }
}

/// How something came to be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Of a list: whoever did so is led to what is told, since the list may be gone.
    Listed,
    /// On the map: where nothing is, what is near is all there is to say.
    Pressed,
    /// Before: layers have come or gone.
    Before,
}

/// Tells all about a feature, or about what is at a place.
pub fn choose(app: App, question: ExploreAsk, choice: Choice) {
    spawn_local(async move {
        let Some(ExploreReply::Feature(feature)) = ask(&question).await else { return };
        let l = app.language.get_untracked();
        if let Some(feature) = &feature
            && choice != Choice::Before
        {
            app.announcement.set(words::title(l, &feature.line));
        }
        if choice == Choice::Listed {
            request_animation_frame(|| platform::focus("feature"));
        }
        let is_nothing = feature.is_none();
        app.explore.update(|explore| {
            // What the address names may be in a layer that is still to come, and other things
            // lie there as well.
            if choice != Choice::Before {
                explore.awaited = None;
            }
            explore.pressed = None;
            explore.chosen = feature.map(|of| Arc::new(*of));
        });
        match (question, choice) {
            (ExploreAsk::At { at, .. }, Choice::Pressed) if is_nothing => look_near(app, at, false),
            _ => {}
        }
    });
}

/// Nothing is chosen any more.
pub fn choose_nothing(app: App) {
    app.explore.update(|explore| {
        explore.chosen = None;
        explore.awaited = None;
    });
}

/// Lists what the map shows of these kinds, surveyed in these years, with these words.
pub fn list(app: App, natures: Vec<Nature>, years: Option<(u16, u16)>, text: String) {
    let Some(bounds) = app.visible.get_untracked() else { return };
    spawn_local(async move {
        let question = ExploreAsk::InView { bounds, natures, years, text, most: MOST_LISTED };
        let Some(ExploreReply::Listed { lines, outlines, total }) = ask(&question).await else {
            return;
        };
        let l = app.language.get_untracked();
        app.announcement.set(match total {
            0 => m::explore::none_listed(l).to_owned(),
            total => m::explore::found(l, total),
        });
        let listed = Listed { lines, outlines, total };
        app.explore.update(|explore| explore.listed = Some(Arc::new(listed)));
    });
}

/// How many features of these kinds were surveyed in each year.
pub async fn years(natures: Vec<Nature>) -> Vec<(u16, usize)> {
    match ask(&ExploreAsk::Years(natures)).await {
        Some(ExploreReply::Years(years)) => years,
        _ => Vec::new(),
    }
}

/// Measures a way; what was put down since makes an answer useless.
pub fn measure(app: App, points: Vec<Degrees>) {
    spawn_local(async move {
        let question = ExploreAsk::Measure(points.clone());
        let Some(ExploreReply::Measured(measured)) = ask(&question).await else { return };
        app.explore.update(|explore| {
            if let Hand::Measure(way) = &mut explore.hand
                && way.points == points
            {
                way.measured = Some(measured);
            }
        });
    });
}

/// Counts observations by square, as the layers are now.
pub fn count_observations(app: App) {
    spawn_local(async move {
        if let Some(ExploreReply::Squares(squares)) = ask(&ExploreAsk::Squares).await {
            app.explore.update(|explore| explore.squares = Arc::new(squares));
        }
    });
}

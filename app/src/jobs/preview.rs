//! What the way under the pointer is like, before anybody chooses it.

use std::sync::Arc;
use std::time::Duration;

use geodata::connectivity::importance::Piece;
use leptos::prelude::*;
use liito_worker::{Ask, Reply, WaysAsk, WaysReply};
use wasm_bindgen_futures::spawn_local;

use super::Jobs;
use super::ways::ask_ways;
use crate::state::Preview;

/// How long the pointer rests on a way before it is told of.
const REST: Duration = Duration::from_millis(200);

impl Jobs {
    /// Tells what the way near a place is like, once the pointer rests there. `place` is
    /// longitude, latitude and how far from there in metres; `at_px` where on the map.
    pub fn preview_way(&self, place: (f64, f64, f64), at_px: (f64, f64)) {
        let number = self.end_preview();
        if !self.is_over_land() {
            return;
        }
        let jobs = self.clone();
        spawn_local(async move {
            gloo_timers::future::sleep(REST).await;
            if jobs.0.previewed.get() != number {
                return;
            }
            let found = jobs.way_at(place).await;
            if jobs.0.previewed.get() == number {
                jobs.0.app.preview.set(found.map(|preview| Arc::new(Preview { at_px, ..preview })));
            }
        });
    }

    /// Tells of no way any more; gives the number that the next telling has.
    pub fn end_preview(&self) -> u32 {
        let number = self.0.previewed.get().wrapping_add(1);
        self.0.previewed.set(number);
        if self.0.app.preview.with_untracked(Option::is_some) {
            self.0.app.preview.set(None);
        }
        number
    }

    async fn way_at(&self, (longitude, latitude, tolerance_m): (f64, f64, f64)) -> Option<Preview> {
        let at = self.ask(Ask::At { longitude, latitude, tolerance_m }).await?;
        let Reply::At(Some(Piece::Link(a, b))) = at.reply else { return None };
        let Reply::Link(Some(details)) = self.ask(Ask::Link { a, b }).await?.reply else {
            return None;
        };
        let worker = self.0.ways.at_hand()?;
        let Some(WaysReply::Profile(Some(profile))) =
            ask_ways(&worker, &WaysAsk::Profile { a, b }).await
        else {
            return None;
        };
        let way = details.way?;
        Some(Preview { at_px: (0.0, 0.0), labels: details.labels, way, profile })
    }
}

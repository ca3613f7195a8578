//! The band of the chosen link: where else one could go at little more cost.

use std::sync::Arc;

use geodata::connectivity::importance::Piece;
use leptos::prelude::*;
use liito_worker::{WaysAsk, WaysReply};
use wasm_bindgen_futures::spawn_local;

use super::Jobs;
use super::ways::ask_ways;
use crate::state::BAND_ALLOWANCE;

impl Jobs {
    /// Has the band of a link put on the map.
    pub fn show_band(&self, (a, b): (u32, u32)) {
        let app = self.0.app;
        let Some(worker) = self.0.ways.at_hand() else { return };
        spawn_local(async move {
            let ask = WaysAsk::Band { a, b, allowance: BAND_ALLOWANCE };
            let answer = ask_ways(&worker, &ask).await;
            let is_chosen = app.selected.get_untracked() == Some(Piece::Link(a, b));
            if let (Some(WaysReply::Band(band)), true) = (answer, is_chosen) {
                app.band.set(band.map(Arc::new));
            }
        });
    }
}

//! What is chosen, and what there is to say of it.

use std::sync::Arc;

use geodata::connectivity::importance::Piece;
use leptos::prelude::*;
use liito_worker::{Ask, Reply, RowPage, RowQuery};
use wasm_bindgen_futures::spawn_local;

use super::Jobs;
use super::worker::Answer;
use crate::state::Details;

impl Jobs {
    /// A page of the table.
    pub async fn rows(&self, query: RowQuery) -> Option<RowPage> {
        match self.ask(Ask::Rows(query)).await?.reply {
            Reply::Rows(page) => Some(page),
            _ => None,
        }
    }

    /// Chooses the patch at a position, else a link within the tolerance, or none.
    pub fn select_at(&self, longitude: f64, latitude: f64, tolerance_m: f64) {
        let jobs = self.clone();
        let app = self.0.app;
        let tolerance_m = if app.links_shown.get_untracked() { tolerance_m } else { -1.0 };
        spawn_local(async move {
            let answer = jobs.ask(Ask::At { longitude, latitude, tolerance_m }).await;
            if let Some(Answer { reply: Reply::At(piece), .. }) = answer {
                app.selected.set(piece);
            }
        });
    }

    /// Fetches the details of what is chosen into the state, and why it matters.
    pub fn load_details(&self, piece: Option<Piece>) {
        let app = self.0.app;
        self.explain(piece);
        let band = app.band.with_untracked(|band| band.as_ref().map(|band| band.ends));
        if band.is_some_and(|(a, b)| piece != Some(Piece::Link(a, b))) {
            app.band.set(None);
        }
        match piece {
            Some(Piece::Link(a, b)) => self.load_profile(a, b),
            _ => app.profile.set(None),
        }
        let Some(piece) = piece else { return app.details.set(None) };
        let jobs = self.clone();
        spawn_local(async move {
            let answer = jobs
                .ask(match piece {
                    Piece::Patch(number) => Ask::Patch { number },
                    Piece::Link(a, b) => Ask::Link { a, b },
                })
                .await;
            let details = match answer.map(|answer| answer.reply) {
                Some(Reply::Patch(details)) => details.map(Details::Patch),
                Some(Reply::Link(details)) => details.map(Details::Link),
                _ => return,
            };
            if app.selected.get_untracked() == Some(piece) {
                app.details.set(details.map(Arc::new));
            }
        });
    }
}

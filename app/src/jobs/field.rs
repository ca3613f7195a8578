//! What surveys in the field say of the network of the run.

use geodata::report::Block;
use leptos::prelude::*;
use liito_worker::{Ask, FieldWish, Reply, WaysAsk, WaysReply};

use super::worker::Answer;
use super::{Jobs, buffer};
use crate::state::Form;

impl Jobs {
    /// The report in the reader's language; `None` where the run is another by now. Where the
    /// worker that knows its ways is gone, they are found again.
    pub async fn field_check(&self) -> Option<Vec<Block>> {
        let app = self.0.app;
        let generation = self.0.generation.get();
        let parameters = app.form.with_untracked(Form::parameters)?;
        let Some(worker) = self.0.ways.at_hand() else {
            self.0.links_for.take();
            self.recompute();
            return None;
        };
        let Answer { reply: Reply::Attributes(attributes_ha), .. } =
            self.ask(Ask::Attributes).await?
        else {
            return None;
        };
        let work = self.ask(Ask::Surveyed).await?.bytes?;
        // Both answers are of the same patches.
        if !self.is_current(generation) {
            return None;
        }
        let wish = FieldWish {
            parameters,
            attributes_ha,
            language: app.language.get_untracked().code().to_owned(),
            is_made_up: untrack(|| app.is_made_up()),
        };
        let ask = WaysAsk::Field(wish).packed();
        let answer = worker.ask(&ask, Some(buffer(&work)), false).await.ok()?;
        match WaysReply::of(&answer.reply) {
            Some(WaysReply::Field(blocks)) if self.is_current(generation) => Some(blocks),
            _ => None,
        }
    }
}

//! The worker that finds links over the land and judges plans: fetched when first needed.

mod plan;
mod ways;

use liito_worker::{serve, tell_progress};

use ways::Ways;

fn main() {
    let mut ways = Ways::default();
    serve(move |ask, attachment| ways.answer(ask, &attachment, &mut tell_progress));
}

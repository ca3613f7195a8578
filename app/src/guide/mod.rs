//! For those who are here for the first time: what this is, and an example for each task
//! that is made of real actions on the open data.

mod analyse_tour;
mod kept_card;
mod welcome;

use leptos::prelude::*;

use crate::state::{App, Guide};
use analyse_tour::AnalyseTour;
use welcome::Welcome;

pub use analyse_tour::start_tour;
pub use kept_card::KeptCard;

/// The card that leads through the page, if any.
#[component]
pub fn GuideCard() -> impl IntoView {
    let app = App::get();
    // The tour is one component for all its steps: it keeps what there was before.
    let kind = Memo::new(move |_| match app.guide.get() {
        Guide::None => 0,
        Guide::Welcome => 1,
        Guide::Analyse(_) => 2,
    });
    move || match kind.get() {
        1 => view! { <Welcome /> }.into_any(),
        2 => view! { <AnalyseTour /> }.into_any(),
        _ => ().into_any(),
    }
}

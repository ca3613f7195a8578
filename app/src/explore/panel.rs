//! The panel of the task.

use leptos::prelude::*;
use liito_locales::messages as m;
use liito_worker::ExploreAsk;

use super::answers::{self, Choice};
use super::feature::FeatureCard;
use super::in_view::InViewSection;
use super::measure::MeasureSection;
use super::near::NearSection;
use super::search::SearchField;
use super::seen::SeenSection;
use super::share::ShareSection;
use super::shown::ShownSection;
use super::sources::SourcesSection;
use super::to_do::ToDo;
use crate::components::SheetHandle;
use crate::components::words::text;
use crate::data::DataSection;
use crate::state::{App, Dialog};

/// Positions in the address are true to about a metre, and so is what lies on a line there.
const ADDRESS_M: f64 = 2.0;

#[component]
pub fn ExplorePanel() -> impl IntoView {
    let app = App::get();
    follow(app);
    view! {
        <aside id="panel" class="panel card" tabindex="-1" aria-labelledby="panel-title">
            <SheetHandle />
            <div class="panel-scroll">
                <header class="panel-head">
                    <h2 id="panel-title">{text(m::explore::title)}</h2>
                </header>
                <SearchField />
                <FeatureCard />
                <NearSection />
                <ShownSection />
                <InViewSection />
                <MeasureSection />
                <SeenSection />
                <ToDo />
                <ShareSection />
                <SourcesSection />
                <DataSection />
                <button
                    type="button"
                    class="link-button"
                    on:click=move |_| app.dialog.set(Dialog::Accessibility)
                >
                    {text(m::access::title)}
                </button>
            </div>
            <footer class="panel-foot">
                <p class="statement">{text(m::app::statement)}</p>
            </footer>
        </aside>
    }
}

/// Asks anew what depends on the layers, and what is where the map is pressed.
pub fn follow(app: App) {
    Effect::new(move |_| {
        // Raised when layers have come or gone.
        let layers = app.context_tiles.get();
        app.tiles.track();
        if layers > 0 {
            ask_again(app);
        }
    });
    let pressed = Memo::new(move |_| app.explore.with(|explore| explore.pressed));
    Effect::new(move |_| {
        if let Some((at, tolerance_m)) = pressed.get() {
            answers::choose(app, ExploreAsk::At { at, tolerance_m }, Choice::Pressed);
        }
    });
}

fn ask_again(app: App) {
    answers::count_observations(app);
    // Its rows are places in layers that may be others now.
    if app.explore.with_untracked(|explore| explore.listed.is_some()) {
        app.explore.update(|explore| explore.listed = None);
    }
    let (asked, chosen, found) = app
        .explore
        .with_untracked(|all| (all.asked, all.at(), all.found.as_ref().map(|of| of.text.clone())));
    if let Some(text) = found {
        answers::search(app, text);
    }
    if let Some(at) = asked {
        answers::look_near(app, at, false);
    }
    if let Some(at) = chosen {
        answers::choose(app, ExploreAsk::At { at, tolerance_m: ADDRESS_M }, Choice::Before);
    }
}

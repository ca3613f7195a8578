//! Measures a distance or an area on the map.

use leptos::ev;
use leptos::prelude::*;
use liito_locales::messages as m;
use wasm_bindgen::JsCast;

use super::answers;
use super::fold::{Fold, lead};
use crate::components::Button;
use crate::components::words::{named, text};
use crate::state::{App, Hand, Way};

#[component]
pub fn MeasureSection() -> impl IntoView {
    let app = App::get();
    let is_on =
        Memo::new(move |_| app.explore.with(|explore| matches!(explore.hand, Hand::Measure(_))));
    let points = Memo::new(move |_| app.explore.with(|explore| explore.way().to_vec()));
    Effect::new(move |_| {
        let points = points.get();
        if points.len() > 1 {
            answers::measure(app, points);
        }
    });
    // A form that is filled in stays.
    let is_taken =
        Memo::new(move |_| app.explore.with(|explore| matches!(explore.hand, Hand::Place(_))));
    let begin = move || {
        app.explore.update(|explore| explore.hand = Hand::Measure(Way::default()));
        lead("measured");
    };
    let escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && is_on.get_untracked() && !is_of_others(&event) {
            end(app);
        }
    });
    on_cleanup(move || {
        escape.remove();
        if is_on.get_untracked() {
            app.explore.update(|explore| explore.hand = Hand::Choose);
        }
    });
    view! {
        <Fold title=m::explore::measure testid="measure">
            <Show
                when=move || is_on.get()
                fallback=move || view! {
                    <div class="near-doors">
                        <Button
                            label=named(m::explore::begin_measuring)
                            disabled=is_taken
                            on_press=begin
                        />
                    </div>
                }
            >
                <p class="hint">{text(m::explore::measuring)}</p>
                <Figures />
                <Doors />
            </Show>
        </Fold>
    }
}

/// Measures no more.
fn end(app: App) {
    app.explore.update(|explore| explore.hand = Hand::Choose);
    lead("fold-measure");
}

/// What can be done to the way without a pointer.
#[component]
fn Doors() -> impl IntoView {
    let app = App::get();
    let has_none = move || app.explore.with(|explore| explore.way().is_empty());
    let add = move || {
        if let Some(view) = app.view.get_untracked() {
            app.explore.update(|explore| explore.press((view.longitude, view.latitude), 0.0));
        }
    };
    let take_back = move || {
        app.explore.update(|explore| {
            if let Hand::Measure(way) = &mut explore.hand {
                way.points.pop();
                way.measured = None;
            }
        });
    };
    view! {
        <div class="near-doors">
            <Button label=named(m::explore::add_middle) on_press=add />
            <Button
                label=named(m::explore::take_back)
                disabled=Signal::derive(has_none)
                on_press=take_back
            />
            <Button label=named(m::explore::end_measuring) on_press=move || end(app) />
        </div>
    }
}

/// Escape leaves fields and dialogs first.
fn is_of_others(event: &web_sys::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    event.default_prevented()
        || target.is_some_and(|target| {
            target.closest("input, select, textarea, dialog").ok().flatten().is_some()
        })
}

/// How long it is, and how large what it goes round.
#[component]
fn Figures() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let words = move || {
        app.explore.with(|explore| match &explore.hand {
            Hand::Measure(Way { points, .. }) if points.len() < 2 => {
                m::explore::points(l(), points.len())
            }
            Hand::Measure(Way { measured: Some(measured), .. }) => {
                let length = m::explore::measured_length(l(), &l().length(measured.length_m));
                match measured.area_ha {
                    None => length,
                    Some(area_ha) => {
                        format!(
                            "{length} {}",
                            m::explore::measured_area(l(), &l().hectares(area_ha))
                        )
                    }
                }
            }
            _ => String::new(),
        })
    };
    view! { <p id="measured" tabindex="-1" class="measured tabular" role="status" data-testid="measured">{words}</p> }
}

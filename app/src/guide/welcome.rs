//! Three sentences and the doors.

use leptos::prelude::*;
use liito_locales::messages::{self as m, guide as w};

use super::start_tour;
use crate::components::words::{named, text};
use crate::components::{Button, ButtonKind, Icon, IconButton, OpenButton};
use crate::platform;
use crate::state::{App, Guide, Origin, Sheet, Task};

#[component]
pub fn Welcome() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    // On a phone the map is to be seen, too: the figures come when the card goes.
    if !platform::is_wide() {
        app.sheet.set(Sheet::Low);
        on_cleanup(move || app.sheet.set(Sheet::Half));
    }
    let close = move || {
        app.guide.set(Guide::None);
        platform::save_welcomed();
    };
    // Whoever opens a file has found the way.
    Effect::new(move |_| {
        if app.files.with(|files| files.iter().any(|file| file.origin == Origin::Reader)) {
            close();
        }
    });
    view! {
        <section
            class="guide card"
            aria-label=text(w::label)
            on:keydown=move |event| if event.key() == "Escape" { close() }
        >
            <header class="guide-head">
                <h2>{text(w::title)}</h2>
                <IconButton
                    icon=Icon::Close
                    label=named(m::app::close)
                    on_press=close
                />
            </header>
            <p>{text(w::what)}</p>
            <p>{text(w::place)}</p>
            <p>{move || if app.config().is_made_up { w::made_up(l()) } else { w::real(l()) }}</p>
            <div class="guide-doors">
                <Button
                    kind=ButtonKind::Primary
                    label=named(w::show)
                    on_press=move || {
                        platform::save_welcomed();
                        start_tour(app);
                    }
                />
                <Button
                    label=named(w::to_explore)
                    on_press=move || {
                        close();
                        app.task.set(Task::Explore);
                        platform::focus("panel");
                    }
                />
                <Button
                    label=named(m::tasks::plan)
                    on_press=move || {
                        close();
                        app.task.set(Task::Plan);
                        platform::focus("panel");
                    }
                />
                <Button
                    label=named(w::to_analyse)
                    on_press=move || {
                        close();
                        platform::focus("panel");
                    }
                />
                <OpenButton />
            </div>
        </section>
    }
}

//! The example of Analyse: each step does what it speaks of.

use geodata::connectivity::importance::Piece;
use leptos::html;
use leptos::prelude::*;
use liito_locales::Language;
use liito_locales::messages::{self as m, guide as w};

use crate::components::words::named;
use crate::components::{Button, ButtonKind, Icon, IconButton};
use crate::state::{AnalyseStep, App, Details, Drawer, Field, Form, Guide, View};

/// The distance that the example sets, metres: about a night's movement of a flying
/// squirrel (the mean distance from the nest is 292 m; Hanski et al. 2000).
const SHORTER_M: &str = "300";

/// Begins it.
pub fn start_tour(app: App) {
    app.guide.set(Guide::Analyse(AnalyseStep::Worth));
}

/// What there was before, to be there again afterwards.
#[derive(Clone)]
struct Before {
    form: Form,
    view: Option<View>,
    selected: Option<Piece>,
    drawer: u32,
}

#[component]
pub fn AnalyseTour() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let before = StoredValue::new(Before {
        form: app.form.get_untracked(),
        view: app.view.get_untracked(),
        selected: app.selected.get_untracked(),
        drawer: app.drawer.get_untracked(),
    });
    let step = Memo::new(move |_| match app.guide.get() {
        Guide::Analyse(step) => step,
        _ => AnalyseStep::Worth,
    });
    Effect::new(move |_| enter(app, step.get(), &before.get_value()));
    // The map goes where the patch is, once that is known.
    Effect::new(move |_| {
        if step.get() == AnalyseStep::TopPatch
            && let Some(Details::Patch(patch)) = app.details.get().as_deref()
        {
            app.go_to(patch.bounds);
        }
    });
    let restore = move || before.with_value(|before| restore(app, before));
    let leave = move || {
        restore();
        app.guide.set(Guide::None);
    };
    let go = move |to: Option<AnalyseStep>| match to {
        Some(step) => app.guide.set(Guide::Analyse(step)),
        None => leave(),
    };
    let title = NodeRef::<html::H2>::new();
    // Screen readers follow from step to step.
    Effect::new(move |_| {
        step.track();
        if let Some(title) = title.get() {
            let _ = title.focus();
        }
    });
    let words = move || before.with_value(|before| words(l(), step.get(), &before.form));
    view! {
        <section
            class="guide card"
            data-step=move || step.get().number().to_string()
            aria-labelledby="guide-title"
            on:keydown=move |event| if event.key() == "Escape" { leave() }
        >
            <header class="guide-head">
                <h2 id="guide-title" tabindex="-1" node_ref=title>{move || words().0}</h2>
                <IconButton
                    icon=Icon::Close
                    label=named(w::leave)
                    on_press=leave
                />
            </header>
            <p>{move || words().1}</p>
            <StepButtons step=step on_go=go />
        </section>
    }
}

/// What a step says: its title and its text.
fn words(l: Language, step: AnalyseStep, form: &Form) -> (&'static str, String) {
    let length = |text: &str| l.length(text.replace(',', ".").parse().unwrap_or(0.0));
    match step {
        AnalyseStep::Worth => (w::worth_title(l), w::worth(l).to_owned()),
        AnalyseStep::TopPatch => (w::top_title(l), w::top(l).to_owned()),
        AnalyseStep::Shorter => {
            let was = length(form.text(Field::Distance));
            (w::short_title(l), w::short(l, &was, &length(SHORTER_M)))
        }
        AnalyseStep::Table => (w::table_title(l), w::table(l).to_owned()),
        AnalyseStep::OwnData => (w::own_title(l), w::own(l).to_owned()),
    }
}

/// From step to step, and out at the end.
#[component]
fn StepButtons(
    step: Memo<AnalyseStep>,
    on_go: impl Fn(Option<AnalyseStep>) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let number = move || {
        let (number, count) = (step.get().number(), AnalyseStep::ALL.len());
        w::step(l(), count, &number.to_string())
    };
    view! {
            <div class="guide-doors">
                <span class="hint">{number}</span>
                <Show when=move || step.get().previous().is_some()>
                    <Button
                        label=named(w::back)
                        on_press=move || on_go(step.get_untracked().previous())
                    />
                </Show>
                <Button
                    kind=ButtonKind::Primary
                    label=Signal::derive(move || match step.get().next() {
                        Some(_) => w::next(l()).to_owned(),
                        None => m::app::close(l()).to_owned(),
                    })
                    on_press=move || on_go(step.get_untracked().next())
                />
            </div>
    }
}

/// Does what a step speaks of.
fn enter(app: App, step: AnalyseStep, before: &Before) {
    if step != AnalyseStep::Shorter && app.form.get_untracked() != before.form {
        app.form.set(before.form.clone());
    }
    if step != AnalyseStep::Table && app.drawer.get_untracked() != before.drawer {
        app.drawer.set(before.drawer);
    }
    match step {
        AnalyseStep::Worth => {
            app.selected.set(before.selected);
        }
        AnalyseStep::TopPatch => {
            let first = app.ranking.with_untracked(|ranking| {
                ranking.as_ref().and_then(|ranking| ranking.patches.first().map(|top| top.piece))
            });
            if let Some(first) = first {
                app.selected.set(Some(first));
            }
        }
        AnalyseStep::Shorter => app.form.update(|form| form.set(Field::Distance, SHORTER_M)),
        AnalyseStep::Table => app.drawer.set(Drawer::Table as u32),
        AnalyseStep::OwnData => restore(app, before),
    }
}

/// Puts everything back as it was.
fn restore(app: App, before: &Before) {
    if app.form.get_untracked() != before.form {
        app.form.set(before.form.clone());
    }
    app.drawer.set(before.drawer);
    app.selected.set(before.selected);
    if let Some(view) = before.view {
        app.return_to(view);
    }
}

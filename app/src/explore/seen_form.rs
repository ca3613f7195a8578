//! The form in which the reader says what they saw, and where.

use geodata::luoti::{Seen, Signs};
use geodata::model::Date;
use leptos::prelude::*;
use liito_locales::{Language, messages as m};
use liito_worker::Degrees;

use super::fold::lead;
use super::seen::{keep, middle};
use crate::components::words::{named, text};
use crate::components::{Button, ButtonKind};
use crate::platform;
use crate::state::{App, Hand};

/// Words in the language that is spoken.
type Said = fn(Language) -> &'static str;

/// Trees under which droppings are looked for, as Luoti has them, with their words.
const TREES: [(&str, Said); 6] = [
    ("kuusi", m::seen::spruce),
    ("haapa", m::seen::aspen),
    ("koivu", m::seen::birch),
    ("leppä", m::seen::alder),
    ("mänty", m::seen::pine),
    ("muu", m::seen::other_tree),
];

/// What cannot be kept as it is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrong {
    /// The day is none that was.
    Date,
    /// No whole number from 0 to 65 535.
    Number,
}

/// What is filled in.
#[derive(Clone, Copy)]
struct Filled {
    is_signs: RwSignal<bool>,
    date: RwSignal<String>,
    observer: RwSignal<String>,
    tree: RwSignal<String>,
    diameter: RwSignal<String>,
    droppings: RwSignal<String>,
    has_nest: RwSignal<bool>,
    remark: RwSignal<String>,
}

impl Filled {
    fn new() -> Self {
        let today = platform::today().map(|day| day.to_string()).unwrap_or_default();
        Self {
            is_signs: RwSignal::new(true),
            date: RwSignal::new(today),
            observer: RwSignal::new(String::new()),
            tree: RwSignal::new(String::new()),
            diameter: RwSignal::new(String::new()),
            droppings: RwSignal::new(String::new()),
            has_nest: RwSignal::new(false),
            remark: RwSignal::new(String::new()),
        }
    }

    /// What was seen.
    fn seen(&self, at: (f64, f64)) -> Result<Seen, Wrong> {
        let date: Date = self.date.get_untracked().parse().map_err(|_| Wrong::Date)?;
        if platform::today().is_some_and(|today| date > today) {
            return Err(Wrong::Date);
        }
        let number = |text: RwSignal<String>| {
            text.with_untracked(|text| match text.trim() {
                "" => Ok(None),
                text => text.parse().map(Some).map_err(|_| Wrong::Number),
            })
        };
        let tree = Some(self.tree.get_untracked()).filter(|tree| !tree.is_empty());
        let signs = match self.is_signs.get_untracked() {
            true => Some(Signs {
                tree,
                diameter_cm: number(self.diameter)?,
                droppings: number(self.droppings)?,
                has_nest: self.has_nest.get_untracked(),
            }),
            false => None,
        };
        let [observer, remark] =
            [self.observer, self.remark].map(|text| text.get_untracked().trim().to_owned());
        Ok(Seen { at, date, observer, remark, signs })
    }
}

#[component]
pub fn SeenForm(is_lost: RwSignal<bool>) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let filled = Filled::new();
    let wrong = RwSignal::new(None::<Wrong>);
    let at = Memo::new(move |_| {
        app.explore.with(|explore| match explore.hand {
            Hand::Place(at) => Some(at),
            _ => None,
        })
    });
    let end = move || app.explore.update(|explore| explore.hand = Hand::Choose);
    let take = move || {
        let Some(at) = at.get_untracked() else { return };
        match filled.seen(at) {
            Ok(seen) => {
                end();
                let is_kept = keep(app, |all| all.push(seen));
                is_lost.set(!is_kept);
                if is_kept {
                    let l = app.language.get_untracked();
                    app.announcement.set(m::seen::put_down(l).to_owned());
                }
                lead("fold-seen");
            }
            Err(fault) => wrong.set(Some(fault)),
        }
    };
    view! {
        <div id="seen-form" tabindex="-1" class="seen-form" role="group" aria-label=move || m::seen::title(l())>
            <Whereabouts at=at />
            <label class="choice">
                <span>{text(m::seen::what)}</span>
                <select
                    name="seen-what"
                    on:change:target=move |event| filled.is_signs.set(event.target().value() == "signs")
                >
                    <option value="signs">{text(m::seen::signs)}</option>
                    <option value="remark">{text(m::seen::something)}</option>
                </select>
            </label>
            <Input label=m::seen::date name="seen-date" kind="date" value=filled.date />
            <Show when=move || filled.is_signs.get()>
                <SignsFields filled=filled />
            </Show>
            <Input label=m::seen::remark name="seen-remark" kind="text" value=filled.remark />
            <Input label=m::seen::observer name="seen-observer" kind="text" value=filled.observer />
            <p class="field-error" role="alert">
                {move || wrong.get().map(|fault| match fault {
                    Wrong::Date => m::seen::no_date(l()),
                    Wrong::Number => m::seen::no_number(l()),
                })}
            </p>
            <div class="near-doors">
                <Button kind=ButtonKind::Primary label=named(m::seen::keep) on_press=take />
                <Button
                    label=named(m::app::cancel)
                    on_press=move || {
                        end();
                        lead("fold-seen");
                    }
                />
            </div>
        </div>
    }
}

/// Where it was seen, and how to say so without a pointer.
#[component]
fn Whereabouts(at: Memo<Option<Degrees>>) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let place = move || {
        let (longitude, latitude) = at.get().unwrap_or_default();
        let [latitude, longitude] = [latitude, longitude].map(|degrees| l().number(degrees, 5));
        m::seen::place(l(), &latitude, &longitude)
    };
    let take_middle = move || {
        if let Some(at) = middle(app) {
            app.explore.update(|explore| explore.hand = Hand::Place(at));
        }
    };
    view! {
        <p class="hint" role="status">{place}</p>
        <div class="near-doors">
            <Button label=named(m::seen::at_middle) on_press=take_middle />
        </div>
    }
}

/// What is asked of signs of the flying squirrel.
#[component]
fn SignsFields(filled: Filled) -> impl IntoView {
    let app = App::get();
    let trees = TREES.map(|(value, words)| {
        view! { <option value=value>{move || words(app.language.get())}</option> }
    });
    view! {
        <Input label=m::seen::droppings name="seen-droppings" kind="number" value=filled.droppings />
        <label class="choice">
            <span>{text(m::seen::tree)}</span>
            <select
                name="seen-tree"
                prop:value=move || filled.tree.get()
                on:change:target=move |event| filled.tree.set(event.target().value())>
                <option value="">{text(m::seen::not_known)}</option>
                {trees}
            </select>
        </label>
        <Input label=m::seen::diameter name="seen-diameter" kind="number" value=filled.diameter />
        <label class="check">
            <input
                type="checkbox"
                name="seen-nest"
                prop:checked=move || filled.has_nest.get()
                on:change:target=move |event| filled.has_nest.set(event.target().checked())
            />
            <span>{text(m::seen::nest)}</span>
        </label>
    }
}

#[component]
fn Input(
    label: Said,
    name: &'static str,
    kind: &'static str,
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <label class="choice">
            <span>{text(label)}</span>
            <input
                name=name
                type=kind
                min=(kind == "number").then_some("0")
                autocomplete=if name == "seen-observer" { "name" } else { "off" }
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
        </label>
    }
}

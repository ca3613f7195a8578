//! What to draw with: over the map.

use geodata::landscape::Ground;
use leptos::prelude::*;
use liito_locales::{Language, ground_words, messages as m};

use super::live::Live;
use crate::components::words::{named, text};
use crate::components::{Button, Segmented};
use crate::jobs::Jobs;
use crate::state::{App, Brush, Outline, Tool, typed_positions};

/// What a cleared area may become.
const BECOMES: [Ground; 5] =
    [Ground::BuiltUp, Ground::HardSurface, Ground::Street, Ground::Field, Ground::Water];

/// Tools with a button of their own; the others are in a list.
const BUTTONS: [Tool; 4] = [Tool::Look, Tool::Change, Tool::Clear, Tool::PlantArea];

#[component]
pub fn Tools() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let tool = Memo::new(move |_| app.plan.hand.with(|hand| hand.tool));
    let words = move |tool: Tool| name_of(tool, l());
    let hint = move || hint_of(tool.get(), l());
    let option = move |of: Tool| {
        view! {
            <option value=of.name() selected=move || tool.get() == of>{move || words(of)}</option>
        }
    };
    let more = Tool::ALL.into_iter().filter(|tool| !BUTTONS.contains(tool));
    let choose = move |name: String| {
        let of = Tool::ALL.into_iter().find(|tool| tool.name() == name).unwrap_or_default();
        app.plan.take(of);
    };
    let button = move |of: Tool| {
        view! {
            <button
                type="button"
                class="tool"
                data-tool=of.name()
                aria-pressed=move || (tool.get() == of).to_string()
                on:click=move |_| app.plan.take(of)
            >
                {move || words(of)}
            </button>
        }
    };
    let is_under_way = Memo::new(move |_| app.plan.measured.get().is_some());
    let is_drawing = Memo::new(move |_| tool.get() != Tool::Look);
    view! {
        <section class="tools card" aria-label=text(m::plan::tools)>
            <div class="tool-row" role="toolbar" aria-label=text(m::plan::tools)>
                {BUTTONS.map(button).into_iter().collect_view()}
                <select
                    aria-label=text(m::plan::more_tools)
                    on:change:target=move |event| choose(event.target().value())
                >
                    <option value="" selected=move || BUTTONS.contains(&tool.get())>
                        {text(m::plan::more_tools)}
                    </option>
                    {more.map(option).collect_view()}
                </select>
            </div>
            <Show when=move || is_drawing.get()>
                <div class="tool-options">
                    <p class="hint" role="status">{hint} " " <Measured /></p>
                    <Live />
                    // While a hand draws they are of no use, and would lie over what it draws.
                    <div class="tool-settings" hidden=move || is_under_way.get()>
                        <Options />
                        <Typed />
                    </div>
                </div>
            </Show>
        </section>
    }
}

/// What a tool is called.
fn name_of(tool: Tool, l: Language) -> &'static str {
    match tool {
        Tool::Look => m::plan::tool_look(l),
        Tool::Change => m::plan::tool_change(l),
        Tool::Clear => m::plan::tool_clear(l),
        Tool::PlantArea => m::plan::tool_plant_area(l),
        Tool::PlantRow => m::plan::tool_plant_row(l),
        Tool::PlantTree => m::plan::tool_plant_tree(l),
        Tool::AddPatch => m::plan::tool_add_patch(l),
        Tool::RemovePatch => m::plan::tool_remove_patch(l),
        Tool::CutLink => m::plan::tool_cut_link(l),
        Tool::MendLink => m::plan::tool_mend_link(l),
        Tool::Bridge => m::plan::tool_bridge(l),
        Tool::Poles => m::plan::tool_poles(l),
    }
}

/// How to draw with it.
fn hint_of(tool: Tool, l: Language) -> &'static str {
    match tool {
        Tool::Look => "",
        Tool::Change => m::plan::hint_change(l),
        Tool::RemovePatch => m::plan::hint_remove_patch(l),
        Tool::CutLink | Tool::MendLink => m::plan::hint_link(l),
        Tool::PlantTree => m::plan::hint_point(l),
        Tool::PlantRow | Tool::Bridge | Tool::Poles => m::plan::hint_line(l),
        Tool::Clear | Tool::PlantArea | Tool::AddPatch => m::plan::hint_area(l),
    }
}

/// How long and how large what is being drawn is.
#[component]
fn Measured() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let words = move || {
        app.plan.measured.get().map(|(length_m, area_m2)| {
            match app.plan.hand.with(|hand| hand.tool.is_area()) {
                true => l().hectares(area_m2 / 10_000.0),
                false => l().length(length_m),
            }
        })
    };
    view! { <strong class="tabular">{words}</strong> }
}

/// What is drawn is like.
#[component]
fn Options() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let tool = Memo::new(move |_| app.plan.hand.with(|hand| hand.tool));
    let brush = move || app.plan.hand.with(|hand| hand.brush);
    let set = move |set: fn(&mut Brush, f64), value: f64| {
        app.plan.hand.update(|hand| set(&mut hand.brush, value));
    };
    let outlines = Signal::derive(move || {
        let words = Outline::ALL.map(|outline| match outline {
            Outline::Polygon => m::plan::outline_polygon(l()),
            Outline::Rectangle => m::plan::outline_rectangle(l()),
            Outline::Freehand => m::plan::outline_freehand(l()),
        });
        (0u32..).zip(words).map(|(place, words)| (place, words.to_owned(), "")).collect::<Vec<_>>()
    });
    let outline = Signal::derive(move || {
        let outline = app.plan.hand.with(|hand| hand.outline);
        (0u32..).zip(Outline::ALL).find(|(_, own)| *own == outline).map_or(0, |(place, _)| place)
    });
    let draw_so = move |place: u32| {
        let outline = Outline::ALL.get(place as usize).copied().unwrap_or_default();
        app.plan.hand.update(|hand| hand.outline = outline);
    };
    let becomes = move |ground: Ground| {
        view! {
            <option value=ground.name() selected=move || brush().becomes == ground>
                {move || ground_words(l(), ground)}
            </option>
        }
    };
    let set_becomes = move |name: String| {
        if let Some(ground) = Ground::from_name(&name) {
            app.plan.hand.update(|hand| hand.brush.becomes = ground);
        }
    };
    view! {
        <Show when=move || tool.get().is_area()>
            <Segmented
                label=named(m::plan::outline)
                name="plan-outline"
                options=outlines
                chosen=outline
                on_choose=draw_so
            />
        </Show>
        <Show when=move || tool.get() == Tool::Clear>
            <div class="field-row">
                <label for="plan-becomes">{text(m::plan::becomes)}</label>
                <select
                    id="plan-becomes"
                    on:change:target=move |event| set_becomes(event.target().value())
                >
                    {BECOMES.map(becomes).into_iter().collect_view()}
                </select>
            </div>
        </Show>
        <Show when=move || tool.get().has_trees()>
            {number(m::plan::height, move || brush().trees.height_m, move |m| set(|b, m| b.trees.height_m = m, m))}
            {number(m::plan::growth, move || brush().trees.growth_m, move |m| set(|b, m| b.trees.growth_m = m, m))}
        </Show>
        <Show when=move || tool.get() == Tool::Bridge>
            {number(m::plan::width, move || brush().bridge_m, move |m| set(|b, m| b.bridge_m = m, m))}
        </Show>
        <Show when=move || matches!(tool.get(), Tool::PlantRow | Tool::PlantTree)>
            {number(m::plan::width, move || brush().crown_m, move |m| set(|b, m| b.crown_m = m, m))}
        </Show>
        <Show when=move || tool.get() == Tool::Poles>
            {number(m::plan::height, move || brush().poles_m, move |m| set(|b, m| b.poles_m = m, m))}
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || brush().poles_count
                    on:change:target=move |event| {
                        let count = event.target().checked();
                        app.plan.hand.update(|hand| hand.brush.poles_count = count);
                    }
                />
                <span>{text(m::plan::poles_count)}</span>
            </label>
        </Show>
    }
}

/// A number in metres; what is none is passed over.
fn number(
    label: fn(Language) -> &'static str,
    value: impl Fn() -> f64 + Send + Sync + 'static,
    set: impl Fn(f64) + Send + Sync + 'static,
) -> AnyView {
    field(label, Box::new(value), Box::new(set))
}

/// The same whatever it is of: compiled once.
fn field(
    label: fn(Language) -> &'static str,
    value: Box<dyn Fn() -> f64 + Send + Sync>,
    set: Box<dyn Fn(f64) + Send + Sync>,
) -> AnyView {
    view! {
        <label class="field-row">
            <span>{text(label)}</span>
            <span class="field-input">
                <input
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    prop:value=move || value().to_string()
                    on:change:target=move |event| {
                        let typed = event.target().value().trim().replace(',', ".");
                        typed.parse().into_iter().for_each(&set);
                    }
                />
                <span class="unit" aria-hidden="true">"m"</span>
            </span>
        </label>
    }
    .into_any()
}

/// Corners by their coordinates: without a pointer, or to the metre.
#[component]
fn Typed() -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let typed = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<usize>);
    let take = move || match typed_positions(&typed.get_untracked()) {
        Err(line) => fault.set(Some(line)),
        Ok(positions) => {
            fault.set(None);
            let (tool, brush) = app.plan.hand.with_untracked(|hand| (hand.tool, hand.brush));
            if let Some(step) = brush.step(tool, positions) {
                Jobs::get().plan_step(step);
                typed.set(String::new());
            }
        }
    };
    let can_draw = Memo::new(move |_| app.plan.hand.with(|hand| hand.tool != Tool::Change));
    view! {
        <Show when=move || can_draw.get()>
            <details class="disclosure">
                <summary>{text(m::plan::type_it)}</summary>
                <label class="typed">
                    <span class="hint">{text(m::plan::type_hint)}</span>
                    <textarea
                        rows="4"
                        spellcheck="false"
                        data-testid="typed"
                        prop:value=move || typed.get()
                        on:input:target=move |event| typed.set(event.target().value())
                    ></textarea>
                </label>
                <p class="field-error" role="alert">
                    {move || fault.get().map(|line| m::plan::type_fault(l(), &l().whole(line)))}
                </p>
                <Button label=named(m::plan::type_take) on_press=take />
            </details>
        </Show>
    }
}

//! The map in the page: made once, then kept in step with the state.

use std::rc::Rc;

use geodata::connectivity::importance::Piece;
use leptos::html;
use leptos::prelude::*;
use liito_locales::messages as m;
use liito_worker::{LayerKind, LinkIndex, LonLatBounds, PatchIndex};
use serde_json::json;
use wasm_bindgen::prelude::*;

use super::bindings::{FOLDER, Map, MapMouseEvent, js, js_bounds, set_worker_url};
use super::draw;
use super::hover::{Change, Hover, LINK_REACH_PX};
use super::layers::{self, Look};
use super::pace::{self, Pace};
use super::protocol;
use crate::components::words::text;
use crate::jobs::Jobs;
use crate::platform;
use crate::state::{App, Destination, Drawn, MapSide, Shown, Task, Told, Tool, View};

/// Where the map looks where nobody says: the north of Europe.
const START: View = View { longitude: 20.0, latitude: 62.0, zoom: 3.5 };

/// Deepest zoom that tiles are cut for; beyond it the last ones are enlarged.
const DEEPEST_TILES: u8 = 16;

/// The map, kept out of the signals' threads.
pub type Held = StoredValue<Option<Map>, LocalStorage>;

/// The map that fills the window.
#[component]
pub fn MapView() -> impl IntoView {
    let app = App::get();
    let element = NodeRef::<html::Div>::new();
    let map: Held = StoredValue::new_local(None);
    let is_loaded = RwSignal::new(false);
    let pace: StoredValue<Option<Rc<Pace>>, LocalStorage> = StoredValue::new_local(None);
    let cannot_draw = RwSignal::new(false);
    // What the map was told to draw.
    let told = StoredValue::new(Drawn::default());
    provide_context(map);
    draw::follow(map, app);
    // Most of what is drawn with changes nothing of it.
    let look_of = Memo::new(move |_| look(app));

    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        if map.with_value(Option::is_some) {
            return;
        }
        match make_map(&element, app) {
            Ok(made) => {
                listen(&made, app, is_loaded, told);
                let paced = made.clone();
                // Without it the map is drawn as often as the library likes.
                on(&made, "load", move |_| pace.set_value(pace::hold(&paced, app).ok()));
                map.set_value(Some(made));
            }
            Err(_) => cannot_draw.set(true),
        }
    });
    Effect::new(move |_| {
        if is_loaded.get() {
            let style = style(app, look_of.get());
            let options = js(&json!({ "diff": true }));
            draw::kept(&options);
            with(map, |map| map.set_style(&js(&style), &options));
            let before = told.get_value();
            told.update_value(|told| {
                told.tiles = app.tiles.get();
                told.context = app.context_tiles.get();
                told.language = Some(app.language.get());
            });
            let now = told.get_value();
            if (now.tiles, now.context) != (before.tiles, before.context) {
                pace.with_value(|pace| pace.as_ref().map(|pace| pace.draw()));
            }
        }
    });
    // Other colours are other tags in the same tiles: what is drawn stays until they come.
    Effect::new(move |_| {
        let colours = app.colours.get();
        if is_loaded.get() {
            with(map, |map| {
                for kind in [LayerKind::Patches, LayerKind::Links] {
                    // Where the source is not there yet, it will come with its colours.
                    let _ = map.refresh_tiles(kind.name());
                }
            });
            told.update_value(|told| told.colours = colours);
        }
    });
    Effect::new(move |_| {
        let goal = app.goal.get();
        match goal.to {
            Some(Destination::Bounds(bounds)) => with(map, |map| go_to(map, &bounds)),
            Some(Destination::View(View { longitude, latitude, zoom })) => with(map, |map| {
                map.jump_to(&js(&json!({ "center": [longitude, latitude], "zoom": zoom })));
            }),
            None => {}
        }
    });
    view! {
        <div class="map" node_ref=element data-drawn=move || app.drawn.get().to_string()></div>
        <Show when=move || cannot_draw.get()>
            <p class="map-absent">{text(m::map::no_webgl)}</p>
        </Show>
    }
}

/// Everything that the map shows: the library finds out what of it is new.
pub(super) fn style(app: App, look: Look) -> serde_json::Value {
    let mut sources = serde_json::Map::new();
    let revisions = [app.tiles.get(), app.context_tiles.get()];
    for (kinds, revision) in [LayerKind::NETWORK, LayerKind::CONTEXT].into_iter().zip(revisions) {
        // Before there are any, the map would ask for tiles of nothing.
        for kind in kinds.into_iter().filter(|_| revision > 0) {
            let source = json!({
                "type": "vector",
                "tiles": [protocol::tiles_address(kind, revision)],
                "minzoom": 0,
                "maxzoom": DEEPEST_TILES,
            });
            sources.insert(kind.name().to_owned(), source);
        }
    }
    let path = app.explanation.with(|explanation| layers::path::data(explanation.lines()));
    let spot = layers::spot::data(app.spot.get());
    let crossings = app
        .crossings
        .with(|found| layers::crossings::data(found.as_ref().map_or(&[], |found| &found.rows)));
    let is_plan = app.task.get() == Task::Plan;
    let is_after = look.side != MapSide::Before;
    let (links, edits) = app.plan.told.with(|told| {
        let told = if is_plan { told } else { &Told::default() };
        let links = told.assessed.as_ref().map(|assessed| &assessed.links[usize::from(is_after)]);
        let edits = told.edits().iter();
        let edits = edits.filter_map(|edit| {
            Some((layers::plan::kind_name(edit.kind, look.is_for_all)?, &edit.shape))
        });
        let suggested = told.suggested.iter().flat_map(|found| &found.all);
        let suggested = suggested.map(|of| ("suggested", &of.shape));
        let links = layers::plan::link_data(links.map_or(&[], Vec::as_slice));
        (links, layers::plan::edit_data(edits.chain(suggested)))
    });
    let band = app.band.with(|band| layers::band::data(band.as_deref()));
    let squares = app.explore.with(|explore| layers::squares::data(&explore.squares));
    let chosen = app.explore.with(layers::chosen::data);
    let data = [
        (layers::squares::SOURCE, squares),
        (layers::chosen::SOURCE, chosen),
        (layers::band::SOURCE, band),
        (layers::path::SOURCE, path),
        (layers::spot::SOURCE, spot),
        (layers::crossings::SOURCE, crossings),
        (layers::plan::LINKS, links),
        (layers::plan::EDITS, edits),
    ];
    for (name, data) in data {
        sources.insert(name.to_owned(), json!({ "type": "geojson", "data": data }));
    }
    let config = app.config();
    let base_map = app.base_map.get().and_then(|number| config.base_maps.get(number));
    if let Some(base_map) = base_map {
        let source = layers::base_map::source(base_map);
        sources.insert(layers::base_map::SOURCE.to_owned(), source);
    }
    let mut layers = app.context.with(|context| layers::all(look, context, base_map.is_some()));
    layers
        .retain(|layer| layer["source"].as_str().is_none_or(|source| sources.contains_key(source)));
    // Colours that glide into each other would have the whole map drawn for as long.
    let transition = json!({ "duration": 0, "delay": 0 });
    json!({ "version": 8, "transition": transition, "sources": sources, "layers": layers })
}

/// The look of the layers as the state has it.
pub fn look(app: App) -> Look {
    let explored =
        (app.task.get() == Task::Explore).then(|| app.explore.with(|explore| explore.hidden));
    Look {
        theme: app.theme.get(),
        language: app.language.get(),
        selected: app.selected.get(),
        links_shown: match explored {
            Some(hidden) => !hidden.has(Shown::Links),
            None => app.links_shown.get(),
        },
        explored,
        opacity: app.explore.with(|explore| f64::from(explore.opacity_percent) / 100.0),
        has_unoccupied: app.habitat.with(|h| h.as_ref().is_some_and(|h| h.areas.unoccupied > 0)),
        has_near_edge: app
            .crossings
            .with(|found| found.as_ref().is_some_and(|found| found.near_edge.contains(&true))),
        patches: app.scales.with(|scales| match scales.patches {
            Some(_) => app.colouring.get().patches,
            // Parts stand in where nobody computes what was chosen.
            None if app.importance.get().is_offered() => PatchIndex::Part,
            None => app.colouring.get().patches,
        }),
        links: app.scales.with(|scales| match scales.links {
            Some(_) => app.colouring.get().links,
            None => LinkIndex::Length,
        }),
        kind: app.link_kind.get(),
        is_plan: app.task.get() == Task::Plan,
        side: app.plan.hand.with(|hand| hand.side),
        is_for_all: app.plan.hand.with(|hand| hand.is_for_all),
    }
}

/// Does something with the map, if it is there.
pub fn with(map: Held, act: impl FnOnce(&Map)) {
    map.with_value(|map| {
        if let Some(map) = map {
            act(map);
        }
    });
}

/// The map in the context of the page.
pub fn held() -> Held {
    use_context().unwrap_or_else(|| StoredValue::new_local(None))
}

fn make_map(element: &web_sys::HtmlElement, app: App) -> Result<Map, JsValue> {
    let worker = format!("{FOLDER}/maplibre-gl-worker.mjs");
    let worker = web_sys::Url::new_with_base(&worker, &platform::base_url())?.href();
    set_worker_url(&worker);
    protocol::register(Jobs::get());
    let map = Map::new(&map_options(element, app, true)?)?;
    let canvas = map.get_canvas();
    canvas.set_attribute("aria-label", m::app::map_label(app.language.get_untracked()))?;
    Ok(map)
}

/// What a map in an element begins with; one that is not to be touched only shows.
pub(super) fn map_options(
    element: &web_sys::HtmlElement,
    app: App,
    is_touched: bool,
) -> Result<JsValue, JsValue> {
    let View { longitude, latitude, zoom } = app.view.get_untracked().unwrap_or(START);
    let options = js(&json!({
        "style": { "version": 8, "sources": {}, "layers": [] },
        "center": [longitude, latitude],
        "zoom": zoom,
        "minZoom": 2,
        "maxZoom": 20,
        "attributionControl": false,
        "interactive": is_touched,
        "dragRotate": false,
        "pitchWithRotate": false,
        "fadeDuration": 0,
        "renderWorldCopies": false,
    }));
    js_sys::Reflect::set(&options, &"container".into(), element)?;
    Ok(options)
}

fn on(map: &Map, event: &str, act: impl FnMut(JsValue) + 'static) {
    let listener = Closure::<dyn FnMut(JsValue)>::new(act);
    map.on(event, listener.as_ref().unchecked_ref());
    // The map lives as long as the page.
    listener.forget();
}

fn listen(map: &Map, app: App, is_loaded: RwSignal<bool>, told: StoredValue<Drawn>) {
    let on = |event: &str, act: Box<dyn FnMut(JsValue)>| on(map, event, act);
    let painted = map.clone();
    on(
        "load",
        Box::new(move |_| {
            for (name, image, ratio) in layers::patterns::all() {
                let _ = painted.add_image(name, &image, &js(&json!({ "pixelRatio": ratio })));
            }
            is_loaded.set(true);
        }),
    );
    on(
        "idle",
        Box::new(move |_| {
            app.drawn.set(told.get_value());
        }),
    );
    let moved = map.clone();
    let note_view = move || {
        let (centre, bounds) = (moved.get_center(), moved.get_bounds());
        app.view.set(Some(View {
            longitude: centre.lng(),
            latitude: centre.lat(),
            zoom: moved.get_zoom(),
        }));
        app.visible.set(Some(LonLatBounds {
            west: bounds.get_west(),
            south: bounds.get_south(),
            east: bounds.get_east(),
            north: bounds.get_north(),
        }));
    };
    let at_first = note_view.clone();
    on("load", Box::new(move |_| at_first()));
    on("moveend", Box::new(move |_| note_view()));
    let jobs = Jobs::get();
    let clicked = map.clone();
    on(
        "click",
        Box::new(move |event| {
            // What is drawn is not chosen.
            if app.plan.tool() != Tool::Look {
                return;
            }
            let at = event.unchecked_into::<MapMouseEvent>().lng_lat();
            let metres_a_pixel = metres_a_pixel(at.lat(), clicked.get_zoom());
            if app.task.get_untracked() == Task::Explore {
                let tolerance_m = LINK_REACH_PX * metres_a_pixel;
                return app
                    .explore
                    .update(|explore| explore.press((at.lng(), at.lat()), tolerance_m));
            }
            jobs.select_at(at.lng(), at.lat(), LINK_REACH_PX * metres_a_pixel);
        }),
    );
    follow_pointer(map, app);
}

/// Lets what is under the pointer stand out, and tells of it.
fn follow_pointer(map: &Map, app: App) {
    let preview = Jobs::get();
    let hover = StoredValue::new(Hover::default());
    let tell = move || {
        let patch = hover.with_value(Hover::patch).map(Piece::Patch);
        if app.pointed.get_untracked() != patch {
            app.pointed.set(patch);
        }
    };
    let of_others = map.clone();
    Effect::new(move |_| {
        let patch = match app.pointed.get() {
            Some(Piece::Patch(patch)) => Some(patch),
            _ => None,
        };
        hover.update_value(|hover| hover.point(&of_others, patch));
    });
    let pointed = map.clone();
    on(map, "mousemove", move |event: JsValue| {
        let event = event.unchecked_into::<MapMouseEvent>();
        let at = event.lng_lat();
        app.pointer.set(Some((at.lng(), at.lat())));
        let point = event.point();
        let change = hover.try_update_value(|hover| hover.follow(&pointed, &point)).flatten();
        if change.is_some() {
            tell();
        }
        match change {
            Some(Change::ToLink) => {
                let metres_a_pixel = metres_a_pixel(at.lat(), pointed.get_zoom());
                let place = (at.lng(), at.lat(), LINK_REACH_PX * metres_a_pixel);
                preview.preview_way(place, (point.x(), point.y()));
            }
            Some(Change::Away) => {
                preview.end_preview();
            }
            None => {}
        }
    });
    let left = map.clone();
    on(map, "mouseout", move |_: JsValue| {
        app.pointer.set(None);
        hover.update_value(|hover| hover.leave(&left));
        tell();
        Jobs::get().end_preview();
    });
}

/// Metres that a pixel is wide, on tiles of 512 pixels.
fn metres_a_pixel(latitude: f64, zoom: f64) -> f64 {
    const EQUATOR_M: f64 = 40_075_016.7;
    EQUATOR_M * js_sys::Math::cos(latitude.to_radians()) / (512.0 * js_sys::Math::pow(2.0, zoom))
}

/// Room that the panels take from the map, pixels.
fn padding() -> serde_json::Value {
    let width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(1280.0);
    if width >= 1100.0 {
        json!({ "top": 40, "bottom": 72, "left": 450, "right": 370 })
    } else if width >= 800.0 {
        json!({ "top": 40, "bottom": 72, "left": 450, "right": 40 })
    } else {
        json!({ "top": 40, "bottom": 490, "left": 24, "right": 24 })
    }
}

fn go_to(map: &Map, bounds: &LonLatBounds) {
    let calm = window()
        .match_media("(prefers-reduced-motion: reduce)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches());
    let options = js(&json!({
        "padding": padding(), "maxZoom": 15, "duration": if calm { 0 } else { 500 },
    }));
    if let Err(error) = map.fit_bounds(&js_bounds(bounds), &options) {
        web_sys::console::error_1(&error);
    }
}

//! Drawing on the map: the library is fetched when a reader first draws.

use std::cell::RefCell;

use futures::channel::oneshot;
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use liito_worker::{Degrees, EditInfo, PlanShape, PlanStep};
use serde_json::json;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::bindings::{Map, js};
use super::view::Held;
use crate::jobs::Jobs;
use crate::platform;
use crate::state::{App, NoticeKind, Theme, Tool};

#[wasm_bindgen]
extern "C" {
    /// What draws, see app/draw/draw.mjs.
    #[derive(Clone)]
    type Drawing;

    #[wasm_bindgen(method, catch)]
    fn begin(
        this: &Drawing,
        map: &Map,
        colours: &JsValue,
        heard: &Function,
    ) -> Result<Hand, JsValue>;
    #[wasm_bindgen(method)]
    fn keep(this: &Drawing, previous: &JsValue, next: &JsValue) -> JsValue;

    /// What is being drawn with.
    #[derive(Clone)]
    type Hand;

    #[wasm_bindgen(method, js_name = "use", catch)]
    fn take(this: &Hand, mode: &str, features: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn end(this: &Hand) -> Result<(), JsValue>;
}

thread_local! {
    static DRAWING: RefCell<Option<Drawing>> = const { RefCell::new(None) };
    static HAND: RefCell<Option<Hand>> = const { RefCell::new(None) };
}

/// What the library has put on the map stays there when the style changes.
pub fn kept(options: &JsValue) {
    if let Some(drawing) = DRAWING.with_borrow(Clone::clone) {
        let keep = Closure::<dyn FnMut(JsValue, JsValue) -> JsValue>::new(
            move |previous: JsValue, next: JsValue| drawing.keep(&previous, &next),
        );
        let _ = Reflect::set(options, &"transformStyle".into(), &keep.into_js_value());
    }
}

/// Has the map drawn on as the reader's tool says.
pub fn follow(map: Held, app: App) {
    let taken =
        Memo::new(move |_| app.plan.hand.with(|hand| (hand.tool, hand.tool.mode(hand.outline))));
    // Shapes that are changed are those of the plan as it is, whatever else is told of it.
    let edits = Memo::new(move |_| match taken.get().0 {
        Tool::Change => app.plan.told.with(|told| shapes(told.edits())),
        _ => "[]".to_owned(),
    });
    Effect::new(move |_| {
        let (tool, mode) = taken.get();
        let edits = edits.get();
        app.plan.measured.set(None);
        Jobs::get().let_go();
        let Some(mode) = mode else { return stop() };
        let Some(map) = map.with_value(Clone::clone) else { return };
        spawn_local(async move {
            let Some(hand) = hand(&map, app).await else {
                return app.notify(NoticeKind::NotFetched {
                    file: "terra-draw".to_owned(),
                    reason: platform::worker_url("liito-draw"),
                });
            };
            // The reader may have taken another meanwhile.
            if app.plan.tool() == tool && hand.take(mode, &edits).is_err() {
                stop();
            }
        });
    });
    on_cleanup(stop);
}

fn stop() {
    if let Some(hand) = HAND.with_borrow_mut(Option::take) {
        let _ = hand.end();
    }
}

async fn hand(map: &Map, app: App) -> Option<Hand> {
    if let Some(hand) = HAND.with_borrow(Clone::clone) {
        return Some(hand);
    }
    let known = DRAWING.with_borrow(Clone::clone);
    let drawing = match known {
        Some(drawing) => drawing,
        None => fetched().await?,
    };
    DRAWING.with_borrow_mut(|known| *known = Some(drawing.clone()));
    let (colour, casing) = match app.theme.get_untracked() {
        Theme::Light => ("#1d4ed8", "#ffffff"),
        Theme::Dark => ("#8fb4ff", "#0d1512"),
    };
    let colours = js(&json!({ "colour": colour, "casing": casing }));
    let heard =
        Closure::<dyn FnMut(String, f64, String)>::new(move |what: String, id, text: String| {
            hear(app, &what, id, &text);
        });
    let hand = drawing.begin(map, &colours, heard.into_js_value().unchecked_ref()).ok()?;
    HAND.with_borrow_mut(|own| *own = Some(hand.clone()));
    Some(hand)
}

/// The library, by its script.
async fn fetched() -> Option<Drawing> {
    let (sender, receiver) = oneshot::channel::<bool>();
    platform::add_script(&platform::worker_url("liito-draw"), sender);
    if !receiver.await.unwrap_or(false) {
        return None;
    }
    let drawing = Reflect::get(&js_sys::global(), &"liitoDraw".into()).ok()?;
    (!drawing.is_undefined()).then(|| drawing.unchecked_into())
}

fn hear(app: App, what: &str, id: f64, text: &str) {
    if what == "measured" {
        return app.plan.measured.set(serde_json::from_str(text).ok());
    }
    if what == "given up" {
        app.plan.measured.set(None);
        return Jobs::get().let_go();
    }
    let Ok(positions) = serde_json::from_str::<Vec<Degrees>>(text) else { return };
    let (tool, brush) = app.plan.hand.with_untracked(|hand| (hand.tool, hand.brush));
    let is_done = matches!(what, "drawn" | "changed");
    if is_done {
        app.plan.measured.set(None);
    }
    let step = match what {
        "drawn" | "drawing" => brush.step(tool, positions),
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "our own number"
        )]
        _ => Some(PlanStep::Reshape(id as u32, positions)),
    };
    match step {
        Some(step) if is_done => Jobs::get().plan_step(step),
        Some(step) => Jobs::get().follow_hand(step),
        None => {}
    }
}

/// Edits as the library takes them: those of one ring, lines and points.
fn shapes(edits: &[EditInfo]) -> String {
    let shape = |edit: &EditInfo| {
        let (mode, geometry) = match &edit.shape {
            PlanShape::Areas(areas) => match areas.as_slice() {
                [rings] if rings.len() == 1 => {
                    ("polygon", json!({ "type": "Polygon", "coordinates": rings }))
                }
                _ => return None,
            },
            PlanShape::Line(line) => {
                ("linestring", json!({ "type": "LineString", "coordinates": line }))
            }
            PlanShape::Point(at) => ("point", json!({ "type": "Point", "coordinates": at })),
            PlanShape::None => return None,
        };
        Some(json!({ "id": edit.id, "mode": mode, "geometry": geometry }))
    };
    serde_json::Value::from_iter(edits.iter().filter_map(shape)).to_string()
}

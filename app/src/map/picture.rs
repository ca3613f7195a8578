//! The map as pictures: before a plan and after it.

use futures::channel::oneshot;
use leptos::prelude::*;
use liito_worker::LonLatBounds;
use serde_json::json;
use wasm_bindgen::prelude::*;

use super::bindings::{Map, js, js_bounds};
use super::controls::{metres_per_px, scale_bar};
use super::view::Held;
use crate::platform;
use crate::state::{App, MapSide};

/// The map before a plan and after it.
#[derive(Debug, Clone)]
pub struct BothSides {
    /// As addresses of pictures.
    pub pictures: [String; 2],
    /// A scale bar of so many metres is this share of a picture's width; none without a view.
    pub scale: Option<(f64, f64)>,
}

/// So much of the neighbourhood is shown round a plan, pixels.
const AROUND_PX: i32 = 200;

/// A scale bar is no longer than this share of the picture.
const WIDEST_BAR: f64 = 0.25;

/// Pictures of the map on both sides of the plan, for everyone or for the authority; `None`
/// where there is no map. What the reader looks at is shown again afterwards.
pub async fn both_sides(map: Held, app: App, is_for_all: bool) -> Option<BothSides> {
    let map = map.with_value(Clone::clone)?;
    let shown = app.plan.hand.with_untracked(|hand| hand.side);
    let (center, zoom) = (map.get_center(), map.get_zoom());
    let canvas = map.get_canvas();
    let around_px = AROUND_PX.min(canvas.client_width().min(canvas.client_height()) / 4);
    if let Some(bounds) = plan_bounds(app) {
        let options = js(&json!({ "padding": around_px, "maxZoom": 15, "animate": false }));
        // Where it cannot, the map stays where it is.
        let _ = map.fit_bounds(&js_bounds(&bounds), &options);
    }
    let mut pictures = Vec::new();
    for side in [MapSide::Before, MapSide::After] {
        app.plan.hand.update(|hand| {
            hand.side = side;
            hand.is_for_all = is_for_all;
        });
        // The style follows with the next turn, and then the map has something to draw.
        platform::frames(2).await;
        idle(&map).await;
        map.redraw();
        pictures.extend(map.get_canvas().to_data_url().ok());
    }
    app.plan.hand.update(|hand| {
        hand.side = shown;
        hand.is_for_all = false;
    });
    let width_px = f64::from(map.get_canvas().client_width());
    let metres_per_px = metres_per_px(map.get_center().lat(), map.get_zoom());
    let scale = scale_bar(metres_per_px, WIDEST_BAR * width_px)
        .map(|(length_m, bar_px)| (length_m, bar_px / width_px));
    map.jump_to(&js(&json!({ "center": [center.lng(), center.lat()], "zoom": zoom })));
    Some(BothSides { pictures: pictures.try_into().ok()?, scale })
}

/// The box of all edits.
fn plan_bounds(app: App) -> Option<LonLatBounds> {
    app.plan.told.with_untracked(|told| {
        let all = told.edits().iter().filter_map(|edit| edit.bounds);
        all.reduce(|a, b| LonLatBounds {
            west: a.west.min(b.west),
            south: a.south.min(b.south),
            east: a.east.max(b.east),
            north: a.north.max(b.north),
        })
    })
}

/// Waits until the map has drawn all that it was told to.
async fn idle(map: &Map) {
    let (sender, receiver) = oneshot::channel::<()>();
    let listener = Closure::once_into_js(move || {
        let _ = sender.send(());
    });
    map.once("idle", listener.unchecked_ref());
    map.trigger_repaint();
    let _ = receiver.await;
}

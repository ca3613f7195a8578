//! The map as pictures: before a plan and after it.

use futures::channel::oneshot;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::bindings::Map;
use super::view::Held;
use crate::platform;
use crate::state::{App, MapSide};

/// Pictures of the map on both sides of the plan, for everyone or for the authority; `None`
/// where there is no map. What the reader looks at is shown again afterwards.
pub async fn both_sides(map: Held, app: App, is_for_all: bool) -> Option<[String; 2]> {
    let map = map.with_value(Clone::clone)?;
    let shown = app.plan.hand.with_untracked(|hand| hand.side);
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
    pictures.try_into().ok()
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

//! The map's pace while the page starts.
//!
//! Every tile that comes would have the whole map drawn anew. Where no graphics card does
//! that, it takes the processor from those who read files and find links, and all that is
//! awaited comes later. So until the page has come to rest for the first time the map is
//! drawn now and then, and at once only when nothing more is on its way.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::bindings::Map;
use crate::state::{App, Run, Status};

/// Time between two drawings while more is on its way, milliseconds.
const BETWEEN_MS: f64 = 700.0;

/// What the library calls whenever something on the map has changed.
const REPAINT: &str = "triggerRepaint";

/// What a reader does that the map has to follow at once.
const ANSWERED_AT_ONCE: [&str; 5] = ["mousedown", "mousemove", "wheel", "touchstart", "keydown"];

/// The pace of a map.
pub struct Pace {
    map: Map,
    repaint: Function,
    /// From then on the map may be drawn again, by the page's clock.
    next_ms: Cell<f64>,
    waiting: RefCell<Option<Timeout>>,
}

/// Has the map drawn now and then, until the page is at rest or the reader uses it.
pub fn hold(map: &Map, app: App) -> Result<Rc<Pace>, JsValue> {
    let pace = Rc::new(Pace {
        map: map.clone(),
        repaint: Reflect::get(map, &REPAINT.into())?.unchecked_into(),
        next_ms: Cell::new(0.0),
        waiting: RefCell::default(),
    });
    let paced = Rc::clone(&pace);
    let repaint = Closure::<dyn FnMut()>::new(move || paced.ask(app));
    Reflect::set(map, &REPAINT.into(), repaint.as_ref())?;
    // It lives as long as the page, held or not.
    repaint.forget();
    let rests = Rc::clone(&pace);
    listen(map, "idle", move || {
        if !is_more_awaited(app) {
            rests.release();
        }
    });
    for event in ANSWERED_AT_ONCE {
        let used = Rc::clone(&pace);
        let target = map.get_canvas();
        let listener = Closure::<dyn FnMut()>::new(move || used.release());
        target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref())?;
        listener.forget();
    }
    Ok(pace)
}

impl Pace {
    fn ask(self: &Rc<Self>, app: App) {
        let wait_ms = self.next_ms.get() - js_sys::Date::now();
        let may_wait = wait_ms > 0.0 && (is_more_awaited(app) || !self.map.are_tiles_loaded());
        if !may_wait {
            return self.draw();
        }
        if self.waiting.borrow().is_none() {
            let later = Rc::clone(self);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded")]
            let timeout = Timeout::new(wait_ms.min(BETWEEN_MS) as u32, move || later.draw());
            *self.waiting.borrow_mut() = Some(timeout);
        }
    }

    /// Draws now: what is new has its tiles asked for by that.
    pub fn draw(&self) {
        // Forgetting a timeout cancels it; one that has gone off is forgotten as well.
        self.waiting.borrow_mut().take();
        self.next_ms.set(js_sys::Date::now() + BETWEEN_MS);
        let _ = self.repaint.call0(&self.map);
    }

    /// Gives the library its own way back.
    fn release(&self) {
        let was_held = Reflect::has(&self.map, &REPAINT.into()).unwrap_or(false)
            && Reflect::delete_property(
                self.map.unchecked_ref::<js_sys::Object>(),
                &REPAINT.into(),
            )
            .unwrap_or(false);
        if was_held && self.waiting.borrow_mut().take().is_some() {
            let _ = self.repaint.call0(&self.map);
        }
    }
}

/// Files on their way, figures, or the map's own tiles.
fn is_more_awaited(app: App) -> bool {
    let is_read = |status: &Status| !matches!(status, Status::Fetching | Status::Reading);
    let (all, read) = app.files.with_untracked(|files| {
        (files.len(), files.iter().filter(|file| is_read(&file.status)).count())
    });
    read < all
        || (all > 0 && app.context_tiles.get_untracked() == 0)
        || app.run.with_untracked(Run::is_busy)
}

fn listen(map: &Map, event: &str, act: impl FnMut() + 'static) {
    let listener = Closure::<dyn FnMut()>::new(act);
    map.on(event, listener.as_ref().unchecked_ref());
    listener.forget();
}

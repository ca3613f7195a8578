//! Many points as one element: the pointer finds the nearest, and so does the map.

use geodata::connectivity::importance::Piece;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent};

use super::scene::{Dot, Ink, dots_data};
use crate::state::App;

/// A pointer so near to a point is on it.
const REACH: f64 = 10.0;

/// Points in a picture of a size. A cloud has too many for the keyboard: the table has them
/// all.
#[component]
pub fn Cloud(dots: Vec<Dot>, radius: f64, ink: Ink, size: (f64, f64)) -> impl IntoView {
    let app = App::get();
    let data = dots_data(&dots);
    let dots = StoredValue::new(dots);
    let (width, height) = size;
    let nearest = move |event: &MouseEvent| {
        let field = event.current_target()?.dyn_into::<Element>().ok()?.get_bounding_client_rect();
        let scale = width / field.width().max(1.0);
        let x = (f64::from(event.client_x()) - field.left()) * scale;
        let y = (f64::from(event.client_y()) - field.top()) * scale;
        dots.with_value(|dots| nearest_of(dots, (x, y)).map(|dot| Piece::Patch(dot.patch)))
    };
    let follow = move |event: PointerEvent| {
        let found = nearest(&event);
        if app.pointed.get_untracked() != found {
            app.pointed.set(found);
        }
    };
    on_cleanup(move || {
        let _ = app.pointed.try_set(None);
    });
    let choose = move |event: MouseEvent| {
        if let Some(piece) = nearest(&event) {
            app.selected.set(Some(piece));
        }
    };
    let marked = move |piece: Option<Piece>, class: &'static str, is_named: bool| {
        let dot = dots.with_value(|dots| {
            dots.iter().find(|dot| Some(Piece::Patch(dot.patch)) == piece).cloned()
        })?;
        // Towards the middle, where there is room.
        let (anchor, x) = if dot.x < width / 2.0 {
            ("start", dot.x + 2.0 * radius)
        } else {
            ("end", dot.x - 2.0 * radius)
        };
        let y = (dot.y - 2.0 * radius).max(14.0);
        Some(view! {
            <circle class=class cx=dot.x cy=dot.y r=radius + 2.0></circle>
            {is_named.then(|| view! {
                <text class="dot-words" data-testid="pointed-dot" x=x y=y text-anchor=anchor>{dot.title}</text>
            })}
        })
    };
    view! {
        <path class=format!("chart-dots {}", ink.class()) d=data></path>
        {move || marked(app.selected.get(), "dot-chosen", false)}
        {move || marked(app.pointed.get(), "dot-pointed", true)}
        <rect
            class="ink-press chart-field"
            data-testid="cloud"
            data-count=dots.with_value(Vec::len)
            x="0"
            y="0"
            width=width
            height=height
            on:pointermove=follow
            on:pointerleave=move |_| app.pointed.set(None)
            on:click=choose
        ></rect>
    }
}

/// The dot within reach that is nearest.
fn nearest_of(dots: &[Dot], (x, y): (f64, f64)) -> Option<&Dot> {
    let far = |dot: &Dot| (dot.x - x).powi(2) + (dot.y - y).powi(2);
    let near = dots.iter().filter(|dot| far(dot) <= REACH * REACH);
    near.min_by(|a, b| far(a).total_cmp(&far(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_within_reach_is_meant() {
        let dot = |x, patch| Dot { x, y: 10.0, title: String::new(), patch };
        let dots = [dot(0.0, 1), dot(12.0, 2), dot(200.0, 3)];
        let at = |x| nearest_of(&dots, (x, 12.0)).map(|dot| dot.patch);
        assert_eq!([at(5.0), at(7.0), at(100.0), at(205.0)], [Some(1), Some(2), None, Some(3)]);
    }
}

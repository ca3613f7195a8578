//! The frame of charts that have two axes.

use liito_locales::Language;

use super::axis::Axis;
use super::scene::{Anchor, Ink, Scene};

/// Height of such charts.
pub const HEIGHT: f64 = 320.0;
/// Room for the numbers of the axes, and for what they are called.
pub const LEFT: f64 = 64.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 26.0;
const BOTTOM: f64 = 46.0;

/// Where the left and the right edge of the field are.
pub fn across(width: f64) -> (f64, f64) {
    (LEFT, width - RIGHT)
}

/// Where its bottom and its top are.
pub const UP: (f64, f64) = (HEIGHT - BOTTOM, TOP);

/// A scene with its axes, their numbers and what they are called.
pub fn framed(l: Language, width: f64, (x, y): (&Axis, &Axis), names: (&str, &str)) -> Scene {
    let mut scene = Scene::new(width, HEIGHT);
    let (left, right) = across(width);
    let (bottom, top) = UP;
    for (tick, decimals) in y.ticks() {
        let at = y.at(tick);
        scene.line(Ink::Grid, (left, at), (right, at));
        scene.text((left - 8.0, at + 4.0), Anchor::End, l.number(tick, decimals));
    }
    let ticks = x.ticks();
    // Numbers of five letters need some 50 units.
    let every = ticks.len().div_ceil(((right - left) / 52.0) as usize).max(1);
    for (place, (tick, decimals)) in ticks.into_iter().enumerate() {
        let at = x.at(tick);
        scene.line(Ink::Axis, (at, bottom), (at, bottom + 5.0));
        if place % every == 0 {
            scene.text((at, bottom + 19.0), Anchor::Middle, l.number(tick, decimals));
        }
    }
    scene.line(Ink::Axis, (left, bottom), (right, bottom));
    scene.text((left, top - 12.0), Anchor::Start, names.1);
    scene.text((right, HEIGHT - 6.0), Anchor::End, names.0);
    scene
}

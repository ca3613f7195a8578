//! Ranges, one a line, with the number that each is of.

use liito_locales::Language;

use super::axis::Axis;
use super::bars::shortened;
use super::scene::{Anchor, Form, Ink, Scene};

const LINE: f64 = 24.0;
const HEAD: f64 = 28.0;
const FOOT: f64 = 14.0;

/// A range.
pub struct Range {
    pub label: String,
    pub low: f64,
    pub at: f64,
    pub high: f64,
    pub patch: Option<u32>,
}

/// The ranges, the first on top.
pub fn intervals(l: Language, width: f64, ranges: &[Range], name: &str) -> Scene {
    let lines = f64::from(u32::try_from(ranges.len()).unwrap_or(u32::MAX));
    let mut scene = Scene::new(width, HEAD + lines * LINE + FOOT);
    let left = (width * 0.24).min(150.0);
    let most = ranges.iter().map(|range| range.high).fold(0.0, f64::max);
    let axis = Axis::from_zero(most, left, width - 24.0);
    for (tick, decimals) in axis.ticks() {
        let at = axis.at(tick);
        scene.line(Ink::Grid, (at, HEAD - 6.0), (at, HEAD + lines * LINE));
        scene.text((at, HEAD - 12.0), Anchor::Middle, l.number(tick, decimals));
    }
    let mut y = HEAD + LINE / 2.0;
    for Range { label, low, at, high, patch } in ranges {
        let whole = |number: f64| l.number(number, 0);
        let title = format!("{label}: {} ({}–{})", whole(*at), whole(*low), whole(*high));
        let form = Form::Path(vec![(axis.at(*low), y), (axis.at(*high), y)]);
        scene.tell(Ink::Only, form, title.clone(), None);
        for end in [low, high] {
            scene.line(Ink::Only, (axis.at(*end), y - 4.0), (axis.at(*end), y + 4.0));
        }
        let form = Form::Circle { x: axis.at(*at), y, radius: 4.5 };
        scene.add(Ink::Mark, form);
        scene.text((left - 8.0, y + 4.0), Anchor::End, shortened(label, left));
        let form = Form::Rect { x: 2.0, y: y - LINE / 2.0, width: width - 4.0, height: LINE };
        scene.tell(Ink::Press, form, title, *patch);
        y += LINE;
    }
    scene.text((left - 24.0, HEAD - 12.0), Anchor::End, name);
    scene
}
